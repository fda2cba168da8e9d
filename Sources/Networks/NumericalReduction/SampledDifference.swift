import AlgebraicStructures
import Computation
import ExactArithmetic

/// The largest ‖f(x) − g(x)‖ found at random inputs with ‖x‖ ≤ ρ, evaluated exactly and then rounded.
///
/// The largest value on the ball lies between this one and a `DifferenceBound`.
public struct SampledDifference: Hashable, Sendable {
  /// The largest difference found; +∞ if it is too large for a double.
  public let value: Double
  /// The number of inputs.
  public let inputCount: Int
}

extension NumericalReduction {
  /// How much the function has changed at random inputs in the ball of `error`: half of them on its
  /// boundary, half inside.
  ///
  /// - Parameter seed: Fixes the inputs.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: `ComputationStopped` as `control` demands.
  /// - Complexity: 8 to 100 evaluations of both networks over ℚ, fewer for larger ones.
  public func sampledDifference(
    seed: UInt64 = 1, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> SampledDifference {
    let (first, second) = (original.exact, reduced.exact)
    let inputCount = min(max(1_000_000 / original.weights.count, 8), 100)
    var random = RandomSource(seed: seed).split(stream: 0x696e_7075)
    var largest = 0.0
    for index in 0..<inputCount {
      try control.checkpoint()
      let direction = (0..<first.architecture.inputCount).map { _ in
        Double(random.integer(in: -10_000...10_000))
      }
      let fraction = index % 2 == 0 ? 1 : Double(random.integer(in: 1...1_000)) / 1_000
      let norm = euclideanNorm(direction)
      // A little less than the radius, whatever the roundings.
      let scale = norm == 0 ? 0 : fraction * (1 - 0x1p-40) / norm
      let input = direction.compactMap { Rational(exactly: $0 * scale * error.radius) }
      let differences = zip(first.outputs(at: input), second.outputs(at: input))
        .map { ($0 - $1).asDouble }
      largest = max(largest, euclideanNorm(differences))
    }
    return SampledDifference(value: largest, inputCount: inputCount)
  }
}
