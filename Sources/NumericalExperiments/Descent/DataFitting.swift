import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation
import Networks

/// The loss of any polynomial model on data in double precision: the mean over the inputs of |f(x) − y|², or for a
/// categorical loss of the cross-entropy −Σ y_k log softmax(f(x))_k, targets being weights of the classes.
public struct DataFitting<Model: PolynomialModel>: Sendable {
  /// The model.
  public let model: Model
  /// The x_i.
  public let inputs: [[Double]]
  /// The y_i.
  public let targets: [[Double]]
  /// How outputs are compared.
  public let loss: DataLoss

  /// A loss; traps unless there is an input, there are as many targets, and all have the lengths of the model.
  public init(_ model: Model, inputs: [[Double]], targets: [[Double]], loss: DataLoss = .squared) {
    require(
      !inputs.isEmpty && inputs.count == targets.count
        && inputs.allSatisfy { $0.count == model.inputCount }
        && targets.allSatisfy { $0.count == model.outputCount },
      "\(inputs.count) inputs with \(targets.count) targets for a model with \(model.inputCount) inputs and \(model.outputCount) outputs"
    )
    self.model = model
    self.inputs = inputs
    self.targets = targets
    self.loss = loss
  }

  /// The loss at given parameters; traps for another number of them.
  ///
  /// - Complexity: one evaluation of the model for each input.
  public func value(at parameters: [Double]) -> Double {
    let share = 1 / Double(inputs.count)
    return zip(inputs, targets).reduce(0) { sum, sample in
      sum + share * compared(outputs(at: parameters, sample.0), sample.1).value
    }
  }

  /// The loss and its gradient.
  ///
  /// - Complexity: one evaluation of the derivatives of all outputs for each input.
  public func valueAndGradient(at parameters: [Double]) -> (value: Double, gradient: [Double]) {
    let share = 1 / Double(inputs.count)
    var (value, gradient) = (0.0, [Double](repeating: 0, count: parameters.count))
    for (input, target) in zip(inputs, targets) {
      let (part, slopes) = compared(outputs(at: parameters, input), target)
      value += share * part
      guard let rows = model.gradients(parameters: parameters, input: input, over: DoubleField())
      else { contractViolation("a model has no image in floating-point numbers") }
      for (k, slope) in slopes.enumerated() where slope != 0 {
        for i in gradient.indices { gradient[i] += share * slope * rows[k * gradient.count + i] }
      }
    }
    return (value, gradient)
  }

  private func outputs(at parameters: [Double], _ input: [Double]) -> [Double] {
    guard let outputs = model.outputs(parameters: parameters, input: input, over: DoubleField())
    else { contractViolation("a model has no image in floating-point numbers") }
    return outputs
  }

  /// The loss of one sample, and its derivatives by the outputs.
  private func compared(
    _ outputs: [Double], _ target: [Double]
  ) -> (value: Double, slopes: [Double]) {
    switch loss {
    case .squared:
      let differences = zip(outputs, target).map { $0 - $1 }
      return (differences.reduce(0) { $0 + $1 * $1 }, differences.map { 2 * $0 })
    case .categorical:
      // Relative to the largest output, so that nothing overflows.
      let largest = outputs.max() ?? 0
      let powers = outputs.map { exp($0 - largest) }
      let sum = powers.reduce(0, +)
      let total = target.reduce(0, +)
      let value = zip(outputs, target).reduce(0.0) { $0 - $1.1 * ($1.0 - largest - log(sum)) }
      return (value, zip(powers, target).map { total * $0 / sum - $1 })
    }
  }
}

/// A run of the gradient flow of any polynomial model on data.
public struct DataDescentRun: Hashable, Sendable {
  /// The number of the run, from 0: it fixes the start, with the seed.
  public let index: Int
  /// The loss at the end.
  public let finalLoss: Double
  /// The norm of the gradient at the end.
  public let gradientNorm: Double
  /// The steps of the integrator.
  public let steps: Int
  /// The rank of the Jacobian on the data at the end; `nil` where singular values do not tell.
  public let rank: Int?
  /// The parameters at the end.
  public let parameters: [Double]
  /// Whether something overflowed; the rest is then what was last finite.
  public let hasDiverged: Bool
}

extension DataFitting {
  /// Follows the gradient flow from standard normal parameters times `scale`, by an adaptive Runge–Kutta method.
  ///
  /// A run ends when the loss is at most `lossTolerance`, the gradient at most 10⁻¹³, or after `maximumSteps`.
  ///
  /// - Parameter runCount: The number of runs, at least 0.
  /// - Parameter scale: The standard deviation of the starts.
  /// - Parameter maximumSteps: The most steps of a run.
  /// - Parameter lossTolerance: As said.
  /// - Parameter seed: Fixes the starts.
  /// - Parameter threads: The number of runs at the same time; results do not depend on it.
  /// - Parameter control: Limits and cancellation; what was done is kept.
  /// - Returns: The runs, and what ended them early, if anything.
  public func descend(
    runCount: Int, scale: Double = 1, maximumSteps: Int = 20_000, lossTolerance: Double = 1e-11,
    seed: UInt64 = 1, threads: Int = 1, control: ComputationControl = ComputationControl()
  ) -> (runs: [DataDescentRun], stopped: ComputationStopped?) {
    require(runCount >= 0, "\(runCount) runs")
    let random = RandomSource(seed: seed)
    let work = 40 * Double(inputs.count * max(model.outputCount, 1)) * Double(model.parameterCount)
    let outcome = concurrentValues(count: runCount, threads: threads) {
      index throws(ComputationStopped) -> DataDescentRun in
      var source = random.split(stream: UInt64(index))
      let start = source.normals(model.parameterCount, scale: scale)
      func derivative(_ point: [Double], _ slope: inout [Double]) {
        slope = valueAndGradient(at: point).gradient.map { -$0 }
      }
      var integrator = DormandPrince(
        start, relativeTolerance: 1e-6, absoluteTolerance: 1e-9, derivative: derivative)
      var (steps, last) = (0, (loss: Double.infinity, size: Double.infinity, point: start))
      while true {
        try control.checkpoint(operations: work)
        let size = euclideanNorm(integrator.slope)
        let loss = value(at: integrator.state)
        guard size.isFinite, loss.isFinite else {
          return DataDescentRun(
            index: index, finalLoss: last.loss, gradientNorm: last.size, steps: steps, rank: nil,
            parameters: last.point, hasDiverged: true)
        }
        last = (loss, size, integrator.state)
        if loss <= lossTolerance || size <= 1e-13 || steps >= maximumSteps { break }
        if !integrator.advance(to: .greatestFiniteMagnitude, derivative: derivative) { break }
        steps += 1
      }
      let jacobian = DataJacobian(model, at: last.point, inputs: inputs, loss: self.loss)
      let spectrum =
        DataSpectrum.limit(rows: jacobian.rowCount, columns: jacobian.parameterCount) == nil
        ? try DataSpectrum(jacobian, seed: seed, control: control) : nil
      let rank = spectrum.flatMap {
        NumericalRank(singularValues: $0.singularValues, rule: .endpoint(loss: last.loss)).rank
      }
      return DataDescentRun(
        index: index, finalLoss: last.loss, gradientNorm: last.size, steps: steps, rank: rank,
        parameters: last.point, hasDiverged: false)
    }
    return (outcome.values, outcome.stopped)
  }
}
