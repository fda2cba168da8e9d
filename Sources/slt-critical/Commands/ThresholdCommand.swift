import ArgumentParser
import SingularLearning

/// `slt-critical threshold`.
struct ThresholdCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "threshold",
    abstract: "The smallest degree from which on critical points are exactly the subnetworks.",
    discussion: """
      Checks, as 'verify' does, whether the critical weights are exactly the subnetworks, for the \
      activation t^r in all hidden layers and r = 2, 3, ... up to the degree from which on a theorem \
      proves it, or up to --max-degree. Every degree is checked: a point can be critical for one \
      degree only. The reason says whether larger degrees are proven too.

      EXAMPLES
        slt-critical threshold --widths 2,3,2,1
        slt-critical threshold --widths 3,3,1 --max-degree 6 --json
      """)

  /// What `--max-degree` takes.
  static let degreeRange = NumericRange(2, 10_000)

  @Option(
    help: ArgumentHelp("The widths, for example 2,3,1.", valueName: "d0,...,dL"),
    transform: { try integerList($0) })
  var widths: [Int]

  @Option(help: ArgumentHelp("The last degree to check \(Self.degreeRange).", valueName: "r"))
  var maxDegree: Int?

  @OptionGroup var limits: LocusLimits
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    try Self.degreeRange.check(maxDegree, "--max-degree")
  }

  func run() throws {
    let execution = try Execution(output, computation)
    var bar = ProgressBar(total: nil, isQuiet: output.quiet)
    let threshold: CriticalityThreshold
    do {
      threshold = try criticalityThreshold(
        widths: widths, maximumDegree: maxDegree, options: limits.options(), seed: execution.seed,
        control: execution.control
      ) { degree, _ in bar.update(done: degree) }
    } catch {
      throw CommandFailure("--widths: \(error)")
    }
    bar.finish()
    let report = ThresholdReport(threshold, seed: execution.seed)
    try execution.emit(report, stop: report.stop)
  }
}
