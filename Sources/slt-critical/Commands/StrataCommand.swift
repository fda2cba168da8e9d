import ArgumentParser
import SingularLearning

/// `slt-critical strata`.
struct StrataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strata",
    abstract: "The rank stratification: the components of {rank J <= k} and their inclusions.",
    discussion: """
      For every k below the generic rank, lists the irreducible components over the rationals of the \
      weights at which the Jacobian has rank at most k, up to permutation of hidden neurons, and which \
      lie in which. --export draws the Hasse diagram, with a level for each rank; exotic components \
      have a dashed frame.

      EXAMPLES
        slt-critical strata --widths 2,2,1 --degree 3
        slt-critical strata --widths 2,3,1 --degree 4 --export svg > strata.svg
        slt-critical strata network.yaml --export dot | dot -Tpdf > strata.pdf
      """)

  /// A format of the Hasse diagram.
  enum Drawing: String, ExpressibleByArgument, CaseIterable {
    case dot
    case svg
  }

  @OptionGroup var network: NetworkInput

  @Option(help: "Draw the Hasse diagram instead.")
  var export: Drawing?

  @OptionGroup var limits: LocusLimits
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    if export != nil, output.wantsJSON || output.format != nil {
      throw ValidationError("--export prints a drawing; it has no --format")
    }
    if export == .svg, let file = output.output { try requireDrawing(file, option: "--output") }
  }

  func run() throws {
    let specification = try network.load()
    let execution = try Execution(output, computation)
    let (strata, stop) = execution.attempt { control throws(ComputationStopped) in
      try rankStratification(
        of: specification.architecture, options: limits.options(), seed: execution.seed,
        control: control)
    }
    let report = StrataReport(
      name: specification.name, architecture: specification.architecture, stratification: strata,
      seed: execution.seed, stop: stop)
    guard let export else { return try execution.emit(report, stop: report.stop) }
    // A diagram of nothing would look like one of an empty locus.
    if report.isKnown {
      try execution.destination.write(export == .dot ? report.diagram.dot : report.diagram.svg)
    }
    if let stop = report.stop { throw CommandFailure(stop) }
  }
}
