import AlgebraicStructures
import Computation

/// A linear or affine map of all values, for tokens of the features of each token: y = Wx (+ b).
///
/// A tied layer uses the matrix of another dense layer, or its transpose, with biases of its own.
public struct DenseLayer: ModelLayer {
  /// The number of outputs.
  public let outputs: Int
  /// Whether each output has a bias.
  public let hasBias: Bool
  /// The layer whose matrix is used.
  public let sharing: LayerSharing?

  /// A dense layer.
  public init(outputs: Int, hasBias: Bool = false, sharing: LayerSharing? = nil) {
    self.outputs = outputs
    self.hasBias = hasBias
    self.sharing = sharing
  }

  /// `dense`.
  public var kind: String { "dense" }
  /// For example `dense 4 with biases, weights of layer 1 transposed`.
  public var title: String {
    var text = "dense \(outputs)" + (hasBias ? " with biases" : "")
    if let sharing {
      text += ", weights of layer \(sharing.layer)" + (sharing.isTransposed ? " transposed" : "")
    }
    return text
  }

  /// The number of columns of W.
  func columnCount(for input: LayerShape) -> Int {
    if case .tokens(_, let features) = input { return features }
    return input.count
  }

  private func stride(for input: LayerShape) -> Int { columnCount(for: input) + (hasBias ? 1 : 0) }

  /// A vector, or tokens.
  public func outputShape(for input: LayerShape) throws(LayerMismatch) -> LayerShape {
    guard outputs >= 1 else {
      throw LayerMismatch("outputs", expected: "at least 1", found: "\(outputs)")
    }
    if case .tokens(let count, _) = input { return .tokens(count: count, features: outputs) }
    return .vector(outputs)
  }

  /// The number of entries of its matrices, kernels or coefficients.
  public func parameterCount(for input: LayerShape) -> Int {
    Saturating.product(outputs, stride(for: input))
  }

  /// `w1_2_3`: row 2, column 3; `b1_2`: the bias of row 2, after its row.
  public func parameterNames(for input: LayerShape, number: Int) -> [String] {
    (1...outputs).flatMap { row in
      (1...columnCount(for: input)).map { "w\(number)_\(row)_\($0)" }
        + (hasBias ? ["b\(number)_\(row)"] : [])
    }
  }

  /// The entries of the matrix of the other layer, or of its transpose, and own biases.
  public func sharedPositions(
    for input: LayerShape, from other: SharedLayer
  ) throws(LayerMismatch) -> [Int?] {
    let columns = columnCount(for: input)
    let isTransposed = sharing?.isTransposed ?? false
    let (rows, width) = isTransposed ? (columns, outputs) : (outputs, columns)
    guard let source = other.layer as? DenseLayer, source.sharing == nil,
      source.outputs == rows, source.columnCount(for: other.input) == width
    else {
      throw LayerMismatch(
        "tied",
        expected: "a dense layer with a matrix of \(rows) x \(width) of its own, "
          + "\(isTransposed ? "transposed " : "")for one of \(outputs) x \(columns)",
        found: other.layer.title)
    }
    let stride = source.stride(for: other.input)
    return (0..<outputs).flatMap { row in
      (0..<columns).map { column in
        isTransposed ? column * stride + row : row * stride + column
      } + (hasBias ? [nil] : [])
    }
  }

  /// The blocks of the values that the matrix is applied to.
  private func blockCount(for input: LayerShape) -> Int {
    if case .tokens(let count, _) = input { return count }
    return 1
  }

  /// What the layer does to its input.
  public func outputs<R: Ring>(
    _ values: [R.Element], parameters: [R.Element], input: LayerShape, over ring: R
  ) -> [R.Element]? {
    let columns = columnCount(for: input)
    let stride = stride(for: input)
    var result: [R.Element] = []
    result.reserveCapacity(blockCount(for: input) * outputs)
    for block in 0..<blockCount(for: input) {
      let x = values.span.extracting(block * columns..<(block + 1) * columns)
      for row in 0..<outputs {
        let start = row * stride
        var sum = ring.dotProduct(parameters.span.extracting(start..<start + columns), x)
        if hasBias { sum = ring.add(sum, parameters[start + columns]) }
        result.append(sum)
      }
    }
    return result
  }

  /// The products with the transposed derivative, without recording.
  public func pullback<R: Ring>(
    _ cotangents: [[R.Element]], at values: [R.Element], parameters: [R.Element],
    input: LayerShape, over ring: R
  ) -> [LayerCotangent<R>]? {
    let columns = columnCount(for: input)
    let stride = stride(for: input)
    let blocks = blockCount(for: input)
    let zeros = [R.Element](repeating: ring.zero, count: columns)
    return cotangents.map { cotangent in
      var inputs: [R.Element] = []
      var rows = Array(repeating: zeros, count: outputs)
      var biases = [R.Element](repeating: ring.zero, count: outputs)
      for block in 0..<blocks {
        let x = values.span.extracting(block * columns..<(block + 1) * columns)
        var slopes = zeros
        for row in 0..<outputs {
          let factor = cotangent[block * outputs + row]
          if ring.isZero(factor) { continue }
          var target = slopes.mutableSpan
          ring.addMultiple(
            of: parameters.span.extracting(row * stride..<row * stride + columns), by: factor,
            to: &target)
          var weights = rows[row].mutableSpan
          ring.addMultiple(of: x, by: factor, to: &weights)
          biases[row] = ring.add(biases[row], factor)
        }
        inputs += slopes
      }
      return LayerCotangent(
        input: inputs, parameters: zip(rows, biases).flatMap { hasBias ? $0 + [$1] : $0 })
    }
  }

  /// Rows make the outputs, columns take the inputs.
  public func symmetries(for input: LayerShape) -> LayerSymmetries {
    let stride = stride(for: input)
    var result = LayerSymmetries()
    result.produced = (0..<outputs).map { Array($0 * stride..<($0 + 1) * stride) }
    result.mixable = [0..<outputs]
    if hasBias { result.shifted = (0..<outputs).map { $0 * stride + columnCount(for: input) } }
    if case .tokens(_, let features) = input {
      result.consumed = (0..<features).map { channel in
        (0..<outputs).map { $0 * stride + channel }
      }
    } else {
      result.consumed = (0..<input.channelCount).map { channel in
        (0..<outputs).flatMap { row in
          (0..<input.positionCount).map {
            row * stride + input.index(channel: channel, position: $0)
          }
        }
      }
    }
    if hasBias {
      let weightsPerRow = result.consumed.map { $0.count / outputs }
      result.absorbed = zip(result.consumed, weightsPerRow).map { weights, count in
        weights.enumerated().map { index, weight in
          .init(target: result.shifted[index / count], source: weight, coefficient: -1)
        }
      }
    }
    return result
  }

  /// With other outputs, if the matrix is its own.
  public func withOutputChannels(_ count: Int) -> (any ModelLayer)? {
    sharing == nil ? DenseLayer(outputs: count, hasBias: hasBias) : nil
  }
}
