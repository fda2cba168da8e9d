import Foundation
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
    isStandardInput = list == "-"
    let descriptor = isStandardInput ? STDIN_FILENO : try openForReading(list, option: "--batch")
    execution = try Execution(output, computation)
    threads = computation.threads ?? ProcessInfo.processInfo.activeProcessorCount
    source = ArchitectureSource(
      descriptor: descriptor, name: isStandardInput ? "standard input" : list,
      control: execution.control)
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
    try execution.destination.withHandle { handle throws(CommandFailure) in
      let sink = LineSink(
        handle: handle, name: execution.destination.name,
        progress: ProgressBar(total: total, isQuiet: execution.output.quiet))
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
      try sink.finish()
      if let failure { throw failure }
    }
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

/// A descriptor of the file of an option to read from.
func openForReading(_ path: String, option: String) throws(CommandFailure) -> Int32 {
  var isDirectory: ObjCBool = false
  guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
    throw CommandFailure("\(option): \(path): expected a readable file, found no such file")
  }
  if isDirectory.boolValue {
    throw CommandFailure("\(option): \(path): expected a readable file, found a directory")
  }
  let descriptor = open(path, O_RDONLY)
  guard descriptor >= 0 else {
    throw CommandFailure("\(option): \(path): cannot be read: \(String(cString: strerror(errno)))")
  }
  return descriptor
}
