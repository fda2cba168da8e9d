import ExactArithmetic
import Polynomials

/// Polynomials of bounded total degree from their values at the lattice points a ≥ 0 with Σ aᵢ ≤ degree.
///
/// Newton's divided differences along one coordinate after the other, then the change from falling
/// factorials to powers. The prime must exceed the degree.
struct LatticeInterpolation {
  let field: PrimeField
  let variableCount: Int
  let degree: Int

  /// The lattice points.
  var points: [[Int]] {
    (0..<variableCount).reduce([[Int]]([[]])) { points, _ in
      points.flatMap { point in
        let rest = degree - point.reduce(0, +)
        return (0...rest).map { point + [$0] }
      }
    }
  }

  private func index(_ point: [Int]) -> Int { point.reduce(0) { $0 * (degree + 1) + $1 } }

  /// The polynomial with the given values, in the order of `points`.
  func polynomial(
    values: [UInt64], points: [[Int]], in ring: PolynomialRing<PrimeField>
  ) -> Polynomial<PrimeField> {
    var size = 1
    for _ in 0..<variableCount { size *= degree + 1 }
    var table = [UInt64](repeating: 0, count: size)
    for (point, value) in zip(points, values) { table[index(point)] = value }
    let inverses = (0...degree).map { $0 == 0 ? 0 : field.inverse(UInt64($0)) ?? 0 }
    // All differences come first: along a line alone there are too few values for all powers.
    forEachLine(in: &table, points) { differences(&$0, inverses) }
    forEachLine(in: &table, points) { powers(&$0) }
    return ring.polynomial(terms: points.map { (table[index($0)], $0) })
  }

  /// Changes the entries on every line of lattice points, along one coordinate after the other.
  private func forEachLine(
    in table: inout [UInt64], _ points: [[Int]], _ body: (inout [UInt64]) -> Void
  ) {
    for axis in 0..<variableCount {
      for point in points where point[axis] == 0 {
        let length = degree - point.reduce(0, +) + 1
        var position = point
        let places = (0..<length).map { step in
          position[axis] = step
          return index(position)
        }
        var line = places.map { table[$0] }
        body(&line)
        for (place, value) in zip(places, line) { table[place] = value }
      }
    }
  }

  /// Values at 0, 1, …, n to the coefficients of the falling factorials x(x − 1)⋯.
  private func differences(_ line: inout [UInt64], _ inverses: [UInt64]) {
    for order in 1..<max(line.count, 1) {
      for i in (order..<line.count).reversed() {
        line[i] = field.multiply(field.subtract(line[i], line[i - 1]), inverses[order])
      }
    }
  }

  /// Coefficients of falling factorials to those of powers, by Horner's rule: multiplying by x − k shifts
  /// and subtracts.
  private func powers(_ line: inout [UInt64]) {
    for k in (0..<max(line.count - 1, 0)).reversed() {
      for i in k..<(line.count - 1) {
        line[i] = field.subtract(line[i], field.multiply(UInt64(k), line[i + 1]))
      }
    }
  }
}
