import Computation
import CriticalLoci

extension Markup {
  /// How a result is known, as a coloured word.
  static func badge(_ evidence: Evidence) -> Markup { badge(evidence.kind) }

  /// How it is known that a list is complete.
  static func badge(_ completeness: Completeness) -> Markup {
    badge(completeness.isProven ? "proven" : "searched")
  }

  static func badge(_ kind: String) -> Markup { span("badge \(kind)", Markup(kind)) }

  /// The badge with what was done.
  static func evidence(_ evidence: Evidence) -> Markup {
    let reliability: Markup =
      switch evidence {
      case .proven: ""
      case .probabilistic(_, let bound): " wrong with probability at most \(MathML.measured(bound))"
      case .numerical(_, let tolerance): " tolerance \(MathML.measured(tolerance))"
      }
    return badge(evidence) + reliability + " " + span("detail", Markup(typeset(evidence.detail)))
  }

  /// The badge with what was done.
  static func evidence(_ completeness: Completeness) -> Markup {
    badge(completeness) + " " + span("detail", Markup(typeset(completeness.detail)))
  }
}
