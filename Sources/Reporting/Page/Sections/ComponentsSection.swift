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
        Markup(
          analysis.locusGapText(provenance.further) ?? "The critical locus is not known\(stop)."))
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
    let architecture = architecture
    let table = DocumentTable(
      Array(components.enumerated()),
      [
        .number("no.") { "\(Markup.link(to: "component-\($0.offset + 1)", "\($0.offset + 1)"))" },
        .words("kind") { "\($0.element.kind)" },
        .words("at a general point") {
          let explanation = ComponentExplanation(component: $0.element, architecture: architecture)
          return "\(Markup.span("explanation", Markup(explanation.shortText)))"
        },
        .number("codim.") { "\($0.element.codimension)" },
        .number("degree") { "\($0.element.degree)" }, .number("rank") { "\($0.element.rank)" },
        .number("orbit") { "\($0.element.orbitSize)" },
        .words("known") { "\($0.element.evidence.badge)" },
      ])
    return MarkupTable(table, caption: "Components of the critical locus").markup
  }
}
