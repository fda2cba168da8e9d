import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// The answer to whether the critical points are exactly the subnetworks.
public struct EqualityReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The network.
  public let architecture: Architecture
  /// The answer; `nil` if a limit came before the generic rank was known.
  public let equality: SubnetworkEquality?
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// A report on what `subnetworkEquality(of:)` has returned, or on what stopped it.
  public init(
    name: String?, architecture: Architecture, equality: SubnetworkEquality?, seed: UInt64,
    stop: ComputationStopped? = nil
  ) {
    self.name = name
    self.architecture = architecture
    self.equality = equality
    self.seed = seed
    self.stop = stop ?? equality?.stopped
  }

  /// The sentence that is checked.
  public static let claim = "the critical points are exactly the subnetworks"

  /// What the answer amounts to.
  public enum Verdict: Hashable, Sendable {
    /// The claim is proven.
    case proven
    /// The claim is proven to be false.
    case refuted
    /// Neither: not decided, or an answer that is only probable.
    case open

    /// The verdict of an answer.
    public init(holds: Bool?, evidence: Evidence) {
      guard let holds, evidence.isProven else {
        self = .open
        return
      }
      self = holds ? .proven : .refuted
    }
  }

  /// What the answer amounts to; `open` without one.
  public var verdict: Verdict {
    equality.map { Verdict(holds: $0.holds, evidence: $0.evidence) } ?? .open
  }

  /// Where a counterexample was looked for, if the claim does not hold and none is known.
  private var counterexampleSearch: String? {
    guard let equality, equality.holds == false, equality.counterexample == nil else { return nil }
    let searches = equality.locus?.components
      .filter { $0.realPoints.leavesSubnetworks == true }
      .compactMap { component in component.witnessSearch.map { "on '\(component.label)' \($0)" } }
    return searches?.isEmpty == false ? searches?.joined(separator: "; ") : nil
  }

  /// The keys `claim`, `holds` (over ℝ), `genericRank`, `evidence`, `counterexample` (if any: `weights`,
  /// `rank`, `reason`) or else `counterexampleSearch`, `seed`.
  public var json: JSONValue {
    var members = [JSONValue.Member("schema", .integer(jsonSchemaVersion))]
    members += architectureMembers(name: name, architecture)
    members.append(.init("claim", .string(Self.claim)))
    members.append(.init("holds", .verdict(equality?.holds)))
    if let equality {
      members.append(
        .init("genericRank", equality.genericRank.map { .exact($0.dimension) } ?? .null))
      members.append(.init("evidence", JSONValue(equality.evidence)))
      if let counterexample = equality.counterexample {
        members.append(
          .init(
            "counterexample",
            [
              "weights": .weights(counterexample.network), "rank": .exact(counterexample.rank),
              "reason": .string(reason(counterexample)),
            ]))
      }
    }
    if let search = counterexampleSearch {
      members.append(.init("counterexampleSearch", .string(search)))
    }
    members.append(.init("seed", .seed(seed)))
    if let stop { members.append(.init("stopped", .string(stop.description))) }
    return .object(members)
  }

  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.heading(architectureTitle(name: name, architecture))
    guard let equality else {
      report.line("Not decided\(stop.map { ": \($0)" } ?? "").")
      return report.text
    }
    report.fields([
      ("claim", Self.claim),
      ("holds", equality.holds.map { $0 ? "yes" : "no" } ?? "not decided"),
      ("generic rank", equality.genericRank.map { "\($0.dimension)" } ?? "not known"),
      (
        "evidence",
        equality.holds == nil ? equality.evidence.detail : evidenceText(equality.evidence)
      ),
    ])
    if let counterexample = equality.counterexample {
      report.space()
      report.line("Counterexample, \(reason(counterexample)):")
      for layer in 1...architecture.layerCount {
        let rows = weightRows(of: counterexample.network, layer: layer)
        let text = rows.map { "[" + $0.map(\.description).joined(separator: ", ") + "]" }
        report.line("  W\(layer) = [" + text.joined(separator: ", ") + "]")
      }
    }
    if let search = counterexampleSearch {
      report.space()
      report.line("No exact counterexample was found: \(search).")
    }
    return report.text
  }

  private func reason(_ counterexample: SubnetworkEquality.Counterexample) -> String {
    switch counterexample {
    case .exoticPoint(_, let rank): "a critical point of rank \(rank) that is no subnetwork"
    case .regularSubnetwork(_, let stratum, let rank):
      "a subnetwork (\(stratum.label)) of the generic rank \(rank)"
    }
  }
}
