import Analyses
import Computation
import LearningCoefficients

extension HTMLReport {
  /// The learning coefficient at the given weights, and what each kind of subnetwork is worth.
  var learningCoefficientsSection: Markup {
    .section("learning-coefficients", "Learning coefficients", learningCoefficientsContent)
  }

  private var learningCoefficientsContent: Markup {
    let introduction = Markup.paragraph(
      """
      The learning coefficient λ with its multiplicity m says how singular the model is at its weights: \
      with n observations of the function there the free energy is λ log n − (m − 1) log log n beyond \
      that of the truth. Among weights that fit equally well the posterior prefers a small λ, and of \
      equal ones a large m. All values are local, over the real numbers.
      """)
    guard analysis.hasLearningCoefficients else {
      let gap = analysis.strataLearningCoefficients.limitText ?? "not computed"
      return .paragraph("Left out: \(gap).")
    }
    let remarks = [
      ("The value at the given weights", analysis.learningCoefficient.gap),
      ("The table", analysis.strataLearningCoefficients.gap),
    ].map { name, gap -> Markup in
      guard case .stopped(let stop) = gap else { return .empty }
      return .paragraph("\(name) is incomplete: \(stop).", class: "remark")
    }
    return introduction
      + Document.markup {
        analysis.addLearningCoefficients(to: &$0, provenance.further)
      } + Markup(remarks)
  }

  /// The value at the given weights, before the details.
  var learningCoefficientSentence: Markup? {
    guard case .exact(_, let result) = analysis.learningCoefficient.value else { return nil }
    let value: Markup =
      if let exact = result.exact {
        "is \(exact.lambda.markup) with multiplicity \(exact.multiplicity)"
      } else if let upper = result.upper {
        "is between \(result.lower.markup) and \(upper.markup)"
      } else {
        "is at least \(result.lower.markup)"
      }
    return "The learning coefficient at the given weights " + value + ". "
      + .badge(result.evidence)
  }
}
