import ExactArithmetic
import Networks

extension NumericalReduction {
  /// Standard normal inputs for `droppingDependent(on:allowedChange:control:)`: four for each neuron of the widest layer, from 256
  /// to 4,096.
  public func randomInputs(seed: UInt64 = 1) -> [[Double]] {
    var random = RandomSource(seed: seed).split(stream: 0x6465_7065)
    let widths = original.architecture.widths
    let count = min(max(4 * (widths.max() ?? 0), 256), 4_096)
    return (0..<count).map { _ in random.normals(widths[0]) }
  }
}
