import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// The direct route against the reference loci.
@Suite struct DirectRouteTests {
  static let quick = ReferenceLocus.networks.filter {
    ["[2, 2, 1]", "[2, 1, 1]", "[2, 1, 2]", "[1, 2, 1]", "[1, 2, 2]"].contains("\($0.widths)")
  }

  @Test("components of small networks", arguments: quick)
  func quickNetworks(_ locus: ReferenceLocus) throws {
    let route = try directRoute(of: try locus.architecture())
    let minors = try directRoute(of: try locus.architecture(), method: .minors)
    #expect(route.components.map(\.label) == minors.components.map(\.label))
    #expect(route.genericRank.dimension == locus.genericRank)
    #expect(try locus.differences(to: route.components).isEmpty)
    #expect(route.components.allSatisfy { $0.witness != nil })
  }

  @Test(
    "components of all reference networks",
    .enabled(if: ProcessInfo.processInfo.environment["SLT_ALL_REFERENCE_LOCI"] != nil))
  func allNetworks() throws {
    let limit = Double(ProcessInfo.processInfo.environment["SLT_SECONDS"] ?? "120") ?? 120
    for locus in ReferenceLocus.networks {
      let clock = ContinuousClock()
      var line = ""
      let time = try clock.measure {
        do {
          let route = try directRoute(
            of: try locus.architecture(), control: ComputationControl(timeLimitSeconds: limit))
          let differences = try locus.differences(to: route.components)
          #expect(differences.isEmpty, "\(locus.testDescription)")
          line =
            "\(route.components.count) orbits, \(differences)"
        } catch let stopped as ComputationStopped {
          line = "\(stopped)"
        }
      }
      print("direct | \(locus.testDescription) | \(time) | \(line)")
    }
  }

  @Test(
    "activations that are no monomials, and biases: every critical point of a box is on a component"
  )
  func otherActivations() throws {
    let polynomial = Activation.polynomial(coefficients: [0, 1, 1])
    let architectures = [
      try Architecture(widths: [1, 2, 1], activations: [polynomial]),
      try Architecture(widths: [1, 2, 1], activations: [.hermite(degree: 3)]),
      try Architecture(widths: [2, 2, 1], activations: [polynomial]),
      try Architecture(widths: [1, 1, 1], degree: 2, hasBias: true),
      try Architecture(widths: [1, 2, 1], degree: 2, hasBias: true),
    ]
    for architecture in architectures {
      let route = try directRoute(of: architecture)
      let search = try specialPointSearch(
        of: architecture, rankAtMost: route.rankBound, components: route.components)
      #expect(search.isConsistent && search.isExhaustive, "\(architecture)")
      #expect(search.explainedCounts.allSatisfy { $0 > 0 }, "\(architecture)")
      for component in route.components {
        let witness = try #require(component.witness, "\(architecture) \(component.label)")
        #expect(try rank(at: witness).rank == component.rank)
        #expect(try diagnose(witness).isSubnetwork == (component.kind == .subnetwork))
      }
    }
  }

  @Test("the loci of lower ranks lie inside each other")
  func lowerRanks() throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 3)
    var previous: DirectRoute?
    for k in (0...3).reversed() {
      let route = try directRoute(of: architecture, rankAtMost: k)
      #expect(route.components.allSatisfy { $0.rank <= k })
      if let previous {
        for component in route.components {
          let point = try #require(component.witness).weights
          #expect(
            previous.components.contains { larger in
              larger.generators?.allSatisfy { $0.evaluate(at: point) == 0 } ?? false
            } || previous.components.contains { $0.orbitSize > 1 })
        }
      }
      previous = route
    }
  }
}
