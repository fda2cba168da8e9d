import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import NetworkFiles
import Networks
import NumericalExperiments

/// What double precision shows of a model at given weights on data: the singular values of the Jacobian there, the
/// rank, and the mean squared error.
public struct NumericalDataAnalysis<Model: PolynomialModel>: Sendable {
  /// The name in the specification, if any.
  public let name: String?
  /// The model.
  public let model: Model
  /// The number of inputs.
  public let dataCount: Int
  /// How outputs are compared.
  public let loss: DataLoss
  /// Whether the inputs are random, standard normal, as none were given.
  public let isOnRandomInputs: Bool
  /// The precision of the weights.
  public let precision: FloatingPointType
  /// The singular values; `nil` if a limit came before, or a derivative overflows.
  public let spectrum: DataSpectrum?
  /// The mean over the inputs of |f(x) − y|²; `nil` without targets and for a categorical loss.
  public let meanSquaredError: Double?
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the analysis early, if anything.
  public let stop: ComputationStopped?
}

/// Looks at floating-point weights, or rounded exact ones, on data; a limit is kept in `stop`.
///
/// What rounding the weights to their precision can change in the Jacobian counts as noise.
///
/// - Parameter network: The network at its weights.
/// - Parameter specification: A specification of the same architecture with data, else traps.
/// - Parameter seed: Fixes all randomness.
/// - Parameter threads: The most threads; results do not depend on them.
/// - Parameter control: Limits and cancellation.
public func numericalDataAnalysis(
  of network: FloatingNetwork, on specification: NetworkSpecification, seed: UInt64 = 1,
  threads: Int = 1, control: ComputationControl = ComputationControl()
) -> NumericalDataAnalysis<Architecture> {
  let architecture = specification.architecture
  guard let data = specification.data, network.architecture == architecture else {
    contractViolation("an analysis on data without data for this network")
  }
  let (inputs, targets) = (data.inputs.roundedRows, data.targets?.roundedRows)
  let limit = SquaredLoss.limit(of: architecture)
  var error: Double?
  if limit == nil, let targets, data.loss == .squared {
    error = SquaredLoss(architecture, inputs: inputs, targets: targets)
      .makeEvaluator().value(at: network.weights)
  }
  let (spectrum, stop) = dataSpectrum(
    at: network.weights, precision: network.type, dataCount: data.count,
    valuesPerInput: architecture.outputCount, loss: data.loss,
    rankAtMost: dimensionBound(of: architecture).value, stop: limit, seed: seed, threads: threads,
    control: control
  ) { DataJacobian(architecture, at: $0, inputs: inputs, loss: data.loss) }
  return NumericalDataAnalysis(
    name: specification.name, model: architecture, dataCount: data.count, loss: data.loss,
    isOnRandomInputs: false, precision: network.type, spectrum: spectrum, meanSquaredError: error,
    seed: seed, stop: stop)
}

/// The same of a model with layers, by derivatives that are taken operation by operation; without data on random inputs,
/// standard normal ones, two for each parameter.
///
/// - Parameter specification: The model, perhaps with data.
/// - Parameter weights: N finite parameters; another count traps.
/// - Parameter precision: That of the weights.
/// - Parameter seed: Fixes all randomness.
/// - Parameter threads: The most threads; results do not depend on them.
/// - Parameter control: Limits and cancellation.
public func numericalDataAnalysis(
  of specification: LayeredSpecification, at weights: [Double],
  precision: FloatingPointType = .float64, seed: UInt64 = 1, threads: Int = 1,
  control: ComputationControl = ComputationControl()
) -> NumericalDataAnalysis<LayeredModel> {
  let (model, data) = (specification.model, specification.data)
  require(
    weights.count == model.parameterCount,
    "\(weights.count) weights for a model with \(model.parameterCount) parameters")
  let count = data?.count ?? 2 * model.parameterCount
  let loss = data?.loss ?? .squared
  var stop = DataSpectrum.limit(
    rows: Saturating.product(count, model.outputCount), columns: model.parameterCount)
  var (inputs, error): ([[Double]], Double?) = ([], nil)
  if stop == nil {
    var random = RandomSource(seed: seed).split(stream: 0x696e_7075)
    inputs =
      data?.inputs.roundedRows ?? (0..<count).map { _ in random.normals(model.inputCount) }
    do throws(ComputationStopped) {
      if let targets = data?.targets?.roundedRows, loss == .squared {
        error = try meanSquaredError(
          of: model, at: weights, inputs: inputs, targets: targets, control: control)
      }
    } catch {
      stop = error
    }
  }
  let (spectrum, later) = dataSpectrum(
    at: weights, precision: precision, dataCount: count, valuesPerInput: model.outputCount,
    loss: loss, rankAtMost: dimensionBound(of: model).value, stop: stop, seed: seed,
    threads: threads, control: control
  ) { DataJacobian(model, at: $0, inputs: inputs, loss: loss) }
  return NumericalDataAnalysis(
    name: specification.name, model: model, dataCount: count, loss: loss,
    isOnRandomInputs: data == nil, precision: precision, spectrum: spectrum,
    meanSquaredError: error, seed: seed, stop: later)
}

/// `nil` where an output has no value.
private func meanSquaredError(
  of model: some PolynomialModel, at weights: [Double], inputs: [[Double]], targets: [[Double]],
  control: ComputationControl
) throws(ComputationStopped) -> Double? {
  var sum = 0.0
  for (input, target) in zip(inputs, targets) {
    try control.checkpoint(operations: 4 * weights.count)
    guard let values = model.outputs(parameters: weights, input: input, over: DoubleField()) else {
      return nil
    }
    for (value, wanted) in zip(values, target) { sum += (value - wanted) * (value - wanted) }
  }
  return sum / Double(max(inputs.count, 1))
}

/// The singular values on data with the rank that they show, of any model whose Jacobian `make` has at given weights; what rounding
/// these to their precision can change counts as noise.
func dataSpectrum(
  at weights: [Double], precision: FloatingPointType, dataCount: Int, valuesPerInput: Int,
  loss: DataLoss, rankAtMost bound: Int, stop: ComputationStopped? = nil, seed: UInt64,
  threads: Int,
  control: ComputationControl, jacobian make: ([Double]) -> DataJacobian
) -> (DataSpectrum?, ComputationStopped?) {
  if let stop { return (nil, stop) }
  var (spectrum, stop): (DataSpectrum?, ComputationStopped?) = (nil, nil)
  do throws(ComputationStopped) {
    if let limit = DataSpectrum.limit(
      rows: Saturating.product(dataCount, valuesPerInput), columns: weights.count)
    {
      throw limit
    }
    let jacobian = make(weights)
    var random = RandomSource(seed: seed).split(stream: 0x726f_756e)
    let half = precision.epsilon / 2
    let rounded = weights.map { $0 * (1 + (random.integer(in: 0...1) == 0 ? half : -half)) }
    // Four times what one random choice of roundings does.
    let noise = try 4 * jacobian.distance(to: make(rounded), control: control)
    spectrum = try DataSpectrum(
      jacobian, noise: noise, seed: seed, threads: threads, control: control)
    if spectrum == nil {
      stop = .undecided(what: "the singular values: derivatives overflow")
    }
    // Classes leave one value less at each input.
    let values = Saturating.product(dataCount, valuesPerInput - (loss == .categorical ? 1 : 0))
    try spectrum?.decide(
      for: jacobian, rankAtMost: min(bound, values), seed: seed, control: control)
  } catch {
    stop = error
  }
  return (spectrum, stop)
}
