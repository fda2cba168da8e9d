import ArgumentParser
import SingularLearning

/// Limits of the parts of a search for a critical locus; the same for all commands that search one.
struct LocusLimits: ParsableArguments {
  /// What `--max-charts` takes.
  static let chartRange = NumericRange(1, 1_000_000)
  /// What the budgets take.
  static let stepRange = NumericRange(1, 1_000_000_000_000)

  private static let standard = CriticalLocusOptions()

  @Option(
    help: ArgumentHelp("The most charts that are searched \(Self.chartRange).", valueName: "k"))
  var maxCharts = Self.standard.maximumCharts

  @Option(
    help: ArgumentHelp(
      "Work for one chart, in steps of about a thousand operations \(Self.stepRange); a chart that "
        + "needs more is left open.",
      valueName: "steps"))
  var chartSteps = Self.standard.stepsPerChart

  @Option(
    help: ArgumentHelp(
      "Work for the ideal of a component, and for comparing two \(Self.stepRange).",
      valueName: "steps"))
  var idealSteps = Self.standard.stepsPerIdeal

  @Option(
    help: ArgumentHelp(
      "Work for each of label, degree, witness and real points of a component \(Self.stepRange).",
      valueName: "steps"))
  var descriptionSteps = Self.standard.stepsPerDescription

  func validate() throws {
    try Self.chartRange.check(maxCharts, "--max-charts")
    try Self.stepRange.check(chartSteps, "--chart-steps")
    try Self.stepRange.check(idealSteps, "--ideal-steps")
    try Self.stepRange.check(descriptionSteps, "--description-steps")
  }

  /// The limits as options of a search.
  func options(usesPeeling: Bool = true) -> CriticalLocusOptions {
    CriticalLocusOptions(
      stepsPerChart: chartSteps, stepsPerIdeal: idealSteps,
      stepsPerDescription: descriptionSteps, maximumCharts: maxCharts, usesPeeling: usesPeeling)
  }
}
