import Computation

/// A learning coefficient, exact or between proven bounds, with its proof.
public struct LearningCoefficientResult: Sendable {
  /// What is known of λ and m.
  public let interval: LearningCoefficientInterval
  /// The proof, or what there is of it.
  public let proof: ResolutionProof
  /// What ended the search early, if its budget was not used up and it did not finish.
  public let stop: ComputationStopped?

  /// λ and m, if they are known exactly.
  public var exact: LearningCoefficient? { interval.exact }
}
