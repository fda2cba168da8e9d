import Computation
import CriticalLoci
import ExactArithmetic
import NetworkFiles
import Networks
import NumericalExperiments

/// What double precision shows of a network at given weights on data: the singular values of the Jacobian there, the
/// rank, and the mean squared error.
public struct NumericalDataAnalysis: Sendable {
  /// The network with its data.
  public let specification: NetworkSpecification
  /// The number of inputs.
  public let dataCount: Int
  /// How outputs are compared.
  public let loss: DataLoss
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
) -> NumericalDataAnalysis {
  let architecture = specification.architecture
  guard let data = specification.data, network.architecture == architecture else {
    contractViolation("an analysis on data without data for this network")
  }
  let inputs = data.inputs.roundedRows
  var (spectrum, error): (DataSpectrum?, Double?) = (nil, nil)
  var stop = SquaredLoss.limit(of: architecture)
  if stop == nil {
    if let targets = data.targets, data.loss == .squared {
      error = SquaredLoss(architecture, inputs: inputs, targets: targets.roundedRows)
        .makeEvaluator().value(at: network.weights)
    }
    do throws(ComputationStopped) {
      if let limit = DataSpectrum.limit(
        rows: Saturating.product(data.count, architecture.outputCount),
        columns: architecture.parameterCount)
      {
        throw limit
      }
      let jacobian = DataJacobian(
        architecture, at: network.weights, inputs: inputs, loss: data.loss)
      var random = RandomSource(seed: seed).split(stream: 0x726f_756e)
      let half = network.type.epsilon / 2
      let rounded = network.weights.map {
        $0 * (1 + (random.integer(in: 0...1) == 0 ? half : -half))
      }
      // Four times what one random choice of roundings does.
      let noise =
        try 4
        * jacobian.distance(
          to: DataJacobian(architecture, at: rounded, inputs: inputs, loss: data.loss),
          control: control)
      spectrum = try DataSpectrum(
        jacobian, noise: noise, seed: seed, threads: threads, control: control)
      if spectrum == nil {
        stop = .undecided(what: "the singular values: derivatives overflow")
      }
      // Classes leave one value less at each input.
      let values = Saturating.product(
        data.count, architecture.outputCount - (data.loss == .categorical ? 1 : 0))
      try spectrum?.decide(
        for: jacobian, rankAtMost: min(dimensionBound(of: architecture).value, values), seed: seed,
        control: control)
    } catch {
      stop = error
    }
  }
  return NumericalDataAnalysis(
    specification: specification, dataCount: data.count, loss: data.loss, precision: network.type,
    spectrum: spectrum, meanSquaredError: error, seed: seed, stop: stop)
}
