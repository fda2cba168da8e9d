import AlgebraicStructures
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

  /// The keys `lambda`, `multiplicity`, `lower`, `upper`, `method`, `evidence`, `estimate` (if asked for),
  /// `seed`; what is not known is `null`.
  public var json: JSONValue {
    var members: [JSONValue.Member] =
      [.init("schema", .integer(jsonSchemaVersion))]
      + architectureMembers(name: name, network.architecture)
    members += [
      .init("lambda", bounds?.lambda.map { .exact($0) } ?? .null),
      .init("multiplicity", bounds?.multiplicity.map { .exact($0) } ?? .null),
      .init("lower", bounds.map { .exact($0.lower) } ?? .null),
      .init("upper", bounds.map { .exact($0.upper) } ?? .null),
      .init("method", bounds.map { .string($0.method) } ?? .null),
      .init("evidence", bounds.map { JSONValue($0.evidence) } ?? .null),
    ]
    if let estimate {
      members.append(
        .init(
          "estimate",
          [
            "lambda": .finite(estimate.lambda), "standardError": .finite(estimate.standardError),
            "sampler": .string(estimate.sampler.rawValue), "draws": .exact(estimate.draws),
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
        ("bounds", "\(bounds.lower) to \(bounds.upper)"), ("method", bounds.method),
        ("evidence", evidenceText(bounds.evidence)),
      ]
    }
    if let estimate {
      fields += [
        (
          "estimate",
          "\(numberText(estimate.lambda)), standard error \(numberText(estimate.standardError))"
        ),
        (
          "sampler",
          "\(estimate.sampler.rawValue), \(estimate.draws) draws worth "
            + "\(numberText(estimate.effectiveSampleSize)), R-hat \(numberText(estimate.rHat))"
        ),
      ]
    }
    report.fields(fields)
    if let stop {
      report.space()
      report.line("Incomplete: \(stop).")
    }
    return report.text
  }
}
