import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra

/// Neurons of a hidden layer whose functions of the inputs are linearly dependent, though none of them is inactive,
/// redundant or mixed.
///
/// The network lies in a smaller one, since neuron k can be dropped by changing the outgoing weights of the others; but
/// its weights are no subnetwork in the sense of the theorems on critical points, which know conditions on single weight
/// matrices only. For example t², where any four neurons of a layer with two inputs are dependent.
public struct DependentSet: Hashable, Sendable {
  /// The hidden layer, counted from 1.
  public let layer: Int
  /// k, the neuron that can be dropped, counted from 1.
  public let neuron: Int
  /// The other neurons with coefficients λ_i ≠ 0: the function of neuron k is Σ λ_i·(neuron i) + `constant`.
  public let terms: [ReductionOperation.Term]
  /// The constant, which the next biases can take; 0 in a network without biases.
  public let constant: Rational
  /// How it is known that the functions are equal: on all inputs, or on those that were given.
  public let evidence: Evidence

  /// All neurons, in increasing order.
  public var neurons: [Int] { ([neuron] + terms.map(\.neuron)).sorted() }
}

extension DependentSet: CustomStringConvertible {
  /// For example `layer 1: neuron 4 = neuron 1 + -1/2 * neuron 3 + 2`.
  public var description: String {
    "layer \(layer): neuron \(neuron) = "
      + combination(terms, constant: constant) { $0.description }
  }
}

/// The dependent sets among the neurons that a reduction has kept, a basis of all relations in each layer.
///
/// That there are no more relations is proven: the values of the other neurons at some inputs are independent modulo a
/// prime.
///
/// - Parameter diagnosis: A diagnosis, whose reduced network has the neurons in question.
/// - Parameter model: Inputs on which the functions are compared, instead of all; of the network that was diagnosed.
/// - Parameter seed: Fixes the inputs where values are compared first.
/// - Parameter control: Limits and cancellation.
/// - Returns: The sets in the order of layers and of k, with the original numbers of the neurons.
/// - Throws: `ComputationStopped` as `control` demands.
/// - Complexity: a modular rank of the size of each layer; where relations are found, an exact kernel of that size and
///   the proof of `computeSameFunction`.
public func dependentSets(
  in diagnosis: Diagnosis, on model: DataModel<Architecture>? = nil, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> [DependentSet] {
  if let model {
    require(
      model.model == diagnosis.network.architecture,
      "dependent sets of \(diagnosis.network.architecture) on data of \(model.model)")
  }
  return try dependentSets(
    of: diagnosis.reduced, keeping: diagnosis.keptNeurons, at: model?.data, seed: seed,
    control: control)
}

/// The dependent sets of a reduced network, with the original numbers `labels` of its hidden neurons.
func dependentSets(
  of reduced: Network, keeping labels: [[Int]], at inputs: [[Rational]]? = nil, seed: UInt64,
  control: ComputationControl
) throws(ComputationStopped) -> [DependentSet] {
  var found: [DependentSet] = []
  for (index, labels) in labels.enumerated() where labels.count > 1 {
    let layer = index + 1
    let functions = HiddenLayer(reduced, layer: layer)
    let sets =
      if let inputs {
        try functions.relations(at: inputs, control: control)
      } else {
        try functions.relations(seed: seed, control: control)
      }
    found += sets.map { relation in
      DependentSet(
        layer: layer, neuron: labels[relation.neuron],
        terms: relation.terms.map { .init(neuron: labels[$0.neuron], coefficient: $0.coefficient) },
        constant: relation.constant, evidence: relation.evidence)
    }
  }
  return found
}

/// The functions of the neurons of one hidden layer.
struct HiddenLayer {
  /// u_k = Σ λ_i u_i + c, with positions of neurons from 0.
  struct Relation {
    let neuron: Int
    let terms: [ReductionOperation.Term]
    let constant: Rational
    var evidence: Evidence
  }

  /// The network up to the layer, with the functions of the layer as outputs.
  private let network: Network
  private let neuronCount: Int

  init(_ network: Network, layer: Int) {
    neuronCount = network.architecture.widths[layer]
    let count = neuronCount
    self.network = HiddenLayer.network(
      network, upTo: layer,
      outputs: (0..<count).map { i in (0..<count).map { $0 == i ? 1 : 0 } },
      constants: [Rational](repeating: 0, count: count))
  }

  /// The layers of a network up to a hidden one, with linear outputs behind it.
  private static func network(
    _ network: Network, upTo layer: Int, outputs: [[Rational]], constants: [Rational]
  ) -> Network {
    let whole = network.architecture
    do {
      let architecture = try Architecture(
        widths: Array(whole.widths[...layer]) + [outputs.count],
        activations: Array(whole.activations[..<layer]), hasBias: whole.hasBias)
      return try Network(
        architecture, matrices: Array(network.matrices[..<layer]) + [outputs],
        biases: network.biases.map { Array($0[..<layer]) + [constants] })
    } catch {
      contractViolation("a part of \(whole) that is no network: \(error)")
    }
  }

  /// A basis of the relations that hold at all inputs.
  func relations(
    seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> [Relation] {
    guard try isDependentModuloPrime(seed: seed, control: control) else { return [] }
    let hidden = network.architecture
    let layer = hidden.layerCount - 1
    var random = RandomSource(seed: seed)
    var inputs: [[Rational]] = []
    var size = 3
    // True relations hold at every input, so that the kernel at enough of them is what is looked for.
    while true {
      let count = neuronCount + 8
      inputs += (0..<count).map { _ in
        (0..<hidden.inputCount).map { _ in Rational(Int.random(in: -size...size, using: &random)) }
      }
      var relations = try relations(at: inputs, control: control)
      guard !relations.isEmpty else { return [] }
      let zeros = [Rational](repeating: 0, count: neuronCount)
      let differences = HiddenLayer.network(
        network, upTo: layer,
        outputs: relations.map { relation in
          var row = zeros
          row[relation.neuron] = 1
          for term in relation.terms { row[term.neuron] = -term.coefficient }
          return row
        }, constants: relations.map { -$0.constant })
      let nothing = HiddenLayer.network(
        network, upTo: layer, outputs: relations.map { _ in zeros },
        constants: relations.map { _ in 0 })
      let isZero = try computeSameFunction(differences, nothing, seed: seed, control: control)
      if isZero.value {
        for index in relations.indices { relations[index].evidence = isZero.evidence }
        return relations
      }
      size *= 4
    }
  }

  /// A basis of the relations that hold at these inputs, exactly.
  func relations(
    at inputs: [[Rational]], control: ComputationControl
  ) throws(ComputationStopped) -> [Relation] {
    let hasConstant = network.architecture.hasBias
    let columnCount = neuronCount + (hasConstant ? 1 : 0)
    var elements: [Rational] = []
    for input in inputs {
      try control.checkpoint(operations: 100 * network.architecture.parameterCount)
      elements += (hasConstant ? [1] : []) + network.outputs(at: input)
    }
    let matrix = Matrix(
      ring: RationalField(), rowCount: inputs.count, columnCount: columnCount, elements: elements)
    let evidence = Evidence.proven(detail: "equal at \(counted(inputs.count, "input", "inputs"))")
    // Entries of the basis behind the one that is 1 are 0; the constant comes first and so is never that one.
    return try RationalField().kernelBasis(of: matrix, control: control).compactMap { vector in
      let constant = hasConstant ? vector[0] : 0
      let coefficients = hasConstant ? Array(vector.dropFirst()) : vector
      guard let last = coefficients.lastIndex(where: { !$0.isZero }) else { return nil }
      let scale = coefficients[last]
      return Relation(
        neuron: last,
        terms: coefficients.indices.filter { $0 != last && !coefficients[$0].isZero }
          .map { .init(neuron: $0, coefficient: -coefficients[$0] / scale) },
        constant: -constant / scale, evidence: evidence)
    }
  }

  /// Whether the functions, and 1 in a network with biases, are dependent modulo a prime at random inputs; if not they are
  /// independent over ℚ.
  private func isDependentModuloPrime(
    seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    var random = RandomSource(seed: seed)
    let architecture = network.architecture
    let rowCount = neuronCount + (architecture.hasBias ? 1 : 0)
    for _ in 0..<4 {
      try control.checkpoint(operations: rowCount * architecture.parameterCount)
      let prime = PrimeRange.long.randomPrime(using: &random)
      let inputs = ModularMatrix.random(
        modulus: prime, rowCount: architecture.inputCount, columnCount: rowCount + 8,
        using: &random)
      guard let modular = ModularNetwork(network, modulus: prime) else { continue }
      let values = modular.outputs(at: inputs)
      let ones = [UInt32](repeating: 1, count: architecture.hasBias ? values.columnCount : 0)
      let matrix = ModularMatrix(
        modulus: prime, rowCount: rowCount, columnCount: values.columnCount,
        elements: ones + values.elements)
      return try matrix.rank(control: control) < rowCount
    }
    return true
  }
}
