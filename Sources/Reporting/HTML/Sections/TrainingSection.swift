import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import Networks
import NumericalExperiments

extension HTMLReport {
  /// Where gradient descent slows down and ends.
  var trainingSection: Markup {
    let content = analysis.descent.markup { experiment in
      return
        .paragraph(
          """
          The gradient flow of the expected squared error for standard normal inputs, from random \
          starts; the targets are those of \(teacherText). On a plateau the gradient is \
          nearly zero while the loss is not: the flow passes near critical weights. Losses are divided \
          by that of the zero function.
          """)
        + .plot(
          "training", trajectoryPicture(experiment),
          caption: "The loss during \(counted(experiment.runs.count, "run")) of the gradient flow.")
        + .folded("The ends of the runs", runTable(experiment)) + endSentence(experiment)
    }
    return .section("training", "Gradient descent", content)
  }

  private var teacherText: String {
    let teacher = analysis.teacher
    let widths = teacher.architecture.widths.map(String.init).joined(separator: ",")
    return teacher.isGiven
      ? "the network at the given weights" : "a random network of widths (\(widths))"
  }

  private func endSentence(_ experiment: DescentExperiment) -> Markup {
    let ends = experiment.subnetworkFraction
    let (near, start) = (experiment.nearFraction, experiment.startNearFraction)
    let diverged = experiment.divergedFraction.successes
    let tolerance = experiment.options.nearTolerance
    let evidence = Evidence.numerical(detail: "", tolerance: tolerance)
    return .paragraph(
      """
      \(ends.successes) of \(counted(ends.trials, "run")) end in a subnetwork, confirmed at an exact \
      point; \(near.successes) end or slow down near one (within \(MathML.measured(tolerance))), where \
      \(start.successes) are that near at their random start\
      \(diverged == 0 ? "" : "; \(diverged) diverge"). \(.badge(evidence))
      """)
  }

  private func runTable(_ experiment: DescentExperiment) -> Markup {
    var table = MarkupTable(
      caption: "Runs of the gradient flow",
      columns: [
        .init(heading: "run", isNumeric: true), .init(heading: "steps", isNumeric: true),
        .init(heading: "final loss", isNumeric: true), .init(heading: "rank", isNumeric: true),
        .init(heading: "plateaus", isNumeric: true), .init(heading: "subnetwork"),
        .init(heading: "near"),
      ])
    let scale = experiment.loss.targetMeanSquare
    for run in experiment.runs {
      let operations = run.end.operations.map { operation in
        "\(operation.type)(\(operation.layer);"
          + operation.neurons.map(String.init).joined(separator: ",") + ")"
      }
      table.rows.append([
        "\(run.index)", "\(run.end.step)", MathML.measured(run.end.loss / scale),
        run.end.rank.map { "\($0)" } ?? "?", "\(run.plateaus.count)", Markup(outcomeText(run)),
        .joined(operations.map { .code($0) }, separator: " "),
      ])
    }
    return table.markup
  }
}
