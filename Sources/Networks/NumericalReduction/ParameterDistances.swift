/// How far the weights of a network are from each inactive or redundant configuration, neuron by
/// neuron and pair by pair; in double precision.
///
/// All distances are relative, so that 0 means the configuration itself and 1 far away.
public struct ParameterDistances: Hashable, Sendable {
  /// The distances of one hidden neuron from inactivity.
  public struct Neuron: Hashable, Sendable {
    /// The hidden layer, counted from 1.
    public let layer: Int
    /// The neuron in its layer, counted from 1.
    public let index: Int
    /// The Euclidean norm of the incoming weights without bias, relative to the largest in the layer.
    public let incoming: Double
    /// The Euclidean norm of the outgoing weights, relative to the largest in the layer.
    public let outgoing: Double
    /// ‖incoming‖^r·‖outgoing‖ relative to the largest in the layer for an activation c·t^r without bias,
    /// else the same with r = 1.
    ///
    /// For c·t^r it does not change when a scaling symmetry is applied.
    public let contribution: Double
    /// Whether the value that the neuron has without its incoming weights can go elsewhere: it is zero, or
    /// there are biases or another constant neuron to take it.
    public let isRemovableConstant: Bool

    /// The smallest tolerance at which the neuron counts as inactive.
    ///
    /// The contribution must be small as well as one of the norms: a small row with large outgoing weights is
    /// a matter of scale. A constant that nothing takes keeps its neuron, however small its row is.
    public var inactivity: Double {
      isRemovableConstant
        ? max(min(incoming, outgoing), contribution) : max(outgoing, contribution)
    }

    /// Whether the neuron counts as inactive at a tolerance, and how.
    func inactivity(at tolerance: Double) -> NeuronState? {
      guard inactivity <= tolerance else { return nil }
      return isRemovableConstant && incoming <= tolerance ? .inactiveIn : .inactiveOut
    }
  }

  /// The distance of two neurons of a layer from redundancy.
  public struct Pair: Hashable, Sendable {
    /// The hidden layer, counted from 1.
    public let layer: Int
    /// The two neurons, counted from 1, the smaller number first.
    public let neurons: [Int]
    /// The sine of the angle between the two rows for an activation that is a power about its center
    /// (`ActivationSymmetry`), biases included and taken from there; else the norm of their difference
    /// relative to the larger norm, or that of their sum if it is smaller and rows may be opposite.
    public let distance: Double
  }

  /// All hidden neurons in the order of layers.
  public let neurons: [Neuron]
  /// All pairs of neurons whose incoming rows are both nonzero, in the order of layers.
  public let pairs: [Pair]

  /// The distances of a network.
  ///
  /// - Complexity: O(Σ d_ℓ² d_{ℓ−1}).
  public init(of network: FloatingNetwork) {
    self.init(of: WeightRows(network.architecture, weights: network.weights))
  }

  init(of rows: WeightRows) {
    var neurons: [Neuron] = []
    var pairs: [Pair] = []
    for layer in 1..<rows.architecture.layerCount {
      neurons += rows.neurons(ofLayer: layer)
      let width = rows.architecture.widths[layer]
      for i in 0..<width {
        for k in i + 1..<width {
          if let distance = rows.distance(i, k, layer: layer) {
            pairs.append(Pair(layer: layer, neurons: [i + 1, k + 1], distance: distance))
          }
        }
      }
    }
    self.neurons = neurons
    self.pairs = pairs
  }

  /// What a tolerance is compared with, in increasing order: for every neuron its distance from
  /// inactivity, and the distances of all pairs.
  public var relevant: [Double] { (neurons.map(\.inactivity) + pairs.map(\.distance)).sorted() }
}
