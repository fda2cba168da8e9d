import Computation

/// How to descend, and what to look at on the way.
public struct DescentOptions: Hashable, Sendable {
  /// A method of descent.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Gradient descent with a constant step.
    case plain
    /// Gradient descent with heavy-ball momentum 0.9.
    case momentum
    /// Adam (Kingma and Ba) with its usual constants 0.9, 0.999 and 1e-8.
    case adam
    /// The gradient flow, by an adaptive Runge–Kutta method.
    case flow
  }

  /// The order of the samples in mini-batches.
  public enum BatchOrder: String, Hashable, Sendable, CaseIterable {
    /// A new random permutation for each epoch, which the seed fixes.
    case shuffled
    /// As the data have them.
    case cyclic
  }

  /// The method.
  public var method = Method.plain
  /// The step size; for the flow, the relative tolerance of the integrator is 1e-6 and this is not used.
  public var stepSize = 0.01
  /// λ: (λ/2)·|w|², biases included, is added to the loss that is minimised, as optimizers do that add λ·w to the gradient.
  ///
  /// Losses are reported without it.
  public var weightDecay = 0.0
  /// The number of samples of each step, or `nil` for all.
  ///
  /// The steps of an epoch have each sample once. Not for the flow.
  public var batchSize: Int?
  /// The order of the samples.
  public var batchOrder = BatchOrder.shuffled
  /// The most steps.
  public var maximumSteps = 100_000
  /// Stop when the loss, divided by the mean square of the targets, is at most this.
  public var lossTolerance = 1e-24
  /// Stop when the norm of the gradient is at most this.
  public var gradientTolerance = 1e-13
  /// The standard deviation of the random start, relative to 1/√(inputs of the layer).
  public var scale = 1.0
  /// How near to a subnetwork (see `NumericalOperation.distance`) counts as passing near it.
  ///
  /// `DescentExperiment.startNearFraction` says how often random starts are that near.
  public var nearTolerance = 0.05
  /// Whether to record traces.
  public var recordsTrace = false

  /// The flow also stops when the loss, divided by the mean square of the targets, is at most this: the
  /// errors of the integrator are of this size.
  public static let flowLossTolerance = 1e-11

  /// Plain gradient descent.
  public init() {}

  /// The gradient flow.
  public static var flow: DescentOptions {
    var options = DescentOptions()
    (options.method, options.maximumSteps) = (.flow, 20_000)
    return options
  }

  /// Traps for what no method can do.
  func requireValid() {
    require(weightDecay >= 0 && weightDecay.isFinite, "a weight decay of \(weightDecay)")
    require(batchSize.map { $0 >= 1 } ?? true, "batches of \(batchSize ?? 0) samples")
    require(batchSize == nil || method != .flow, "the gradient flow takes all samples, no batches")
  }
}
