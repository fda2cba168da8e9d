import SingularLearning
import Testing

/// Weights that PyTorch keeps in parts.
@Suite struct ReparametrizationTests {
  func tensor(
    _ name: String, _ shape: [Int], _ values: [Double], type: FloatingPointType = .float32
  ) -> StoredTensor {
    StoredTensor(name: name, shape: shape, type: type, values: values)
  }

  /// The weights of a (2,2) network with these tensors.
  func network(_ tensors: [StoredTensor]) throws -> FloatingNetwork {
    try FloatingNetwork(
      Architecture(widths: [2, 2], degrees: []), file: WeightFile(.safetensors, tensors: tensors),
      named: "x")
  }

  func message(_ tensors: [StoredTensor]) -> String {
    do {
      _ = try network(tensors)
      return "accepted"
    } catch {
      return "\(error)"
    }
  }

  @Test("pruned weights are zero where the mask is")
  func pruned() throws {
    let tensors = [
      tensor("0.weight_mask", [2, 2], [1, 0, 0, 1]),
      tensor("0.weight_orig", [2, 2], [5, 6, 7, 8]),
    ]
    let found = try network(tensors)
    #expect(found.weights == [5, 0, 0, 8])
    // Written as weights, in the place of the parts.
    #expect(found.file().tensors == [tensor("0.weight", [2, 2], [5, 0, 0, 8])])
    #expect(
      message([tensor("0.weight_mask", [2], [1, 0]), tensors[1]])
        == "x: 0.weight_orig: expected a mask of the same shape, found another parametrization or other "
        + "shapes")
  }

  @Test("pruned biases")
  func prunedBiases() throws {
    let architecture = try Architecture(widths: [1, 2], degrees: [], hasBias: true)
    let file = WeightFile(
      .safetensors,
      tensors: [
        tensor("0.weight", [2, 1], [1, 2]), tensor("0.bias_orig", [2], [3, 4]),
        tensor("0.bias_mask", [2], [0, 1]),
      ])
    #expect(try FloatingNetwork(architecture, file: file, named: "x").weights == [1, 0, 2, 4])
  }

  @Test(
    "weight normalization: rows g·v/‖v‖",
    arguments: [
      ("0.weight_g", "0.weight_v"),
      ("0.parametrizations.weight.original0", "0.parametrizations.weight.original1"),
    ])
  func weightNormalization(g: String, v: String) throws {
    let direction = tensor(v, [2, 2], [3, 4, 0, 2])
    #expect(try network([tensor(g, [2, 1], [10, 5]), direction]).weights == [6, 8, 0, 5])
    // The norm of a column, and of the whole matrix.
    let square = tensor(v, [2, 2], [3, 1, 4, 0])
    #expect(try network([tensor(g, [1, 2], [5, 2]), square]).weights == [3, 2, 4, 0])
    let whole = tensor(v, [2, 2], [1, 1, 1, 1])
    #expect(try network([whole, tensor(g, [], [4])]).weights == [2, 2, 2, 2])
    #expect(
      message([tensor(g, [2, 1], [1, 1]), tensor(v, [2, 2], [0, 0, 1, 1])]).contains("zeros"))
    #expect(message([tensor(g, [3, 1], [1, 1, 1]), direction]).contains("extents"))
  }

  @Test(
    "spectral normalization: W/(uᵀWv)",
    arguments: [
      ("0.weight_orig", "0.weight_u", "0.weight_v"),
      (
        "0.parametrizations.weight.original", "0.parametrizations.weight.0._u",
        "0.parametrizations.weight.0._v"
      ),
    ])
  func spectralNormalization(original: String, u: String, v: String) throws {
    let tensors = [
      tensor(original, [2, 2], [4, 0, 0, 2]), tensor(u, [2], [1, 0]), tensor(v, [2], [1, 0]),
    ]
    #expect(try network(tensors).weights == [1, 0, 0, 0.5])
    #expect(
      message([tensors[0], tensor(u, [2], [0, 0]), tensors[2]]).contains(
        "between which it is not 0"))
  }

  @Test("another parametrization is refused by its name")
  func unknown() {
    #expect(
      message([tensor("0.parametrizations.weight.original", [2, 2], [1, 2, 3, 4])])
        == "x: 0.parametrizations.weight.original: expected weights as such, or by weight or spectral "
        + "normalization, found another parametrization or other shapes")
  }

  @Test("a weight that is there needs no parts, and the coarsest part decides the precision")
  func precedence() throws {
    let both = [
      tensor("0.weight", [2, 2], [1, 2, 3, 4]), tensor("0.weight_orig", [2, 2], [5, 6, 7, 8]),
      tensor("0.weight_mask", [2, 2], [1, 1, 1, 0]),
    ]
    #expect(try network(both).weights == [1, 2, 3, 4])
    let mixed = [
      tensor("0.weight_g", [2, 1], [10, 5], type: .float16),
      tensor("0.weight_v", [2, 2], [3, 4, 0, 2], type: .float64),
    ]
    #expect(try network(mixed).type == .float16)
  }
}
