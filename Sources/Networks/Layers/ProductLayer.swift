import AlgebraicStructures
import Computation

/// The product of equal parts of the channels, as in bilinear layers and gates: of halves for two factors.
public struct ProductLayer: ModelLayer {
  /// The number of factors.
  public let factors: Int

  /// Products of `factors` parts.
  public init(factors: Int = 2) { self.factors = factors }

  /// `product`.
  public var kind: String { "product" }
  /// For example `product 2`.
  public var title: String { "product \(factors)" }

  /// As many channels as one part has.
  public func outputShape(for input: LayerShape) throws(LayerMismatch) -> LayerShape {
    guard factors >= 2 else {
      throw LayerMismatch("", expected: "at least 2 factors", found: "\(factors)")
    }
    guard input.channelCount.isMultiple(of: factors) else {
      throw LayerMismatch(
        "", expected: "a number of channels that \(factors) divides", found: "\(input)")
    }
    return input.withChannels(input.channelCount / factors)
  }

  /// The indices of the factors of each output.
  private func indices(_ input: LayerShape) -> [[Int]] {
    let output = input.withChannels(input.channelCount / factors)
    var result = [[Int]](repeating: [], count: output.count)
    for channel in 0..<output.channelCount {
      for position in 0..<output.positionCount {
        result[output.index(channel: channel, position: position)] = (0..<factors).map {
          input.index(channel: $0 * output.channelCount + channel, position: position)
        }
      }
    }
    return result
  }

  /// What the layer does to its input.
  public func outputs<R: Ring>(
    _ values: [R.Element], parameters: [R.Element], input: LayerShape, over ring: R
  ) -> [R.Element]? {
    indices(input).map { list in
      list.dropFirst().reduce(values[list[0]]) { ring.multiply($0, values[$1]) }
    }
  }

  /// The products with the transposed derivative, without recording.
  public func pullback<R: Ring>(
    _ cotangents: [[R.Element]], at values: [R.Element], parameters: [R.Element],
    input: LayerShape, over ring: R
  ) -> [LayerCotangent<R>]? {
    let indices = indices(input)
    return cotangents.map { cotangent in
      var inputs = [R.Element](repeating: ring.zero, count: values.count)
      for (list, factor) in zip(indices, cotangent) where !ring.isZero(factor) {
        for index in list {
          inputs[index] = list.reduce(factor) {
            $1 == index ? $0 : ring.multiply($0, values[$1])
          }
        }
      }
      return LayerCotangent(input: inputs, parameters: [])
    }
  }

  /// Scalings of factors become scalings of products.
  public func symmetries(for input: LayerShape) -> LayerSymmetries {
    var result = LayerSymmetries()
    result.passage = .products
    return result
  }
}
