import Computation
import CriticalLoci
import ExactArithmetic
import LearningCoefficients
import NetworkFiles
import Networks
import NumericalExperiments

/// Which learning coefficient on data is estimated.
public struct DataEstimatePlan: Sendable {
  /// How it is sampled; without a localization, within a tenth of the root mean square of the weights that vary.
  public var options: LearningCoefficientOptions
  /// The numbers from 0 of the parameters that vary, the others being held fixed; `nil` for all.
  public var parameters: [Int]?

  /// A plan.
  public init(
    _ options: LearningCoefficientOptions = LearningCoefficientOptions(), parameters: [Int]? = nil
  ) {
    (self.options, self.parameters) = (options, parameters)
  }
}

/// The learning coefficient on data with the outputs at given floating-point weights as the truth: half the numerical
/// rank as a lower bound, an estimate, and what is exact at the nearest subnetwork.
public struct DataLearningCoefficient: Sendable {
  /// Half the numerical rank of the Jacobian on the data; `nil` where some parameters are held fixed, or a limit came
  /// before.
  public internal(set) var result: LearningCoefficientResult?
  /// The estimate, with a warning where it contradicts what is exact at the nearest subnetwork; `nil` if a limit came before.
  public internal(set) var estimate: LearningCoefficientEstimate?
  /// Bounds on the data at the nearest subnetwork; `nil` for a network with named activations, for much data, or where some
  /// parameters are held fixed.
  public internal(set) var nearest: LearningCoefficientResult?
  /// What ended the computation early, if anything.
  public internal(set) var stop: ComputationStopped?
}

/// The learning coefficient of a network with floating-point weights on data.
///
/// The truth is the function at the weights, whether or not it has the targets of the data as outputs.
///
/// - Parameter network: The network at its weights.
/// - Parameter data: The inputs and how outputs are compared; data that do not fit trap.
/// - Parameter plan: What is estimated and how; `nil` for no estimate.
/// - Parameter seed: Fixes all randomness.
/// - Parameter threads: The most threads; results do not depend on them.
/// - Parameter control: Limits and cancellation.
public func dataLearningCoefficient(
  of network: FloatingNetwork, on data: Dataset, plan: DataEstimatePlan?, seed: UInt64 = 1,
  threads: Int = 1, control: ComputationControl = ComputationControl()
) -> DataLearningCoefficient {
  let architecture = network.architecture
  let inputs = data.inputs.roundedRows
  var answer = DataLearningCoefficient()
  if let limit = SquaredLoss.limit(of: architecture) {
    answer.stop = limit
    return answer
  }
  if plan?.parameters == nil {
    let analysis = numericalDataAnalysis(
      of: network, on: NetworkSpecification(architecture: architecture, data: data), seed: seed,
      threads: threads, control: control)
    (answer.result, answer.stop) = (analysis.spectrum.map(bound), analysis.stop)
    if answer.stop == nil {
      answer.nearest = boundsAtNearest(network, data, seed: seed, control: control)
    }
  }
  guard answer.stop == nil, let plan else { return answer }
  answer.add(
    Potential(architecture, at: network.weights, inputs: inputs, loss: data.loss),
    at: network.weights, type: network.type, plan: plan, seed: seed, threads: threads,
    control: control)
  return answer
}

/// The same of a network with named activations, without what is exact at the nearest subnetwork.
///
/// - Parameter network: The network at its weights.
/// - Parameter data: The inputs and how outputs are compared; data that do not fit trap.
/// - Parameter plan: What is estimated and how; `nil` for no estimate.
/// - Parameter seed: Fixes all randomness.
/// - Parameter threads: The most threads; results do not depend on them.
/// - Parameter control: Limits and cancellation.
public func dataLearningCoefficient(
  of network: NamedNetwork, on data: Dataset, plan: DataEstimatePlan?, seed: UInt64 = 1,
  threads: Int = 1, control: ComputationControl = ComputationControl()
) -> DataLearningCoefficient {
  let architecture = network.architecture
  let inputs = data.inputs.roundedRows
  var answer = DataLearningCoefficient()
  if plan?.parameters == nil {
    let (spectrum, stop) = dataSpectrum(
      at: network.weights, precision: network.type, dataCount: data.count,
      valuesPerInput: architecture.outputCount, loss: data.loss,
      rankAtMost: architecture.parameterCount, seed: seed, threads: threads, control: control
    ) {
      DataJacobian(NamedNetwork(architecture, weights: $0), inputs: inputs, loss: data.loss)
    }
    (answer.result, answer.stop) = (spectrum.map(bound), stop)
  }
  guard answer.stop == nil, let plan else { return answer }
  answer.add(
    Potential(architecture, at: network.weights, inputs: inputs, loss: data.loss),
    at: network.weights, type: network.type, plan: plan, seed: seed, threads: threads,
    control: control)
  return answer
}

/// The estimate with some parameters held fixed, of a model with weights that are exact or not.
///
/// - Parameter potential: K as a function of all parameters.
/// - Parameter weights: Where K is 0.
/// - Parameter type: The precision of the weights.
/// - Parameter plan: What is estimated and how; parameters that do not exist trap.
/// - Parameter seed: Fixes all randomness.
/// - Parameter threads: The most threads; results do not depend on them.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands, or where the values cost too much.
public func estimateLearningCoefficient(
  of potential: Potential, at weights: [Double], type: FloatingPointType = .float64,
  plan: DataEstimatePlan, seed: UInt64 = 1, threads: Int = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientEstimate {
  let center = plan.parameters?.map { weights[$0] } ?? weights
  let varying = plan.parameters.map { potential.restricted(to: $0, at: weights) } ?? potential
  var options = plan.options
  options.relativePrecision = max(options.relativePrecision, type.roundingDistance)
  if options.localization == nil {
    // The smallest weight of a trained network says nothing of its scale.
    let square = center.reduce(0) { $0 + $1 * $1 } / Double(max(center.count, 1))
    options.localization = square > 0 ? 100 / square : 1
  }
  return try estimateLearningCoefficient(
    of: varying, at: center, options: options, seed: seed, threads: threads, control: control)
}

extension DataLearningCoefficient {
  fileprivate mutating func add(
    _ potential: Potential, at weights: [Double], type: FloatingPointType, plan: DataEstimatePlan,
    seed: UInt64, threads: Int, control: ComputationControl
  ) {
    do throws(ComputationStopped) {
      var found = try estimateLearningCoefficient(
        of: potential, at: weights, type: type, plan: plan, seed: seed, threads: threads,
        control: control)
      if let nearest,
        let text = found.contradiction(
          lower: nearest.lower, upper: nearest.upper, isProven: false)
      {
        found.addWarning("at the nearest subnetwork the data have other values: \(text)")
      }
      estimate = found
    } catch {
      stop = error
    }
  }
}

/// Half the rank.
private func bound(_ spectrum: DataSpectrum) -> LearningCoefficientResult {
  let remark = "(floating-point weights do not count as exact)"
  let evidence = Evidence.numerical(
    detail: "singular values in double precision", tolerance: spectrum.rule.cut)
  guard let rank = spectrum.rank else {
    return LearningCoefficientResult(
      lower: 0, reason: "0, the numerical rank on the data is not decided \(remark)",
      evidence: evidence)
  }
  return LearningCoefficientResult(
    lower: Rational(rank) / 2, reason: "half the numerical rank of J on the data \(remark)",
    evidence: evidence)
}

/// The most values on data times parameters for which exact bounds are asked.
private let largestExactSize = 4_000

/// `nil` where the data are large, or a limit comes.
private func boundsAtNearest(
  _ network: FloatingNetwork, _ data: Dataset, seed: UInt64, control: ComputationControl
) -> LearningCoefficientResult? {
  let architecture = network.architecture
  let size = Saturating.product(
    architecture.parameterCount, Saturating.product(data.count, architecture.outputCount))
  guard size <= largestExactSize,
    let inputs = data.changed(takenExactly: true).inputs.exactRows
  else { return nil }
  let tolerance = ToleranceChoice(
    nil, distances: ParameterDistances(of: network), type: network.type)
  let nearest = nearestSubnetwork(of: network, tolerance: tolerance.value)
  let model = DataModel(architecture, data: inputs, loss: data.loss)
  do throws(ComputationStopped) {
    let generic = try genericRank(of: model, seed: seed, control: control)
    return try learningCoefficient(
      of: model, at: nearest.weights, genericRank: generic,
      plan: LearningCoefficientPlan(germs: 100, steps: 20_000), seed: seed, control: control)
  } catch {
    return nil
  }
}
