import SingularLearning

/// `slt-critical dimension --batch`: a list of networks in, JSON lines out.
struct DimensionBatch {
  private let source: ArchitectureSource
  private let isStandardInput: Bool
  private let execution: Execution
  private let threads: Int

  init(
    list: String, output: OutputOptions, computation: ComputationOptions
  ) throws(CommandFailure) {
    isStandardInput = InputFile.isStandardInput(list)
    let file = try OptionFile.open(list, option: "--batch")
    execution = try Execution(output, computation)
    threads = computation.threadCount
    source = ArchitectureSource(file, control: execution.control)
  }

  /// Answers every line.
  ///
  /// A file is checked as a whole before anything is printed. Standard input is answered line by
  /// line, because the next line may come only after the answer.
  func run() throws(CommandFailure) {
    if isStandardInput {
      try answer(total: nil, from: source.next)
    } else {
      var all: [Architecture] = []
      while let architecture = try source.next() { all.append(architecture) }
      var rest = all.makeIterator()
      try answer(total: all.count) { rest.next() }
    }
  }

  /// Prints one line for each architecture and fails with the first failure.
  private func answer(
    total: Int?, from next: () throws(CommandFailure) -> Architecture?
  ) throws(CommandFailure) {
    let (control, seed) = (execution.control, execution.seed)
    let destination = execution.destination
    let sink = LineSink(
      progress: ProgressBar(total: total, isQuiet: execution.output.quiet)
    ) { line throws(CommandFailure) in try destination.append(Array((line + "\n").utf8)) }
    let workers = OrderedWorkers(threads: threads, deliver: sink.deliver)
    var failure: CommandFailure?
    do throws(CommandFailure) {
      while !sink.hasFailed, let architecture = try next() {
        workers.submit { dimensionLine(of: architecture, seed: seed, control: control) }
      }
    } catch {
      failure = error
    }
    workers.finish()
    do throws(CommandFailure) {
      try sink.finish()
    } catch {
      failure = error
    }
    // What a limit or an interrupt has stopped is a result as far as it goes.
    if failure.map({ $0.status != CommandFailure.badInput }) ?? true { try destination.finish() }
    if let failure { throw failure }
  }
}

/// The JSON line of one architecture and, if a limit came before it was complete, the failure.
private func dimensionLine(
  of architecture: Architecture, seed: UInt64, control: ComputationControl
) -> LineSink.Result {
  do {
    let rank = try genericRank(of: architecture, seed: seed, control: control)
    let report = DimensionReport(name: nil, architecture: architecture, rank: rank, seed: seed)
    return LineSink.Result(
      line: report.json.line, failure: rank.stopped.map { CommandFailure($0) })
  } catch {
    return LineSink.Result(line: nil, failure: CommandFailure(error))
  }
}
