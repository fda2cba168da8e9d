import AlgebraicStructures
import Computation
import ExactArithmetic

/// The reduction of a network with floating-point weights at a tolerance.
public struct NumericalReduction: Hashable, Sendable {
  /// What was reduced.
  public let original: FloatingNetwork
  /// The largest relative distance over which a neuron was dropped or merged; 0 for exact steps only.
  public let tolerance: Double
  /// The steps in order, with the original numbers of the neurons and the exact factors used.
  public let operations: [ReductionOperation]
  /// The reduced network in the written precision of the original; where nothing was reduced, the
  /// original with half precisions widened.
  ///
  /// A hidden layer that loses all its neurons keeps one with zero weights.
  public let reduced: FloatingNetwork
  /// The original numbers of the neurons that each hidden layer keeps; empty for an emptied layer.
  public let keptNeurons: [[Int]]
  /// How much the function can have changed on the ball, rounding of the reduced weights included.
  public let error: DifferenceBound

  /// Whether the function is proven to be the same.
  public var isExact: Bool { error.value == 0 }
}

/// Reduces a network with floating-point weights as far as inactive and redundant neurons allow, where
/// relative distances up to `tolerance` count as zero.
///
/// The weights are exact dyadic rationals. They are moved to the nearest network with exactly inactive and
/// redundant neurons (`ParameterDistances` says what counts), which is then reduced exactly; both steps
/// are repeated, because a merge can nearly cancel outgoing weights. At last the weights are rounded to the
/// precision of the file. Nearly redundant neurons are moved to the row of the strongest one or to a mean
/// weighted by what they contribute, whichever gives the smaller bound. The error bound (`DifferenceBound`) is the
/// smaller one of
/// - the expansion of the original against the rounded reduced network, where that is affordable, and
/// - the sum of the propagated bounds of every move and of the rounding; exact reductions add nothing.
///
/// - Parameter network: The network as it came out of training.
/// - Parameter tolerance: At least 0 and less than 1, else it traps. With 0 only exactly inactive and
///   redundant neurons go.
/// - Parameter radius: The radius of the ball of inputs, positive and finite, else it traps.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
/// - Complexity: three times O(N d) for each of at most Σ d_ℓ rounds, and the expansion.
public func reduceNumerically(
  _ network: FloatingNetwork, tolerance: Double, radius: Double = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> NumericalReduction {
  require(
    tolerance >= 0 && tolerance < 1, "the tolerance must be in 0 ..< 1, but is \(tolerance)")
  require(
    radius > 0 && radius.isFinite, "the radius must be positive and finite, but is \(radius)")
  var best: NumericalReduction?
  for merging in NearestSubnetwork.Merging.allCases {
    let reduction = try reduce(
      network, tolerance: tolerance, radius: radius, merging: merging, control: control)
    if let known = best, known.error.value <= reduction.error.value { continue }
    best = reduction
    // Only merges that are not exact depend on the row.
    let isMerging = reduction.operations.contains { $0.type == NeuronState.redundant.rawValue }
    if reduction.isExact || !isMerging { break }
  }
  guard let best else { contractViolation("there is no way of merging neurons") }
  return best
}

private func reduce(
  _ network: FloatingNetwork, tolerance: Double, radius: Double,
  merging: NearestSubnetwork.Merging, control: ComputationControl
) throws(ComputationStopped) -> NumericalReduction {
  let ball = UpperBound(exactly: radius)
  let original = network.exact
  var current = LabelledNetwork(original)
  var operations: [ReductionOperation] = []
  var moved = UpperBound.zero
  while true {
    try control.checkpoint()
    let nearest = NearestSubnetwork.of(
      current.network, tolerance: tolerance, merging: merging)
    guard let (steps, next) = try current.reduced(from: nearest, control: control) else {
      break
    }
    operations += steps
    moved = moved + propagatedDifference(current.network, nearest, radius: ball)
    current = next
  }
  let reduced = network.rounded(current.network)
  let propagated =
    moved + propagatedDifference(current.network, reduced.exact, radius: ball)
  var error = DifferenceBound(propagated, radius: radius, derivation: .propagation)
  if propagated > .zero,
    let expanded = try expandedDifference(original, reduced.exact, radius: ball, control: control),
    expanded < propagated
  {
    error = DifferenceBound(expanded, radius: radius, derivation: .expansion)
  }
  return NumericalReduction(
    original: network, tolerance: tolerance, operations: operations, reduced: reduced,
    keptNeurons: current.labels.map { $0.compactMap { $0 } }, error: error)
}

/// A partly reduced network with the original numbers of its hidden neurons; the placeholder of an emptied
/// layer has none.
private struct LabelledNetwork {
  let network: Network
  let labels: [[Int?]]

  init(_ network: Network) {
    self.network = network
    labels = network.architecture.widths.dropFirst().dropLast().map { Array(1...$0) }
  }

  private init(_ network: Network, labels: [[Int?]]) {
    self.network = network
    self.labels = labels
  }

  /// The exact reduction of a network of the same architecture, or `nil` if it removes no neuron.
  func reduced(
    from nearest: Network, control: ComputationControl
  ) throws(ComputationStopped) -> (steps: [ReductionOperation], next: LabelledNetwork)? {
    var reduction = NetworkReduction(WeightedNetwork(nearest))
    try reduction.reduceCompletely(control: control)
    let steps = reduction.operations.compactMap { operation in
      operation.renumbered { labels[operation.layer - 1][$0 - 1] }
    }
    if steps.isEmpty { return nil }
    let kept = zip(labels, reduction.keptNeurons).map { labels, kept in
      kept.isEmpty ? [nil] : kept.map { labels[$0 - 1] }
    }
    return (steps, LabelledNetwork(reduction.network.network, labels: kept))
  }
}
