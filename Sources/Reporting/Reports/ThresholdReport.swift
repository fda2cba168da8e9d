import AlgebraicStructures
import Computation
import CriticalLoci

/// The criticality threshold of given widths with what was found for each degree.
public struct ThresholdReport: Report {
  /// The result.
  public let threshold: CriticalityThreshold
  /// The seed of all randomness.
  public let seed: UInt64

  /// A report on what `criticalityThreshold(widths:)` has returned.
  public init(_ threshold: CriticalityThreshold, seed: UInt64) {
    self.threshold = threshold
    self.seed = seed
  }

  /// What ended the computation early, if anything.
  public var stop: ComputationStopped? { threshold.stopped }

  /// The keys `threshold` (`null` if the last checked degree fails or is undecided), `perDegree`
  /// (`degree`, `equals`, `evidence`), `reason`, `proven`, `seed`.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("schema", .integer(jsonSchemaVersion)), .init("widths", .list(threshold.widths)),
      .init("threshold", threshold.threshold.map { .exact($0) } ?? .null),
      .init(
        "perDegree",
        .array(
          zip(threshold.degrees, threshold.perDegree).map { degree, equality in
            [
              "degree": .exact(degree), "equals": .verdict(equality.holds),
              "evidence": JSONValue(equality.evidence),
            ]
          })),
      .init("reason", .string(threshold.reason)), .init("proven", .bool(threshold.isProven)),
      .init("seed", .seed(seed)),
    ]
    if let stop { members.append(.init("stopped", .string(stop.description))) }
    return .object(members)
  }

  private var thresholdText: String {
    guard let value = threshold.threshold else { return "not found" }
    if threshold.isProven { return "r = \(value)" }
    let below = zip(threshold.degrees, threshold.perDegree).filter { $0.0 < value }
    return (below.last.map { $0.1.holds == nil } ?? false ? "at most \(value)" : "r = \(value)")
      + ", as far as checked"
  }

  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.heading(
      "widths (" + threshold.widths.map(String.init).joined(separator: ",") + "), activation t^r")
    report.fields([
      (
        "threshold",
        thresholdText
      ),
      ("larger degrees", threshold.reason),
    ])
    report.space()
    var table = TextTable(headings: ["r", "critical = subnetwork", "known"], alignments: [.right])
    for (degree, equality) in zip(threshold.degrees, threshold.perDegree) {
      table.append([
        "\(degree)", equality.holds.map { $0 ? "yes" : "no" } ?? "not decided",
        equality.holds == nil
          ? equality.evidence.detail.removing(prefix: "not decided: ")
          : evidenceText(equality.evidence),
      ])
    }
    report.table(table)
    return report.text
  }
}

extension String {
  /// The text without a prefix, if it begins with it.
  fileprivate func removing(prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
