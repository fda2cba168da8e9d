import AlgebraicStructures
import Computation
import ExactArithmetic

/// Means over windows of neighbouring positions without overlap, channel by channel; for tokens over tokens.
///
/// A vector is a line with one channel.
public struct MeanPoolingLayer: ModelLayer {
  /// The length of a window in each direction.
  public let window: Int

  /// Means over windows of this length.
  public init(window: Int) { self.window = window }

  /// `pool`.
  public var kind: String { "pool" }
  /// For example `mean of 2`.
  public var title: String { "mean of \(window)" }

  /// The shape behind the layer.
  public func outputShape(for input: LayerShape) throws(LayerMismatch) -> LayerShape {
    func divided(_ extent: Int) throws(LayerMismatch) -> Int {
      guard window >= 1, extent.isMultiple(of: window) else {
        throw LayerMismatch(
          "mean", expected: "a window that divides \(extent)", found: "\(window)")
      }
      return extent / window
    }
    switch input {
    case .vector(let count): return .vector(try divided(count))
    case .sequence(let length, let channels):
      return .sequence(length: try divided(length), channels: channels)
    case .grid(let height, let width, let channels):
      return .grid(height: try divided(height), width: try divided(width), channels: channels)
    case .tokens(let count, let features):
      return .tokens(count: try divided(count), features: features)
    }
  }

  /// The window that each input belongs to.
  private func windows(_ input: LayerShape) -> [Int] {
    switch input {
    case .vector(let count): return (0..<count).map { $0 / window }
    case .sequence(let length, let channels):
      return (0..<channels * length).map { $0 / length * (length / window) + $0 % length / window }
    case .grid(let height, let width, let channels):
      let (rows, columns) = (height / window, width / window)
      return (0..<channels * height * width).map {
        ($0 / (height * width) * rows + $0 / width % height / window) * columns
          + $0 % width / window
      }
    case .tokens(let count, let features):
      return (0..<count * features).map {
        $0 / features / window * features + $0 % features
      }
    }
  }

  private func share<R: Ring>(_ input: LayerShape, in ring: R) -> R.Element? {
    if case .grid = input { return ring.image(of: Rational(1, Integer(window) * Integer(window))) }
    return ring.image(of: Rational(1, Integer(window)))
  }

  /// What the layer does to its input.
  public func outputs<R: Ring>(
    _ values: [R.Element], parameters: [R.Element], input: LayerShape, over ring: R
  ) -> [R.Element]? {
    guard let share = share(input, in: ring), let count = try? outputShape(for: input).count else {
      return nil
    }
    var sums = [R.Element](repeating: ring.zero, count: count)
    for (value, window) in zip(values, windows(input)) {
      sums[window] = ring.add(sums[window], value)
    }
    return sums.map { ring.multiply(share, $0) }
  }

  /// The products with the transposed derivative, without recording.
  public func pullback<R: Ring>(
    _ cotangents: [[R.Element]], at values: [R.Element], parameters: [R.Element],
    input: LayerShape, over ring: R
  ) -> [LayerCotangent<R>]? {
    guard let share = share(input, in: ring) else { return nil }
    let windows = windows(input)
    return cotangents.map { cotangent in
      LayerCotangent(
        input: windows.map { ring.multiply(share, cotangent[$0]) }, parameters: [])
    }
  }

  /// Every change of the channels goes through, except that the values of a vector are no channels here.
  public func symmetries(for input: LayerShape) -> LayerSymmetries {
    var result = LayerSymmetries()
    if case .vector = input { return result }
    result.passage = .linear
    result.shiftFactor = (1, 1)
    return result
  }
}
