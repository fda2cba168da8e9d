import SingularLearning
import Testing

/// What must hold for every result of `criticalLocus`, checked from outside.
@Suite struct CriticalLocusLawTests {
  struct Example: CustomTestStringConvertible {
    let widths: [Int]
    let degree: Int
    var rankBound: Int?
    var testDescription: String { "\(widths), degree \(degree)" }
  }

  static let examples = [
    Example(widths: [2, 2, 1], degree: 2), Example(widths: [2, 3, 1], degree: 3),
    Example(widths: [2, 4, 1], degree: 4), Example(widths: [2, 2, 2], degree: 2),
    Example(widths: [2, 3, 2], degree: 2), Example(widths: [3, 3, 1], degree: 2),
    Example(widths: [3, 3, 1], degree: 4), Example(widths: [1, 2, 1], degree: 2),
    Example(widths: [2, 1, 2], degree: 2), Example(widths: [1, 1, 1], degree: 3),
    Example(widths: [1, 2, 2, 1], degree: 2), Example(widths: [2, 1, 2, 1], degree: 2),
    Example(widths: [2, 2, 2, 1], degree: 2), Example(widths: [2, 2, 2, 2], degree: 2),
    Example(widths: [2, 2, 3, 1], degree: 3), Example(widths: [2, 3, 2, 1], degree: 4),
    Example(widths: [3, 3, 2, 1], degree: 2), Example(widths: [2, 2, 2, 2, 1], degree: 2),
    Example(widths: [2, 2, 2], degree: 2, rankBound: 3),
    Example(widths: [3, 2, 1], degree: 3, rankBound: 3),
    Example(widths: [2, 2, 2, 1], degree: 3, rankBound: 4),
  ]

  @Test("completeness, ideals, orbits and witnesses", arguments: examples)
  func components(_ example: Example) throws {
    let architecture = try Architecture(widths: example.widths, degree: example.degree)
    let locus = try criticalLocus(of: architecture, rankAtMost: example.rankBound)
    #expect(locus.completeness.isProven)
    #expect(locus.stopped == nil)
    #expect(!locus.components.isEmpty)
    let membership = try LocusMembership(locus)
    for (index, component) in locus.components.enumerated() {
      #expect(component.codimension + component.dimension == architecture.parameterCount)
      #expect(component.rank <= locus.rankBound)
      #expect(component.evidence.isProven)
      let generators = try #require(component.generators)
      #expect(component.generatorConditions.isEmpty)
      let ring = try #require(generators.first?.ring)
      let basis = try Ideal(ring: ring, generators: generators).groebnerBasis()
      #expect(try basis.dimension() == component.dimension)
      #expect(try basis.degree() == component.degree)
      #expect(try membership.orbitSize(of: index).map { Integer($0) } == component.orbitSize)
      let witness = try #require(component.witness)
      let value = try rank(at: witness, includingKernel: false)
      #expect(value.rank == component.rank && value.evidence.isProven)
      #expect(try diagnose(witness).isSubnetwork == (component.kind == .subnetwork))
      for other in locus.components.indices {
        #expect(membership.contains(witness.weights, component: other) == (other == index))
      }
    }
  }

  /// Half the points are made of few values, so that many of them are critical.
  @Test("a point has rank at most k exactly when it lies on a component", arguments: examples)
  func specialPoints(_ example: Example) throws {
    let architecture = try Architecture(widths: example.widths, degree: example.degree)
    let locus = try criticalLocus(of: architecture, rankAtMost: example.rankBound)
    let membership = try LocusMembership(locus)
    var random = RandomSource(seed: 7)
    var critical = 0
    for trial in 0..<40 {
      let values = trial % 2 == 0 ? [-1, 0, 1, 2] : [0, 1, 1, 3, -2]
      let weights = (0..<architecture.parameterCount).map { _ in
        Rational(values[random.integer(in: 0...values.count - 1)])
      }
      let found = try rank(
        at: Network(architecture, weights: weights), includingKernel: false, seed: 3)
      let isListed = locus.components.indices.contains {
        membership.contains(weights, component: $0) == true
      }
      #expect((found.rank <= locus.rankBound) == isListed)
      critical += isListed ? 1 : 0
    }
    if example.rankBound == nil { #expect(critical > 0) }
  }

  @Test("every chart is mentioned by exactly one leaf of the decisions", arguments: examples)
  func decisions(_ example: Example) throws {
    let architecture = try Architecture(widths: example.widths, degree: example.degree)
    let locus = try criticalLocus(of: architecture, rankAtMost: example.rankBound)
    func leaves(_ decision: ChartDecision) -> [Int] {
      switch decision {
      case .covered: []
      case .chart(let index): [index]
      case .split(_, let nonzero, let vanishing, let zero):
        vanishing.isEmpty ? [-1] : leaves(nonzero) + leaves(zero)
      }
    }
    #expect(locus.covers.flatMap { leaves($0.decision) } == Array(locus.charts.indices))
    for chart in locus.charts {
      if case .unfinished = chart.outcome { Issue.record("\(chart.normalForm)") }
    }
  }
}
