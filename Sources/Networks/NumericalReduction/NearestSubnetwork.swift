import AlgebraicStructures
import ExactArithmetic

/// The network that `reduceNumerically` moves to first: that of `network`'s exact weights whose neurons within
/// `tolerance` of inactive or redundant are exactly so; equal to `network.exact` when nothing is near.
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
/// Neurons whose incoming or outgoing weights are relatively at most `tolerance` lose these weights. Of
/// the others, in the order of decreasing influence, each becomes a multiple of the first kept row that it
/// is within `tolerance` of; rows that are proportional as rationals get their exact factor.
///
/// The result has the same architecture, so that the error is a difference of weights, and reducing it
/// is exact.
struct NearestSubnetwork {
  private let network: Network
  private let tolerance: Double
  private let isolating: Bool
  private let rows: WeightRows
  private var weights: [Rational]

  /// The moved network; equal to `network` when nothing is near.
  static func of(_ network: Network, tolerance: Double, isolating: Bool = false) -> Network {
    var search = NearestSubnetwork(network, tolerance: tolerance, isolating: isolating)
    for layer in 1..<network.architecture.layerCount { search.move(layer: layer) }
    do {
      return try Network(network.architecture, weights: search.weights)
    } catch {
      contractViolation("a moved network lost weights: \(error)")
    }
  }

  private init(_ network: Network, tolerance: Double, isolating: Bool) {
    self.network = network
    self.tolerance = tolerance
    self.isolating = isolating
    rows = WeightRows(network.architecture, weights: network.weights.map(\.asDouble))
    weights = network.weights
  }

  private mutating func move(layer: Int) {
    let architecture = network.architecture
    let neurons = rows.neurons(ofLayer: layer)
    // Without a bias to take it, a neuron's constant σ(0) ≠ 0 stays: nothing is gained by moving it.
    let canLoseInputs =
      architecture.hasBias
      || architecture.activations[layer - 1].coefficients.first?.isZero != false
    var kept: [Int] = []
    let order = neurons.indices.sorted {
      (-neurons[$0].contribution, $0) < (-neurons[$1].contribution, $1)
    }
    for i in order {
      switch neurons[i].inactivity(at: tolerance) {
      case .inactiveOut:
        clearOutputs(of: i, layer: layer)
        if isolating, canLoseInputs { clearInputs(of: i, layer: layer) }
      case .inactiveIn where canLoseInputs:
        clearInputs(of: i, layer: layer)
        if isolating { clearOutputs(of: i, layer: layer) }
      default:
        let near = kept.first {
          rows.distance($0, i, layer: layer).map { $0 <= tolerance } ?? false
        }
        if let near, align(i, with: near, layer: layer) { continue }
        kept.append(i)
      }
    }
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

  /// Replaces row i by a multiple of row `other`, biases included, unless the factor overflows.
  private mutating func align(_ i: Int, with other: Int, layer: Int) -> Bool {
    let architecture = network.architecture
    let stride = architecture.rowStride(ofLayer: layer)
    let (start, source) = (
      architecture.layerOffset(layer) + i * stride, architecture.layerOffset(layer) + other * stride
    )
    let (row, kept) = (weights[start..<start + stride], weights[source..<source + stride])
    guard
      let factor = exactFactor(of: row, by: kept, layer: layer)
        ?? Rational(exactly: rows.factor(of: i, by: other, layer: layer))
    else { return false }
    for k in 0..<stride { weights[start + k] = factor * weights[source + k] }
    return true
  }

  /// The c with `row` = c·`kept` if there is one that the activation allows.
  private func exactFactor(
    of row: ArraySlice<Rational>, by kept: ArraySlice<Rational>, layer: Int
  ) -> Rational? {
    guard let (x, y) = zip(row, kept).first(where: { !$0.1.isZero }) else { return nil }
    let factor = network.architecture.activations[layer - 1].isMonomial ? x / y : 1
    return zip(row, kept).allSatisfy { $0 == factor * $1 } ? factor : nil
  }
}
