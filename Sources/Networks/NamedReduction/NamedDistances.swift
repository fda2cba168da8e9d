import Computation
import Foundation

/// How far the weights of a network with named activations are from inactive and redundant neurons; in double precision.
///
/// All distances are relative, so that 0 means the configuration itself and 1 far away.
/// - **Inactive.** From losing the incoming weights: their norm relative to the largest in the layer, or the contribution
///   |w|·|a| if it is larger (a the outgoing weights); from losing the outgoing ones likewise. For ReLU and leaky ReLU
///   neurons can be scaled: the contribution (of row and bias), times the part of the row that is not bias.
/// - **Redundant.** The distance of two rows, with biases, relative to the larger norm; of opposite rows too where
///   the activation is odd, or the sigmoid where something takes the constant; of rows of norm one for ReLU and leaky
///   ReLU; for the sine with biases those up to multiples of π.
public struct NamedDistances: Hashable, Sendable {
  /// The hidden neurons with their distances from inactivity, in the order of layers.
  public let neurons: [ParameterDistances.Neuron]
  /// For each of them the nearest other neuron of its layer; `nil` where no other row is nonzero.
  public let nearest: [NumericalNeuron.Neighbor?]

  /// The most pairs of neurons that are compared.
  public static let maximumPairCount = 1 << 28

  /// What keeps the neurons of an architecture from being compared: more than `maximumPairCount` pairs in its layers.
  public static func limit(of architecture: NamedArchitecture) -> ComputationStopped? {
    let pairs = architecture.widths.dropFirst().dropLast().reduce(0) {
      Saturating.sum($0, Saturating.product($1, $1) / 2)
    }
    guard pairs > maximumPairCount else { return nil }
    return .sizeLimit(what: "the pairs of neurons", needed: "\(pairs)", limit: maximumPairCount)
  }

  /// The distances of a network; traps where `limit(of:)` is not `nil`.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  /// - Complexity: O(Σ d_ℓ² d_{ℓ−1}).
  public init(
    of network: NamedNetwork, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) {
    require(
      NamedDistances.limit(of: network.architecture) == nil,
      "distances of the neurons of \(network.architecture), which are too many")
    let layers = NamedLayers(network)
    var neurons: [ParameterDistances.Neuron] = []
    var nearest: [NumericalNeuron.Neighbor?] = []
    for layer in 1..<max(layers.layerCount, 1) {
      let found = inactivities(layers, layer: layer)
      neurons += found
      let rows = LayerRows(
        layers, layer: layer, takesConstants: layers.takesConstants(layer) != nil)
      var best = [NumericalNeuron.Neighbor?](repeating: nil, count: found.count)
      for k in found.indices where rows.weightNorms[k] > 0 {
        try control.checkpoint(operations: found.count)
        for i in 0..<k where rows.weightNorms[i] > 0 {
          let limit = max(best[k]?.distance ?? .infinity, best[i]?.distance ?? .infinity)
          guard let (distance, match) = rows.match(k, i, limit: min(limit, 1e300)) else { continue }
          if distance < best[k]?.distance ?? .infinity {
            best[k] = .init(index: i + 1, factor: match.factor, distance: distance)
          }
          if distance < best[i]?.distance ?? .infinity {
            best[i] = .init(index: k + 1, factor: 1 / match.factor, distance: distance)
          }
        }
      }
      nearest += best
    }
    self.neurons = neurons
    self.nearest = nearest
  }

  /// What a tolerance is compared with, each with how much of the function it is: the distances from inactivity, and
  /// those of nearest neurons, in increasing order.
  var sizes: [(distance: Double, size: Double)] {
    (neurons.map { ($0.inactivity, $0.inactiveSize) }
      + nearest.compactMap { $0.map { ($0.distance, $0.distance) } })
      .sorted { $0.0 < $1.0 }
  }
}

extension NamedLayers {
  /// What takes a constant in a layer: biases (`.some(nil)`), or a neuron with the constant value σ(0) ≠ 0, from 0;
  /// `nil` if nothing does.
  func takesConstants(_ layer: Int) -> Int?? {
    if hasBias { return .some(nil) }
    guard activations[layer - 1].value(at: 0) != 0 else { return nil }
    return rows[layer - 1].firstIndex { $0.allSatisfy { $0 == 0 } }.map { .some($0) }
  }
}

/// The distances of the neurons of a layer from inactivity.
func inactivities(_ layers: NamedLayers, layer: Int) -> [ParameterDistances.Neuron] {
  func relative(_ values: [Double]) -> [Double] {
    let largest = values.max() ?? 0
    return values.map { largest > 0 ? $0 / largest : 0 }
  }
  let activation = layers.activations[layer - 1]
  let isScaled = activation.isPositivelyHomogeneous
  let norms = layers.rows[layer - 1].map { euclideanNorm($0) }
  let full = zip(norms, layers.biases[layer - 1]).map { isScaled ? euclideanNorm([$0, $1]) : $0 }
  let columns = layers.outgoingNorms(ofLayer: layer)
  let (incoming, outgoing) = (relative(norms), relative(columns))
  let contributions = relative(zip(relative(full), outgoing).map { $0 * $1 })
  let constants = norms.count { $0 == 0 }
  return norms.indices.map { k in
    let share = full[k] > 0 ? norms[k] / full[k] : 0
    return ParameterDistances.Neuron(
      layer: layer, index: k + 1, incoming: incoming[k], outgoing: outgoing[k],
      contribution: contributions[k],
      isRemovableConstant: layers.hasBias || activation.value(at: 0) == 0
        || constants > (norms[k] == 0 ? 1 : 0),
      inputDistance: isScaled ? share * contributions[k] : max(incoming[k], contributions[k]),
      outputDistance: isScaled ? contributions[k] : max(outgoing[k], contributions[k]), degree: 1,
      emptied: nil, layerDistance: 1)
  }
}

extension NumericalNeuron {
  /// Every hidden neuron of a network with named activations, in the order of layers; redundant ones with the others of
  /// their group, in groups of more than 64 with the strongest one only.
  ///
  /// - Parameter network: The network.
  /// - Parameter distances: Its distances.
  /// - Parameter tolerance: The relative distance up to which neurons count as inactive or redundant.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: `ComputationStopped` as `control` demands.
  public static func all(
    of network: NamedNetwork, distances: NamedDistances, tolerance: Double,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> [NumericalNeuron] {
    let layers = NamedLayers(network)
    var result: [NumericalNeuron] = []
    for layer in 1..<max(layers.layerCount, 1) {
      let rows = LayerRows(
        layers, layer: layer, takesConstants: layers.takesConstants(layer) != nil)
      let groups = try neuronGroups(layers, rows, layer: layer, tolerance: tolerance, control)
      var neighbors: [Int: [Neighbor]] = [:]
      for group in groups where group.members.count > 1 {
        for (k, own) in group.members {
          // In a large group all others of the first neuron, and the first one of the others.
          let isShort = group.members.count > 64 && k != group.members[0].neuron
          let others = isShort ? group.members.prefix(1) : group.members[...]
          neighbors[k] = others.filter { $0.neuron != k }.map { other, match in
            Neighbor(
              index: other + 1, factor: own.factor / match.factor,
              distance: rows.match(k, other, limit: 1e300)?.distance ?? .infinity)
          }.sorted { $0.index < $1.index }
        }
      }
      let first = result.count
      for k in layers.rows[layer - 1].indices {
        let neuron = distances.neurons[first + k]
        let near = neighbors[k] ?? []
        result.append(
          NumericalNeuron(
            distances: neuron, redundantWith: near, nearest: distances.nearest[first + k],
            state: neuron.inactivity(at: tolerance) ?? (near.isEmpty ? .active : .redundant)))
      }
    }
    return result
  }
}

extension ToleranceChoice {
  /// The tolerance `given`, at least 0, or without one that which the distances suggest
  /// (`init(_:type:)`).
  public init(_ given: Double?, distances: NamedDistances, type: FloatingPointType) {
    self.init(given, sizes: distances.sizes, type: type)
  }
}
