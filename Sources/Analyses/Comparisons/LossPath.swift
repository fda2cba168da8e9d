import Computation
import ExactArithmetic
import Networks
import NumericalExperiments

/// A loss on the straight line (1 − t)A + tB between the weights of two networks.
public struct LossPath: Hashable, Sendable {
  /// The losses at t = 0, 1/k, …, 1.
  public let values: [Double]
  /// The same exactly, where that is affordable.
  public let exactValues: [Rational]?

  /// t at each value.
  public var points: [Double] {
    values.indices.map { Double($0) / Double(max(values.count - 1, 1)) }
  }

  /// The height of the barrier: the largest difference of a loss on the path from the straight line between the losses
  /// at its ends, as far as the points show it; `nil` if a loss is not finite.
  public var barrier: Double? {
    guard let first = values.first, let last = values.last, values.allSatisfy(\.isFinite) else {
      return nil
    }
    return zip(points, values).map { t, loss in loss - (1 - t) * first - t * last }.max()
  }
}

/// The losses on the straight lines from a network to another one as it is given, and as it is after alignment.
public struct PathComparison: Hashable, Sendable {
  /// What the loss is, in words.
  public let loss: String
  /// Before alignment.
  public let before: LossPath
  /// After alignment.
  public let after: LossPath
  /// How the losses are known.
  public let evidence: Evidence
}

/// The most operations on rationals for the losses on both paths.
private let largestExactWork = 3e6

extension PathComparison {
  /// The losses at `pointCount` points: on data if there are any, else E|f(x) − f_A(x)|² for standard normal inputs.
  ///
  /// - Parameter alignment: What is compared.
  /// - Parameter isRational: Whether the weights are exact.
  static func of(
    _ alignment: NeuronAlignment, data: Dataset?, pointCount: Int, isRational: Bool, seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) -> PathComparison {
    let (first, ends) = (alignment.reference, [alignment.original, alignment.aligned])
    let architecture = first.architecture
    if data == nil, isRational, let cost = gaussianDistanceCost(architecture, architecture),
      cost.operations * Double(2 * pointCount) <= largestExactWork
    {
      var paths: [LossPath] = []
      for end in ends {
        var values: [Rational] = []
        for index in 0..<pointCount {
          let t = Rational(Integer(index), Integer(pointCount - 1))
          let point = network(from: first, to: end, t)
          guard let value = try squaredGaussianDistance(first, point, control: control) else {
            contractViolation("an affordable distance that is not computed")
          }
          values.append(value)
        }
        paths.append(LossPath(values: values.map(\.asDouble), exactValues: values))
      }
      return PathComparison(
        loss: gaussianName, before: paths[0], after: paths[1],
        evidence: .proven(
          detail:
            "exact expectations at \(pointCount) points, rounded; between them the loss can be larger"
        ))
    }
    let (loss, name, detail) = try weightLoss(first, data, seed: seed, control: control)
    var paths: [LossPath] = []
    let start = first.roundedWeights
    for end in ends.map(\.roundedWeights) {
      var values: [Double] = []
      for index in 0..<pointCount {
        let t = Double(index) / Double(pointCount - 1)
        try control.checkpoint(operations: loss.operations)
        values.append(loss.value(zip(start, end).map { (1 - t) * $0 + t * $1 }))
      }
      paths.append(LossPath(values: values, exactValues: nil))
    }
    return PathComparison(
      loss: name, before: paths[0], after: paths[1],
      evidence: .numerical(
        detail: "\(detail) at \(pointCount) points; between them the loss can be larger",
        tolerance: 1e-12))
  }

  private static let gaussianName = "E|f(x) - f_A(x)|^2, standard normal inputs"

  /// A loss as a function of weights.
  private struct WeightLoss {
    let operations: Int
    let value: ([Double]) -> Double
  }

  private static func network(from a: Network, to b: Network, _ t: Rational) -> Network {
    do {
      return try Network(
        a.architecture, weights: zip(a.weights, b.weights).map { (1 - t) * $0 + t * $1 })
    } catch {
      contractViolation("a point between two networks: \(error)")
    }
  }

  private static func weightLoss(
    _ first: Network, _ data: Dataset?, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> (WeightLoss, name: String, detail: String) {
    let architecture = first.architecture
    func squared(_ loss: SquaredLoss) -> WeightLoss {
      let evaluator = loss.makeEvaluator()
      return WeightLoss(operations: loss.operations) { evaluator.value(at: $0) }
    }
    guard let data else {
      do throws(ComputationStopped) {
        let loss = try SquaredLoss(
          architecture, teacher: architecture, teacherParameters: first.roundedWeights,
          inputs: .gaussian)
        return (squared(loss), gaussianName, "a cubature that is exact up to rounding")
      } catch {
        guard case .sizeLimit = error, SquaredLoss.limit(of: architecture) == nil else {
          throw error
        }
      }
      guard
        let sample = GaussianSample(
          first, parameterCount: architecture.parameterCount, seed: seed)
      else { throw .undecided(what: "the losses on the path: outputs overflow") }
      let loss = SquaredLoss(
        architecture, inputs: sample.data.inputs.roundedRows,
        targets: sample.data.targets?.roundedRows ?? [])
      return (
        squared(loss), gaussianName, "averages over the same \(sample.data.count) random inputs"
      )
    }
    if let limit = SquaredLoss.limit(of: architecture) { throw limit }
    let inputs = data.inputs.roundedRows
    let detail = "means over \(counted(data.count, "input")) in double precision"
    let wanted = data.targets?.roundedRows
    let outputs = wanted ?? networkOutputs(architecture, first.roundedWeights, inputs)
    let loss = SquaredLoss(architecture, inputs: inputs, targets: outputs)
    switch (data.loss, wanted) {
    case (.squared, nil): return (squared(loss), "mean |f(x) - f_A(x)|^2 on the data", detail)
    case (.squared, _?): return (squared(loss), "mean |f(x) - y|^2 on the data", detail)
    case (.categorical, let wanted):
      let evaluator = loss.makeEvaluator()
      let value = { (weights: [Double]) in
        let values = evaluator.outputs(at: weights)
        let sum = zip(values, outputs).reduce(0) { sum, pair in
          sum
            + (wanted == nil
              ? centered(zip(pair.0, pair.1).map { $0 - $1 }).reduce(0) { $0 + $1 * $1 }
              : crossEntropy(pair.0, pair.1))
        }
        return sum / Double(values.count)
      }
      return (
        WeightLoss(operations: loss.operations, value: value),
        wanted == nil
          ? "mean |f(x) - f_A(x)|^2 on the data, up to constants added to all outputs"
          : "mean cross-entropy on the data", detail
      )
    }
  }
}
