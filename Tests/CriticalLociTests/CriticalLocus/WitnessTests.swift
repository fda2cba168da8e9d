import SingularLearning
import Testing

/// A witness is what it witnesses: a point of its component alone, with its rank, and no subnetwork where the
/// component is exotic.
@Suite struct WitnessTests {
  private static let evenWithBias = Activation.polynomial(coefficients: [0, 0, 1, 0, 1])

  static func architectures() throws -> [Architecture] {
    try [
      Architecture(widths: [2, 2, 2], activations: [.hermite(degree: 2)]),
      Architecture(widths: [2, 2, 2], activations: [.hermite(degree: 3)]),
      Architecture(widths: [3, 2, 1], activations: [.hermite(degree: 2)]),
      Architecture(widths: [1, 2, 1], activations: [evenWithBias], hasBias: true),
      Architecture(
        widths: [2, 2, 1], activations: [.polynomial(coefficients: [0, 1, 0, 0, 0, 1])]),
      Architecture(widths: [3, 4, 2], degree: 2), Architecture(widths: [3, 3, 2], degree: 2),
      Architecture(widths: [2, 3, 2, 1], degree: 3), Architecture(widths: [2, 2, 2, 2], degree: 2),
    ]
  }

  /// Whether some rows of a hidden layer are zero, equal or opposite (proportional for a monomial), or some
  /// column behind it is zero: decided here, by minors.
  static func looksReducible(_ network: Network) -> Bool {
    let architecture = network.architecture
    return (1..<architecture.layerCount).contains { layer in
      var rows = network.matrix(ofLayer: layer)
      if rows.contains(where: { $0.allSatisfy(\.isZero) }) { return true }
      let next = network.matrix(ofLayer: layer + 1)
      if rows.indices.contains(where: { i in next.allSatisfy { $0[i].isZero } }) { return true }
      if let biases = network.bias(ofLayer: layer) {
        rows = zip(rows, biases).map { $0 + [$1] }
      }
      let isMonomial = architecture.activations[layer - 1].isMonomial
      return rows.indices.contains { i in
        (0..<i).contains { j in
          let (a, b) = (rows[i], rows[j])
          if !isMonomial { return a == b || a == b.map { -$0 } }
          return a.indices.allSatisfy { k in
            a.indices.allSatisfy { l in a[k] * b[l] == a[l] * b[k] }
          }
        }
      }
    }
  }

  @Test("every witness of a list", arguments: try architectures())
  func witnesses(_ architecture: Architecture) throws {
    let locus = try criticalLocus(of: architecture)
    var all: [(index: Int, component: CriticalComponent)] = []
    for (index, component) in locus.components.enumerated() {
      all += try component.images(of: architecture).map { (index, $0) }
    }
    for (index, component) in locus.components.enumerated() {
      guard let witness = component.witness else {
        #expect(component.witnessSearch != nil, "\(component.label)")
        continue
      }
      let value = try rank(at: witness)
      #expect(value.rank == component.rank && value.evidence.isProven, "\(component.label)")
      #expect(value.rank < locus.genericRank.dimension)
      #expect(try diagnose(witness).isSubnetwork == (component.kind == .subnetwork))
      for (other, image) in all {
        guard let generators = image.generators, image.generatorConditions.isEmpty else { continue }
        let lies = generators.allSatisfy { $0.evaluate(at: witness.weights).isZero }
        if other != index {
          #expect(!lies, "the witness of \(component.label) lies on \(image.label)")
        } else if image == component {
          #expect(lies, "\(component.label)")
        }
      }
      if component.kind == .exotic {
        #expect(!Self.looksReducible(witness), "\(component.label) \(witness.matrices)")
      }
    }
  }

  @Test(
    "counterexamples are critical and no subnetworks",
    arguments: [([2, 2, 2], 2), ([2, 2, 2], 3), ([3, 2, 1], 2)])
  func counterexamples(widths: [Int], degree: Int) throws {
    let architecture = try Architecture(widths: widths, activations: [.hermite(degree: degree)])
    let equality = try subnetworkEquality(of: architecture)
    #expect(equality.holds == false && equality.evidence.isProven)
    guard case .exoticPoint(let network, let stated) = try #require(equality.counterexample) else {
      Issue.record("\(String(describing: equality.counterexample))")
      return
    }
    let found = try rank(at: network)
    #expect(found.rank == stated && found.evidence.isProven)
    #expect(found.rank < (try #require(equality.genericRank?.dimension)))
    #expect(!Self.looksReducible(network), "\(network.matrices)")
  }
}
