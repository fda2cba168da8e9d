import SingularLearning
import Testing

/// Checks the ring laws and that exactly the nonzero samples are units.
public func checkFieldLaws<F: Field>(
  _ field: F, samples: [F.Element], sourceLocation: SourceLocation = #_sourceLocation
) {
  checkRingLaws(field, samples: samples, sourceLocation: sourceLocation)
  var report = LawReport(field, sourceLocation)
  report.expect(field.zero != field.one, "0 ≠ 1")
  report.expect(field.inverse(field.zero) == nil, "0 has no inverse")
  report.expect(
    field.characteristic == 0 || PrimeField.isPrime(field.characteristic),
    "the characteristic is 0 or prime")
  for a in samples where !field.isZero(a) {
    guard let inverse = field.inverse(a) else {
      report.expect(false, "a has an inverse for a = \(a)")
      continue
    }
    report.expect(field.multiply(a, inverse) == field.one, "a a⁻¹ = 1 for a = \(a)")
    report.expect(field.inverse(inverse) == a, "(a⁻¹)⁻¹ = a for a = \(a)")
    for b in samples {
      report.expect(
        field.dividedExactly(field.multiply(a, b), by: a) == b, "(a b) / a = b for \((a, b))")
    }
  }
  let half: F.Element? = field.image(of: Rational(1, 2))
  report.expect(
    half.map { field.add($0, $0) } == (field.characteristic == 2 ? nil : field.one),
    "1/2 + 1/2 = 1 outside characteristic 2")
}
