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

  /// The threshold (`null` if the last checked degree fails or is undecided) and what is known of each degree.
  public var document: Document {
    var document = Document("widths (\(listed(threshold.widths))), activation t^r")
    document.data("widths", threshold.widths)
    document.field("threshold", threshold.threshold, says: "\(thresholdText)")
    let degrees = Array(zip(threshold.degrees, threshold.perDegree))
    document.data(
      "perDegree",
      degrees.map { degree, equality in
        JSONValue.record([
          "degree": degree, "equals": JSONValue.verdict(equality.holds),
          "evidence": equality.evidence,
        ])
      })
    document.field("reason", name: "larger degrees", threshold.reason)
    document.data("proven", threshold.isProven)
    document.data("seed", seed)
    document.stopped(stop)
    document.space()
    document.table(
      degrees,
      [
        .number("r") { "\($0.0)" },
        .words("critical = subnetwork") { $0.1.holds.map { "\($0)" } ?? "not decided" },
        .words("known") { _, equality in
          equality.holds == nil
            ? "\(equality.evidence.detail.removing(prefix: "not decided: "))"
            : "\(equality.evidence)"
        },
      ])
    return document
  }

  private var thresholdText: String {
    guard let value = threshold.threshold else { return "not found" }
    if threshold.isProven { return "r = \(value)" }
    let below = zip(threshold.degrees, threshold.perDegree).filter { $0.0 < value }
    return (below.last.map { $0.1.holds == nil } ?? false ? "at most \(value)" : "r = \(value)")
      + ", as far as checked"
  }
}

extension String {
  /// The text without a prefix, if it begins with it.
  fileprivate func removing(prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
