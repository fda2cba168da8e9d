import AlgebraicStructures
import Computation

extension Architecture {
  /// The position of the first parameter of layer ℓ, 1 ≤ ℓ ≤ L.
  @inlinable
  public func layerOffset(_ layer: Int) -> Int {
    requireLayer(layer)
    return layerOffsets[layer - 1]
  }

  /// The number of parameters in one row of layer ℓ: d_{ℓ−1}, and one more with biases.
  @inlinable
  public func rowStride(ofLayer layer: Int) -> Int {
    requireLayer(layer)
    return widths[layer - 1] + (hasBias ? 1 : 0)
  }

  /// The positions of the parameters of layer ℓ.
  @inlinable
  public func parameterRange(ofLayer layer: Int) -> Range<Int> {
    requireLayer(layer)
    return layerOffsets[layer - 1]..<layerOffsets[layer]
  }

  /// The positions of the weights of one row of W_ℓ, without the bias.
  @inlinable
  public func weightRange(ofLayer layer: Int, row: Int) -> Range<Int> {
    require(
      row >= 1 && row <= widths[layer],
      "row \(row) of layer \(layer), which has rows 1 to \(widths[layer])")
    let start = layerOffset(layer) + (row - 1) * rowStride(ofLayer: layer)
    return start..<start + widths[layer - 1]
  }

  /// The position of the weight W_ℓ[row, column], all counted from 1.
  @inlinable
  public func parameterIndex(layer: Int, row: Int, column: Int) -> Int {
    let range = weightRange(ofLayer: layer, row: row)
    require(
      column >= 1 && column <= range.count,
      "column \(column) of layer \(layer), which has columns 1 to \(range.count)")
    return range.lowerBound + column - 1
  }

  /// The position of the bias b_ℓ[row], rows counted from 1; traps if there are no biases.
  @inlinable
  public func biasIndex(layer: Int, row: Int) -> Int {
    require(hasBias, "biasIndex: the architecture has no biases")
    return weightRange(ofLayer: layer, row: row).upperBound
  }

  /// The names of all parameters in order: `w1_2_1` is row 2, column 1 of W_1, `b1_2` the bias of that
  /// row.
  public var parameterNames: [String] {
    var names: [String] = []
    names.reserveCapacity(parameterCount)
    for layer in 1...layerCount {
      for row in 1...widths[layer] {
        for column in 1...widths[layer - 1] { names.append("w\(layer)_\(row)_\(column)") }
        if hasBias { names.append("b\(layer)_\(row)") }
      }
    }
    return names
  }

  /// The names `x1`, …, `x{d₀}` of the inputs.
  public var inputNames: [String] { (1...inputCount).map { "x\($0)" } }

  @inlinable
  func requireLayer(_ layer: Int) {
    require(
      layer >= 1 && layer <= layerCount,
      "layer \(layer) of a network with layers 1 to \(layerCount)")
  }
}

extension Architecture: CustomStringConvertible {
  /// For example `(2,3,1), degrees 3` or `(2,2,2,1), degrees 3,2, with biases`.
  public var description: String {
    let shape = "(" + widths.map(String.init).joined(separator: ",") + ")"
    let powers = degrees.map(String.init).joined(separator: ",")
    return shape + (powers.isEmpty ? "" : ", degrees \(powers)") + (hasBias ? ", with biases" : "")
  }
}
