import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct RankSamplingTests {
  /// The architectures with at most 200 parameters and r ≤ 3 in the published table: every tenth, or all
  /// 3,447 where the environment has SLT_LONG_TESTS.
  @Test func numericalGenericRanksEqualExactOnes() throws {
    let text = try String(
      contentsOf: referenceDataURL("neurovariety_dimensions_2_1.csv"), encoding: .utf8)
    var (decided, undecided, smallestGap) = (0, 0, Double.infinity)
    let stride = runsLongTests ? 1 : 10
    var index = 0
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let numbers = line.split { !$0.isNumber }.compactMap { Int($0) }
      let (degree, dimension) = (numbers[numbers.count - 2], numbers[numbers.count - 1])
      guard degree <= 3 else { continue }
      let architecture = try Architecture(widths: Array(numbers.dropLast(2)), degree: degree)
      guard architecture.parameterCount <= 200 else { continue }
      index += 1
      guard index.isMultiple(of: stride) else { continue }
      let sampler = JacobianSampler(architecture)
      var random = RandomSource(seed: 5)
      // Two points, as `sampleRanks` asks for.
      let ranks = (0..<2).compactMap { _ in
        sampler.rank(at: sampler.balancedParameters(using: &random))
      }
      guard ranks.count == 2, let value = ranks[0].rank, ranks[1].rank == value else {
        undecided += 1
        continue
      }
      let rank = ranks[0]
      decided += 1
      if rank.gap.isFinite { smallestGap = min(smallestGap, rank.gap) }
      #expect(value == dimension, "\(architecture): \(rank.singularValues)")
    }
    #expect(decided + undecided == 3447 / stride && decided > 1800 / stride)
    #expect(smallestGap >= NumericalRank.requiredGap)
  }
}
