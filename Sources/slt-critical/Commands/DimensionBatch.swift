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
      var all: [ArchitectureSource.Line] = []
      while let line = try source.next() { all.append(line) }
      var rest = all.makeIterator()
      try answer(total: all.count) { rest.next() }
    }
  }

  /// Prints one line for each line of the list, and fails at the end if some have no result.
  private func answer(
    total: Int?, from next: () throws(CommandFailure) -> ArchitectureSource.Line?
  ) throws(CommandFailure) {
    let (control, seed) = (execution.control, execution.seed)
    let tally = Mutex(Tally())
    let destination = execution.destination
    let sink = LineSink(
      progress: ProgressBar(total: total, isQuiet: execution.output.quiet)
    ) { line throws(CommandFailure) in try destination.append(Array((line + "\n").utf8)) }
    let workers = OrderedWorkers<BatchAnswer>(threads: threads) { answer in
      tally.withLock { $0.count(answer) }
      sink.deliver(answer.result)
    }
    var failure: CommandFailure?
    do throws(CommandFailure) {
      while !sink.hasFailed, let line = try next() {
        workers.submit { BatchAnswer(line, seed: seed, control: control) }
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
    if let failure = tally.withLock({ $0.failure }) { throw failure }
  }
}

/// The answer to one line.
private struct BatchAnswer: Sendable {
  var result: LineSink.Result
  /// Why the line has no result, while others may have one.
  var problem: CommandFailure?

  init(_ line: ArchitectureSource.Line, seed: UInt64, control: ComputationControl) {
    let model: ListedModel
    switch line.content {
    case .success(let value): model = value
    case .failure(let failure):
      problem = failure
      result = LineSink.Result(line: Self.errorLine(line, failure.message))
      return
    }
    do throws(ComputationStopped) {
      let rank: GenericRank
      switch model {
      case .architecture(let architecture):
        rank = try genericRank(of: architecture, seed: seed, control: control)
      case .layered(let specification):
        rank = try genericRank(of: specification.model, seed: seed, control: control)
      }
      result = LineSink.Result(
        line: Self.report(on: model, rank: rank, seed: seed, stop: nil).json.line,
        failure: rank.stopped.map { CommandFailure($0) })
    } catch {
      guard case .sizeLimit = error else {
        result = LineSink.Result(line: nil, failure: CommandFailure(error))
        return
      }
      var failure = CommandFailure(error)
      failure.message = "\(line.place): \(failure.message)"
      problem = failure
      let report = Self.report(on: model, rank: nil, seed: seed, stop: error)
      result = LineSink.Result(
        line: report.json.appending([.init("error", .string("\(error)"))]).line)
    }
  }

  private static func report(
    on model: ListedModel, rank: GenericRank?, seed: UInt64, stop: ComputationStopped?
  ) -> any Report {
    switch model {
    case .architecture(let architecture):
      DimensionReport(name: nil, architecture: architecture, rank: rank, seed: seed, stop: stop)
    case .layered(let specification):
      ModelDimensionReport(
        name: specification.name, model: specification.model, rank: rank, seed: seed, stop: stop)
    }
  }

  private static func errorLine(_ line: ArchitectureSource.Line, _ message: String) -> String {
    let value: JSONValue = [
      "schema": .integer(jsonSchemaVersion), "line": .exact(line.number),
      "error": .string(message),
    ]
    return value.line
  }
}

/// How many lines have no result, and the first of them.
private struct Tally {
  var lines = 0
  var problems = 0
  var first: CommandFailure?

  mutating func count(_ answer: BatchAnswer) {
    lines += 1
    guard let problem = answer.problem else { return }
    problems += 1
    if first == nil { first = problem }
  }

  /// What the command fails with at its end.
  var failure: CommandFailure? {
    guard var failure = first, lines > 1 else { return first }
    failure.message = "\(problems) of \(lines) lines without result, the first: \(failure.message)"
    return failure
  }
}
