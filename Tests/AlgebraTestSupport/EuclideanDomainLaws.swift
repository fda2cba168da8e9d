import SingularLearning
import Testing

/// Checks the ring laws, division with remainder and greatest common divisors on all pairs of
/// `samples`.
///
/// - Parameter isSmaller: Whether the first element has smaller Euclidean size than the second.
public func checkEuclideanDomainLaws<R: EuclideanDomain>(
  _ ring: R, samples: [R.Element], isSmaller: (R.Element, R.Element) -> Bool,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  checkRingLaws(ring, samples: samples, sourceLocation: sourceLocation)
  var report = LawReport(ring, sourceLocation)
  func canonical(_ a: R.Element) -> R.Element { ring.multiply(ring.normalizingUnit(a), a) }
  func divides(_ d: R.Element, _ a: R.Element) -> Bool {
    ring.isZero(d) ? ring.isZero(a) : ring.dividedExactly(a, by: d) != nil
  }
  let zero = ring.zero
  report.expect(ring.greatestCommonDivisor(zero, zero) == zero, "gcd(0, 0) = 0")
  for a in samples {
    report.expect(ring.inverse(ring.normalizingUnit(a)) != nil, "a unit normalizes a = \(a)")
    report.expect(canonical(canonical(a)) == canonical(a), "normalizing twice for a = \(a)")
    report.expect(ring.greatestCommonDivisor(a, zero) == canonical(a), "gcd(a, 0) for a = \(a)")
    for b in samples {
      let g = ring.greatestCommonDivisor(a, b)
      report.expect(g == ring.greatestCommonDivisor(b, a), "gcd(a, b) = gcd(b, a) for \((a, b))")
      report.expect(g == canonical(g), "the gcd is canonical for \((a, b))")
      report.expect(divides(g, a) && divides(g, b), "the gcd divides for \((a, b))")
      for c in samples {
        report.expect(
          ring.greatestCommonDivisor(ring.multiply(a, c), ring.multiply(b, c))
            == canonical(ring.multiply(g, c)), "gcd(a c, b c) = gcd(a, b) c for \((a, b, c))")
      }
      if ring.isZero(b) { continue }
      let (quotient, remainder) = ring.quotientAndRemainder(a, by: b)
      report.expect(
        ring.add(ring.multiply(quotient, b), remainder) == a, "a = q b + r for \((a, b))")
      report.expect(
        ring.isZero(remainder) || isSmaller(remainder, b), "r is smaller than b for \((a, b))")
      report.expect(
        ring.isZero(remainder) == (ring.dividedExactly(a, by: b) != nil),
        "r = 0 exactly if b divides a, for \((a, b))")
      report.expect(
        ring.dividedExactly(ring.multiply(a, b), by: b) == a, "(a b) / b = a for \((a, b))")
    }
  }
}
