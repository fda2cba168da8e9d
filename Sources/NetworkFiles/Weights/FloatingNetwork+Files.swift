import Computation
import Networks

extension FloatingNetwork {
  /// Reads the weights of `architecture` from a `.npy`, `.npz` or `.safetensors` file.
  ///
  /// A network with layers of different precision counts as one of the lowest: its numbers are no better
  /// than their rounding. It is written in the highest. How the tensors are
  /// found is described at `init(_:file:named:layers:orientation:)`.
  ///
  /// - Throws: `SpecificationError` naming the file, the entry and what was expected.
  public init(
    _ architecture: Architecture, weightsContentsOf path: String, layers: [String]? = nil,
    orientation: WeightOrientation? = nil
  ) throws(SpecificationError) {
    try self.init(
      architecture, file: try WeightFile(contentsOf: path), named: path, layers: layers,
      orientation: orientation)
  }

  /// The network of `architecture` with the weights in a file.
  ///
  /// *Names.* W_ℓ has shape d_ℓ × d_{ℓ−1}, as in PyTorch, and b_ℓ has d_ℓ entries. Layers are ordered by
  /// the last number in the names, around which all names must agree: `0.weight, 0.bias, 2.weight, …`
  /// (`nn.Sequential`), `model.layers.0.weight, …`, `fc1.weight, …`, `W1, b1, …`, `arr_0, arr_1, …`
  /// (matrices are weights, vectors biases). Other names need `layers`. Matrices called `kernel` have shape
  /// d_{ℓ−1} × d_ℓ, as in Flax and Keras, and are read as transposes (`remarks` says so where the shape does
  /// not tell). Weights that PyTorch keeps in parts (pruning, weight and spectral normalization) are put together, and
  /// written as such. Where names tell weights from biases, a layer without biases in the file has zeros, and tensors
  /// that are neither are ignored.
  ///
  /// *Arrays.* A `.npy` file holds all N parameters as a vector, layer by layer, W₁ row by row and then
  /// b₁ (the order of `torch.nn.utils.parameters_to_vector`); or, without biases, the matrix W₁ of a
  /// network with one layer, or the d₁ × (d₀ + d₂) matrix of a network with two, whose row i has the
  /// incoming and then the outgoing weights of hidden neuron i.
  ///
  /// - Parameter architecture: The shape of the network.
  /// - Parameter stored: The file with the weights.
  /// - Parameter name: How messages name the file.
  /// - Parameter layers: The names of the layers in order, `["encoder", "head"]` for the tensors
  ///   `encoder.weight` and `head.weight`; other tensors are then ignored, and without it an error.
  /// - Parameter orientation: Which index of all matrices stands for the inputs; `nil` goes by the names.
  /// - Throws: `SpecificationError` naming the file, the entry and both shapes.
  public init(
    _ architecture: Architecture, file stored: WeightFile, named name: String,
    layers: [String]? = nil, orientation: WeightOrientation? = nil
  ) throws(SpecificationError) {
    let place = FilePlace(file: name, entry: "")
    let file = stored.composed(at: place)
    let assignment = try WeightAssignment(
      file, architecture: architecture, layers: layers, orientation: orientation, at: place)
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
          if architecture.hasBias {
            weights.append(biases[layer - 1].map { tensors[$0].values[row] } ?? 0)
          }
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
    var ignored: [String] = []
    if case .named(let matrices, let biases, _) = assignment {
      let positions = Set(matrices + biases.compactMap { $0 })
      used = positions.sorted().map { tensors[$0] }
      if layers == nil {
        ignored =
          tensors.indices.filter { !positions.contains($0) }.map { tensors[$0].name }
          + file.unusable.map(\.name)
      }
    } else {
      used = tensors
    }
    self.init(
      architecture, weights: weights,
      type: used.map(\.type).max { $0.epsilon < $1.epsilon } ?? .float64,
      writtenType: used.map(\.type.writtenType).max { $0.epsilon > $1.epsilon },
      arrangement: WeightArrangement(
        assignment: assignment, format: file.format, names: tensors.map(\.name),
        ignored: ignored, isOrientationGiven: orientation != nil, metadata: file.metadata),
      holdsIntegers: used.allSatisfy(\.holdsIntegers))
  }

  /// What had to be assumed about the file the weights came from, one sentence each.
  public var remarks: [String] {
    guard case .named(let matrices, let biases, let transposed) = arrangement.assignment else {
      return []
    }
    let names = matrices.map { arrangement.names[$0] }
    let square = (1...architecture.layerCount).filter {
      architecture.widths[$0] == architecture.widths[$0 - 1] && architecture.widths[$0] > 1
    }
    // Another matrix of the file may have shown the orientation of all.
    let isOpen =
      square.count
      == (1...architecture.layerCount).count {
        architecture.widths[$0] > 1 || architecture.widths[$0 - 1] > 1
      }
    var remarks: [String] = []
    for layer in arrangement.isOrientationGiven ? [] : square {
      let name = names[layer - 1]
      if transposed.contains(layer) {
        remarks.append(
          "the square matrix '\(printed(name))' is read as inputs x outputs, as Flax and Keras store a "
            + "kernel")
      } else if isOpen, !LayerName(name).isPyTorch {
        remarks.append(
          "the square matrix '\(printed(name))' is read as outputs x inputs, as PyTorch stores weights"
        )
      }
    }
    for (name, bias) in zip(names, biases) where bias == nil {
      remarks.append("no biases of '\(printed(LayerName(name).stem))' in the file: zeros")
    }
    if !arrangement.ignored.isEmpty {
      let shown = arrangement.ignored.prefix(4).map { "'\(printed($0))'" }.joined(separator: ", ")
      let count = arrangement.ignored.count
      remarks.append("ignored: \(shown)" + (count > 4 ? ", … (\(count))" : ""))
    }
    return remarks
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
