import Computation
import NetworkFiles
import Networks
import NumericalExperiments

/// What is looked at in each checkpoint of a training run.
public struct CheckpointPlan: Sendable {
  /// The inputs on which ranks and losses are taken, if there are any.
  public var data: Dataset?
  /// The relative distance up to which neurons count as inactive or redundant; `nil` chooses it for each checkpoint.
  public var tolerance: Double?
  /// How the learning coefficient is estimated; `nil` for no estimate.
  public var estimate: LearningCoefficientOptions?
  /// Fixes all randomness.
  public var seed: UInt64 = 1

  /// A plan for all inputs, without estimates.
  public init(data: Dataset? = nil) { self.data = data }
}

/// One checkpoint of a training run, or why it could not be read.
public struct CheckpointAnalysis: Hashable, Sendable, Codable {
  /// How many neurons of a hidden layer are in which state.
  public struct Layer: Hashable, Sendable, Codable {
    /// The layer, from 1.
    public let layer: Int
    /// Neurons that count.
    public let active: Int
    /// Neurons without incoming weights.
    public let inactiveIn: Int
    /// Neurons without outgoing weights.
    public let inactiveOut: Int
    /// Neurons with the function of another one, up to factors and constants.
    public let redundant: Int
  }

  /// The rank of the Jacobian on the data.
  public struct Rank: Hashable, Sendable, Codable {
    /// The numerical rank; `nil` where singular values do not show it.
    public let value: Int?
    /// The number of singular values that count.
    public let atLeast: Int
    /// The number of inputs, from the first one on, on which it was taken.
    public let inputs: Int
    /// What singular values are compared with, relative to the largest.
    public let cut: Double
  }

  /// An estimate of the learning coefficient with the function at these weights as the truth.
  public struct Estimate: Hashable, Sendable, Codable {
    /// λ; `nil` where the estimate is withheld.
    public let lambda: Double?
    /// Its standard error.
    public let standardError: Double
  }

  /// The file.
  public let file: String
  /// The last number in its name, if there is one.
  public let step: Int?
  /// What the content of the file is recognised by, if somebody has looked.
  public let fingerprint: String?
  /// The precision of the weights.
  public private(set) var precision: FloatingPointType?
  /// The states of the neurons at the tolerance.
  public private(set) var layers: [Layer] = []
  /// The relative distance up to which neurons count as inactive or redundant.
  public private(set) var tolerance: Double?
  /// The nearest inactive neuron or redundant pair: how far the nearest subnetwork is.
  public private(set) var nearest: NumericalOperation?
  /// The rank on the data, if there are any.
  public private(set) var rank: Rank?
  /// The loss on the data: the mean of |f(x) − y|², or for a categorical loss the mean cross-entropy; `nil` without
  /// targets.
  public private(set) var loss: Double?
  /// For a categorical loss the part of the inputs at which the largest output is that of the class.
  public private(set) var accuracy: Double?
  /// The estimate of the learning coefficient, if it was asked for.
  public private(set) var estimate: Estimate?
  /// What kept a part of it from being computed.
  public private(set) var gap: String?
  /// Why there is nothing else.
  public let error: String?

  /// A checkpoint that could not be read.
  public init(file: String, step: Int?, error: String) {
    (self.file, self.step, fingerprint, self.error) = (file, step, nil, error)
  }

  /// Looks at a checkpoint.
  ///
  /// - Parameter network: The weights.
  /// - Parameter file: Where they come from.
  /// - Parameter step: At which step of training they were.
  /// - Parameter fingerprint: What the content of the file is recognised by.
  /// - Parameter plan: What is asked; data that do not fit trap.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: what `control` demands; sizes that are too large are named in `gap`.
  public init(
    of network: FloatingNetwork, file: String, step: Int?, fingerprint: String? = nil,
    plan: CheckpointPlan, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) {
    (self.file, self.step, self.fingerprint, error) = (file, step, fingerprint, nil)
    precision = network.type
    try control.checkpoint(operations: network.neuronComparisons)
    let distances = ParameterDistances(of: network)
    let choice = ToleranceChoice(plan.tolerance, distances: distances, type: network.type)
    tolerance = choice.value
    let neurons = NumericalNeuron.all(at: distances, tolerance: choice.value)
    layers = network.architecture.widths.indices.dropFirst().dropLast().map { layer in
      let states = neurons.filter { $0.distances.layer == layer }.map(\.state)
      func count(_ state: NeuronState) -> Int { states.count { $0 == state } }
      return Layer(
        layer: layer, active: count(.active), inactiveIn: count(.inactiveIn),
        inactiveOut: count(.inactiveOut), redundant: count(.redundant))
    }
    nearest = distances.operations(tolerance: choice.value).first
    var gap: String?
    let measured = try computed(&gap) { () throws(ComputationStopped) in
      try measurement(of: network, on: plan.data, control)
    }
    (loss, accuracy) = (measured?.loss, measured?.accuracy)
    rank = try computed(&gap) { () throws(ComputationStopped) in
      guard let data = plan.data else { return nil }
      return try rankOnData(of: network, data, seed: plan.seed, control)
    }
    estimate = try computed(&gap) { () throws(ComputationStopped) in
      guard let options = plan.estimate else { return nil }
      return try learningCoefficient(of: network, plan, options, control)
    }
    self.gap = gap
  }
}

/// The value of `body`; sizes that are too large are named in `gap`.
private func computed<Value>(
  _ gap: inout String?, _ body: () throws(ComputationStopped) -> Value?
) throws(ComputationStopped) -> Value? {
  do throws(ComputationStopped) {
    return try body()
  } catch {
    switch error {
    case .sizeLimit, .undecided: gap = gap ?? error.description
    default: throw error
    }
    return nil
  }
}

/// Loss and accuracy; `nil` without targets.
private func measurement(
  of network: FloatingNetwork, on data: Dataset?, _ control: ComputationControl
) throws(ComputationStopped) -> (loss: Double, accuracy: Double?)? {
  guard let data, let targets = data.targets?.roundedRows else { return nil }
  let architecture = network.architecture
  if let limit = SquaredLoss.limit(of: architecture) { throw limit }
  let loss = SquaredLoss(architecture, inputs: data.inputs.roundedRows, targets: targets)
  try control.checkpoint(operations: loss.operations)
  let evaluator = loss.makeEvaluator()
  if data.loss == .squared { return (evaluator.value(at: network.weights), nil) }
  let outputs = evaluator.outputs(at: network.weights)
  let count = Double(outputs.count)
  let hits = zip(outputs, targets).count { largestIndex($0) == largestIndex($1) }
  return (
    zip(outputs, targets).reduce(0) { $0 + crossEntropy($1.0, $1.1) } / count,
    Double(hits) / count
  )
}

/// The position of the largest number, the first of equal ones.
private func largestIndex(_ values: [Double]) -> Int? {
  values.indices.max { (values[$0], $1) < (values[$1], $0) }
}

/// The most operations for all singular values on data.
private let largestSpectrum = 2e10

private func rankOnData(
  of network: FloatingNetwork, _ data: Dataset, seed: UInt64, _ control: ComputationControl
) throws(ComputationStopped) -> CheckpointAnalysis.Rank? {
  let architecture = network.architecture
  if let limit = SquaredLoss.limit(of: architecture) { throw limit }
  let (columns, outputs) = (architecture.parameterCount, architecture.outputCount)
  let rows = Saturating.product(data.count, outputs)
  let size = min(rows, columns)
  let work = 2 * Double(rows) * Double(columns) * Double(size)
  if size <= DataSpectrum.completeSize, work <= largestSpectrum {
    let analysis = numericalDataAnalysis(
      of: network, on: NetworkSpecification(architecture: architecture, data: data), seed: seed,
      control: control)
    guard let spectrum = analysis.spectrum else {
      throw analysis.stop ?? .undecided(what: "the singular values: derivatives overflow")
    }
    return .init(
      value: spectrum.rank, atLeast: spectrum.count, inputs: data.count, cut: spectrum.rule.cut)
  }
  let count = min(data.count, CountedRank.largestRowCount / outputs)
  guard count > 0 else {
    throw .sizeLimit(
      what: "the outputs for a rank on data", needed: "\(outputs)",
      limit: CountedRank.largestRowCount)
  }
  guard
    let rank = try CountedRank(
      architecture, at: network.weights, inputs: Array(data.inputs.roundedRows.prefix(count)),
      loss: data.loss, type: network.type, control: control)
  else { throw .undecided(what: "the singular values: derivatives overflow or vanish") }
  return .init(
    value: rank.isSeparated ? rank.count : nil, atLeast: rank.count, inputs: count, cut: rank.cut)
}

private func learningCoefficient(
  of network: FloatingNetwork, _ plan: CheckpointPlan, _ options: LearningCoefficientOptions,
  _ control: ComputationControl
) throws(ComputationStopped) -> CheckpointAnalysis.Estimate {
  let architecture = network.architecture
  if let limit = SquaredLoss.limit(of: architecture) { throw limit }
  let potential: Potential
  if let data = plan.data {
    potential = Potential(
      architecture, at: network.weights, inputs: data.inputs.roundedRows, loss: data.loss)
  } else {
    potential = Potential(
      try SquaredLoss(
        architecture, teacher: architecture, teacherParameters: network.weights, inputs: .gaussian,
        maximumNodes: LearningCoefficientOptions.maximumNodes(for: architecture)))
  }
  var options = options
  options.relativePrecision = max(options.relativePrecision, network.type.roundingDistance)
  let estimate = try estimateLearningCoefficient(
    of: potential, at: network.weights, options: options, seed: plan.seed, control: control)
  return .init(lambda: estimate.lambda, standardError: estimate.standardError)
}

extension FloatingNetwork {
  /// About the operations of comparing all neurons.
  fileprivate var neuronComparisons: Int {
    (1..<architecture.layerCount).reduce(0) { sum, layer in
      sum + 3 * architecture.widths[layer] * architecture.widths[layer]
        * architecture.rowStride(ofLayer: layer) / 2
    }
  }
}
