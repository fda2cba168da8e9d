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

  /// The method.
  public var method = Method.plain
  /// The step size; for the flow, the relative tolerance of the integrator is 1e-6 and this is not used.
  public var stepSize = 0.01
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
}
