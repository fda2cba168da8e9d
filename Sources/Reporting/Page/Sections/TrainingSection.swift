import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import Networks
import NumericalExperiments

extension HTMLReport {
  /// Where gradient descent slows down and ends.
  var trainingSection: Markup {
    let content = analysis.descent.markup { study in
      let experiment = study.experiment
      return
        .paragraph(
          """
          The gradient flow of the expected squared error for standard normal inputs, from random \
          starts; the targets are those of \(text(of: study.teacher)). On a plateau the gradient is \
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

  private func text(of teacher: Teacher) -> String {
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
    let columns = DescentReport.columns(
      lossScale: experiment.loss.targetMeanSquare, nearTolerance: experiment.options.nearTolerance)
    return MarkupTable(
      DocumentTable(experiment.runs, columns), caption: "Runs of the gradient flow"
    ).markup
  }
}
