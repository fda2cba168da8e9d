import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Ranks at generic points of strata of subnetworks against the independently derived loci.
@Suite struct StratumRankTests {
  struct Locus: Decodable {
    struct Component: Decodable {
      let kind: String
      let label: String
      let rank: Int
    }
    struct Stratum: Decodable {
      let genericRankOn: Int
      let inC: Bool
    }
    let widths: [Int]
    let degree: Int
    let genericRank: Int
    let components: [Component]
    let basicStrata: [String: Stratum]
  }

  static func loci() throws -> [Locus] {
    let data = try Data(contentsOf: referenceDataURL("critical_loci.json"))
    return try JSONDecoder().decode([Locus].self, from: data)
  }

  /// One condition of a label such as `redundant (1;2,3)`.
  enum Condition {
    case redundant(layer: Int, neurons: [Int])
    case inactiveIn(layer: Int, neuron: Int)
    case inactiveOut(layer: Int, neuron: Int)

    init?(_ text: Substring) {
      let parts = text.trimmingPrefix(" ").split(separator: " ")
      guard parts.count == 2, parts[1].hasPrefix("(") else { return nil }
      let numbers = parts[1].split { !$0.isNumber }.compactMap { Int($0) }
      guard numbers.count >= 2 else { return nil }
      switch parts[0] {
      case "redundant": self = .redundant(layer: numbers[0], neurons: Array(numbers.dropFirst()))
      case "inactive-in": self = .inactiveIn(layer: numbers[0], neuron: numbers[1])
      case "inactive-out": self = .inactiveOut(layer: numbers[0], neuron: numbers[1])
      default: return nil
      }
    }

    func impose(on matrices: inout [[[Rational]]], using random: inout RandomSource) {
      switch self {
      case .redundant(let layer, let neurons):
        for neuron in neurons.dropFirst() {
          let factor = Rational(random.integer(in: 2...1_000_000))
          matrices[layer - 1][neuron - 1] = matrices[layer - 1][neurons[0] - 1].map { factor * $0 }
        }
      case .inactiveIn(let layer, let neuron):
        matrices[layer - 1][neuron - 1] = matrices[layer - 1][neuron - 1].map { _ in 0 }
      case .inactiveOut(let layer, let neuron):
        for i in matrices[layer].indices { matrices[layer][i][neuron - 1] = 0 }
      }
    }
  }

  /// A random point with all conditions of a label, or `nil` if the label has others.
  func point(_ architecture: Architecture, label: String, seed: UInt64) throws -> Network? {
    var random = RandomSource(seed: seed)
    let weights = (0..<architecture.parameterCount).map { _ in
      Rational(random.integer(in: -1_000_000...1_000_000))
    }
    var matrices = try Network(architecture, weights: weights).matrices
    for text in label.split(separator: "&") {
      guard let condition = Condition(text) else { return nil }
      condition.impose(on: &matrices, using: &random)
    }
    return try Network(architecture, matrices: matrices)
  }

  @Test("generic ranks of all reference networks")
  func genericRanks() throws {
    for locus in try Self.loci() {
      let architecture = try Architecture(widths: locus.widths, degree: locus.degree)
      let result = try genericRank(of: architecture)
      #expect(result.dimension == locus.genericRank && result.evidence.isProven, "\(result)")
    }
  }

  @Test("ranks on the basic strata and on the components that are subnetworks")
  func strata() throws {
    var count = 0
    for locus in try Self.loci() {
      let architecture = try Architecture(widths: locus.widths, degree: locus.degree)
      var expected = locus.basicStrata.mapValues(\.genericRankOn)
      for component in locus.components where component.kind == "subnetwork" {
        expected[component.label] = component.rank
      }
      for (label, value) in expected {
        guard let network = try point(architecture, label: label, seed: 5) else { continue }
        let result = try rank(at: network)
        #expect(result.rank == value && result.evidence.isProven, "\(architecture) \(label)")
        #expect(try diagnose(network).isSubnetwork)
        if let stratum = locus.basicStrata[label] {
          #expect(stratum.inC == (result.rank < locus.genericRank))
        }
        count += 1
      }
    }
    #expect(count > 300)
  }
}
