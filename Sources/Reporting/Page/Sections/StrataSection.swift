import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import Networks

extension HTMLReport {
  /// The rank stratification with its Hasse diagram, in which a component shows its network.
  var strataSection: Markup {
    .section("strata", "Rank stratification", strataContent)
  }

  private var strataContent: Markup {
    let introduction = Markup.paragraph(
      """
      The components of the sets {rank J ≤ k} for every k below the generic rank, drawn by their rank; \
      lines join a component to those that contain it. Point at a box, or move to it with the tab key, \
      to see its network.
      """)
    if let strataLimit { return .paragraph("Left out: \(strataLimit).") }
    return analysis.strata.markup { stratification in
      let components = stratification.components
      guard !components.isEmpty else {
        return .paragraph("The rank is the same at all weights.")
      }
      let diagram = StrataReport(
        name: nil, architecture: architecture, stratification: stratification,
        seed: analysis.plan.seed
      ).diagram
      let panels = components.indices.map { panel(components[$0], number: $0 + 1) }
      return introduction
        + .fields([
          "components": "\(components.count) up to permutation",
          "complete": .evidence(stratification.completeness),
        ])
        + .element(
          "div", ["class": "hasse wide"],
          .scrolling("Hasse diagram", InteractiveDiagram(diagram: diagram).markup)
            + .element("div", ["class": "panels"], .joined(panels, separator: "\n")))
    }
  }

  /// Why the strata are not drawn, if they are not.
  var strataLimit: String? {
    if let found = analysis.strata.value {
      let count = found.components.count
      return count <= Self.mostDrawnComponents
        ? nil
        : "\(count) components are too many to be drawn"
          + (provenance.further.strata.map { "; '\($0)' lists them" } ?? "")
    }
    guard case .tooManyParameters = analysis.strata.gap, let command = provenance.further.strata
    else { return analysis.strata.limitText }
    return analysis.strata.limitText.map { "\($0); see '\(command)'" }
  }

  private func panel(_ component: CriticalComponent, number: Int) -> Markup {
    let explanation = ComponentExplanation(component: component, architecture: architecture)
    let drawing = NetworkDrawing(
      architecture, operations: component.operations, title: "The network of stratum \(number)")
    return .figure(
      "stratum-\(number)", class: "panel",
      .picture(drawing.picture(isCompact: true), identifier: "stratum-picture-\(number)"),
      caption: """
        \(.element("strong", [:], "Rank \(component.rank), codimension \(component.codimension).")) \
        \(explanation.sentences.joined(separator: " ")) \(.badge(component.evidence))
        """)
  }
}
