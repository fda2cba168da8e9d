import AlgebraTestSupport
import SingularLearning
import Testing

@Suite("Minimal primes of the minors of network Jacobians")
struct CriticalLocusTests {
  /// The networks with few enough minors for a quick test.
  private static let small: [ReferenceLocus] = {
    let quick: Set<[Int]> = [
      [2, 2, 1, 2], [2, 2, 1, 3], [2, 2, 1, 4], [2, 2, 1, 5], [2, 3, 1, 2], [2, 3, 1, 3],
      [2, 3, 1, 4], [3, 2, 1, 2], [2, 2, 2, 2], [2, 2, 2, 3], [2, 1, 1, 2], [2, 1, 2, 2],
      [1, 2, 1, 2], [1, 2, 2, 2], [2, 2, 1, 1, 2], [2, 2, 2, 1, 2], [2, 4, 1, 3],
    ]
    let all = try? ReferenceLocus.all()
    return (all ?? []).filter { quick.contains($0.widths + [$0.degree]) }
  }()

  @Test("the reference is there")
  func found() { #expect(Self.small.count == 17) }

  @Test("the components are those of the reference", arguments: small)
  func components(network: ReferenceLocus) throws {
    let architecture = try network.architecture()
    let jacobian = try architecture.jacobian()
    let ideal: Ideal<RationalField> = try jacobian.matrix
      .determinantalIdeal(size: network.genericRank)
    let result = try ideal.minimalPrimes()
    #expect(result.count == network.components.count)
    #expect(
      result.map(\.dimension).sorted() == network.components.map(\.dimension).sorted())
    for component in network.components {
      guard component.generatorsDefine == "the prime ideal" else { continue }
      let basis = try Ideal(
        ring: ideal.ring, generators: try component.equations(in: ideal.ring)
      ).groebnerBasis()
      let match = try #require(result.first { $0.basis == basis }, "\(component.label)")
      #expect(match.dimension == component.dimension)
      #expect(match.degree == Integer(component.degree))
    }
  }
}
