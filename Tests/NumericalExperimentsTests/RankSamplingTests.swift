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
      let ranks = try (0..<2).compactMap { _ in
        try sampler.rank(at: sampler.balancedParameters(using: &random))
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

  /// The largest ratio of neighbours among the singular values that count.
  private func largestStep(_ rank: NumericalRank) -> Double {
    let values = rank.singularValues.prefix(rank.count)
    return zip(values, values.dropFirst()).map { $0 / $1 }.max() ?? 1
  }

  @Test("the points are those that are documented: independent normal weights of variance 1/width")
  func normalWeights() throws {
    let architecture = try Architecture(widths: [3, 3, 1], degree: 3)
    let sample = try sampleRanks(of: architecture, count: 40, seed: 9)
    #expect(sample.weights == .normal && sample.numericalRank == 9 && sample.undecidedCount <= 4)
    let sampler = JacobianSampler(architecture, seed: 9)
    let random = RandomSource(seed: 9)
    for (index, point) in sample.points.enumerated() {
      var source = random.split(stream: UInt64(index))
      let weights = source.normals(12, scale: 1 / 3.0.squareRoot())
      #expect(try sampler.rank(at: weights) == point)
    }
    // Balanced weights have a gap of three decades behind the third value; ordinary ones have none.
    let steps = sample.points.compactMap { $0 }.map(largestStep).sorted()
    #expect(steps[steps.count / 2] < 20)
    let balanced = try sampleRanks(of: architecture, count: 10, weights: .balanced, seed: 9)
    #expect(balanced.points.compactMap { $0 }.allSatisfy { largestStep($0) > 1000 })
  }

  @Test("sizes are refused by name before anything is allocated")
  func limits() throws {
    for widths in [[100, 98, 2], [30_000, 30_000, 1], [1, 1 << 28, 1]] {
      let architecture = try Architecture(widths: widths, degree: 3)
      let limit = try #require(JacobianSampler.limit(of: architecture))
      guard case .sizeLimit(let what, let needed, _) = limit else {
        Issue.record("\(limit)")
        continue
      }
      #expect(what.contains("Jacobian") || what.contains("parameters"))
      #expect(needed.contains("\(architecture.parameterCount)"))
      #expect(throws: limit) { try sampleRanks(of: architecture, count: 1) }
    }
    // What `sample` has always done.
    #expect(JacobianSampler.limit(of: try Architecture(widths: [64, 32, 10], degree: 2)) == nil)
    let deep = try Architecture(widths: Array(repeating: 1, count: 65), degree: 1)
    #expect("\(try #require(SquaredLoss.limit(of: deep)))".contains("the number of layers"))
    let steep = try Architecture(widths: [1, 1, 1], degree: 3_000_000_000)
    #expect("\(try #require(SquaredLoss.limit(of: steep)))".contains("the degree of an activation"))
  }

  @Test("a limit on memory below one Jacobian, and a cancelled control")
  func stops() throws {
    let architecture = try Architecture(widths: [30, 20, 1], degree: 2)
    let control = ComputationControl(memoryLimitMebibytes: 1)
    #expect(throws: ComputationStopped.memoryLimit(mebibytes: 1)) {
      try sampleRanks(of: architecture, count: 1, control: control)
    }
    let cancelled = ComputationControl()
    cancelled.cancel()
    let weights = [Double](repeating: 1, count: architecture.parameterCount)
    #expect(throws: ComputationStopped.cancelled) {
      try JacobianSampler(architecture).rank(at: weights, control: cancelled)
    }
  }
}
