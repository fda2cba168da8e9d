import Computation
import ExactArithmetic

/// Which neurons of the dense blocks of a model with layers are inactive or redundant, and the model that is left when they are
/// removed.
public struct LayeredDiagnosis: Sendable {
  /// At least two dense layers with fixed activations between them: a network of its own inside the model.
  public struct Block: Sendable {
    /// The numbers of its dense layers among the layers with parameters, from 1.
    public let layers: [Int]
    /// The diagnosis of the network, whose layers are numbered from 1.
    public let diagnosis: Diagnosis
  }

  /// The dense blocks in their order.
  public let blocks: [Block]
  /// The reduced model.
  public let model: LayeredModel
  /// Its parameters.
  public let weights: [Rational]

  /// Whether the reduced model has the same function: every block has, whatever its inputs are.
  public var functionPreserved: Certified<Bool> {
    let all = blocks.map(\.diagnosis.functionPreserved)
    if let wrong = all.first(where: { !$0.value }) { return wrong }
    if let open = all.first(where: { !$0.evidence.isProven }) { return open }
    return Certified(
      true, .proven(detail: all.first?.evidence.detail ?? "nothing is changed"))
  }
}

/// Diagnoses and reduces the dense blocks of a model with layers, those inside residual layers too.
///
/// A block is dense layers with fixed polynomial activations, or nothing, between them, all with biases or all without;
/// layers that share weights belong to none. Its function is kept on all inputs, and so is that of the model. Neurons in
/// front of other layers (gates, convolutions, attention) are not looked at.
///
/// - Parameter model: The model.
/// - Parameter weights: N parameters; another count traps.
/// - Parameter seed: Fixes the random points of checks that are no proofs.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
public func diagnose(
  _ model: LayeredModel, at weights: [Rational], seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LayeredDiagnosis {
  require(
    weights.count == model.parameterCount,
    "\(weights.count) weights for a model with \(model.parameterCount) parameters")
  var reduction = LayeredReduction(model, weights: weights, seed: seed, control: control)
  let layers = try reduction.reduce(model.places)
  do {
    return LayeredDiagnosis(
      blocks: reduction.blocks,
      model: try LayeredModel(inputs: model.inputShape, layers: layers), weights: reduction.values)
  } catch {
    contractViolation("a model smaller than \(model) is refused: \(error)")
  }
}

/// The work of `diagnose`: layers and the values of their own parameters in order.
private struct LayeredReduction {
  let weights: [Rational]
  let seed: UInt64
  let control: ComputationControl
  private(set) var blocks: [LayeredDiagnosis.Block] = []
  private(set) var values: [Rational] = []
  private var uses: [Int]
  private var taken: Set<Int> = []

  init(_ model: LayeredModel, weights: [Rational], seed: UInt64, control: ComputationControl) {
    (self.weights, self.seed, self.control) = (weights, seed, control)
    uses = Array(repeating: 0, count: weights.count)
    countUses(model.places)
  }

  private mutating func countUses(_ places: [LayeredModel.Place]) {
    for place in places {
      for position in place.positions { uses[position] += 1 }
      countUses(place.inner)
    }
  }

  mutating func reduce(
    _ places: [LayeredModel.Place]
  ) throws(ComputationStopped) -> [any ModelLayer] {
    var layers: [any ModelLayer] = []
    var index = 0
    while index < places.count {
      let block = denseBlock(in: places, from: index)
      if block.denses.count >= 2 {
        layers += try reduce(block, in: places)
        index = block.denses[block.denses.count - 1] + 1
        continue
      }
      let place = places[index]
      take(place)
      if place.layer is ResidualLayer {
        layers.append(ResidualLayer(try reduce(place.inner)))
      } else {
        layers.append(place.layer)
        for inner in place.inner { take(inner) }
      }
      index += 1
    }
    return layers
  }

  /// Keeps the parameters of a layer that no layer before has.
  private mutating func take(_ place: LayeredModel.Place) {
    for position in place.positions where taken.insert(position).inserted {
      values.append(weights[position])
    }
  }

  /// Dense layers from a position on, with the activations between them.
  private struct Run {
    var denses: [Int]
    var activations: [Activation] = []
  }

  private func dense(_ place: LayeredModel.Place) -> DenseLayer? {
    guard let layer = place.layer as? DenseLayer, layer.sharing == nil,
      place.positions.allSatisfy({ uses[$0] == 1 })
    else { return nil }
    return layer
  }

  private func denseBlock(in places: [LayeredModel.Place], from start: Int) -> Run {
    guard let first = dense(places[start]) else { return Run(denses: []) }
    var run = Run(denses: [start])
    var index = start + 1
    while index < places.count {
      var activation = Activation.monomial(degree: 1)
      if let layer = places[index].layer as? ActivationLayer {
        activation = layer.activation
        index += 1
      }
      guard index < places.count, let next = dense(places[index]), next.hasBias == first.hasBias
      else { break }
      run.denses.append(index)
      run.activations.append(activation)
      index += 1
    }
    return run
  }

  private mutating func reduce(
    _ run: Run, in places: [LayeredModel.Place]
  ) throws(ComputationStopped) -> [any ModelLayer] {
    let denses = run.denses.compactMap { dense(places[$0]) }
    let first = places[run.denses[0]]
    let network: Network
    do {
      network = try Network(
        Architecture(
          widths: [denses[0].columnCount(for: first.input)] + denses.map(\.outputs),
          activations: run.activations, hasBias: denses[0].hasBias),
        weights: run.denses.flatMap { places[$0].positions.map { weights[$0] } })
    } catch {
      contractViolation("the dense block of a model is no network: \(error)")
    }
    let diagnosis = try diagnose(network, seed: seed, control: control)
    blocks.append(
      LayeredDiagnosis.Block(
        layers: run.denses.map { places[$0].number }, diagnosis: diagnosis))
    let reduced = diagnosis.reduced
    for position in run.denses.flatMap({ places[$0].positions }) { taken.insert(position) }
    values += reduced.weights
    var layers: [any ModelLayer] = []
    for index in run.denses[0]...run.denses[run.denses.count - 1] {
      if let layer = run.denses.firstIndex(of: index) {
        layers.append(
          DenseLayer(
            outputs: reduced.architecture.widths[layer + 1], hasBias: denses[layer].hasBias))
      } else {
        layers.append(places[index].layer)
      }
    }
    return layers
  }
}
