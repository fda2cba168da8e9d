/// How to run label-noise SGD.
public struct LabelNoiseOptions: Hashable, Sendable {
  /// Steps without noise at the start, which reach the zero-loss manifold.
  public var warmUpSteps = 3_000
  /// Steps with noise.
  public var steps = 40_000
  /// Steps without noise at the end, after which the loss is zero again.
  public var coolDownSteps = 2_000
  /// The step size η.
  public var stepSize = 0.01
  /// The standard deviation of the noise added to a label, fresh at each step; 0 for none.
  public var noise = 1.0
  /// Whether each step uses all samples; otherwise it uses one, chosen at random.
  public var usesAllSamples = false
  /// The number of steps between two measurements.
  public var recordInterval = 500
  /// Whether to integrate the gradient flow of the trace on the zero-loss manifold too.
  public var followsTraceFlow = true

  /// The setting of the documentation.
  public init() {}
}
