import SingularLearning
import Testing

/// Loci of activations with symmetries, and of linear layers: a component is exotic only if its general point is
/// no subnetwork.
@Suite struct ActivationLocusTests {
  func architectures() throws -> [Architecture] {
    func polynomial(_ coefficients: [Rational]) -> Activation {
      .polynomial(coefficients: coefficients)
    }
    return try [
      Architecture(widths: [1, 2, 1], activations: [polynomial([0, 1, 0, 1])]),
      Architecture(widths: [1, 2, 1], activations: [polynomial([0, 0, 1, 0, 1])]),
      Architecture(widths: [1, 2, 1], activations: [polynomial([1, 1, 0, 1])]),
      Architecture(widths: [1, 2, 1], activations: [polynomial([1, 1, 1])]),
      Architecture(widths: [2, 2, 1], activations: [.hermite(degree: 2)]),
      Architecture(widths: [1, 2, 1], activations: [.hermite(degree: 3)]),
      Architecture(widths: [1, 2, 1], activations: [.hermite(degree: 4)]),
      Architecture(widths: [1, 2, 1], activations: [polynomial([0, 1, 1])], hasBias: true),
      Architecture(widths: [2, 2, 2], degree: 1),
      Architecture(widths: [2, 2, 2, 1], degrees: [2, 1]),
    ]
  }

  @Test("components of subnetworks have witnesses that are subnetworks")
  func kinds() throws {
    for architecture in try architectures() {
      let locus = try criticalLocus(of: architecture)
      #expect(!locus.components.isEmpty, "\(architecture)")
      for component in locus.components where component.kind == .subnetwork {
        guard let witness = component.witness else { continue }
        #expect(
          try diagnose(witness).isSubnetwork,
          "\(architecture.activations) \(component.label) \(witness.matrices)")
      }
    }
  }

  @Test(
    "opposite rows are listed as redundant, and nothing is exotic",
    arguments: [[0, 1, 0, 1], [0, 0, 1, 0, 1]])
  func opposite(coefficients: [Int]) throws {
    let locus = try criticalLocus(
      of: Architecture(
        widths: [1, 2, 1],
        activations: [.polynomial(coefficients: coefficients.map { Rational($0) })]))
    let unused = "inactive-out(1;1) & inactive-out(1;2) & redundant(1;1,"
    let labels = locus.components.map(\.label)
    #expect(labels.contains(unused + "2)") && labels.contains(unused + "-2)"), "\(labels)")
    #expect(locus.components.allSatisfy { $0.kind == .subnetwork })
    let opposite = locus.components.flatMap(\.operations).filter { !$0.opposite.isEmpty }
    #expect(opposite == [.redundant(layer: 1, neurons: [1, 2], opposite: [2])])
  }

  /// J(V₁, V₂) = V₂W₁ + W₂V₁ has rank 3·rk W₂ + 3·rk W₁ − rk W₁·rk W₂: critical iff one of the ranks is below 2.
  @Test("linear networks: low ranks are subnetworks, and nothing is exotic")
  func linear() throws {
    let architecture = try Architecture(widths: [3, 2, 3], degree: 1)
    let locus = try criticalLocus(of: architecture)
    // Two rows of rank one are proportional.
    #expect(locus.components.map(\.label).sorted() == ["rank W2 <= 1", "redundant(1;1,2)"])
    #expect(locus.components.map(\.codimension) == [2, 2])
    #expect(
      locus.components.allSatisfy {
        $0.kind == .subnetwork && $0.rank == 7
      })
    #expect(
      locus.components.first { $0.label == "rank W2 <= 1" }?.operations
        == [.mixed(layer: 1, neurons: [1, 2])])
    #expect(locus.equality?.value == true)
    #expect(try subnetworkEquality(of: architecture).holds == true)
  }
}
