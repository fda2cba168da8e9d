import Computation

/// A network with activations that have names and floating-point weights.
public struct NamedNetwork: Hashable, Sendable {
  /// The shape.
  public let architecture: NamedArchitecture
  /// The weights with their place in a file, as those of a network of the same layers without activations.
  package let stored: FloatingNetwork

  /// A network with weights in parameter order; traps for another count or a number that is not finite.
  public init(
    _ architecture: NamedArchitecture, weights: [Double], type: FloatingPointType = .float64
  ) {
    self.init(
      architecture, stored: FloatingNetwork(architecture.layers, weights: weights, type: type))
  }

  package init(_ architecture: NamedArchitecture, stored: FloatingNetwork) {
    require(
      architecture.layers == stored.architecture,
      "weights of \(stored.architecture.widths) for \(architecture)")
    self.architecture = architecture
    self.stored = stored
  }

  /// All parameters in the order of the architecture; finite.
  public var weights: [Double] { stored.weights }
  /// The precision in which the weights were stored.
  public var type: FloatingPointType { stored.type }

  /// The outputs at an input of d₀ entries, in double precision; another count traps.
  public func outputs(at input: [Double]) -> [Double] { values(at: input).outputs }

  /// The values of the neurons of the hidden layers 1, …, L − 1 at an input of d₀ entries; another count traps.
  public func hiddenValues(at input: [Double]) -> [[Double]] {
    Array(values(at: input).layers.dropFirst())
  }

  /// The gradient of each output in the parameters at an input of d₀ entries, one after the other; another count
  /// traps.
  ///
  /// At a kink of an activation its derivative is that from the left.
  ///
  /// - Complexity: O(N) for each output.
  public func gradients(at input: [Double]) -> [Double] {
    let shape = architecture.layers
    let (layers, slopes, outputs) = values(at: input)
    let count = shape.parameterCount
    var result = [Double](repeating: 0, count: count * outputs.count)
    for output in outputs.indices {
      var derivatives = outputs.indices.map { $0 == output ? 1.0 : 0 }
      for layer in (1...shape.layerCount).reversed() {
        let (width, stride) = (shape.widths[layer - 1], shape.rowStride(ofLayer: layer))
        let offset = shape.layerOffset(layer)
        let before = layers[layer - 1]
        var next = [Double](repeating: 0, count: layer > 1 ? width : 0)
        for (row, derivative) in derivatives.enumerated() where derivative != 0 {
          let start = offset + row * stride
          for column in 0..<width {
            result[output * count + start + column] = derivative * before[column]
          }
          if shape.hasBias { result[output * count + start + width] = derivative }
          for column in next.indices { next[column] += derivative * weights[start + column] }
        }
        if layer > 1 { derivatives = zip(next, slopes[layer - 2]).map { $0 * $1 } }
      }
    }
    return result
  }

  /// The values of all layers but the last, inputs first; the derivatives of the activations; the outputs.
  private func values(
    at input: [Double]
  ) -> (layers: [[Double]], slopes: [[Double]], outputs: [Double]) {
    let shape = architecture.layers
    require(
      input.count == shape.inputCount,
      "an input of \(input.count) numbers for a network with \(shape.inputCount) inputs")
    var (layers, slopes): ([[Double]], [[Double]]) = ([input], [])
    for layer in 1...shape.layerCount {
      let (width, stride) = (shape.widths[layer - 1], shape.rowStride(ofLayer: layer))
      let offset = shape.layerOffset(layer)
      let before = layers[layer - 1]
      let weights = stored.weights.span
      var sums: [Double] = []
      sums.reserveCapacity(shape.widths[layer])
      for row in 0..<shape.widths[layer] {
        let start = offset + row * stride
        var sum = shape.hasBias ? weights[start + width] : 0
        for column in 0..<width { sum += weights[start + column] * before[column] }
        sums.append(sum)
      }
      guard layer < shape.layerCount else { return (layers, slopes, sums) }
      let activation = architecture.activations[layer - 1]
      layers.append(sums.map(activation.value))
      slopes.append(sums.map(activation.derivative))
    }
    return (layers, slopes, [])
  }
}
