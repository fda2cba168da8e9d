import Computation
import ExactArithmetic
import Foundation

/// The steps of a reduction of a network with named activations, with the bound of the change (`NamedReduction`).
struct NamedReductionSearch {
  let tolerance: Double
  let radius: Double
  private(set) var layers: NamedLayers
  private(set) var operations: [ReductionOperation] = []
  /// Whether only neurons whose outgoing weights are zero have gone.
  private(set) var isExact = true
  /// At least the change of the outputs so far.
  private(set) var bound = 0.0

  init(_ network: NamedNetwork, tolerance: Double, radius: Double) {
    layers = NamedLayers(network)
    (self.tolerance, self.radius) = (tolerance, radius)
  }

  /// Reduces until nothing changes.
  mutating func run(control: ComputationControl) throws(ComputationStopped) {
    var changed = true
    while changed {
      changed = false
      for layer in 1..<max(layers.layerCount, 1) {
        while try reduce(layer, control) { changed = true }
      }
    }
  }

  /// One round at a layer; `false` if it changes nothing.
  private mutating func reduce(
    _ layer: Int, _ control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    try control.checkpoint()
    var change = LayerChange(layers, layer: layer, radius: radius)
    change.dropInactive(at: tolerance)
    if change.operations.isEmpty {
      try change.merge(at: tolerance, control: control)
    }
    if change.operations.isEmpty {
      switch layers.activations[layer - 1].reflection {
      case .linear(let slope):
        try change.combineLinear(slope: slope.asDouble, at: tolerance, control: control)
      case .odd where layers.activations[layer - 1].isPeriodic && layers.hasBias:
        change.combineFrequencies(at: tolerance)
      case .complement where !layers.hasBias:
        try change.combineConstants(at: tolerance, control: control)
      default: break
      }
    }
    guard !change.operations.isEmpty else { return false }
    let moved = change.bound
    isExact = isExact && change.isExact
    bound = bound == 0 ? moved : (bound + moved).nextUp
    operations += change.operations
    layers = change.result
    return true
  }

  /// At least the change of the outputs by rounding the weights to those of `reduced`, which has the same layers, empty
  /// ones aside; `nil` if no weight changes.
  func roundingBound(_ reduced: NamedNetwork) -> Double? {
    let other = NamedLayers(reduced)
    let isSame = layers.rows.indices.allSatisfy { layer in
      zip(layers.rows[layer], other.rows[layer]).allSatisfy { $0 == $1 || $0.isEmpty }
        && zip(layers.biases[layer], other.biases[layer]).allSatisfy { $0 == $1 }
    }
    if isSame { return nil }
    var (region, moved) = (InputRegion.ball(radius: radius), InputRegion.ball(radius: radius))
    var errors: [Double] = []
    for layer in 1...layers.layerCount {
      // A placeholder has no weights.
      let count = layers.rows[layer - 1].count
      var changes: [Double] = []
      for i in 0..<count {
        let (row, rounded) = (layers.rows[layer - 1][i], other.rows[layer - 1][i])
        let difference = zip(row, rounded).map { $0 - $1 }
        let direct = moved.magnitude(
          difference, bias: layers.biases[layer - 1][i] - other.biases[layer - 1][i])
        changes.append((boundedSum(row, errors) + direct).nextUp)
      }
      guard layer < layers.layerCount else {
        return boundedNorm(changes)
      }
      let activation = layers.activations[layer - 1]
      let sums = zip(layers.rows[layer - 1], layers.biases[layer - 1]).map {
        region.values($0, bias: $1)
      }
      errors = zip(changes, sums).map { valueChange(activation, $0, $1) }
      region = .box(sums.map(activation.values))
      moved = .box(zip(sums, changes).map { activation.values(on: $0.widened(by: $1)) })
    }
    return 0
  }
}
