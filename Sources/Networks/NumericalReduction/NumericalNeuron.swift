/// The diagnosis of one hidden neuron at a tolerance.
public struct NumericalNeuron: Hashable, Sendable {
  /// A neuron of the same layer with a nearly proportional row.
  public struct Neighbor: Hashable, Sendable {
    /// The other neuron, counted from 1.
    public let index: Int
    /// The c for which c·(its row) is nearest to this neuron's row, from the center of the activation: 1
    /// unless the activation is a power there, or ±1 if it is even or odd.
    public let factor: Double
    /// The distance (`ParameterDistances.Pair`).
    public let distance: Double
  }

  /// The distances from inactivity, with layer and index.
  public let distances: ParameterDistances.Neuron
  /// The other neurons of the layer with nonzero rows within the tolerance, in increasing order; none for
  /// an inactive neuron, which makes no other one redundant either.
  public let redundantWith: [Neighbor]
  /// The nearest neuron of the layer at any distance; `nil` if no other row is nonzero.
  public let nearest: Neighbor?
  /// The first that applies of `inactive-in`, `inactive-out`, `redundant`, `active` at the tolerance.
  public let state: NeuronState

  /// Every hidden neuron of the network with these distances, in the order of layers.
  ///
  /// - Complexity: O(Σ d_ℓ²).
  public static func all(
    at distances: ParameterDistances, tolerance: Double
  ) -> [NumericalNeuron] {
    var neighbors: [[Int]: [Neighbor]] = [:]
    for pair in distances.pairs {
      let (i, k) = (pair.neurons[0], pair.neurons[1])
      neighbors[[pair.layer, i], default: []].append(
        Neighbor(index: k, factor: pair.inverseFactor, distance: pair.distance))
      neighbors[[pair.layer, k], default: []].append(
        Neighbor(index: i, factor: pair.factor, distance: pair.distance))
    }
    let inactive = Set(
      distances.neurons.filter { $0.inactivity(at: tolerance) != nil }.map { [$0.layer, $0.index] })
    return distances.neurons.map { neuron in
      let candidates = neighbors[[neuron.layer, neuron.index]] ?? []
      let isInactive = inactive.contains([neuron.layer, neuron.index])
      let near = candidates.filter {
        !isInactive && $0.distance <= tolerance && !inactive.contains([neuron.layer, $0.index])
      }
      return NumericalNeuron(
        distances: neuron, redundantWith: near,
        nearest: candidates.min { ($0.distance, $0.index) < ($1.distance, $1.index) },
        state: neuron.inactivity(at: tolerance) ?? (near.isEmpty ? .active : .redundant))
    }
  }
}
