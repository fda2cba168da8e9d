import SingularLearning
import Testing

/// What training reads and writes.
@Suite struct TrainingDataTests {
  @Test("numbers of classes become unit vectors, others do not")
  func classes() {
    let labels = DataTable.exact([[2], [0], [1]])
    #expect(labels.unitVectors(count: 3) == .exact([[0, 0, 1], [1, 0, 0], [0, 1, 0]]))
    #expect(DataTable.floating([[1]]).unitVectors(count: 2) == .exact([[0, 1]]))
    #expect(labels.unitVectors(count: 2) == nil)
    #expect(DataTable.exact([[-1]]).unitVectors(count: 2) == nil)
    #expect(DataTable.floating([[0.5]]).unitVectors(count: 2) == nil)
    #expect(DataTable.exact([[0, 1]]).unitVectors(count: 2) == nil)
  }

  @Test("new weights are written under the old names in the old precision")
  func newWeights() throws {
    let architecture = try Architecture(widths: [2, 1, 1], degree: 2)
    let tensors = [
      StoredTensor(name: "a1.weight", shape: [1, 2], type: .float32, values: [1, 2]),
      StoredTensor(name: "a2.weight", shape: [1, 1], type: .float32, values: [3]),
    ]
    let network = try FloatingNetwork(
      architecture, file: WeightFile(.npz, tensors: tensors), named: "a.npz")
    let next = network.replacingWeights([0.1, 0.5, -1])
    #expect(next.weights == [Double(Float(0.1)), 0.5, -1] && next.type == .float32)
    #expect(next.file().tensors.map(\.name) == ["a1.weight", "a2.weight"])
    #expect(next.file().tensors[0].values == [Double(Float(0.1)), 0.5])
  }

  @Test("parameters of a model with layers are a vector")
  func parameters() throws {
    let file = StoredParameters.file([1, 0.5])
    #expect(file.format == .npy && file.tensors[0].shape == [2])
    #expect(file.tensors[0].values == [1, 0.5])
  }
}
