import Foundation
import SingularLearning
import Testing

/// A locus of `critical_loci.json`, derived independently.
package struct ReferenceLocus: Decodable, Sendable, CustomTestStringConvertible {
  /// A component, with generators of its ideal or of one with the same zeros, as `generatorsDefine` says.
  package struct Component: Decodable, Sendable {
    package let kind: String
    package let label: String
    package let codimension: Int
    package let dimension: Int
    package let degree: Int
    package let rank: Int
    package let orbitSize: Int
    package let generators: [String]
    package let generatorsDefine: String?

    /// Generators of the prime ideal of the component.
    package func equations(
      in ring: PolynomialRing<RationalField>
    ) throws -> [Polynomial<RationalField>] {
      try generators.map { try ring.parse($0) }
    }
  }
  /// A set of networks with one inactive neuron or one redundant pair.
  package struct Stratum: Decodable, Sendable {
    package let genericRankOn: Int
    package let inC: Bool
    package let isComponent: Bool
  }
  package let widths: [Int]
  package let degree: Int
  package let genericRank: Int
  package let criticalEqualsSubnetworks: Bool
  package let components: [Component]
  package let basicStrata: [String: Stratum]

  /// All loci of the file.
  package static func all() throws -> [ReferenceLocus] {
    let data = try Data(contentsOf: referenceDataURL("critical_loci.json"))
    return try JSONDecoder().decode([ReferenceLocus].self, from: data)
  }

  /// The network.
  package func architecture() throws -> Architecture {
    try Architecture(widths: widths, degree: degree)
  }

  package var testDescription: String { "\(widths) r=\(degree)" }
}
