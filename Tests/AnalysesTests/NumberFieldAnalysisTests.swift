import AlgebraTestSupport
import SingularLearning
import Testing

/// Analyses of weights in number fields, on all inputs and on data.
@Suite struct NumberFieldAnalysisTests {
  private func specification(_ field: String) throws -> NetworkSpecification {
    try NetworkSpecification(
      text: """
        widths: [2, 1, 2]
        activation: {monomial: 2}
        field: \(field)
        weights: [[[1, a]], [[a], ["1/2*a^2"]]]
        data: {inputs: [[1, 0], ["1/2", 1]], targets: [[1, 2], [3, 4]]}
        """)
  }

  @Test func onAllInputsAndOnData() throws {
    let specification = try specification(
      "{generator: a, minimal-polynomial: a^2 - 2, root: 1.414}")
    let network = try #require(specification.numberFieldNetwork)
    let all = numberFieldAnalysis(of: network)
    #expect(all.rank?.rank == 3 && all.genericRank?.dimension == 3 && all.isCritical == false)
    #expect(all.diagnosis?.isSubnetwork == false && all.fit == nil && all.stop == nil)
    #expect(all.learningCoefficient?.lambda == Rational(3, 2))
    let data = numberFieldAnalysis(
      of: network, on: specification.exactInputs, includingKernel: true)
    // (a, 1) at (1, 0): the first target is (1, 2).
    #expect(data.fit?.isExact == false && data.fit?.firstWrong == 1)
    #expect(data.rank?.rank == 3 && data.kernelBasis?.count == 1)
    #expect(data.evidence?.isProven == true)
    #expect(data.learningCoefficient?.lambda == Rational(3, 2))
    let whole = dataAnalysis(of: specification)
    #expect(whole.numberFieldWeights?.rank?.rank == 3 && whole.weights == nil)
    let fitted = try #require(specification.dataModel).fit(
      at: network.weights, over: network.field, targets: [[0, 0], [0, 0]])
    #expect(fitted.wrongCount == 2)
  }

  @Test func withoutARealPlaceThereAreRanksOnly() throws {
    let specification = try specification("{cyclotomic: 3}")
    let network = try #require(specification.numberFieldNetwork)
    let analysis = numberFieldAnalysis(of: network, on: specification.exactInputs)
    #expect(analysis.rank?.rank == 3 && analysis.rank?.evidence.isProven == true)
    #expect(analysis.diagnosis == nil && analysis.learningCoefficient == nil)
  }

  @Test func specificationsReadBack() throws {
    for field in [
      "{cyclotomic: 7}", "{real-cyclotomic: 9}",
      "{generator: a, minimal-polynomial: a^3 - 2, root: 1.26}",
    ] {
      let specification = try specification(field)
      let again = try NetworkSpecification(text: specification.yaml)
      #expect(again == specification)
      let all = specification.replacingData(nil)
      #expect(try NetworkSpecification(text: JSONValue(all).indented()) == all)
      #expect(all.numberFieldNetwork == specification.numberFieldNetwork)
    }
  }
}
