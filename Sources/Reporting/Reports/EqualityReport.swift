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

  /// The answer with a counterexample, if one is known.
  public var document: Document {
    Document(name: name, architecture) { document in
      let counterexample = equality?.counterexample
      document.data("claim", Self.claim)
      document.data("holds", JSONValue.verdict(equality?.holds))
      if let equality {
        document.say("claim", "\(Self.claim)")
        document.say("holds", equality.holds.map { "\($0)" } ?? "not decided")
        document.field("genericRank", equality.genericRank?.dimension, says: unknownRank)
        document.field(
          "evidence", equality.evidence,
          says: equality.holds == nil ? "\(equality.evidence.detail)" : nil)
      } else {
        document.line("Not decided\(stop.map { ": \($0)" } ?? "").")
      }
      if let counterexample { add(counterexample, to: &document) }
      if let search = counterexampleSearch {
        document.data("counterexampleSearch", search)
        document.paragraph("No exact counterexample was found: \(search).")
      }
      document.data("seed", seed)
      document.stopped(stop)
    }
  }

  private var unknownRank: Phrase? { equality?.genericRank == nil ? "not known" : nil }

  private func add(
    _ counterexample: SubnetworkEquality.Counterexample, to document: inout Document
  ) {
    let reason = reason(counterexample)
    document.data(
      "counterexample",
      JSONValue.record([
        "weights": counterexample.network, "rank": counterexample.rank, "reason": reason,
      ]))
    document.paragraph("Counterexample, \(reason):")
    document.matrices(of: counterexample.network, name: "W")
  }

  private func reason(_ counterexample: SubnetworkEquality.Counterexample) -> String {
    switch counterexample {
    case .exoticPoint(_, let rank): "a critical point of rank \(rank) that is no subnetwork"
    case .regularSubnetwork(_, let stratum, let rank):
      "a subnetwork (\(stratum.label)) of the generic rank \(rank)"
    }
  }
}
