import Computation

/// How much the outputs of a network have changed at some inputs.
public struct OutputChange: Hashable, Sendable {
  /// The root of the mean of ‖f(x) − g(x)‖² over the inputs, divided by that of ‖f(x)‖²; 0 where nothing changes, +∞ where
  /// only f vanishes or a number overflows.
  public let relative: Double
  /// The largest ‖f(x) − g(x)‖; +∞ if a number overflows.
  public let largest: Double
  /// The number of inputs.
  public let inputCount: Int

  /// The change between outputs at the same inputs, each a list over the inputs of one output.
  init(from before: [[Double]], to after: [[Double]]) {
    inputCount = before.first?.count ?? 0
    var (norm, change, largest) = (0.0, 0.0, 0.0)
    for sample in 0..<inputCount {
      let difference = zip(before, after).map { $0[sample] - $1[sample] }
      let size = euclideanNorm(difference)
      guard size.isFinite, !difference.contains(where: \.isNaN) else {
        (change, largest) = (.infinity, .infinity)
        break
      }
      largest = max(largest, size)
      change += size * size
      norm += before.reduce(0) { $0 + $1[sample] * $1[sample] }
    }
    self.largest = largest
    relative = change == 0 ? 0 : (change / norm).squareRoot()
  }
}
