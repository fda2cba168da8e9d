import AlgebraTestSupport
import Foundation
import SingularLearning

/// A locus of `critical_loci.json`, derived independently.
struct ReferenceLocus: Decodable {
  struct Component: Decodable {
    let kind: String
    let label: String
    let codimension: Int
    let dimension: Int
    let degree: Int
    let rank: Int
    let orbitSize: Int
    let generators: [String]

    /// Generators of the prime ideal of the component.
    func equations(
      in ring: PolynomialRing<RationalField>
    ) throws -> [Polynomial<RationalField>] {
      try generators.map { try ring.parse($0) }
    }
  }
  struct Stratum: Decodable {
    let genericRankOn: Int
    let inC: Bool
    let isComponent: Bool
  }
  let widths: [Int]
  let degree: Int
  let genericRank: Int
  let criticalEqualsSubnetworks: Bool
  let components: [Component]
  let basicStrata: [String: Stratum]

  /// All loci of the file.
  static func all() throws -> [ReferenceLocus] {
    let data = try Data(contentsOf: referenceDataURL("critical_loci.json"))
    return try JSONDecoder().decode([ReferenceLocus].self, from: data)
  }

  func architecture() throws -> Architecture { try Architecture(widths: widths, degree: degree) }
}

extension SubnetworkStratum {
  /// The stratum of a label such as `redundant (1;2,3) & inactive-out (1;1)`, or `nil` if the label has
  /// other conditions.
  init?(_ architecture: Architecture, label: String) {
    var operations: [SubnetworkOperation] = []
    for text in label.split(separator: "&") {
      let parts = text.split(separator: " ")
      guard parts.count == 2, parts[1].hasPrefix("(") else { return nil }
      let numbers = parts[1].split { !$0.isNumber }.compactMap { Int($0) }
      switch parts[0] {
      case "redundant":
        operations.append(.redundant(layer: numbers[0], neurons: Array(numbers.dropFirst())))
      case "inactive-in": operations.append(.inactiveIn(layer: numbers[0], neuron: numbers[1]))
      case "inactive-out": operations.append(.inactiveOut(layer: numbers[0], neuron: numbers[1]))
      default: return nil
      }
    }
    self.init(architecture, operations: operations)
  }
}
