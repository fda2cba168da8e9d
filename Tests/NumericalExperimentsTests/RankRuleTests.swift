import SingularLearning
import Testing

/// Which singular values count.
@Suite struct RankRuleTests {
  /// Where an iteration has stopped at loss L, values below L^{1/4} are zeros, between 10⁻¹² and 1/10.
  @Test(arguments: [(1e-16, 1e-4), (0, 1e-12), (1e-60, 1e-12), (1, 0.1), (-1, 1e-12)])
  func endpointsCountWhatTheLossAllows(loss: Double, cut: Double) {
    let rule = NumericalRank.Rule.endpoint(loss: loss)
    #expect(abs(rule.cut - cut) <= 1e-12 * cut && rule.noise == rule.cut)
  }

  @Test func endpointsSeparateValuesThatConvergeFromThoseThatStay() {
    let rank = NumericalRank(
      singularValues: [1, 0.5, 1e-5], rule: .endpoint(loss: 1e-16))
    #expect(rank.count == 2 && rank.isDecided)
  }
}
