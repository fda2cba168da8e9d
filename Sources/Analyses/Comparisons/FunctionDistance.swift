import Computation
import ExactArithmetic
import Foundation
import Networks
import NumericalExperiments

/// The mean of |f(x) − g(x)|² over inputs x, for the functions of two networks.
public struct FunctionDistance: Hashable, Sendable {
  /// The mean of the squares.
  public let squared: Double
  /// The same exactly, where that is affordable.
  public let exact: Rational?
  /// The mean of |f(x)|², with which the distance is compared.
  public let squaredNorm: Double
  /// The standard error of `squared` where it is an average over random inputs.
  public let standardError: Double?
  /// How it is known.
  public let evidence: Evidence

  /// The distance: the root of the mean.
  public var value: Double { squared.squareRoot() }
  /// The distance relative to the norm of f; `nil` if that is 0.
  public var relative: Double? {
    squaredNorm > 0 ? (squared / squaredNorm).squareRoot() : nil
  }
}

/// Random inputs at which networks are compared where their distance is neither known exactly nor by cubature.
struct GaussianSample {
  /// The inputs, with the outputs of f there.
  let data: Dataset

  /// Inputs for networks with `parameterCount` parameters; `nil` if an output of f is not finite.
  init?(_ network: Network, parameterCount: Int, seed: UInt64) {
    let count = min(max(400_000_000 / max(parameterCount, 1), 256), 4096)
    guard
      let data = Dataset(
        sampling: network.architecture, at: network.roundedWeights, count: count, seed: seed)
    else { return nil }
    self.data = data
  }
}

extension FunctionDistance {
  /// The distance for standard normal inputs.
  ///
  /// - Parameter isRational: Whether the weights are those that are compared, and not rounded.
  static func gaussian(
    _ first: Network, _ second: Network, isRational: Bool, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> FunctionDistance {
    if isRational, let squared = try squaredGaussianDistance(first, second, control: control),
      let norm = try squaredGaussianDistance(first, nil, control: control)
    {
      return FunctionDistance(
        squared: squared.asDouble, exact: squared, squaredNorm: norm.asDouble, standardError: nil,
        evidence: .proven(
          detail: "an exact expectation over standard normal inputs, by Hermite polynomials"))
    }
    let (a, b) = (first.architecture, second.architecture)
    do throws(ComputationStopped) {
      let loss = try SquaredLoss(
        b, teacher: a, teacherParameters: first.roundedWeights, inputs: .gaussian)
      try control.checkpoint(operations: loss.operations)
      return FunctionDistance(
        squared: loss.makeEvaluator().value(at: second.roundedWeights), exact: nil,
        squaredNorm: loss.targetMeanSquare, standardError: nil,
        evidence: .numerical(
          detail: "a cubature that is exact up to rounding, standard normal inputs",
          tolerance: 1e-12))
    } catch {
      guard case .sizeLimit = error else { throw error }
    }
    if let limit = SquaredLoss.limit(of: a) ?? SquaredLoss.limit(of: b) { throw limit }
    guard
      let sample = GaussianSample(
        first, parameterCount: max(a.parameterCount, b.parameterCount), seed: seed)
    else { throw .undecided(what: "the distance of the functions: outputs overflow") }
    let rows = (sample.data.inputs.roundedRows, sample.data.targets?.roundedRows ?? [])
    let loss = SquaredLoss(b, inputs: rows.0, targets: rows.1)
    try control.checkpoint(operations: loss.operations)
    let squares = zip(loss.makeEvaluator().outputs(at: second.roundedWeights), rows.1).map {
      squaredDistance($0, $1)
    }
    let count = Double(squares.count)
    let mean = squares.reduce(0, +) / count
    let variance = squares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    return FunctionDistance(
      squared: mean, exact: nil, squaredNorm: loss.targetMeanSquare,
      standardError: (variance / count).squareRoot(),
      evidence: .numerical(
        detail: "an average over \(squares.count) random standard normal inputs", tolerance: 1e-12))
  }

  /// The distance on data; for a categorical loss up to a constant that is added to all outputs at an input.
  static func onData(
    _ first: Network, _ second: Network, _ data: Dataset, isRational: Bool,
    control: ComputationControl
  ) throws(ComputationStopped) -> FunctionDistance {
    let (a, b) = (first.architecture, second.architecture)
    let work = Saturating.product(data.count, a.parameterCount + b.parameterCount)
    let isCategorical = data.loss == .categorical
    let remark = isCategorical ? ", up to constants added to all outputs" : ""
    if isRational, work <= 1_000_000, let inputs = data.inputs.exactRows {
      var (sum, norm) = (Rational.zero, Rational.zero)
      for input in inputs {
        try control.checkpoint(operations: 100 * (a.parameterCount + b.parameterCount))
        var f = first.outputs(at: input)
        var difference = zip(f, second.outputs(at: input)).map { $0 - $1 }
        if isCategorical { (f, difference) = (centered(f), centered(difference)) }
        norm = f.reduce(norm) { $0 + $1 * $1 }
        sum = difference.reduce(sum) { $0 + $1 * $1 }
      }
      let count = Rational(inputs.count)
      return FunctionDistance(
        squared: (sum / count).asDouble, exact: sum / count, squaredNorm: (norm / count).asDouble,
        standardError: nil,
        evidence: .proven(detail: "exact values at \(counted(data.count, "input"))\(remark)"))
    }
    if let limit = SquaredLoss.limit(of: a) ?? SquaredLoss.limit(of: b) { throw limit }
    let inputs = data.inputs.roundedRows
    try control.checkpoint(operations: work)
    let f = networkOutputs(a, first.roundedWeights, inputs)
    let g = networkOutputs(b, second.roundedWeights, inputs)
    let count = Double(data.count)
    func square(_ x: [Double]) -> Double {
      (isCategorical ? centered(x) : x).reduce(0) { $0 + $1 * $1 }
    }
    return FunctionDistance(
      squared: zip(f, g).reduce(0) { sum, pair in
        sum + square(zip(pair.0, pair.1).map { $0 - $1 })
      } / count,
      exact: nil, squaredNorm: f.reduce(0) { $0 + square($1) } / count, standardError: nil,
      evidence: .numerical(
        detail: "values in double precision at \(counted(data.count, "input"))\(remark)",
        tolerance: 1e-12))
  }
}

extension SquaredLoss {
  /// The operations of one evaluation.
  var operations: Int { Saturating.product(sampleCount, architecture.parameterCount) }
}

/// The outputs of a network at inputs, in double precision; traps where `SquaredLoss.limit(of:)` is not `nil`.
func networkOutputs(
  _ architecture: Architecture, _ weights: [Double], _ inputs: [[Double]]
) -> [[Double]] {
  let zeros = [Double](repeating: 0, count: architecture.outputCount)
  return SquaredLoss(
    architecture, inputs: inputs, targets: Array(repeating: zeros, count: inputs.count)
  ).makeEvaluator().outputs(at: weights)
}

/// |x − y|².
func squaredDistance(_ x: [Double], _ y: [Double]) -> Double {
  zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
}

/// The numbers less their mean.
func centered(_ values: [Double]) -> [Double] {
  let mean = values.reduce(0, +) / Double(values.count)
  return values.map { $0 - mean }
}

/// The numbers less their mean.
func centered(_ values: [Rational]) -> [Rational] {
  let mean = values.reduce(0, +) / Rational(values.count)
  return values.map { $0 - mean }
}

/// −Σ y_k log softmax(f)_k.
func crossEntropy(_ outputs: [Double], _ targets: [Double]) -> Double {
  let largest = outputs.max() ?? 0
  let logarithm = largest + log(outputs.reduce(0) { $0 + exp($1 - largest) })
  return zip(outputs, targets).reduce(0) { $0 + $1.1 * (logarithm - $1.0) }
}
