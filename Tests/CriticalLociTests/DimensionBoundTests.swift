import SingularLearning
import Testing

@Suite struct DimensionBoundTests {
  @Test("the bound equals the published dimension of all 12,907 architectures")
  func publishedDimensions() throws {
    let rows = try referenceDimensions()
    #expect(rows.count == 12_907)
    for row in rows {
      let bound = dimensionBound(of: row.architecture)
      #expect(bound.value == row.dimension, "\(row.architecture): \(bound)")
    }
  }
}
