import Computation
import ExactArithmetic
import NetworkFiles
import Networks
import NumericalExperiments

/// What is known of a network with named activations at given weights: its neurons, the fewest units with its function,
/// and the singular values of the Jacobian on data.
public struct NamedNetworkAnalysis: Sendable {
  /// The network with its data.
  public let specification: NamedSpecification
  /// The network at its weights, exact ones rounded.
  public let network: NamedNetwork
  /// The fewest hidden units with the function; `nil` for weights that are not exact, and where no theorem applies.
  public let fewestUnits: FewestUnits?
  /// Whether the weights are exact.
  public let hasExactWeights: Bool
  /// The neurons, in double precision.
  public let diagnosis: NamedDiagnosis
  /// What is found on data; `nil` without data.
  public let data: NamedDataAnalysis?
  /// What ended the analysis early, if anything.
  public let stop: ComputationStopped?
}

/// What double precision shows of a network with named activations on data.
public struct NamedDataAnalysis: Sendable {
  /// The number of inputs.
  public let dataCount: Int
  /// How outputs are compared.
  public let loss: DataLoss
  /// The singular values of the Jacobian; `nil` if a limit came before, or a derivative overflows.
  public let spectrum: DataSpectrum?
  /// The mean over the inputs of |f(x) − y|²; `nil` without targets and for a categorical loss.
  public let meanSquaredError: Double?
  /// The share of inputs where the largest output is where the largest target is; `nil` without targets, and for one
  /// output.
  public let accuracy: Double?
  /// The same for the reduced network; `nil` also if a limit came before.
  public let reducedAccuracy: Double?
  /// How much the reduction changes the outputs on the data; `nil` if a limit came before.
  public let difference: SampledDifference?
  /// The hidden neurons, by layer and from 1, that have one value at all inputs.
  public let constantNeurons: [[Int]]
}

/// Analyses a network with named activations; a limit leaves out what comes after it and is kept in `stop`.
///
/// - Parameter network: The network.
/// - Parameter specification: A specification of the same architecture, else traps; its data count.
/// - Parameter exactWeights: The weights as rational numbers, where they are exact.
/// - Parameter tolerance: See `NamedDiagnosis`.
/// - Parameter radius: The radius of the ball of inputs for error bounds.
/// - Parameter seed: Fixes all randomness.
/// - Parameter threads: The most threads; results do not depend on them.
/// - Parameter control: Limits and cancellation.
public func namedNetworkAnalysis(
  of network: NamedNetwork, _ specification: NamedSpecification,
  exactWeights: [Rational]? = nil, tolerance: Double? = nil, radius: Double = 1, seed: UInt64 = 1,
  threads: Int = 1,
  control: ComputationControl = ComputationControl()
) -> NamedNetworkAnalysis {
  require(
    network.architecture == specification.architecture,
    "an analysis of \(network.architecture) as \(specification.architecture)")
  let diagnosis = NamedDiagnosis(
    of: network, tolerance: tolerance, radius: radius, seed: seed, control: control)
  var stop = diagnosis.stop
  let data = specification.data.map { data in
    let (found, limit) = dataAnalysis(
      network, data, reduction: diagnosis.reduction, seed: seed, threads: threads, control: control)
    if stop == nil { stop = limit }
    return found
  }
  return NamedNetworkAnalysis(
    specification: specification, network: network,
    fewestUnits: exactWeights.flatMap {
      fewestUnits(of: specification.architecture, weights: $0)
    }, hasExactWeights: exactWeights != nil, diagnosis: diagnosis, data: data, stop: stop)
}

private func dataAnalysis(
  _ network: NamedNetwork, _ data: Dataset, reduction: NamedReduction?, seed: UInt64,
  threads: Int, control: ComputationControl
) -> (NamedDataAnalysis, ComputationStopped?) {
  let inputs = data.inputs.roundedRows
  let targets = data.targets?.roundedRows
  let outputs = inputs.map { network.outputs(at: $0) }
  let architecture = network.architecture
  let (spectrum, stop) = dataSpectrum(
    at: network.weights, precision: network.type, dataCount: data.count,
    valuesPerInput: architecture.outputCount, loss: data.loss,
    rankAtMost: architecture.parameterCount, seed: seed, threads: threads, control: control
  ) {
    DataJacobian(NamedNetwork(architecture, weights: $0), inputs: inputs, loss: data.loss)
  }
  var error: Double?
  if let targets, data.loss == .squared {
    error =
      zip(outputs, targets).reduce(0) { sum, pair in
        sum + zip(pair.0, pair.1).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      } / Double(inputs.count)
  }
  return (
    NamedDataAnalysis(
      dataCount: data.count, loss: data.loss, spectrum: spectrum, meanSquaredError: error,
      accuracy: targets.flatMap { accuracy(outputs, $0) },
      reducedAccuracy: reduction.flatMap { reduction in
        targets.flatMap { accuracy(inputs.map { reduction.reduced.outputs(at: $0) }, $0) }
      },
      difference: reduction?.difference(at: inputs),
      constantNeurons: constantNeurons(network, inputs)), stop
  )
}

/// The share of rows whose largest entries stand at the same place; `nil` for rows of one number.
private func accuracy(_ outputs: [[Double]], _ targets: [[Double]]) -> Double? {
  guard let width = targets.first?.count, width > 1 else { return nil }
  func place(_ row: [Double]) -> Int? { row.indices.max { row[$0] < row[$1] } }
  return Double(zip(outputs, targets).count { place($0) == place($1) }) / Double(targets.count)
}

/// The hidden neurons, by layer and from 1, that have one value at all inputs.
private func constantNeurons(_ network: NamedNetwork, _ inputs: [[Double]]) -> [[Int]] {
  let first = network.hiddenValues(at: inputs[0])
  var constant = first.map { $0.map { _ in true } }
  for input in inputs.dropFirst() {
    for (layer, values) in network.hiddenValues(at: input).enumerated() {
      for (index, value) in values.enumerated() where value != first[layer][index] {
        constant[layer][index] = false
      }
    }
  }
  return constant.map { flags in flags.indices.filter { flags[$0] }.map { $0 + 1 } }
}
