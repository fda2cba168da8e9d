/// How it is known that a list of components is complete.
public enum Completeness: Hashable, Sendable {
  /// Every point of the locus lies on a listed component; `detail` names the proof (the minors of the
  /// Jacobian, all charts, or a theorem with its checked hypotheses).
  case proven(detail: String)
  /// Components may be missing; `detail` says where was searched and what stopped the proof.
  case searched(detail: String)

  /// Whether completeness is a theorem.
  public var isProven: Bool {
    if case .proven = self { true } else { false }
  }

  /// The sentence that says what was done.
  public var detail: String {
    switch self {
    case .proven(let detail), .searched(let detail): detail
    }
  }
}
