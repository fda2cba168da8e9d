import AlgebraTestSupport
import SingularLearning
import Synchronization
import Testing

/// No command computes a generic rank, a critical locus or the basis of an ideal twice.
@Suite struct RepeatedWorkTests {
  /// The large computations that `body` begins, with how often.
  ///
  /// - Parameter ofBases: Whether Groebner bases are counted, of which a search has many small ones, or all else is.
  private static func computations(
    ofBases: Bool = false, _ body: (ComputationControl) throws -> Void
  ) rethrows -> [String: Int] {
    let counts = Mutex<[String: Int]>([:])
    try body(
      ComputationControl { event in
        switch event {
        case .began(let name), .step(let name): counts.withLock { $0[name, default: 0] += 1 }
        case .decided: break
        }
      })
    return counts.withLock { $0 }.filter { $0.key.hasPrefix("Groebner basis") == ofBases }
  }

  private static let specs = [
    "widths: [2, 2, 1]\nactivation: {monomial: 3}",
    "widths: [2, 2, 2, 1]\nactivation: {monomial: 2}",
    "widths: [2, 2, 1]\nactivation: {monomial: 2}\nweights: [[[1, 2], [2, 4]], [[1, 1]]]",
    "widths: [1, 2, 1]\nactivation: {polynomial: [0, 1, '-1/2']}\nbias: true",
  ]

  @Test(arguments: specs, [AnalysisPlan.exact(), HTMLReport.plan(seed: 1)])
  func reportsComputeEverythingOnce(spec: String, plan: AnalysisPlan) throws {
    let specification = try NetworkSpecification(text: spec)
    let counts = Self.computations { control in
      _ = networkAnalysis(of: specification, plan: plan, control: control)
    }
    #expect(counts["generic rank of \(specification.architecture)"] == 1)
    #expect(counts.values.allSatisfy { $0 == 1 }, "\(counts)")
  }

  @Test(arguments: specs) func commandsComputeEverythingOnce(spec: String) throws {
    let specification = try NetworkSpecification(text: spec)
    let architecture = specification.architecture
    var random = RandomSource(seed: 1)
    let network = try #require(
      try specification.network ?? randomReducedNetwork(architecture, using: &random))
    let commands: [(ComputationControl) throws -> Void] = [
      { _ = try subnetworkEquality(of: architecture, control: $0) },
      { _ = locusAnalysis(of: architecture, checkingSlices: true, control: $0) },
      {
        let locus = try criticalLocus(of: architecture, control: $0)
        _ = try landscapeAnalysis(of: locus, control: $0)
      },
      { _ = try learningCoefficient(at: network, control: $0) },
      { _ = weightsAnalysis(of: network, control: $0) },
      { _ = try sampleRanks(of: architecture, count: 2, control: $0) },
      {
        let problem = try TrainingProblem(
          architecture, teacher: .smaller(than: architecture, seed: 1))
        _ = descentExperiment(problem.loss, runCount: 1, control: $0)
      },
    ]
    for (index, command) in commands.enumerated() {
      let counts = try Self.computations(command)
      #expect(!counts.isEmpty && counts.values.allSatisfy { $0 == 1 }, "\(index): \(counts)")
    }
  }

  /// Orders that the Hilbert series can be read in, orders that a conversion from such a one leads to, and the
  /// lexicographic order of few generators.
  @Test(arguments: [
    ("order: degrevlex\nx^2*y - z, x*z - y^2", 1), ("order: deglex\nx^2*y - z, x*z - y^2", 1),
    ("order: lex\nx^2 + y^2 - 1, x*y - 2", 1), ("order: lex\nx^2*y - z^3, x*z - y^2", 1),
    ("order: lex\nvariables: x, y, z\nx^2*y - z, x*z - y^2", 2),
  ])
  func idealsComputeEachBasisOnce(text: String, bases: Int) throws {
    let ideal = try IdealSpecification(text: text, name: "test").ideal(over: RationalField())
    let counts = Self.computations(ofBases: true) { control in
      let analysis = idealAnalysis(of: ideal, control: control)
      #expect(analysis.stop == nil && analysis.invariants != nil)
    }
    #expect(counts.count == bases && counts.values.allSatisfy { $0 == 1 }, "\(counts)")
    let alone = idealAnalysis(of: ideal, questions: [.dimension])
    let both = idealAnalysis(of: ideal)
    #expect(alone.invariants?.degree == both.invariants?.degree)
    #expect(alone.invariants?.dimension == both.invariants?.dimension)
  }
}
