import SingularLearning
import Testing

/// Checks that `map` respects 0, 1, sums, products and negatives on all pairs of `samples`.
public func checkHomomorphismLaws<D: Ring, C: Ring>(
  _ map: RingHomomorphism<D, C>, samples: [D.Element],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let domain = map.domain
  let codomain = map.codomain
  var report = LawReport("the map \(domain) → \(codomain)", sourceLocation)
  report.expect(map(domain.zero) == codomain.zero, "0 ↦ 0")
  report.expect(map(domain.one) == codomain.one, "1 ↦ 1")
  for a in samples {
    report.expect(map(domain.negate(a)) == codomain.negate(map(a)), "-a ↦ -f(a) for \(a)")
    for b in samples {
      report.expect(
        map(domain.add(a, b)) == codomain.add(map(a), map(b)), "a + b ↦ f(a) + f(b) for \((a, b))")
      report.expect(
        map(domain.multiply(a, b)) == codomain.multiply(map(a), map(b)),
        "a b ↦ f(a) f(b) for \((a, b))")
    }
  }
}
