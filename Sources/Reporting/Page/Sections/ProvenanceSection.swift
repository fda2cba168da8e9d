import AlgebraicStructures
import Analyses
import Computation
import Networks

extension HTMLReport {
  /// How the page was made, what the badges mean, and what is not in it.
  var provenanceSection: Markup {
    var content = Markup.fields([
      "program": Markup(provenance.program), "seed": "\(analysis.plan.seed)",
      "made again by": provenance.commandMarkup,
    ])
    if provenance.arguments.contains("-") {
      content += .paragraph("What the command reads from standard input was this spec:")
    }
    content += .folded(
      "The spec",
      .element("pre", [:], Markup(JSONValue(specification).indented())))
    content += Provenance.badges
    let omissions = omissions
    content += .element("h3", [:], "What is left out") + "\n"
    content +=
      omissions.isEmpty
      ? .paragraph("Nothing.")
      : .element(
        "ul", [:], Markup(omissions.map { .element("li", [:], Markup($0)) + "\n" }))
    return .section("provenance", "Provenance", content)
  }

  /// What is missing and why, one sentence each.
  private var omissions: [String] {
    var result: [String] = []
    if analysis.weights.gap == .noWeights {
      result.append("The diagnosis of given weights: the spec has none.")
    }
    if analysis.locus.value == nil {
      result.append(
        "The critical locus: "
          + (analysis.locusGapText(provenance.further) ?? analysis.stop.map { "\($0)." }
            ?? "not computed."))
    }
    let parts = [
      ("The rank stratification", strataLimit),
      ("The singular values", analysis.sample.limitText),
      ("The runs of gradient descent", analysis.descent.limitText),
      ("The loss landscape", analysis.landscape.limitText),
    ]
    for (name, reason) in parts { if let reason { result.append("\(name): \(reason).") } }
    if let stop = analysis.stop { result.append("The report is incomplete: \(stop).") }
    return result
  }
}
