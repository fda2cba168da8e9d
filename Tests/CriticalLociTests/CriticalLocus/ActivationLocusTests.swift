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

  /// (1,2,2), σ = 1 + t² + t³, w₁₁ = 0: f = a + b·σ(w x) moves in the directions e₁, e₂, σ(w x)·e₁, σ(w x)·e₂ and
  /// b·x σ′(w x), and w₁₁ does not count as σ′(0) = 0: rank 5 of 6.
  ///
  /// No function of one neuron is a + b·σ(w x).
  @Test("a zero row whose constant nothing can take is exotic")
  func constant() throws {
    let locus = try criticalLocus(
      of: Architecture(
        widths: [1, 2, 2], activations: [.polynomial(coefficients: [1, 0, 1, 1])]))
    let found = try #require(locus.components.first { $0.label == "constant(1;1)" })
    #expect(found.kind == .exotic && found.rank == 5 && found.codimension == 1)
    #expect(locus.equality?.value == false)
    #expect(try !diagnose(#require(found.witness)).isSubnetwork)
    // Two zero rows are redundant: each constant can go to the other.
    let square = try criticalLocus(
      of: Architecture(widths: [1, 2, 2], activations: [.polynomial(coefficients: [1, 0, 1])]))
    let both = try #require(square.components.first { $0.label.hasPrefix("constant(1;1) & ") })
    #expect(both.kind == .subnetwork && both.rank == 2)
    #expect(try diagnose(#require(both.witness)).isSubnetwork)
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
