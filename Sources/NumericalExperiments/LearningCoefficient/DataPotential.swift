import AlgebraicStructures
import Computation
import Networks

/// A model whose outputs at an input can be differentiated by the parameters in double precision.
public protocol DifferentiableModel: Sendable {
  /// The number N of parameters.
  var parameterCount: Int { get }
  /// The number of outputs.
  var outputCount: Int { get }
  /// The outputs at an input.
  func outputs(at parameters: [Double], input: [Double]) -> [Double]
  /// The gradient of each output by the parameters at an input, one after the other.
  func gradients(at parameters: [Double], input: [Double]) -> [Double]
}

/// Any polynomial model, in double precision.
public struct PolynomialOutputs<Model: PolynomialModel>: DifferentiableModel {
  private let model: Model

  /// The outputs of a model.
  public init(_ model: Model) { self.model = model }

  /// Those of the model.
  public var parameterCount: Int { model.parameterCount }
  /// Those of the model.
  public var outputCount: Int { model.outputCount }

  /// See `DifferentiableModel`.
  public func outputs(at parameters: [Double], input: [Double]) -> [Double] {
    guard let values = model.outputs(parameters: parameters, input: input, over: DoubleField())
    else { contractViolation("a model has no image in floating-point numbers") }
    return values
  }

  /// See `DifferentiableModel`.
  public func gradients(at parameters: [Double], input: [Double]) -> [Double] {
    guard let rows = model.gradients(parameters: parameters, input: input, over: DoubleField())
    else { contractViolation("a model has no image in floating-point numbers") }
    return rows
  }
}

extension NamedArchitecture: DifferentiableModel {
  /// The gradients of `NamedNetwork.gradients(at:)`.
  public func gradients(at parameters: [Double], input: [Double]) -> [Double] {
    NamedNetwork(self, weights: parameters).gradients(at: input)
  }

  /// The outputs of `NamedNetwork.outputs(at:)`.
  public func outputs(at parameters: [Double], input: [Double]) -> [Double] {
    NamedNetwork(self, weights: parameters).outputs(at: input)
  }
}

extension Potential {
  /// K(w) on data with the outputs at given weights as the truth, whatever the targets of the data are: for the squared loss
  /// the mean over the inputs of |f_w(x) − f_{w*}(x)|²/2, for a categorical one that of the divergence of softmax(f_w(x)) from
  /// softmax(f_{w*}(x)).
  ///
  /// Where w* fits the targets this is the loss less its least value; where it does not, it is what the estimates near w* in
  /// the literature take the loss for, without its gradient at w*.
  ///
  /// - Parameter architecture: The network; traps where `SquaredLoss.limit(of:)` is not `nil`.
  /// - Parameter weights: N finite numbers w*; another count traps.
  /// - Parameter inputs: The inputs, at least one.
  /// - Parameter loss: How outputs are compared.
  public init(
    _ architecture: Architecture, at weights: [Double], inputs: [[Double]], loss: DataLoss
  ) {
    let zeros = [Double](repeating: 0, count: architecture.outputCount)
    let truth = SquaredLoss(
      architecture, inputs: inputs, targets: inputs.map { _ in zeros }
    ).makeEvaluator().outputs(at: weights)
    let values = SquaredLoss(architecture, inputs: inputs, targets: truth)
    let isSquared = loss == .squared
    self.init(
      parameterCount: architecture.parameterCount, sampleCount: inputs.count,
      work: Saturating.product(architecture.parameterCount, inputs.count),
      factor: isSquared ? 0.5 : 1
    ) {
      BatchEvaluator(values, comparison: isSquared ? .squared : .divergence, capacity: $0)
    }
  }

  /// The same of any model whose outputs can be differentiated.
  ///
  /// - Complexity: one evaluation of all outputs with their derivatives for each input.
  public init(
    _ model: some DifferentiableModel, at weights: [Double], inputs: [[Double]], loss: DataLoss
  ) {
    let truth = inputs.map { model.outputs(at: weights, input: $0) }
    let comparison = loss == .squared ? SampleComparison.squared : .divergence
    self.init(
      parameterCount: model.parameterCount, sampleCount: inputs.count,
      work: Saturating.product(model.parameterCount, Saturating.product(4, inputs.count)),
      factor: loss == .squared ? 0.5 : 1
    ) { _ in ModelEvaluator(model, inputs: inputs, truth: truth, comparison: comparison) }
  }
}

/// Evaluates a model input by input.
private final class ModelEvaluator<Model: DifferentiableModel>: SampleEvaluator {
  private let model: Model
  private let inputs: [[Double]]
  private let truth: [[Double]]
  private let comparison: SampleComparison
  private var samples: [Int] = []

  init(_ model: Model, inputs: [[Double]], truth: [[Double]], comparison: SampleComparison) {
    (self.model, self.inputs, self.truth) = (model, inputs, truth)
    self.comparison = comparison
  }

  func load(_ samples: [Int]) { self.samples = samples }

  func value(at parameters: [Double]) -> Double {
    guard parameters.allSatisfy(\.isFinite) else { return .infinity }
    let sum = samples.reduce(0.0) {
      $0 + comparison.compare(model.outputs(at: parameters, input: inputs[$1]), truth[$1]).value
    }
    return sum / Double(samples.count)
  }

  func gradient(at parameters: [Double], into gradient: inout [Double]) -> Double {
    for i in gradient.indices { gradient[i] = 0 }
    guard parameters.allSatisfy(\.isFinite) else { return .infinity }
    var sum = 0.0
    let share = 1 / Double(samples.count)
    for sample in samples {
      let (value, slopes) = comparison.compare(
        model.outputs(at: parameters, input: inputs[sample]), truth[sample])
      sum += value
      let rows = model.gradients(at: parameters, input: inputs[sample])
      for (k, slope) in slopes.enumerated() where slope != 0 {
        for i in gradient.indices { gradient[i] += share * slope * rows[k * gradient.count + i] }
      }
    }
    return sum * share
  }
}
