/// How a result is known.
///
/// Every mathematical claim this package returns carries one.
public enum Evidence: Hashable, Sendable {
  /// Exact arithmetic over ℚ, or a cited theorem whose hypotheses were checked; `detail` says which.
  case proven(detail: String)
  /// Random evaluation: wrong with probability at most `bound` over the random choices.
  case probabilistic(detail: String, bound: Double)
  /// Floating point, with the tolerance that decided.
  case numerical(detail: String, tolerance: Double)

  /// The kind as the JSON output names it: `proven`, `probabilistic` or `numerical`.
  public var kind: String {
    switch self {
    case .proven: "proven"
    case .probabilistic: "probabilistic"
    case .numerical: "numerical"
    }
  }

  /// The sentence that says what was done.
  public var detail: String {
    switch self {
    case .proven(let detail), .probabilistic(let detail, _), .numerical(let detail, _): detail
    }
  }

  /// Whether the claim is a theorem.
  public var isProven: Bool {
    if case .proven = self { true } else { false }
  }
}

/// A value together with how it is known.
public struct Certified<Value> {
  /// The claim.
  public let value: Value
  /// How the claim is known.
  public let evidence: Evidence

  /// A claim with its evidence.
  public init(_ value: Value, _ evidence: Evidence) {
    self.value = value
    self.evidence = evidence
  }
}

extension Certified: Sendable where Value: Sendable {}
extension Certified: Equatable where Value: Equatable {}
extension Certified: Hashable where Value: Hashable {}
