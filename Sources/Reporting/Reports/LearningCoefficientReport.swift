import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks
import NumericalExperiments

/// The local learning coefficient at a point: exact or bounded, and perhaps estimated.
public struct LearningCoefficientReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The point.
  public let network: Network
  /// What theorems say; `nil` if a limit came before.
  public let bounds: LearningCoefficientBounds?
  /// The Monte-Carlo estimate, if it was asked for.
  public let estimate: LearningCoefficientEstimate?
  /// The seed.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// A report on a point.
  public init(
    name: String?, network: Network, bounds: LearningCoefficientBounds?,
    estimate: LearningCoefficientEstimate?, seed: UInt64, stop: ComputationStopped?
  ) {
    self.name = name
    self.network = network
    self.bounds = bounds
    self.estimate = estimate
    self.seed = seed
    self.stop = stop
  }

  /// What the exact result says of the estimate, if they contradict each other.
  public var contradiction: String? {
    guard let bounds else { return nil }
    return estimate?.contradiction(
      lower: bounds.lower, upper: bounds.upper, isProven: bounds.evidence.isProven)
  }

  /// All warnings about the estimate.
  private var warnings: [String] {
    (estimate?.warnings ?? []) + [contradiction].compactMap { $0 }
  }

  /// The value or bounds and the estimate if there is one; what is not known is `null`.
  public var document: Document {
    Document(name: name, network.architecture) { document in
      document.data("lambda", bounds?.lambda)
      document.data("multiplicity", bounds?.multiplicity)
      document.data("lower", bounds?.lower)
      document.data("upper", bounds?.upper)
      if let bounds {
        document.say(
          "learning coefficient", bounds.lambda.map { "\($0)" } ?? "not known exactly")
        document.say(
          "multiplicity", bounds.multiplicity.map { "\($0)" } ?? "not known exactly")
        document.say(
          "bounds", bounds.upper.map { "\(bounds.lower) to \($0)" } ?? "at least \(bounds.lower)")
      }
      document.field("method", bounds?.method)
      document.data("lowerReason", bounds?.lowerReason)
      document.data("upperReason", bounds?.upperReason)
      document.field("evidence", bounds?.evidence)
      if let estimate { add(estimate, to: &document) }
      document.data("seed", seed)
      document.stopped(stop)
      document.incomplete(stop)
    }
  }

  private func add(_ estimate: LearningCoefficientEstimate, to document: inout Document) {
    document.data(
      "estimate",
      JSONValue.record([
        "lambda": estimate.lambda, "standardError": estimate.standardError,
        "multiplicity": estimate.multiplicity, "multiplicityError": estimate.multiplicityError,
        "fits": estimate.fits.map {
          JSONValue.record([
            "multiplicity": $0.multiplicity, "lambda": $0.lambda,
            "standardError": $0.standardError, "weight": $0.weight,
          ])
        },
        "interval": estimate.interval, "warnings": warnings, "sampler": estimate.sampler.rawValue,
        "draws": estimate.draws, "localization": estimate.localization,
        "effectiveSampleSize": estimate.effectiveSampleSize,
        "bulkEffectiveSampleSize": estimate.bulkEffectiveSampleSize, "rHat": estimate.rHat,
        "acceptance": estimate.acceptance, "exchangeAcceptance": estimate.exchangeAcceptance,
        "model": estimate.model,
        "temperatureDerivative": estimate.temperatureDerivative.map {
          JSONValue.record([
            "inverseTemperature": $0.inverseTemperature, "value": $0.value,
            "standardError": $0.standardError, "bias": $0.biasText,
          ])
        },
        "stepSize": estimate.leapfrog?.stepSize, "divergences": estimate.leapfrog?.divergences,
        "energyError": estimate.leapfrog?.energyError,
        "levels": estimate.levels.map {
          JSONValue.record([
            "inverseTemperature": $0.inverseTemperature, "value": $0.value,
            "standardError": $0.standardError,
          ])
        },
      ]))
    document.say(
      "estimate",
      estimate.interval.map {
        """
        \(estimate.lambda), standard error \(estimate.standardError): \($0.lowerBound) to \
        \($0.upperBound) with 95 %
        """
      } ?? "withheld")
    if estimate.lambda != nil, let multiplicity = estimate.multiplicity,
      let error = estimate.multiplicityError
    {
      document.say("estimate of m", "\(multiplicity), standard error \(error)")
    }
    if let derivative = estimate.temperatureDerivative {
      document.say(
        "by the temperature",
        "\(derivative.value), standard error \(derivative.standardError); \(derivative.biasText)")
    }
    if let leapfrog = estimate.leapfrog {
      document.say(
        "leapfrog",
        """
        step \(leapfrog.stepSize), mean error of the energy \(leapfrog.energyError), \
        \(leapfrog.divergences) divergent moves
        """)
    }
    let diagnostics: Phrase =
      estimate.rHat.map { "draws worth \(estimate.effectiveSampleSize), R-hat \($0)" } ?? "moves"
    document.say(
      "sampler",
      """
      \(estimate.sampler.rawValue), \(estimate.draws) \(diagnostics), within \
      \(1 / estimate.localization.squareRoot()) of the point
      """)
    for warning in warnings { document.say("warning", "\(warning)") }
  }
}
