import Computation

/// A part of an analysis: what was computed, and why not everything or nothing was.
public struct AnalysisPart<Value: Sendable>: Sendable {
  /// What was computed; `nil` if the part is left out.
  public let value: Value?
  /// Why the part is left out, or what ended it before it was complete; `nil` for a complete part.
  public let gap: AnalysisGap?

  /// A part that is complete, or that something ended early.
  static func computed(_ value: Value, endedBy stop: ComputationStopped? = nil) -> AnalysisPart {
    AnalysisPart(value: value, gap: stop.map { .stopped($0) })
  }

  /// A part that is left out.
  static func omitted(_ gap: AnalysisGap) -> AnalysisPart { AnalysisPart(value: nil, gap: gap) }
}

/// Why a part of an analysis is missing or incomplete.
public enum AnalysisGap: Hashable, Sendable, CustomStringConvertible {
  /// The plan leaves it out.
  case notPlanned
  /// A limit, or a question that is not decided.
  case stopped(ComputationStopped)
  /// The network is larger than the plan allows for this part.
  case tooManyParameters(Int, limit: Int)
  /// There are no weights to look at.
  case noWeights
  /// The part works on the critical locus, which is not known.
  case needsLocus
  /// A plane of weights needs two parameters.
  case singleParameter

  /// The end of a sentence that begins with the name of the part.
  public var description: String {
    switch self {
    case .notPlanned: "not asked for"
    case .stopped(let stop): "\(stop)"
    case .tooManyParameters(let count, let limit):
      "not searched for \(count) parameters, more than \(limit)"
    case .noWeights: "no weights are given"
    case .needsLocus: "it needs the critical locus"
    case .singleParameter: "the network has a single parameter"
    }
  }
}
