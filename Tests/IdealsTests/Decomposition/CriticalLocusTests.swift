import Foundation
import SingularLearning
import Testing

/// A network with the components of its critical locus, as listed in the reference.
struct ReferenceCriticalLocus: Decodable, CustomTestStringConvertible, Sendable {
  struct Component: Decodable, Sendable {
    var label: String
    var dimension: Int
    var degree: Int?
    var generators: [String]?
    var generatorsDefine: String?
  }

  var widths: [Int]
  var degree: Int
  var genericRank: Int
  var components: [Component]

  var testDescription: String { "\(widths), degree \(degree)" }

  /// The networks with few enough minors for a quick test.
  static let small: [ReferenceCriticalLocus] = {
    let quick: Set<[Int]> = [
      [2, 2, 1, 2], [2, 2, 1, 3], [2, 2, 1, 4], [2, 2, 1, 5], [2, 3, 1, 2], [2, 3, 1, 3],
      [2, 3, 1, 4], [3, 2, 1, 2], [2, 2, 2, 2], [2, 2, 2, 3], [2, 1, 1, 2], [2, 1, 2, 2],
      [1, 2, 1, 2], [1, 2, 2, 2], [2, 2, 1, 1, 2], [2, 2, 2, 1, 2], [2, 4, 1, 3],
    ]
    let data = try? ReferenceDecomposition.data("critical_loci.json")
    let all = data.flatMap { try? JSONDecoder().decode([ReferenceCriticalLocus].self, from: $0) }
    return (all ?? []).filter { quick.contains($0.widths + [$0.degree]) }
  }()
}

@Suite("Minimal primes of the minors of network Jacobians")
struct CriticalLocusTests {
  @Test("the reference is there")
  func found() { #expect(ReferenceCriticalLocus.small.count == 17) }

  @Test("the components are those of the reference", arguments: ReferenceCriticalLocus.small)
  func components(network: ReferenceCriticalLocus) throws {
    let architecture = try Architecture(widths: network.widths, degree: network.degree)
    let jacobian = try architecture.jacobian()
    let ideal: Ideal<RationalField> = try jacobian.matrix
      .determinantalIdeal(size: network.genericRank)
    let result = try ideal.minimalPrimes()
    #expect(result.count == network.components.count)
    #expect(
      result.map(\.dimension).sorted() == network.components.map(\.dimension).sorted())
    for component in network.components {
      guard component.generatorsDefine == "the prime ideal", let texts = component.generators
      else { continue }
      let basis = try Ideal(
        ring: ideal.ring, generators: try texts.map { try ideal.ring.parse($0) }
      ).groebnerBasis()
      let match = try #require(result.first { $0.basis == basis }, "\(component.label)")
      #expect(match.dimension == component.dimension)
      if let degree = component.degree { #expect(match.degree == Integer(degree)) }
    }
  }
}
