import AlgebraicStructures
import Analyses
import Computation
import Networks

extension HTMLReport {
  /// How the page was made, what the badges mean, and what is not in it.
  var provenanceSection: Markup {
    var content = Markup.fields([
      "program": Markup(provenance.program), "seed": "\(analysis.plan.seed)",
      "made again by": command,
    ])
    if provenance.arguments.contains("-") {
      content += .paragraph("What the command reads from standard input was this spec:")
    }
    content += .folded(
      "The spec",
      .element("pre", [:], Markup(JSONValue(specification).indented())))
    content += .element("h3", [:], "How results are known") + "\n"
    content += .fields([
      .badge("proven"):
        "exact arithmetic over the rational numbers, or a cited theorem whose hypotheses were checked",
      .badge("probabilistic"):
        "random evaluation modulo primes, wrong with at most the probability that is stated",
      .badge("numerical"): "floating-point numbers with the tolerance that is stated",
      .badge("searched"): "a list that may not be complete, and where it was searched",
    ])
    let omissions = omissions
    content += .element("h3", [:], "What is left out") + "\n"
    content +=
      omissions.isEmpty
      ? .paragraph("Nothing.")
      : .element(
        "ul", [:], Markup(omissions.map { .element("li", [:], Markup($0)) + "\n" }))
    return .section("provenance", "Provenance", content)
  }

  /// The command in which lines break between words only.
  private var command: Markup {
    let words = provenance.command.map { Markup.span("word", Markup($0)) }
    return .element("code", ["class": "command"], .joined(words, separator: " "))
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
          + (analysis.locusGapText ?? analysis.stop.map { "\($0)." } ?? "not computed."))
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
