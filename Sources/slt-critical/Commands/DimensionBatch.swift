import SingularLearning
import Synchronization

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

  /// Answers every line: what is no network gets an answer with an `error`, and the rest goes on.
  ///
  /// Standard input is answered line by line, because the next line may come only after the answer.
  func run() throws(CommandFailure) {
    if isStandardInput {
      try answer(total: nil, from: source.next)
    } else {
      var all: [BatchEntry] = []
      while let line = try source.next() { all.append(line) }
      var rest = all.makeIterator()
      try answer(total: all.count) { rest.next() }
    }
  }

  /// Prints one line for each line of the list, and fails at the end if some have no result.
  private func answer(
    total: Int?, from next: () throws(CommandFailure) -> BatchEntry?
  ) throws(CommandFailure) {
    let tally = Mutex(Tally())
    let (destination, seed, name) = (execution.destination, execution.seed, source.name)
    let sink = LineSink(
      progress: ProgressBar(total: total, isQuiet: execution.output.quiet)
    ) { line throws(CommandFailure) in try destination.append(Array((line + "\n").utf8)) }
    var failure: CommandFailure?
    do throws(CommandFailure) {
      try forEachGenericRank(
        of: next, seed: seed, threads: threads, control: execution.control
      ) { answer in
        tally.withLock { $0.count(answer, of: name) }
        sink.deliver(LineSink.Result(answer, seed: seed))
        return !sink.hasFailed
      }
    } catch {
      failure = error
    }
    do throws(CommandFailure) {
      try sink.finish()
    } catch {
      failure = error
    }
    // What a limit or an interrupt has stopped is a result as far as it goes.
    if failure.map({ $0.status != CommandFailure.badInput }) ?? true { try destination.finish() }
    if let failure { throw failure }
    if let failure = tally.withLock({ $0.failure }) { throw failure }
  }
}

extension LineSink.Result {
  /// The line of an answer; of one that a limit kept from beginning there is none.
  fileprivate init(_ answer: BatchAnswer, seed: UInt64) {
    var isKnown = true
    if case .failure? = answer.rank, answer.stop != nil { isKnown = false }
    self.init(
      line: isKnown ? BatchAnswerReport(answer, seed: seed).json.line : nil,
      failure: answer.stop.map { CommandFailure($0) })
  }
}

/// How many lines have no result, and the first of them.
private struct Tally {
  var lines = 0
  var problems = 0
  var first: CommandFailure?

  mutating func count(_ answer: BatchAnswer, of list: String) {
    lines += 1
    guard let problem = answer.problem else { return }
    problems += 1
    if first != nil { return }
    if case .failure(let stop)? = answer.rank {
      first = CommandFailure(stop)
      first?.message = "\(list):\(answer.entry.line): \(problem)"
    } else {
      first = CommandFailure(problem)
    }
  }

  /// What the command fails with at its end.
  var failure: CommandFailure? {
    guard var failure = first, lines > 1 else { return first }
    failure.message = "\(problems) of \(lines) lines without result, the first: \(failure.message)"
    return failure
  }
}
