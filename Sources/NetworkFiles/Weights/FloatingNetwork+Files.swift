import Computation
import Networks

extension FloatingNetwork {
  /// Reads the weights of `architecture` from a `.npy`, `.npz` or `.safetensors` file.
  ///
  /// A network with layers of different precision counts as one of the lowest: its numbers are no better
  /// than their rounding. It is written in the highest. How the tensors are
  /// found is described at `init(_:file:named:layers:)`.
  ///
  /// - Throws: `SpecificationError` naming the file, the entry and what was expected.
  public init(
    _ architecture: Architecture, weightsContentsOf path: String, layers: [String]? = nil
  ) throws(SpecificationError) {
    try self.init(
      architecture, file: try WeightFile(contentsOf: path), named: path, layers: layers)
  }

  /// The network of `architecture` with the weights in a file.
  ///
  /// *Names.* W_ℓ has shape d_ℓ × d_{ℓ−1}, as in PyTorch, and b_ℓ has d_ℓ entries. Layers are ordered by
  /// the last number in the names, around which all names must agree: `0.weight, 0.bias, 2.weight, …`
  /// (`nn.Sequential`), `model.layers.0.weight, …`, `fc1.weight, …`, `W1, b1, …`, `arr_0, arr_1, …`
  /// (matrices are weights, vectors biases). Other names need `layers`. Matrices called `kernel` have shape
  /// d_{ℓ−1} × d_ℓ, as in Flax and Keras, and are read as transposes (`remarks` says so where the shape does
  /// not tell).
  ///
  /// *Arrays.* A `.npy` file holds all N parameters as a vector, layer by layer, W₁ row by row and then
  /// b₁ (the order of `torch.nn.utils.parameters_to_vector`); or, without biases, the matrix W₁ of a
  /// network with one layer, or the d₁ × (d₀ + d₂) matrix of a network with two, whose row i has the
  /// incoming and then the outgoing weights of hidden neuron i.
  ///
  /// - Parameter architecture: The shape of the network.
  /// - Parameter file: The file with the weights.
  /// - Parameter name: How messages name the file.
  /// - Parameter layers: The names of the layers in order, `["encoder", "head"]` for the tensors
  ///   `encoder.weight` and `head.weight`; other tensors are then ignored, and without it an error.
  /// - Throws: `SpecificationError` naming the file, the entry and both shapes.
  public init(
    _ architecture: Architecture, file: WeightFile, named name: String, layers: [String]? = nil
  ) throws(SpecificationError) {
    let assignment = try WeightAssignment(
      file, architecture: architecture, layers: layers, at: FilePlace(file: name, entry: ""))
    let tensors = file.tensors
    var weights: [Double] = []
    weights.reserveCapacity(architecture.parameterCount)
    // The parameter order has each row followed by its bias.
    var position = 0
    for layer in 1...architecture.layerCount {
      let (rows, columns) = (architecture.widths[layer], architecture.widths[layer - 1])
      let biasStart = position + rows * columns
      for row in 0..<rows {
        switch assignment {
        case .named(let matrices, let biases, let transposed):
          let values = tensors[matrices[layer - 1]].values
          weights +=
            transposed.contains(layer)
            ? (0..<columns).map { values[$0 * rows + row] }
            : values[row * columns..<(row + 1) * columns].map { $0 }
          if architecture.hasBias { weights.append(tensors[biases[layer - 1]].values[row]) }
        case .vector, .matrix:
          let start = position + row * columns
          weights += tensors[0].values[start..<start + columns]
          if architecture.hasBias { weights.append(tensors[0].values[biasStart + row]) }
        case .neurons:
          let stride = architecture.inputCount + architecture.outputCount
          weights +=
            layer == 1
            ? tensors[0].values[row * stride..<row * stride + columns].map { $0 }
            : (0..<columns).map { tensors[0].values[$0 * stride + architecture.inputCount + row] }
        }
      }
      position = biasStart + (architecture.hasBias ? rows : 0)
    }
    let used: [StoredTensor]
    if case .named(let matrices, let biases, _) = assignment {
      used = (matrices + biases).map { tensors[$0] }
    } else {
      used = tensors
    }
    self.init(
      architecture, weights: weights,
      type: used.map(\.type).max { $0.epsilon < $1.epsilon } ?? .float64,
      writtenType: used.map(\.type.writtenType).max { $0.epsilon > $1.epsilon },
      arrangement: WeightArrangement(
        assignment: assignment, format: file.format, names: tensors.map(\.name),
        metadata: file.metadata))
  }

  /// What had to be assumed about the file the weights came from, one sentence each.
  public var remarks: [String] {
    guard case .named(let matrices, _, let transposed) = arrangement.assignment else { return [] }
    return transposed.sorted()
      .filter {
        architecture.widths[$0] == architecture.widths[$0 - 1] && architecture.widths[$0] > 1
      }
      .map { layer in
        "the square matrix '\(printed(arrangement.names[matrices[layer - 1]]))' is read as inputs x "
          + "outputs, as Flax and Keras store a kernel"
      }
  }

  /// The weights as a file, arranged like the file they came from.
  ///
  /// Another `format` than that of this file keeps names where both have them; a `.npy` file written
  /// from named tensors holds the parameter vector, and named tensors written from a `.npy` file have the
  /// names of `nn.Sequential`. Half precisions are written as float32.
  public func file(_ format: WeightFileFormat? = nil) -> WeightFile {
    let format = format ?? arrangement.format
    if (format == .npy) == (arrangement.format == .npy) {
      return WeightFile(
        format, tensors: arrangement.tensors(self), metadata: arrangement.metadata)
    }
    let other =
      format == .npy
      ? WeightArrangement(assignment: .vector, format: .npy, names: [""], metadata: [:])
      : WeightArrangement.sequential(architecture)
    return WeightFile(format, tensors: other.tensors(self))
  }
}
