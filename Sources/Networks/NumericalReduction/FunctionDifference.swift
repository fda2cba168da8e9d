import AlgebraicStructures
import Computation
import ExactArithmetic

/// A proven bound on ‖f(x) − g(x)‖ for ‖x‖ ≤ ρ for the functions of two networks, of one architecture or not.
///
/// - Parameter first: A network.
/// - Parameter second: One with as many inputs and outputs, else traps.
/// - Parameter radius: ρ, positive and finite, else traps.
/// - Parameter control: Limits and cancellation.
/// - Returns: The smaller one of the derivations of `DifferenceBound` that apply; `nil` for networks of different
///   architectures that are too large to be expanded.
/// - Throws: what `control` demands.
/// - Complexity: O(N), and the expansion of both networks where that is affordable.
public func differenceBound(
  of first: Network, and second: Network, radius: Double = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> DifferenceBound? {
  let (a, b) = (first.architecture, second.architecture)
  require(
    a.inputCount == b.inputCount && a.outputCount == b.outputCount,
    "a network with \(a.inputCount) inputs and \(a.outputCount) outputs and one with \(b.inputCount) and "
      + "\(b.outputCount)")
  require(
    radius > 0 && radius.isFinite, "the radius must be positive and finite, but is \(radius)")
  let ball = UpperBound(exactly: radius)
  let propagated = a == b ? propagatedDifference(first, second, radius: ball) : nil
  if let propagated, propagated == .zero {
    return DifferenceBound(propagated, radius: radius, derivation: .propagation)
  }
  let expanded = try expandedDifference(first, second, radius: ball, control: control)
  if let expanded, expanded < propagated ?? UpperBound(exactly: .infinity) {
    return DifferenceBound(expanded, radius: radius, derivation: .expansion)
  }
  return propagated.map { DifferenceBound($0, radius: radius, derivation: .propagation) }
}
