import Computation
import ExactArithmetic
import Foundation

/// The reduction of a network with named activations at a tolerance.
public struct NamedReduction: Hashable, Sendable {
  /// What was reduced.
  public let original: NamedNetwork
  /// The largest relative distance over which a neuron was dropped or merged.
  public let tolerance: Double
  /// The steps in order, with the original numbers of the neurons; the numbers in them are floating-point numbers.
  public let operations: [ReductionOperation]
  /// The reduced network in the written precision of the original; where nothing was reduced, the original with half
  /// precisions widened.
  ///
  /// A hidden layer that loses all its neurons keeps one with zero weights.
  public let reduced: NamedNetwork
  /// The original numbers of the neurons that each hidden layer keeps; empty for an emptied layer.
  public let keptNeurons: [[Int]]
  /// How much the function can have changed on the ball, rounding of the reduced weights included.
  public let error: DifferenceBound

  /// The largest |f(x) − g(x)| at given inputs of d₀ numbers, evaluated in double precision.
  public func difference(at inputs: [[Double]]) -> SampledDifference {
    SampledDifference(
      value: inputs.reduce(0) { largest, input in
        let pairs = zip(original.outputs(at: input), reduced.outputs(at: input))
        return max(largest, euclideanNorm(pairs.map { $0 - $1 }))
      }, inputCount: inputs.count)
  }

  /// The same at random inputs in the ball of `error`: half of them on its boundary, half inside.
  ///
  /// - Parameter count: The number of inputs.
  /// - Parameter seed: Fixes the inputs.
  public func sampledDifference(count: Int = 100, seed: UInt64 = 1) -> SampledDifference {
    var random = RandomSource(seed: seed).split(stream: 0x6e61_6d65)
    let inputs = (0..<count).map { index in
      let direction = (0..<original.architecture.inputCount).map { _ in
        Double(random.integer(in: -10_000...10_000))
      }
      let fraction = index % 2 == 0 ? 1 : Double(random.integer(in: 1...1_000)) / 1_000
      let norm = euclideanNorm(direction)
      // A little less than the radius, whatever the roundings.
      let scale = norm == 0 ? 0 : fraction * (1 - 0x1p-40) / norm
      return direction.map { $0 * scale * error.radius }
    }
    return difference(at: inputs)
  }
}

/// Reduces a network with named activations as far as inactive, redundant and dependent neurons allow, where relative
/// distances up to `tolerance` count as zero.
///
/// Layer by layer, until nothing changes:
/// - neurons without incoming weights go, and their constant to the next biases; so do those without outgoing ones;
/// - neurons with nearly the same function up to a factor and a constant (`NamedDistances`) are merged: into the row of
///   the strongest one, the mean of all weighted by |a_k|, or that weighted by the signed contributions ⟨a_k, Σ a⟩,
///   which leaves no change of first order for one output; whichever has the smallest bound;
/// - where σ(z) − σ(−z) = cz, the neurons z and −z span a linear function: one of the pairs whose linear functions are
///   combinations of those of others loses a neuron; with the sine and biases three neurons of one frequency do.
///
/// **The bound**, for |x| ≤ ρ. With rows y_k merged into u, intervals for all sums, L ≥ |σ′| on the intervals at hand and
/// M ≥ |σ″|, the sums of the next layer change by at most the smaller one of L·Σ|a_k||y_k − u| and
/// L·|Σ a_k (y_k − u)| + M/2·Σ|a_k||y_k − u|²; the layers behind multiply changes by |W| and by their own slopes. All
/// arithmetic is rounded upwards, but values of library functions are taken to be accurate to 2⁻⁴⁰: the bound is
/// `numerical`. That the function is the same everywhere is said where only neurons without outgoing weights go.
///
/// - Parameter network: The network as it came out of training.
/// - Parameter tolerance: At least 0 and less than 1, else it traps.
/// - Parameter radius: The radius of the ball of inputs, positive and finite, else it traps.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands; for too many neurons before anything is done.
/// - Complexity: O(Σ d_ℓ² d_{ℓ−1}) for each round.
public func reduceNamed(
  _ network: NamedNetwork, tolerance: Double, radius: Double = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> NamedReduction {
  require(
    tolerance >= 0 && tolerance < 1, "the tolerance must be in 0 ..< 1, but is \(tolerance)")
  require(
    radius > 0 && radius.isFinite, "the radius must be positive and finite, but is \(radius)")
  if let limit = NamedDistances.limit(of: network.architecture) { throw limit }
  var search = NamedReductionSearch(network, tolerance: tolerance, radius: radius)
  try search.run(control: control)
  let reduced = search.layers.network(network)
  let rounding = search.roundingBound(reduced)
  let bound = search.bound == 0 ? rounding ?? 0 : (search.bound + (rounding ?? 0)).nextUp
  return NamedReduction(
    original: network, tolerance: tolerance, operations: search.operations, reduced: reduced,
    keptNeurons: search.layers.labels,
    error: DifferenceBound(
      value: bound.isNaN ? .infinity : bound, radius: radius,
      derivation: search.isExact && rounding == nil ? .equal : .slopes))
}
