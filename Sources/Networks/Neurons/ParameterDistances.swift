import Foundation

/// How far the weights of a network are from each inactive or redundant configuration, neuron by
/// neuron and pair by pair; in double precision.
///
/// All distances are relative, so that 0 means the configuration itself and 1 far away, and none depends on what
/// the symmetries of the network leave open: numberings of neurons and, where the activation is a power
/// σ(t) = c·(t − κ)^r + d about its center (`ActivationSymmetry`, relation `proportional`), the scalings of
/// neurons: a row v, which is (w, b − κ) with biases, times s, and the column a of its outgoing weights divided
/// by s^r; constants go to the next biases.
///
/// From the inputs on, every such neuron is scaled to a row of norm one. What is left of its size is the norm of
/// its column, that is its *contribution* κ = ‖v‖^r·‖a‖, relative to the largest in the layer.
/// - **Inactive.** In the scale with ‖a‖ = 1 the row of a neuron has the norm κ^{1/r}; that is the distance from
///   losing the outgoing weights, and times ‖w‖/‖v‖, the part of the row that is not bias, the distance from
///   losing the incoming ones.
/// - **Redundant.** The sine of the angle between two rows. The neurons before count in them as much as they
///   contribute.
///
/// A matter of scale is so no distance: for (2,2,1), t³, W₁ = [[10⁻³, 2·10⁻³], [1, −1]], W₂ = [[10⁹, 1]] has
/// contributions 5^{3/2} and 2^{3/2}, and its nearest operation is 0.4^{1/2} away.
///
/// Other activations have no scalings. There the distance from losing the incoming weights is their norm, relative
/// to the largest in the layer, or the contribution ‖w‖·‖a‖ if it is larger, and for the outgoing ones likewise;
/// of two rows it is ‖u − v‖ (‖u + v‖ if they may be opposite and it is smaller) relative to the larger norm.
/// A constant that nothing takes keeps its neuron, however small its row is.
///
/// So weights alone show no layer that vanishes as a whole: what unit outputs have is not in them. Where it is known
/// what the function is compared with (the targets of training), its *size* relative to that is: the sum over the
/// neurons of the last hidden layer of the root mean squares of what they add to the outputs, without a constant
/// where that can go elsewhere. At least the whole function is no larger, and every layer that loses all its neurons
/// makes it zero. A size s < 1 counts in the hidden layer for which the weights as they are move least if all its
/// neurons become inactive: there no contribution is more than s^{1/D}, D the product of the degrees behind that layer.
///
/// Diagnosis and reduction of floating-point weights and descent all decide by these numbers.
public struct ParameterDistances: Hashable, Sendable {
  /// The distances of one hidden neuron from inactivity.
  public struct Neuron: Hashable, Sendable {
    /// The hidden layer, counted from 1.
    public let layer: Int
    /// The neuron in its layer, counted from 1.
    public let index: Int
    /// The Euclidean norm of the incoming weights without bias as they are, relative to the largest in the layer.
    public let incoming: Double
    /// The Euclidean norm of the outgoing weights as they are, relative to the largest in the layer.
    public let outgoing: Double
    /// The contribution, relative to the largest in the layer, or to what the function is compared with.
    public let contribution: Double
    /// Whether the value that the neuron has without its incoming weights can go elsewhere: it is zero, or
    /// there are biases or another constant neuron to take it.
    public let isRemovableConstant: Bool
    /// The distances from losing the incoming and the outgoing weights.
    let inputDistance: Double
    let outputDistance: Double

    /// r where neurons can be scaled, else 1.
    let degree: Int
    /// Which weights it loses if the whole layer vanishes; `nil` where only neurons of the layer are compared.
    let emptied: NeuronState?
    /// The distance of the largest neuron of the layer from that.
    let layerDistance: Double

    /// The smallest tolerance at which the neuron counts as inactive.
    public var inactivity: Double {
      isRemovableConstant ? min(inputDistance, outputDistance) : outputDistance
    }

    /// How much of the function the distance from inactivity is: its power that is a contribution.
    var inactiveSize: Double { pow(inactivity, Double(degree)) }

    /// Whether the neuron counts as inactive at a tolerance, and how.
    func inactivity(at tolerance: Double) -> NeuronState? {
      inactivity <= tolerance ? nearestInactivity(at: tolerance) : nil
    }

    /// `inactiveIn` or `inactiveOut`, whichever is nearer; in a layer that vanishes, the smaller weights as they are.
    ///
    /// Where scalings leave that open it is the first one whose weights as they are are within the tolerance, else
    /// the one whose weights are relatively smaller.
    func nearestInactivity(at tolerance: Double) -> NeuronState {
      if let emptied, layerDistance <= max(tolerance, inactivity) { return emptied }
      let limit = max(tolerance, 2 * inactivity)
      if !isRemovableConstant || inputDistance > limit { return .inactiveOut }
      if outputDistance > limit { return .inactiveIn }
      return incoming <= tolerance || incoming <= outgoing ? .inactiveIn : .inactiveOut
    }
  }

  /// The distance of two neurons of a layer from redundancy.
  public struct Pair: Hashable, Sendable {
    /// The hidden layer, counted from 1.
    public let layer: Int
    /// The two neurons, counted from 1, the smaller number first.
    public let neurons: [Int]
    /// The distance of their rows.
    public let distance: Double
    /// The c for which c·(row of the first) is nearest to the row of the second, from the center of the
    /// activation: 1 unless the activation is a power there, or ±1 if it is even or odd.
    let factor: Double
    /// The same with the two exchanged.
    let inverseFactor: Double
    /// Whether the rows are nearly opposite, where they cannot be proportional otherwise.
    let isOpposite: Bool
  }

  /// All hidden neurons in the order of layers.
  public let neurons: [Neuron]
  /// All pairs of neurons whose incoming rows are both nonzero, in the order of layers.
  public let pairs: [Pair]

  /// The distances of a network.
  ///
  /// - Complexity: O(Σ d_ℓ² d_{ℓ−1}).
  public init(of network: FloatingNetwork) {
    self.init(of: ScaleFreeRows(network.architecture, weights: network.weights))
  }

  init(of rows: ScaleFreeRows) {
    var neurons: [Neuron] = []
    var pairs: [Pair] = []
    for layer in 1..<rows.architecture.layerCount {
      neurons += rows.neurons(ofLayer: layer)
      let width = rows.architecture.widths[layer]
      for i in 0..<width {
        for k in i + 1..<width {
          guard let distance = rows.distance(i, k, layer: layer) else { continue }
          let factor = rows.factor(of: k, by: i, layer: layer)
          pairs.append(
            Pair(
              layer: layer, neurons: [i + 1, k + 1], distance: distance, factor: factor,
              inverseFactor: rows.factor(of: i, by: k, layer: layer),
              isOpposite: rows.relations[layer - 1] == .opposite && factor < 0))
        }
      }
    }
    self.neurons = neurons
    self.pairs = pairs
  }

  /// What a tolerance is compared with, in increasing order: for every neuron its distance from
  /// inactivity, and the distances of all pairs.
  public var relevant: [Double] { (neurons.map(\.inactivity) + pairs.map(\.distance)).sorted() }

  /// The same in the same order, each with how much of the function it is: the contribution of a neuron, the
  /// distance of a pair.
  var sizes: [(distance: Double, size: Double)] {
    (neurons.map { ($0.inactivity, $0.inactiveSize) } + pairs.map { ($0.distance, $0.distance) })
      .sorted { $0.0 < $1.0 }
  }

  /// The same as operations, nearest first: one for each hidden neuron, and one for each pair.
  ///
  /// - Parameter tolerance: Where scalings leave open which weights of an inactive neuron vanish, the incoming ones
  ///   if they are within this.
  public func operations(tolerance: Double = 0) -> [NumericalOperation] {
    let inactive = neurons.map { neuron in
      NumericalOperation(
        neuron.nearestInactivity(at: tolerance) == .inactiveIn
          ? .inactiveIn(layer: neuron.layer, neuron: neuron.index)
          : .inactiveOut(layer: neuron.layer, neuron: neuron.index),
        distance: neuron.inactivity)
    }
    let redundant = pairs.map { pair in
      NumericalOperation(
        .redundant(
          layer: pair.layer, neurons: pair.neurons,
          opposite: pair.isOpposite ? [pair.neurons[1]] : []),
        distance: pair.distance)
    }
    return (inactive + redundant).sorted { ($0.distance, $0.layer) < ($1.distance, $1.layer) }
  }
}
