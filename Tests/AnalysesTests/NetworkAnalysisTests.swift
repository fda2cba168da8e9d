import AlgebraTestSupport
import SingularLearning
import Testing

/// Everything about a network in one call: what was asked for is there, and what is not there says why.
@Suite struct NetworkAnalysisTests {
  private static func specification(_ text: String) throws -> NetworkSpecification {
    try NetworkSpecification(text: text)
  }

  @Test func partsOfASmallNetworkAreComplete() throws {
    let specification = try Self.specification(
      "widths: [2, 2, 1]\nactivation: {monomial: 2}\nweights: [[[1, 2], [2, 4]], [[1, 1]]]")
    let analysis = networkAnalysis(of: specification)
    #expect(analysis.stop == nil && analysis.genericRank?.dimension == 3)
    #expect(analysis.locus.value?.completeness.isProven == true && analysis.locus.gap == nil)
    #expect(analysis.strata.value != nil && analysis.sample.value?.points.count == 100)
    #expect(analysis.descent.value?.experiment.runs.count == 8)
    #expect(analysis.descent.value?.teacher.isGiven == true)
    #expect(analysis.landscape.value?.plane.origin == specification.network)
    guard case .exact(let weights) = analysis.weights.value else {
      Issue.record("no exact weights")
      return
    }
    #expect(weights.rank?.rank == 2 && weights.isCritical == true)
    guard case .shown(_, let jacobian) = analysis.expansion.value else {
      Issue.record("no Jacobian")
      return
    }
    #expect(jacobian.columns.count == 6)
  }

  @Test func gapsSayWhy() throws {
    var plan = AnalysisPlan(parts: [.locus, .strata, .weights, .landscape])
    (plan.largestLocus, plan.largestStratification) = (5, 3)
    let specification = try Self.specification("widths: [2, 2, 1]\nactivation: {monomial: 2}")
    let analysis = networkAnalysis(of: specification, plan: plan)
    #expect(analysis.locus.gap == .tooManyParameters(6, limit: 5))
    #expect(analysis.strata.gap == .tooManyParameters(6, limit: 3))
    #expect(analysis.weights.gap == .noWeights)
    #expect(analysis.landscape.gap == .needsLocus)
    #expect(analysis.sample.gap == .notPlanned && analysis.expansion.gap == .notPlanned)
    #expect(analysis.stop == nil)
    let single = try Self.specification("widths: [1, 1]")
    #expect(networkAnalysis(of: single).landscape.gap == .singleParameter)
  }

  @Test func learningCoefficientsAreThereWithinTheirBudgets() throws {
    let specification = try Self.specification(
      "widths: [2, 2, 1]\nactivation: {monomial: 3}\nweights: [[[1, 0], [0, 0]], [[1, 0]]]")
    let exact = networkAnalysis(of: specification, plan: .exact())
    guard case .exact(_, let result) = exact.learningCoefficient.value else {
      Issue.record("no learning coefficient")
      return
    }
    #expect(result.exact == LearningCoefficient(Rational(5) / 4, multiplicity: 1))
    let table = try #require(exact.strataLearningCoefficients.value)
    #expect(exact.strataLearningCoefficients.gap == nil && table.rows.count == 13)
    #expect(table.hasAllSubnetworks && table.hasAllExoticComponents == true)
    #expect(table.rows[0].exact == LearningCoefficient(2, multiplicity: 1))

    var plan = AnalysisPlan.exact()
    (plan.learningCoefficientSteps, plan.strataLearningCoefficientSteps) = (2, 100)
    let short = networkAnalysis(of: specification, plan: plan)
    #expect(short.learningCoefficient.gap == .stopped(.workLimit(steps: 2)))
    #expect(short.strataLearningCoefficients.gap == .stopped(.workLimit(steps: 100)))
    #expect(short.strataLearningCoefficients.value?.rows.contains { $0.results.isEmpty } == true)
    #expect(short.stop == nil)

    plan.largestLearningCoefficient = 5
    let large = networkAnalysis(of: specification, plan: plan)
    #expect(large.learningCoefficient.gap == .tooManyParameters(6, limit: 5))
    #expect(large.strataLearningCoefficients.gap == .tooManyParameters(6, limit: 5))
  }

  @Test("a table has one row for each type, with the most singular value at its points")
  func tableOfStrata() throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 2)
    let table = learningCoefficients(ofStrataOf: architecture)
    #expect(Set(table.rows.map(\.label)).count == table.rows.count && table.hasAllSubnetworks)
    let twofold = try #require(table.rows.first { $0.results.count == 2 })
    #expect(twofold.exact == twofold.results.compactMap(\.exact).min())
    let index = try #require(twofold.mostSingular)
    #expect(twofold.results[index].exact == twofold.exact)
    for row in table.rows {
      #expect(row.points.count == row.results.count && row.evidence?.isProven == true)
    }
    let stopped = learningCoefficients(
      ofStrataOf: architecture, control: ComputationControl(stepLimit: 100))
    #expect(stopped.stop == .workLimit(steps: 100))
  }

  @Test func budgetsOfPartsEndOnlyThese() throws {
    var plan = AnalysisPlan()
    (plan.locusSteps, plan.sampleSteps, plan.descentSteps) = (1, 2, 3)
    let specification = try Self.specification("widths: [2, 3, 1]\nactivation: {monomial: 3}")
    let analysis = networkAnalysis(of: specification, plan: plan)
    #expect(analysis.locus.gap == .stopped(.workLimit(steps: 1)))
    #expect(analysis.sample.gap == .stopped(.workLimit(steps: 2)))
    #expect(analysis.descent.gap == .stopped(.workLimit(steps: 3)))
    #expect(analysis.stop == nil && analysis.genericRank != nil)
    #expect(analysis.expansion.gap == nil)
  }

  @Test func aLimitOfTheWholeIsKept() throws {
    let specification = try Self.specification("widths: [2, 2, 1]\nactivation: {monomial: 2}")
    let full = ComputationControl(stepLimit: .max)
    _ = networkAnalysis(of: specification, control: full)
    for part in [0.0, 0.02, 0.1, 0.5, 0.9] {
      let limit = Int(Double(full.stepsDone) * part)
      let control = ComputationControl(stepLimit: limit)
      let analysis = networkAnalysis(of: specification, control: control)
      #expect(analysis.stop == .workLimit(steps: limit))
    }
  }
}
