import Computation
import CriticalLoci
import ExactArithmetic
import LearningCoefficients
import NetworkFiles
import Networks
import Polynomials

/// Everything about a model with layers, perhaps on data, together: dimension, given weights, critical locus, and the Jacobian while it is small.
public struct ModelAnalysis: Sendable {
  /// What it is about.
  public let specification: LayeredSpecification
  /// The generic rank; `nil` if a limit came before.
  public private(set) var genericRank: GenericRank?
  /// What is known of the given weights; `nil` without any.
  public private(set) var weights: ModelWeightsAnalysis?
  /// The learning coefficient there; `nil` without weights, for quotients, or if a limit came before.
  public private(set) var learningCoefficient: LearningCoefficientResult?
  /// The critical locus; `nil` for more than `largestLocus` parameters, for quotients, or if a limit came before.
  public private(set) var locus: ModelLocus?
  /// The Jacobian; `nil` where the map has more than `largestMap` terms.
  public private(set) var jacobian: SymbolicJacobian?
  /// The coefficients of the outputs in the order of the rows of the Jacobian; `nil` for quotients too.
  public private(set) var map: [Polynomial<RationalField>]?
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public private(set) var stop: ComputationStopped?

  /// The most parameters of models whose critical locus is part of the whole.
  public static let largestLocus = 8
  /// The most terms of the polynomial map that is shown.
  public static let largestMap = 200
  /// The most steps of work for the critical locus, and germs for the learning coefficient.
  private static let (locusSteps, germs) = (2_000_000, 300)

  /// Analyses a model part by part; a limit leaves out what comes after it and is kept in `stop`.
  ///
  /// `specification`: The model, and perhaps its weights.
  /// `seed`: Fixes all randomness.
  /// `control`: Limits and cancellation.
  public init(
    of specification: LayeredSpecification, seed: UInt64 = 1,
    control: ComputationControl = ComputationControl()
  ) {
    self.specification = specification
    self.seed = seed
    do throws(ComputationStopped) {
      if let model = specification.dataModel {
        let targets = specification.data?.targets?.exactRows
        try compute(model, control) {
          weightsAnalysis(
            of: model, at: $0, targets: targets, genericRank: $1, seed: seed, control: control)
        }
      } else {
        let model = specification.model
        try compute(model, control) {
          weightsAnalysis(of: model, at: $0, genericRank: $1, seed: seed, control: control)
        }
      }
    } catch {
      stop = error
    }
  }

  private mutating func compute(
    _ model: some PolynomialModel, _ control: ComputationControl,
    weightsAnalysis: ([Rational], GenericRank) -> ModelWeightsAnalysis
  ) throws(ComputationStopped) {
    let rank = try CriticalLoci.genericRank(of: model, seed: seed, control: control)
    genericRank = rank
    if let point = specification.weights {
      let found = weightsAnalysis(point, rank)
      weights = found
      if let stop = found.stop { throw stop }
      do {
        learningCoefficient = try LearningCoefficients.learningCoefficient(
          of: model, at: point, genericRank: rank,
          plan: LearningCoefficientPlan(germs: Self.germs), seed: seed, control: control)
      }
    }
    do throws(ComputationStopped) {
      if model.isPolynomial {
        let found = try model.coefficients(maximumTerms: Self.largestMap, control: control)
        map = found.entries
      }
      jacobian = try model.jacobian(maximumTerms: Self.largestMap, control: control)
    } catch {
      guard case .sizeLimit = error else { throw error }
    }
    if model.parameterCount <= Self.largestLocus {
      locus = modelLocus(
        of: model, genericRank: rank, seed: seed,
        control: control.limited(toSteps: Self.locusSteps))
      try control.checkpoint()
    }
  }
}
