import ArgumentParser
import SingularLearning

/// One run of a command: its limits, its interrupts, and where its results go.
struct Execution {
  let control: ComputationControl
  /// Where the report goes.
  let destination: Destination
  /// All outputs.
  let outputs: Outputs
  let seed: UInt64
  let output: OutputOptions

  /// Starts the clock of the limits, takes over the interrupts and opens the output.
  init(_ output: OutputOptions, _ computation: ComputationOptions) throws(CommandFailure) {
    self.output = output
    seed = computation.seed
    control = computation.control
    InterruptHandler.cancel(control)
    outputs = Outputs(control: control)
    destination = try outputs.open(output.output, option: "--output")
    if !output.quiet { RunLog.showProgress() }
  }

  /// The value of `body`, or what stopped it.
  func attempt<Value>(
    _ body: (ComputationControl) throws(ComputationStopped) -> Value
  ) -> (value: Value?, stop: ComputationStopped?) {
    do throws(ComputationStopped) {
      return (try body(control), nil)
    } catch {
      return (nil, error)
    }
  }

  /// Writes a result in the form asked for; a result that is partial because of `stop` ends the
  /// command with that status.
  func emit(_ report: some Report, stop: ComputationStopped? = nil) throws(CommandFailure) {
    deliver(report, to: destination)
    try finish(stop: stop)
  }

  /// Writes a result in the form asked for; a failure waits for `finish`, so that it costs no other result.
  func deliver(_ report: some Report, to destination: Destination) {
    RunLog.clearTerminal()
    outputs.deliver(text(of: report.document, for: destination), to: destination)
  }

  /// A document in the form asked for.
  func text(of document: Document, for destination: Destination) -> String {
    output.form.text(of: document, for: destination)
  }

  /// Ends the command after its last result: with the first output that could not be written, else with
  /// what stopped the computation.
  func finish(stop: ComputationStopped? = nil) throws(CommandFailure) {
    try outputs.finish()
    if let stop { throw CommandFailure(stop) }
  }
}

extension OutputFormat {
  /// A document in this form.
  func text(of document: Document, for destination: Destination) -> String {
    switch self {
    case .json: document.json.indented()
    case .jsonLine: document.json.line
    case .html: document.page(.ofThisCommand)
    case .text: printable(document.text(width: destination.columns))
    }
  }
}

extension Provenance {
  /// What makes a page of this command again.
  static var ofThisCommand: Provenance {
    Provenance(
      program: CommandNames.root.configuration.version,
      arguments: Array(CommandLine.arguments.dropFirst()), further: .ofThisTool)
  }
}

extension FurtherCommands {
  /// The commands that say more than a report.
  static var ofThisTool: FurtherCommands {
    FurtherCommands(
      locus: "slt-critical locus", strata: "slt-critical strata", jacobian: "slt-critical jacobian",
      learningCoefficient: "slt-critical learning-coefficient --strata")
  }
}
