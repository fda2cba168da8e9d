import ArgumentParser
import SingularLearning

/// `slt-critical report`, which is also what a bare spec gets.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Everything about a network in one document (the default).",
    discussion: """
      The dimension with its evidence; for monomial networks of up to 24 parameters the critical \
      locus; if there are weights, what 'analyze' says about them; the polynomial map and its \
      Jacobian (in full while they are short, else their size).

      EXAMPLES
        slt-critical network.yaml
        slt-critical report --widths 2,2,2,1 --degree 3 --json
      """)

  @OptionGroup var network: NetworkInput
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func run() throws {
    let specification = try network.load()
    let execution = try Execution(output, computation)
    let report = NetworkReport(
      of: specification, seed: execution.seed, control: execution.control)
    try execution.emit(report, stop: report.stop)
  }
}
