import Computation
import CriticalLoci
import ExactArithmetic
import LearningCoefficients
import NetworkFiles
import Networks
import NumberFields
import Polynomials

/// Everything about a model with layers, perhaps on data, together: dimension, given weights, critical locus, and the Jacobian while it is small.
public struct ModelAnalysis: Sendable {
  /// What it is about.
  public let specification: LayeredSpecification
  /// The generic rank; `nil` if a limit came before.
  public private(set) var genericRank: GenericRank?
  /// What is known of the given weights; `nil` without any, and over a number field.
  public private(set) var weights: ModelWeightsAnalysis<PointRank>?
  /// What is known of the given weights over a number field; `nil` without any.
  public private(set) var numberFieldWeights: ModelWeightsAnalysis<NumberFieldPointRank>?
  /// The learning coefficient there; `nil` without weights, for quotients, or if a limit came before.
  public private(set) var learningCoefficient: LearningCoefficientResult?
  /// The critical locus; `nil` for more than `largestLocus` parameters, for quotients, for data in a number field, or if a limit came before.
  public private(set) var locus: ModelLocus?
  /// The Jacobian; `nil` where the map has more than `largestMap` terms, for data in a number field, and for quotients on data.
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
  /// `specification`: The model, and perhaps its weights; with data that are floating-point numbers it traps.
  /// `seed`: Fixes all randomness.
  /// `control`: Limits and cancellation.
  public init(
    of specification: LayeredSpecification, seed: UInt64 = 1,
    control: ComputationControl = ComputationControl()
  ) {
    self.specification = specification
    self.seed = seed
    guard let inputs = specification.exactInputs else {
      contractViolation("an analysis of a model on data that are not exact")
    }
    do throws(ComputationStopped) {
      let rank = try inputs.genericRank(seed: seed, control: control)
      genericRank = rank
      if let field = specification.field, let point = specification.numberFieldWeights {
        try analyze(point, over: field, on: inputs, genericRank: rank, control)
      }
      switch inputs {
      case .all(let model):
        try compute(model, genericRank: rank, control) {
          weightsAnalysis(of: model, at: $0, genericRank: rank, seed: seed, control: control)
        }
      case .rational(let model, let targets):
        try compute(model, genericRank: rank, control) {
          weightsAnalysis(
            of: model, at: $0, targets: targets, genericRank: rank, seed: seed, control: control)
        }
      case .numberField: break
      }
    } catch {
      stop = error
    }
  }

  private mutating func analyze(
    _ point: [NumberFieldElement], over field: NumberField, on inputs: ExactInputs<LayeredModel>,
    genericRank: GenericRank, _ control: ComputationControl
  ) throws(ComputationStopped) {
    let found = weightsAnalysis(
      at: point, over: field, on: inputs, genericRank: genericRank, seed: seed, control: control)
    numberFieldWeights = found
    if let stop = found.stop { throw stop }
    guard field.isReal, let rank = found.rank else { return }
    learningCoefficient = LearningCoefficients.learningCoefficient(
      of: inputs.model, at: point, over: field, rank: rank, genericRank: genericRank)
  }

  private mutating func compute(
    _ model: some PolynomialModel, genericRank rank: GenericRank, _ control: ComputationControl,
    weightsAnalysis: ([Rational]) -> ModelWeightsAnalysis<PointRank>
  ) throws(ComputationStopped) {
    if let point = specification.weights {
      let found = weightsAnalysis(point)
      weights = found
      if let stop = found.stop { throw stop }
      learningCoefficient = try LearningCoefficients.learningCoefficient(
        of: model, at: point, genericRank: rank,
        plan: LearningCoefficientPlan(germs: Self.germs), seed: seed, control: control)
    }
    do throws(ComputationStopped) {
      if model.isPolynomial {
        let found = try model.coefficients(maximumTerms: Self.largestMap, control: control)
        map = found.entries
      }
      if model.isPolynomial || specification.data == nil {
        jacobian = try model.jacobian(maximumTerms: Self.largestMap, control: control)
      }
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
