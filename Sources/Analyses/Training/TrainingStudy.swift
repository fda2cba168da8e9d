import NumericalExperiments

/// Runs of gradient descent with what they are fitted to.
public struct TrainingStudy: Sendable {
  /// What networks are trained towards.
  public let teacher: Teacher
  /// The runs.
  public let experiment: DescentExperiment
}
