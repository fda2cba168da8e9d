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
    "large architectures are proven in one evaluation",
    arguments: [
      ([2, 3, 4, 4, 10, 17, 11, 12, 4, 2], 2, 514), ([20, 40, 1], 3, 800),
      ([16, 32, 32, 8], 2, 1728), ([32, 64, 10], 4, 2624),
    ])
  func largeArchitectures(widths: [Int], degree: Int, dimension: Int) throws {
    let result = try genericRank(of: Architecture(widths: widths, degree: degree))
    #expect(result.dimension == dimension && result.evidence.isProven && result.trials.count == 1)
  }
}
