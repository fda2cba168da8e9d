import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

extension HTMLReport {
  /// The components of the critical locus: a table, and a card for each.
  var componentsSection: Markup {
    .section("components", "The critical locus", componentsContent)
  }

  private var componentsContent: Markup {
    guard let locus = analysis.locus.value else {
      let stop = analysis.stop.map { ": \($0)" } ?? ""
      return .paragraph(
        Markup(analysis.locusGapText ?? "The critical locus is not known\(stop)."))
    }
    let components = locus.realComponents
    let introduction = Markup.paragraph(
      """
      The weights at which the Jacobian has a rank below the generic rank \(locus.genericRank.dimension), \
      by irreducible components over the rational numbers. What is said of a component holds at its \
      general points; one component is listed for each orbit under permutations of hidden neurons.
      """)
    var content = introduction
    if let report = NetworkReport(analysis).locus {
      content += Document.markup { report.addFields(of: locus, to: &$0) }
    }
    guard !components.isEmpty else { return content }
    content += componentsTable(components)
    content += NetworkLegend.markup
    let cards = components.enumerated().map { index, component in
      ComponentCard(component: component, architecture: architecture, number: index + 1).markup
    }
    content += .element("div", ["class": "cards"], .joined(cards, separator: "\n")) + "\n"
    if !locus.complexComponents.isEmpty {
      let labels = locus.complexComponents.map { Markup.code($0.label) }
      content += .paragraph(
        "Components without real points, which are no weights of a network: "
          + "\(.joined(labels, separator: ", ")).")
    }
    return content
  }

  private func componentsTable(_ components: [CriticalComponent]) -> Markup {
    var table = MarkupTable(
      caption: "Components of the critical locus",
      columns: [
        .init(heading: "no.", isNumeric: true), .init(heading: "kind"),
        .init(heading: "at a general point"), .init(heading: "codim.", isNumeric: true),
        .init(heading: "degree", isNumeric: true), .init(heading: "rank", isNumeric: true),
        .init(heading: "orbit", isNumeric: true), .init(heading: "known"),
      ])
    for (index, component) in components.enumerated() {
      let explanation = ComponentExplanation(component: component, architecture: architecture)
      table.rows.append([
        .link(to: "component-\(index + 1)", "\(index + 1)"),
        .span("kind \(component.kind.rawValue)", Markup(component.kind.rawValue)),
        .span("explanation", Markup(explanation.shortText)), "\(component.codimension)",
        component.degree.map { "\($0)" } ?? "–", "\(component.rank)", "\(component.orbitSize)",
        .badge(component.evidence),
      ])
    }
    return table.markup
  }
}
