import ArgumentParser
import SingularLearning

/// Limits of the parts of a search for a critical locus; the same for all commands that search one.
struct LocusLimits: ParsableArguments {
  /// What `--max-charts` takes.
  static let chartRange = NumericRange(1, 1_000_000)
  /// What the limits in seconds take.
  static let secondsRange = NumericRange(above: 0.0, 1e9)

  private static let standard = CriticalLocusOptions()

  @Option(
    help: ArgumentHelp("The most charts that are searched \(Self.chartRange).", valueName: "k"))
  var maxCharts = Self.standard.maximumCharts

  @Option(
    help: ArgumentHelp(
      "The time for one chart \(Self.secondsRange); a chart that needs more is left open.",
      valueName: "seconds"))
  var chartTime = Self.standard.secondsPerChart

  @Option(
    help: ArgumentHelp(
      "The time for the ideal of a component, and for comparing two \(Self.secondsRange).",
      valueName: "seconds"))
  var idealTime = Self.standard.secondsPerIdeal

  func validate() throws {
    try Self.chartRange.check(maxCharts, "--max-charts")
    try Self.secondsRange.check(chartTime, "--chart-time")
    try Self.secondsRange.check(idealTime, "--ideal-time")
  }

  /// The limits as options of a search.
  func options(usesPeeling: Bool = true) -> CriticalLocusOptions {
    CriticalLocusOptions(
      secondsPerChart: chartTime, secondsPerIdeal: idealTime, maximumCharts: maxCharts,
      usesPeeling: usesPeeling)
  }
}
