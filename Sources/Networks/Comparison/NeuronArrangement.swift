import AlgebraicStructures
import Computation
import ExactArithmetic

/// A symmetry of an architecture: the neurons of each hidden layer in another order, each scaled as its activation
/// allows (`ActivationSymmetry`), without a change of the function.
///
/// With the center κ and the degree n of the activation, the row of a neuron from the center is multiplied by s, its
/// outgoing weights are divided by sⁿ, and σ(κ)(1 − sⁿ) goes to the next biases.
public struct NeuronArrangement: Hashable, Sendable {
  /// What stands in one place.
  public struct Place: Hashable, Sendable {
    /// The neuron that comes here, counted from 1.
    public let neuron: Int
    /// s.
    public let scale: Rational

    /// A neuron with its factor.
    public init(neuron: Int, scale: Rational = 1) { (self.neuron, self.scale) = (neuron, scale) }
  }

  /// The places of each hidden layer.
  public let layers: [[Place]]

  /// An arrangement; traps unless each layer has each of its numbers once, and for a factor 0.
  public init(layers: [[Place]]) {
    for (index, places) in layers.enumerated() {
      require(
        places.map(\.neuron).sorted() == Array(1..<places.count + 1),
        "the places of layer \(index + 1) have the neurons \(places.map(\.neuron))")
      require(places.allSatisfy { !$0.scale.isZero }, "a factor 0 in layer \(index + 1)")
    }
    self.layers = layers
  }

  /// The network with its neurons in these places: the same function.
  ///
  /// Traps for other numbers of neurons, and for factors that an activation does not allow.
  public func applied(to network: Network) -> Network {
    let architecture = network.architecture
    require(
      layers.map(\.count) == Array(architecture.widths.dropFirst().dropLast()),
      "an arrangement of \(layers.map(\.count)) neurons for \(architecture)")
    var weights: [Rational] = []
    weights.reserveCapacity(network.weights.count)
    var inputs = (1...architecture.inputCount).map { Place(neuron: $0) }
    // What outgoing weights are multiplied by, and what each then adds to a bias.
    var factors = [Rational](repeating: 1, count: inputs.count)
    var constants = [Rational](repeating: 0, count: inputs.count)
    for layer in 1...architecture.layerCount {
      let isOutput = layer == architecture.layerCount
      let symmetry = isOutput ? nil : ActivationSymmetry(architecture.activations[layer - 1])
      let places =
        isOutput ? (1...architecture.outputCount).map { Place(neuron: $0) } : layers[layer - 1]
      if let symmetry { requireAllowed(places, symmetry, hasBias: architecture.hasBias, layer) }
      for place in places {
        let row = network.weights[architecture.weightRange(ofLayer: layer, row: place.neuron)]
        var bias = Rational.zero
        for (j, input) in inputs.enumerated() {
          let weight = row[row.startIndex + input.neuron - 1] * factors[j]
          weights.append(place.scale * weight)
          if !constants[j].isZero { bias = bias - weight * constants[j] }
        }
        guard architecture.hasBias else { continue }
        bias = bias + network.weights[row.endIndex]
        let center = symmetry?.center ?? 0
        weights.append(center + place.scale * (bias - center))
      }
      guard let symmetry else { break }
      inputs = places
      factors = places.map { 1 / symmetry.outputFactor($0.scale) }
      constants = places.map { symmetry.outputConstant($0.scale) }
    }
    do {
      return try Network(architecture, weights: weights)
    } catch {
      contractViolation("an arrangement lost weights: \(error)")
    }
  }

  private func requireAllowed(
    _ places: [Place], _ symmetry: ActivationSymmetry, hasBias: Bool, _ layer: Int
  ) {
    let relation = symmetry.rowRelation(hasBias: hasBias)
    require(
      places.allSatisfy { place in
        switch relation {
        case .proportional: true
        case .opposite: place.scale.magnitude == 1
        case .equal: place.scale == 1
        }
      }, "factors that the activation of layer \(layer) does not allow")
  }
}
