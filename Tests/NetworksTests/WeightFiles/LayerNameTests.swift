import SingularLearning
import Testing

/// How tensors of a file become the layers of a network.
@Suite struct LayerNameTests {
  func tensor(_ name: String, _ shape: [Int], from start: Double) -> StoredTensor {
    let count = shape.reduce(1, *)
    return StoredTensor(
      name: name, shape: shape, type: .float64,
      values: (0..<count).map { start + Double($0) })
  }

  /// A (2,3,1) network without biases: W₁ = 1…6, W₂ = 7…9.
  func shallow(_ first: String, _ second: String, layers: [String]? = nil) throws -> [Double] {
    let file = WeightFile(
      .safetensors,
      tensors: [tensor(second, [1, 3], from: 7), tensor(first, [3, 2], from: 1)])
    let architecture = try Architecture(widths: [2, 3, 1], degree: 2)
    return try FloatingNetwork(architecture, file: file, named: "x", layers: layers).weights
  }

  @Test(
    "layers are ordered by the number in their names",
    arguments: [
      ("0.weight", "2.weight"), ("9.weight", "10.weight"),
      ("net.layers.0.weight", "net.layers.1.weight"),
      ("fc1.weight", "fc2.weight"), ("W1", "W2"), ("w1", "w2"), ("a.W01", "a.W2"),
      ("arr_0", "arr_1"),
      ("block0.linear.weight", "block1.linear.weight"),
      // Wrappers of torch.compile and data parallelism, around some layers or all.
      ("net.0._orig_mod.weight", "net.2.weight"), ("net.0.weight", "net.2._orig_mod.weight"),
      ("module.0.weight", "module.2.weight"), ("net.1.module.weight", "net.10.weight"),
      ("a/0/weight", "a/1/weight"),
    ])
  func order(first: String, second: String) throws {
    #expect(try shallow(first, second) == [1, 2, 3, 4, 5, 6, 7, 8, 9])
  }

  @Test("names without an order need a list of layers")
  func listedLayers() throws {
    #expect(throws: SpecificationError.self) { try shallow("encoder.weight", "head.weight") }
    let weights = try shallow("encoder.weight", "head.weight", layers: ["encoder", "head"])
    #expect(weights == [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(throws: SpecificationError.self) {
      try shallow("encoder.weight", "head.weight", layers: ["encoder", "decoder"])
    }
    #expect(throws: SpecificationError.self) {
      try shallow("encoder.weight", "head.weight", layers: ["encoder"])
    }
  }

  @Test(
    "kernels have a row for each input, and are written back so",
    arguments: [
      ("params.Dense_0.kernel", "params.Dense_1.kernel"), ("dense_1/kernel:0", "dense_2/kernel:0"),
      ("dense_1/kernel", "dense_2/kernel"),
    ])
  func kernels(first: String, second: String) throws {
    let tensors = [tensor(first, [2, 3], from: 1), tensor(second, [3, 1], from: 7)]
    let architecture = try Architecture(widths: [2, 3, 1], degree: 2)
    let network = try FloatingNetwork(
      architecture, file: WeightFile(.safetensors, tensors: tensors), named: "x")
    #expect(network.weights == [1, 4, 2, 5, 3, 6, 7, 8, 9])
    #expect(network.file().tensors == tensors)
    #expect(network.remarks.isEmpty)
    #expect(
      message(architecture, [tensor(first, [3, 2], from: 1), tensors[1]])
        == "x: \(first): expected shape [2, 3] for the kernel (inputs x outputs) of layer 1 of (2,3,1), "
        + "degrees 2, found [3, 2], its transpose, which the orientation outputs-inputs would be")
  }

  @Test("a square kernel is read by its name, and that is said")
  func squareKernels() throws {
    let architecture = try Architecture(widths: [2, 2, 2, 1], degree: 2, hasBias: true)
    let tensors = [
      tensor("0.kernel", [2, 2], from: 1), tensor("0.bias", [2], from: 5),
      tensor("1.weight", [2, 2], from: 7), tensor("1.bias", [2], from: 11),
      tensor("2.kernel", [2, 1], from: 13), tensor("2.bias", [1], from: 15),
    ]
    let network = try FloatingNetwork(
      architecture, file: WeightFile(.npz, tensors: tensors), named: "x")
    #expect(network.weights == [1, 3, 5, 2, 4, 6, 7, 8, 11, 9, 10, 12, 13, 14, 15])
    #expect(network.remarks.count == 1 && network.remarks[0].contains("'0.kernel'"))
    #expect(network.file().tensors == tensors)
  }

  @Test(
    "a network of mixed precision is as precise as its coarsest layer and written in the finest")
  func mixedPrecision() throws {
    let types: [FloatingPointType] = [.float64, .float16]
    let architecture = try Architecture(widths: [1, 1, 1], degree: 2)
    for (first, second) in [(types[0], types[1]), (types[1], types[0])] {
      let tensors = [
        StoredTensor(name: "0.weight", shape: [1, 1], type: first, values: [1 / 3.0]),
        StoredTensor(name: "2.weight", shape: [1, 1], type: second, values: [0.5]),
      ]
      let network = try FloatingNetwork(
        architecture, file: WeightFile(.safetensors, tensors: tensors), named: "x")
      #expect(network.type == .float16 && network.writtenType == .float64)
      #expect(network.file().tensors.map(\.values) == [[1 / 3.0], [0.5]])
      #expect(network.file().tensors.map(\.type) == [.float64, .float64])
    }
  }

  @Test("biases follow their rows in the parameter order")
  func biases() throws {
    let tensors = [
      tensor("0.bias", [2], from: 10), tensor("0.weight", [2, 2], from: 1),
      tensor("2.bias", [1], from: 20), tensor("2.weight", [1, 2], from: 5),
    ]
    let architecture = try Architecture(widths: [2, 2, 1], degree: 2, hasBias: true)
    let network = try FloatingNetwork(
      architecture, file: WeightFile(.npz, tensors: tensors), named: "x")
    #expect(network.weights == [1, 2, 10, 3, 4, 11, 5, 6, 20])
    #expect(network.file().tensors == tensors)
    // The order of parameters_to_vector.
    let vector = network.file(.npy).tensors[0]
    #expect(vector.values == [1, 2, 3, 4, 10, 11, 5, 6, 20])
    let copy = try FloatingNetwork(
      architecture, file: WeightFile(.npy, tensors: [vector]), named: "x")
    #expect(copy.weights == network.weights)
    #expect(
      copy.file(.safetensors).tensors.map(\.name) == ["0.weight", "0.bias", "2.weight", "2.bias"])
  }

  @Test("a matrix with one row a neuron")
  func neuronTable() throws {
    let architecture = try Architecture(widths: [2, 3, 2], degree: 2)
    let table = tensor("", [3, 4], from: 1)
    let network = try FloatingNetwork(
      architecture, file: WeightFile(.npy, tensors: [table]), named: "x")
    #expect(network.weights == [1, 2, 5, 6, 9, 10, 3, 7, 11, 4, 8, 12])
    #expect(network.file().tensors == [table])
    let linear = try FloatingNetwork(
      Architecture(widths: [4, 3], degree: 1), file: WeightFile(.npy, tensors: [table]), named: "x")
    #expect(linear.weights == table.values && linear.file().tensors == [table])
  }

  func message(_ architecture: Architecture, _ tensors: [StoredTensor]) -> String {
    do throws(SpecificationError) {
      let format = tensors[0].name.isEmpty ? WeightFileFormat.npy : .safetensors
      _ = try FloatingNetwork(
        architecture, file: WeightFile(format, tensors: tensors), named: "x")
      return "accepted"
    } catch {
      return error.description
    }
  }

  @Test("messages name both shapes")
  func shapes() throws {
    let plain = try Architecture(widths: [2, 3, 1], degree: 2)
    let affine = try Architecture(widths: [2, 3, 1], degree: 2, hasBias: true)
    let second = tensor("2.weight", [1, 3], from: 0)
    #expect(
      message(plain, [tensor("0.weight", [2, 3], from: 0), second])
        == "x: 0.weight: expected shape [3, 2] for the weights of layer 1 of (2,3,1), degrees 2, "
        + "found [2, 3], its transpose, which the orientation inputs-outputs would be")
    #expect(
      message(plain, [second]) == "x: expected weight tensors for 2 layers, found '2.weight'")
    #expect(
      message(
        plain, [tensor("0.weight", [3, 2], from: 0), tensor("0.bias", [3], from: 0), second])
        == "x: 0.bias: expected no biases, because 'bias' is not true, found some")
    #expect(
      message(
        affine,
        [
          tensor("0.weight", [3, 2], from: 0), tensor("0.bias", [2], from: 0), second,
          tensor("2.bias", [1], from: 0),
        ])
        == "x: 0.bias: expected shape [3] for the biases of layer 1 of (2,3,1), degrees 2, with biases, "
        + "found [2]")
    #expect(
      message(
        affine,
        [
          tensor("0.weight", [3, 2], from: 0), tensor("1.bias", [3], from: 0), second,
          tensor("2.bias", [1], from: 0),
        ]
      ).contains("1.bias: expected the bias of one of the layers '0', '2', found another one"))
    #expect(
      message(affine, [tensor("0.weight", [3, 2], from: 0), second])
        == "x: expected bias tensors, because 'bias' is true, found none")
    #expect(
      message(plain, [tensor("", [8], from: 0)])
        == "x: expected shape [9] or [3, 3] for the parameters of (2,3,1), degrees 2, found [8]")
    #expect(
      message(
        plain, [tensor("a.0.weight", [3, 2], from: 0), tensor("b.2.weight", [1, 3], from: 0)]
      )
      .contains("names that differ in one number"))
  }

  @Test(
    "a layer without biases in the file has zeros, and gets a name where they come to be needed")
  func partialBiases() throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 2, hasBias: true)
    for (weight, bias) in [("2.weight", "2.bias"), ("W2", "B2"), ("2.kernel", "2.bias")] {
      let first = weight == "W2" ? ["W1", "b1"] : ["0.weight", "0.bias"]
      let shape = weight.hasSuffix("kernel") ? [2, 1] : [1, 2]
      let tensors = [
        tensor(first[0], [2, 2], from: 1), tensor(first[1], [2], from: 10),
        tensor(weight, shape, from: 5),
      ]
      let network = try FloatingNetwork(
        architecture, file: WeightFile(.npz, tensors: tensors), named: "x")
      #expect(network.weights == [1, 2, 10, 3, 4, 11, 5, 6, 0])
      #expect(network.remarks.count == 1 && network.remarks[0].contains("no biases of '2'"))
      #expect(network.file().tensors == tensors)
      // A constant neuron leaves its value there.
      let constant = try FloatingNetwork(
        architecture,
        file: WeightFile(
          .npz,
          tensors: [
            StoredTensor(name: first[0], shape: [2, 2], type: .float64, values: [1, 2, 0, 0]),
            tensor(first[1], [2], from: 10), tensor(weight, shape, from: 5),
          ]), named: "x")
      let reduced = try reduceNumerically(constant, tolerance: 1e-12).reduced.file().tensors
      #expect(reduced.map(\.name) == [first[0], first[1], weight, bias])
      #expect(reduced.last?.values == [6 * 11 * 11])
    }
  }

  @Test("tensors that are neither weight nor bias are ignored, normalization is not")
  func otherTensors() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 2)
    let layers = [tensor("fc1.weight", [3, 2], from: 1), tensor("fc2.weight", [1, 3], from: 7)]
    let others = [tensor("step", [], from: 9), tensor("scale", [3], from: 1)]
    let network = try FloatingNetwork(
      architecture, file: WeightFile(.safetensors, tensors: others + layers), named: "x")
    #expect(network.weights == [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(network.remarks == ["ignored: 'step', 'scale'"])
    #expect(
      message(architecture, layers + [tensor("norm.running_mean", [3], from: 0)])
        == "x: norm.running_mean: expected a network without normalization between its layers, or a list "
        + "of layer names, found one")
    #expect(
      message(architecture, layers + [tensor("norm.weight", [3], from: 0)])
        .contains("expected weight tensors for 2 layers"))
  }

  @Test("the orientation of matrices can be given, and is asked for where nothing tells it")
  func orientation() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 2)
    let stored = [tensor("arr_0", [2, 3], from: 1), tensor("arr_1", [3, 1], from: 7)]
    let file = WeightFile(.npz, tensors: stored)
    let network = try FloatingNetwork(
      architecture, file: file, named: "x", orientation: .inputsByOutputs)
    #expect(network.weights == [1, 4, 2, 5, 3, 6, 7, 8, 9])
    #expect(network.file().tensors == stored)
    #expect(throws: SpecificationError.self) {
      try FloatingNetwork(architecture, file: file, named: "x", orientation: .outputsByInputs)
    }
    let square = try Architecture(widths: [2, 2, 2], degree: 2)
    func remarks(_ names: [String], _ orientation: WeightOrientation? = nil) throws -> [String] {
      try FloatingNetwork(
        square,
        file: WeightFile(.npz, tensors: names.map { tensor($0, [2, 2], from: 1) }), named: "x",
        orientation: orientation
      ).remarks
    }
    #expect(try remarks(["arr_0", "arr_1"]).count == 2)
    #expect(try remarks(["arr_0", "arr_1"])[0].contains("outputs x inputs"))
    #expect(try remarks(["0.weight", "2.weight"]).isEmpty)
    #expect(try remarks(["arr_0", "arr_1"], .outputsByInputs).isEmpty)
  }

  @Test("integers are weights, and exact")
  func integers() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 2)
    func network(_ type: FloatingPointType, _ holdsIntegers: Bool) throws -> FloatingNetwork {
      let second = StoredTensor(
        name: "W2", shape: [1, 3], type: type, values: [1, 2, 3], holdsIntegers: holdsIntegers)
      let first = StoredTensor(
        name: "W1", shape: [3, 2], type: .float64, values: [1, 2, 3, 4, 5, 6], holdsIntegers: true)
      return try FloatingNetwork(
        architecture, file: WeightFile(.npz, tensors: [first, second]), named: "x")
    }
    #expect(try network(.float64, true).holdsIntegers)
    #expect(try !network(.float32, false).holdsIntegers)
    #expect(try network(.float32, false).type == .float32)
  }
}
