import Foundation
import LinearAlgebra

/// Rank of uniformly random dense n × n (or n × columns) matrices modulo p, one thread.
///
/// Usage: `rank-benchmark n p repetitions [batch [panel-width base-width [columns]]]`. Prints one line per
/// repetition: CPU seconds for `batch` ranks, then the rank; at the end the peak memory in MiB. The
/// random matrices are those of the peer programs in `peers/`.
@main
enum RankBenchmark {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    guard arguments.count >= 3 else {
      print("usage: rank-benchmark n p repetitions [batch [panel-width base-width [columns]]]")
      exit(2)
    }
    let (n, p, repetitions) = (arguments[0], UInt32(arguments[1]), arguments[2])
    let batch = arguments.count > 3 ? arguments[3] : 1
    let strategy =
      arguments.count > 5
      ? EliminationStrategy(panelWidth: arguments[4], baseWidth: arguments[5]) : nil
    let columns = arguments.count > 6 ? arguments[6] : n
    var state: UInt64 = 1
    for _ in 0..<repetitions {
      var matrix = ModularMatrix(modulus: p, rowCount: n, columnCount: columns)
      for i in 0..<n {
        matrix.setRow(i, to: (0..<columns).map { _ in nextResidue(&state, UInt64(p)) })
      }
      var rank = 0
      let start = processorSeconds()
      if batch == 1 {
        rank = (consume matrix).rank(strategy: strategy)
      } else {
        for _ in 0..<batch { rank = matrix.rank(strategy: strategy) }
      }
      print(String(format: "%.6f", processorSeconds() - start), rank)
    }
    var usage = rusage()
    getrusage(numericCast(RUSAGE_SELF.rawValue), &usage)
    print("peak", usage.ru_maxrss / 1024)
  }

  /// The processor time of this process.
  static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }

  /// SplitMix64, reduced, as in `peers/common.h`.
  static func nextResidue(_ state: inout UInt64, _ p: UInt64) -> UInt32 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return UInt32(truncatingIfNeeded: (z ^ (z >> 31)) % p)
  }
}
