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
    valueAndGradient(at: parameters, samples: inputs.indices)
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
    SampleComparison(loss).compare(outputs, target)
  }

  /// The loss and its gradient on some of the samples.
  func valueAndGradient(
    at parameters: [Double], samples: some Collection<Int>
  ) -> (value: Double, gradient: [Double]) {
    let share = 1 / Double(samples.count)
    var (value, gradient) = (0.0, [Double](repeating: 0, count: parameters.count))
    for sample in samples {
      let (input, target) = (inputs[sample], targets[sample])
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
}

/// A run of descent of any polynomial model on data.
public struct DataDescentRun: Hashable, Sendable {
  /// The number of the run, from 0: it fixes the start, with the seed.
  public let index: Int
  /// The loss at the end, without the penalty of weight decay.
  public let finalLoss: Double
  /// The norm of the gradient at the end, with that of the penalty.
  public let gradientNorm: Double
  /// The steps of the method.
  public let steps: Int
  /// The rank of the Jacobian on the data at the end; `nil` where singular values do not tell.
  public let rank: Int?
  /// Losses on the way, at steps that grow by a fifth each, and at the end.
  public let losses: [LossPoint]
  /// The parameters at the end.
  public let parameters: [Double]
  /// Whether something overflowed; the rest is then what was last finite.
  public let hasDiverged: Bool
}

extension DataFitting {
  /// Descends from standard normal parameters times `options.scale`, or from given ones.
  ///
  /// A run ends when the loss is at most `options.lossTolerance`, for the flow at most
  /// `DescentOptions.flowLossTolerance`, when the gradient is at most `options.gradientTolerance`, or after
  /// `options.maximumSteps`; with mini-batches this is looked at after each epoch.
  ///
  /// - Parameter runCount: The number of runs, at least 0.
  /// - Parameter options: The method, its steps and where a run ends.
  /// - Parameter start: The parameters at which all runs start, as many as the model has; random ones unless given.
  /// - Parameter seed: Fixes the starts and the order of mini-batches.
  /// - Parameter threads: The number of runs at the same time; results do not depend on it.
  /// - Parameter control: Limits and cancellation; what was done is kept.
  /// - Returns: The runs, and what ended them early, if anything.
  /// - Complexity: for networks of dense layers 3N multiplications for each sample and step; for other models one
  ///   evaluation of the derivatives of all outputs.
  public func descend(
    runCount: Int, options: DescentOptions = .flow, from start: [Double]? = nil, seed: UInt64 = 1,
    threads: Int = 1, control: ComputationControl = ComputationControl()
  ) -> (runs: [DataDescentRun], stopped: ComputationStopped?) {
    require(runCount >= 0, "\(runCount) runs")
    options.requireValid()
    require(
      start.map { $0.count == model.parameterCount } ?? true,
      "a start of \(start?.count ?? 0) numbers for \(model.parameterCount) parameters")
    let random = RandomSource(seed: seed)
    let fast = (model as? Architecture).flatMap { architecture in
      SquaredLoss.limit(of: architecture) == nil
        ? SquaredLoss(architecture, inputs: inputs, targets: targets) : nil
    }
    let outcome = concurrentValues(count: runCount, threads: threads) {
      index throws(ComputationStopped) -> DataDescentRun in
      var source = random.split(stream: UInt64(index))
      let first = start ?? source.normals(model.parameterCount, scale: options.scale)
      var descent = DataDescent(
        self, fast: fast, options: options, start: first, random: source.split(stream: 1))
      return try descent.run(index: index, seed: seed, control: control)
    }
    return (outcome.values, outcome.stopped)
  }
}
