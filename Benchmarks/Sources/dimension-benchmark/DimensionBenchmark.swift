import Foundation
import SingularLearning
import Synchronization

/// Generic ranks of the architectures on standard input, one a line as in `2,3,1 3`.
///
/// Usage: dimension-benchmark [threads]. Prints the dimension of each line, then "proven" with the number
/// of proven ones, "time" with the processor time, "wall" with the elapsed time, and "peak" in MiB.
@main
struct DimensionBenchmark {
  static func main() throws {
    let threads = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1
    var architectures: [Architecture] = []
    while let line = readLine() {
      let fields = line.split(separator: " ")
      let widths = fields[0].split(separator: ",").compactMap { Int($0) }
      architectures.append(try Architecture(widths: widths, degree: Int(fields[1]) ?? 1))
    }
    let clock = ContinuousClock()
    let (start, processorStart) = (clock.now, processorSeconds())
    let result = Mutex((proven: 0, text: ""))
    var entries = architectures.enumerated().makeIterator()
    forEachGenericRank(
      of: { entries.next().map { BatchEntry(line: $0.offset, .success($0.element)) } },
      threads: threads
    ) { answer in
      guard case .success(let rank)? = answer.rank else { return false }
      result.withLock {
        if rank.evidence.isProven { $0.proven += 1 }
        $0.text += "\(rank.dimension)\n"
      }
      return true
    }
    let (proven, text) = result.withLock { $0 }
    let (wall, processor) = (clock.now - start, processorSeconds() - processorStart)
    print(text, terminator: "")
    print("proven \(proven)")
    print("time \(processor)")
    print("wall \(wall / .seconds(1))")
    print("peak \(peakMebibytes() ?? 0)")
  }

  /// The largest resident memory so far, where Linux tells.
  static func peakMebibytes() -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
      return nil
    }
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { $0.split(separator: " ").dropFirst().first }
      .flatMap { Int($0) }.map { $0 / 1024 }
  }

  static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
