import SingularLearning

/// One run of a command: its limits, its interrupts, and where its result goes.
struct Execution {
  let control: ComputationControl
  let destination: Destination
  let seed: UInt64
  let output: OutputOptions
  private let interrupts: InterruptHandler

  /// Starts the clock of the limits and takes over the interrupts.
  ///
  /// - Parameter makesPages: Whether the command makes HTML pages, which all others refuse.
  init(
    _ output: OutputOptions, _ computation: ComputationOptions, makesPages: Bool = false
  ) throws(CommandFailure) {
    if output.format == .html, !makesPages {
      throw CommandFailure("--format html is for 'slt-critical report' only; take text or json")
    }
    self.output = output
    seed = computation.seed
    destination = try Destination(path: output.output)
    control = computation.makeControl()
    interrupts = InterruptHandler(cancelling: control)
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
    try destination.write(output.isJSON ? report.json.indented() : report.text)
    if let stop { throw CommandFailure(stop) }
  }
}
