import SingularLearning
import Testing

@Suite struct GenericRankTests {
  @Test("every published dimension is reproduced and proven")
  func publishedDimensions() throws {
    for row in try referenceDimensions() {
      let result = try genericRank(of: row.architecture)
      #expect(result.dimension == row.dimension && result.evidence.isProven, "\(result)")
    }
  }

  @Test(
    "big architectures",
    arguments: [
      ([2, 3, 4, 4, 10, 17, 11, 12, 4, 2], 2), ([20, 40, 1], 3), ([16, 32, 32, 8], 2),
      ([32, 64, 10], 4),
    ])
  func big(widths: [Int], degree: Int) throws {
    let clock = ContinuousClock()
    let t = clock.now
    let result = try genericRank(of: Architecture(widths: widths, degree: degree))
    print(widths, result.dimension, result.evidence, result.trials, clock.now - t)
  }
}
