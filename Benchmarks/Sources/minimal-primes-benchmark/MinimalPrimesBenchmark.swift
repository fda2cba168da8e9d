import Foundation
import SingularLearning

/// Times the minimal primes of the ideals in the tests' reference data, in processor time:
/// `minimal-primes-benchmark FILE NAME CHARACTERISTIC` prints the milliseconds of one of them (the best
/// of several runs), of its minors before that, and whether the primes are those of the reference.
@main
struct MinimalPrimesBenchmark {
  struct Entry: Decodable {
    var name: String
    var characteristic: UInt64
    var variables: [String]
    var generators: [String]?
    var jacobian: [[String]]?
    var rank: Int?
    var primes: [[String]]
  }

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else {
      print("usage: minimal-primes-benchmark FILE NAME CHARACTERISTIC")
      return
    }
    let data = try Data(contentsOf: URL(filePath: arguments[1]))
    for entry in try JSONDecoder().decode([Entry].self, from: data)
    where entry.name == arguments[2] && "\(entry.characteristic)" == arguments[3] {
      if entry.characteristic == 0 {
        try measure(entry, over: RationalField())
      } else {
        try measure(entry, over: try PrimeField(modulus: entry.characteristic))
      }
    }
  }

  /// Processor time of this process in milliseconds.
  static func processorTime() -> Double { Double(clock()) * 1000 / Double(CLOCKS_PER_SEC) }

  static func measure<C: GroebnerField>(_ entry: Entry, over field: C) throws {
    let ring = try PolynomialRing(coefficients: field, variables: entry.variables)
    let start = processorTime()
    let ideal: Ideal<C>
    if let generators = entry.generators {
      ideal = Ideal(ring: ring, generators: try generators.map { try ring.parse($0) })
    } else {
      let rows = try (entry.jacobian ?? []).map { try $0.map { try ring.parse($0) } }
      let matrix = Matrix(
        ring: ring, rowCount: rows.count, columnCount: rows[0].count, elements: rows.flatMap { $0 })
      ideal = try matrix.determinantalIdeal(size: entry.rank ?? 0)
    }
    let preparation = processorTime() - start
    var best = Double.infinity
    var total = 0.0
    var isEqual = true
    repeat {
      let start = processorTime()
      let result = try ideal.minimalPrimes()
      let time = processorTime() - start
      best = min(best, time)
      total += time
      let found = Set(result.map { Set($0.basis.polynomials.map { $0.canonicalAssociate }) })
      let expected = try Set(
        entry.primes.map { try Set($0.map { try ring.parse($0).canonicalAssociate }) })
      isEqual = isEqual && found == expected
    } while total < 200
    print(String(format: "%.2f %.1f %@", best, preparation, isEqual ? "equal" : "DIFFERENT"))
  }
}
