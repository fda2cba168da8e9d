import Foundation
import SingularLearning

/// Exact rank and kernel over ℚ of random n × n integer matrices.
///
/// Usage: `exact-rank-benchmark n rank digits repetitions`. For rank < n the matrix is a product of
/// factors with half the digits. Prints seconds, rank and kernel dimension.
@main
enum ExactRankBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    guard arguments.count == 4 else {
      print("usage: exact-rank-benchmark n rank digits repetitions")
      exit(2)
    }
    let (n, rank, digits) = (arguments[0], arguments[1], arguments[2])
    var random = RandomSource(seed: 1)
    func matrix(_ rows: Int, _ columns: Int, digits: Int) -> Matrix<IntegerRing> {
      let bound = Integer(10).power(digits)
      return Matrix(
        ring: IntegerRing(), rowCount: rows, columnCount: columns,
        elements: (0..<rows * columns).map { _ in
          let words = (0..<digits / 19 + 2).map { _ in random.next() }
          return Integer(magnitudeWords: words, isNegative: random.next() & 1 == 1) % bound
        })
    }
    let inclusion = RingHomomorphism(from: IntegerRing(), to: RationalField()) { Rational($0) }
    for _ in 0..<arguments[3] {
      let input =
        rank >= n
        ? matrix(n, n, digits: digits)
        : matrix(n, rank, digits: digits / 2) * matrix(rank, n, digits: digits / 2)
      let rational = input.mapped(by: inclusion)
      let clock = ContinuousClock()
      let start = clock.now
      let result = try exactRank(of: rational, using: &random)
      let time = clock.now - start
      print(String(format: "%.3f", time / .seconds(1)), result.rank, result.kernelBasis.count)
    }
  }
}
