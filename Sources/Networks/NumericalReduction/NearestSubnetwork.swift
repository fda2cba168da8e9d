import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation

/// A network that `reduceNumerically` considers first: that of `network`'s exact weights whose neurons within
/// `tolerance` of inactive or redundant are exactly so; equal to `network.exact` when nothing is near.
///
/// Redundant neurons become multiples of the one with the largest influence.
///
/// - Parameter network: The network as it came out of training.
/// - Parameter tolerance: At least 0 and less than 1, else it traps.
/// - Parameter isolating: Whether inactive neurons lose all their weights, incoming and outgoing, and not only
///   those that are near to zero.
/// - Complexity: O(Σ d_ℓ² d_{ℓ−1}).
public func nearestSubnetwork(
  of network: FloatingNetwork, tolerance: Double, isolating: Bool = false
) -> Network {
  require(
    tolerance >= 0 && tolerance < 1, "the tolerance must be in 0 ..< 1, but is \(tolerance)")
  return NearestSubnetwork.of(network.exact, tolerance: tolerance, isolating: isolating)
}

/// A network moved onto exactly inactive and redundant neurons where it is near to them.
///
/// Neurons within `tolerance` of inactive (`ParameterDistances`) lose their incoming or outgoing weights. Of
/// the others, in the order of decreasing influence, each becomes a multiple of the row of the first kept
/// neuron that it is within `tolerance` of, or of a mean (`Merging`); rows that are proportional as
/// rationals get their exact factor. Biases are taken from the center of the activation.
///
/// The result has the same architecture, so that the error is a difference of weights, and reducing it
/// is exact.
struct NearestSubnetwork {
  /// The row v that redundant neurons with rows c_i·v_i and outgoing weights a_i are moved to.
  ///
  /// With Σ a_i σ(c_i v_i) ≈ σ(v)·A + σ′(v)·Σ a_i c_i^r (v_i − v), A = Σ a_i c_i^r, the change has no term of
  /// first order for one output, and its smallest one for more, if v is the mean of the v_i with the
  /// weights ⟨a_i c_i^r, A⟩/|A|².
  enum Merging: Hashable, CaseIterable {
    /// The row of the neuron with the largest influence.
    case strongest
    /// The mean of the v_i weighted by their signed contributions ⟨a_i c_i^r, A⟩.
    case contributions
    /// The mean of the v_i weighted by |a_i c_i^r|, for where signed contributions nearly cancel.
    case magnitudes
  }

  private let network: Network
  private let tolerance: Double
  private let isolating: Bool
  private let merging: Merging
  private let rows: ScaleFreeRows
  private var weights: [Rational]

  /// The moved network; equal to `network` when nothing is near.
  static func of(
    _ network: Network, tolerance: Double, isolating: Bool = false, merging: Merging = .strongest
  ) -> Network {
    var search = NearestSubnetwork(
      network, tolerance: tolerance, isolating: isolating, merging: merging)
    for layer in 1..<network.architecture.layerCount { search.move(layer: layer) }
    do {
      return try Network(network.architecture, weights: search.weights)
    } catch {
      contractViolation("a moved network lost weights: \(error)")
    }
  }

  private init(_ network: Network, tolerance: Double, isolating: Bool, merging: Merging) {
    self.network = network
    self.merging = merging
    self.tolerance = tolerance
    self.isolating = isolating
    rows = ScaleFreeRows(network.architecture, weights: network.weights.map(\.asDouble))
    weights = network.weights
  }

  private mutating func move(layer: Int) {
    let neurons = rows.neurons(ofLayer: layer)
    var clusters: [Cluster] = []
    let order = neurons.indices.sorted {
      (-neurons[$0].contribution, $0) < (-neurons[$1].contribution, $1)
    }
    for i in order {
      switch neurons[i].inactivity(at: tolerance) {
      case .inactiveOut:
        clearOutputs(of: i, layer: layer)
        if isolating, neurons[i].isRemovableConstant { clearInputs(of: i, layer: layer) }
      case .inactiveIn:
        clearInputs(of: i, layer: layer)
        if isolating { clearOutputs(of: i, layer: layer) }
      default:
        let near = clusters.firstIndex {
          rows.distance($0.members[0], i, layer: layer).map { $0 <= tolerance } ?? false
        }
        if let near, let factor = factor(of: i, by: clusters[near].members[0], layer: layer) {
          clusters[near].members.append(i)
          clusters[near].factors.append(factor.value)
          clusters[near].isExact = clusters[near].isExact && factor.isExact
        } else {
          clusters.append(Cluster(members: [i], factors: [1]))
        }
      }
    }
    for cluster in clusters where cluster.members.count > 1 { align(cluster, layer: layer) }
  }

  /// Neurons that become redundant.
  private struct Cluster {
    /// The one with the largest influence first.
    var members: [Int]
    /// What the rows, from the center, are divided by that of the first.
    var factors: [Rational]
    /// Whether they are redundant already.
    var isExact = true
  }

  private mutating func clearInputs(of i: Int, layer: Int) {
    for position in network.architecture.weightRange(ofLayer: layer, row: i + 1) {
      weights[position] = 0
    }
  }

  private mutating func clearOutputs(of i: Int, layer: Int) {
    let architecture = network.architecture
    for row in 1...architecture.widths[layer + 1] {
      weights[architecture.parameterIndex(layer: layer + 1, row: row, column: i + 1)] = 0
    }
  }

  /// The row of a neuron with its bias from the center; a linear function's bias does not count.
  private func centeredRow(_ i: Int, layer: Int) -> [Rational] {
    let architecture = network.architecture
    let range = architecture.weightRange(ofLayer: layer, row: i + 1)
    let symmetry = ActivationSymmetry(architecture.activations[layer - 1])
    return weights[range]
      + (architecture.hasBias && symmetry.kind != .linear
        ? [weights[range.upperBound] - symmetry.center] : [])
  }

  /// Replaces the rows of a cluster by multiples of one row.
  private mutating func align(_ cluster: Cluster, layer: Int) {
    let architecture = network.architecture
    let center = ActivationSymmetry(architecture.activations[layer - 1]).center
    var row = centeredRow(cluster.members[0], layer: layer)
    if !cluster.isExact, merging != .strongest,
      let shares = shares(of: cluster, layer: layer)
    {
      row = row.map { _ in 0 }
      for ((i, factor), share) in zip(zip(cluster.members, cluster.factors), shares) {
        let scale = share / factor
        row = zip(row, centeredRow(i, layer: layer)).map { $0 + scale * $1 }
      }
    }
    for (i, factor) in zip(cluster.members, cluster.factors) {
      let range = architecture.weightRange(ofLayer: layer, row: i + 1)
      for (position, value) in zip(range, row) { weights[position] = factor * value }
      if row.count > range.count {
        weights[range.upperBound] = center + factor * row[range.count]
      }
    }
  }

  /// The weights of the mean, which add up to 1; `nil` if they are not finite.
  private func shares(of cluster: Cluster, layer: Int) -> [Rational]? {
    let activation = network.architecture.activations[layer - 1]
    let next = rows.given[layer]
    let columns = zip(cluster.members, cluster.factors).map { i, factor in
      let power = pow(factor.asDouble, Double(activation.degree))
      return next.map { power * $0[i] }
    }
    let sum = next.indices.map { j in columns.reduce(0) { $0 + $1[j] } }
    let size = euclideanNorm(sum)
    let shares = columns.map { column in
      merging == .magnitudes
        ? euclideanNorm(column) : zip(column, sum).reduce(0) { $0 + ($1.0 / size) * ($1.1 / size) }
    }
    let total = shares.reduce(0, +)
    let exact = shares.compactMap { total == 0 ? nil : Rational(exactly: $0 / total) }
    guard exact.count == shares.count else { return nil }
    return [1 - exact.dropFirst().reduce(0, +)] + exact.dropFirst()
  }

  /// The factor by which row i is nearest to a multiple of row `other` among those that the activation
  /// allows, and whether it is a multiple; `nil` if it overflows.
  private func factor(of i: Int, by other: Int, layer: Int) -> (value: Rational, isExact: Bool)? {
    let (row, kept) = (centeredRow(i, layer: layer), centeredRow(other, layer: layer))
    let nearest = rows.factor(of: i, by: other, layer: layer)
    guard let (x, y) = zip(row, kept).first(where: { !$0.1.isZero }),
      let rounded = Rational(exactly: nearest), !rounded.isZero
    else { return nil }
    let exact = rows.relations[layer - 1] == .proportional ? x / y : rounded
    return zip(row, kept).allSatisfy { $0 == exact * $1 } ? (exact, true) : (rounded, false)
  }
}
