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
    guard let bounds, let interval = estimate?.interval else { return nil }
    let upper = bounds.upper?.asDouble ?? .infinity
    if interval.upperBound >= bounds.lower.asDouble && interval.lowerBound <= upper { return nil }
    let known = bounds.lambda.map { "the value \($0)" } ?? "the bounds"
    return bounds.evidence.isProven
      ? "the estimate contradicts \(known) proven above: it is wrong by more than it says"
      : "the estimate contradicts \(known) above: one of them is wrong"
  }

  /// All warnings about the estimate.
  private var warnings: [String] {
    (estimate?.warnings ?? []) + [contradiction].compactMap { $0 }
  }

  /// The keys `lambda`, `multiplicity`, `lower`, `upper`, `method`, `lowerReason`, `upperReason`, `evidence`,
  /// `estimate` (if asked for), `seed`; what is not known is `null`.
  public var json: JSONValue {
    var members: [JSONValue.Member] =
      [.init("schema", .integer(jsonSchemaVersion))]
      + architectureMembers(name: name, network.architecture)
    members += [
      .init("lambda", bounds?.lambda.map { .exact($0) } ?? .null),
      .init("multiplicity", bounds?.multiplicity.map { .exact($0) } ?? .null),
      .init("lower", bounds.map { .exact($0.lower) } ?? .null),
      .init("upper", bounds?.upper.map { .exact($0) } ?? .null),
      .init("method", bounds.map { .string($0.method) } ?? .null),
      .init("lowerReason", bounds.map { .string($0.lowerReason) } ?? .null),
      .init("upperReason", bounds?.upperReason.map { .string($0) } ?? .null),
      .init("evidence", bounds.map { JSONValue($0.evidence) } ?? .null),
    ]
    if let estimate {
      members.append(
        .init(
          "estimate",
          [
            "lambda": .finite(estimate.lambda), "standardError": .finite(estimate.standardError),
            "interval": estimate.interval.map {
              [.finite($0.lowerBound), .finite($0.upperBound)]
            } ?? .null,
            "warnings": .array(warnings.map { .string($0) }),
            "sampler": .string(estimate.sampler.rawValue), "draws": .exact(estimate.draws),
            "localization": .finite(estimate.localization),
            "effectiveSampleSize": .finite(estimate.effectiveSampleSize),
            "rHat": .finite(estimate.rHat), "acceptance": .finite(estimate.acceptance),
            "exchangeAcceptance": .finite(estimate.exchangeAcceptance),
            "model": estimate.model.map { .string($0) } ?? .null,
            "levels": .array(
              estimate.levels.map {
                [
                  "inverseTemperature": .finite($0.inverseTemperature), "value": .finite($0.value),
                  "standardError": .finite($0.standardError),
                ]
              }),
          ]))
    }
    members.append(.init("seed", .seed(seed)))
    if let stop { members.append(.init("stopped", .string(stop.description))) }
    return .object(members)
  }

  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.heading(architectureTitle(name: name, network.architecture))
    var fields: [(String, String)] = []
    if let bounds {
      fields += [
        ("learning coefficient", bounds.lambda.map(\.description) ?? "not known exactly"),
        ("multiplicity", bounds.multiplicity.map { "\($0)" } ?? "not known exactly"),
        ("bounds", bounds.upper.map { "\(bounds.lower) to \($0)" } ?? "at least \(bounds.lower)"),
        ("method", bounds.method),
        ("evidence", evidenceText(bounds.evidence)),
      ]
    }
    if let estimate {
      let value =
        estimate.interval.map {
          "\(numberText(estimate.lambda)), standard error \(numberText(estimate.standardError)): "
            + "\(numberText($0.lowerBound)) to \(numberText($0.upperBound)) with 95 %"
        } ?? "withheld"
      let diagnostics =
        estimate.rHat.map {
          "draws worth \(numberText(estimate.effectiveSampleSize)), R-hat \(numberText($0))"
        } ?? "moves"
      fields += [
        ("estimate", value),
        (
          "sampler",
          "\(estimate.sampler.rawValue), \(estimate.draws) \(diagnostics), within "
            + "\(numberText(1 / estimate.localization.squareRoot())) of the point"
        ),
      ]
      fields += warnings.map { ("warning", $0) }
    }
    report.fields(fields)
    if let stop {
      report.space()
      report.line("Incomplete: \(stop).")
    }
    return report.text
  }
}
