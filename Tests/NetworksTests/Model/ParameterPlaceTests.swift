import SingularLearning
import Testing

/// Where parameters stand: layer by layer, row by row, each row followed by its bias.
@Suite struct ParameterPlaceTests {
  @Test(arguments: [false, true]) func rowsFollowEachOther(hasBias: Bool) throws {
    let architecture = try Architecture(
      widths: [3, 2, 4, 1], degree: 2, hasBias: hasBias)
    var position = 0
    for layer in 1...3 {
      #expect(architecture.layerOffset(layer) == position)
      let stride = architecture.rowStride(ofLayer: layer)
      #expect(stride == architecture.widths[layer - 1] + (hasBias ? 1 : 0))
      for row in 1...architecture.widths[layer] {
        #expect(architecture.weightRange(ofLayer: layer, row: row).lowerBound == position)
        position += stride
      }
    }
    #expect(position == architecture.parameterCount)
  }
}
