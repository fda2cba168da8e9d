import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// The values of rows of polynomials at a point modulo a prime.
struct ResidueValues {
  let field: PrimeField
  /// The values, row by row.
  private(set) var rows: [[UInt64]]

  /// The values at a random point of affine space.
  init<F: GroebnerField>(
    of lines: [[Polynomial<F>]], ring: PolynomialRing<F>, using random: inout RandomSource
  ) {
    let field = ring.coefficients.residueField(trial: 0)
    let point = (0..<ring.variableCount).map { _ in field.randomElement(using: &random) }
    self.init(of: lines, at: point, in: field)
  }

  /// The values at a point; a row with a coefficient that has no residue becomes zero.
  init<F: GroebnerField>(of lines: [[Polynomial<F>]], at point: [UInt64], in field: PrimeField) {
    self.field = field
    rows = lines.map { line in
      var values: [UInt64] = []
      for f in line {
        guard let value = f.residue(at: point, in: field) else {
          return [UInt64](repeating: 0, count: line.count)
        }
        values.append(value)
      }
      return values
    }
  }

  /// The multiple of a row with first nonzero value 1.
  func direction(of row: Int) -> [UInt64] {
    guard let first = rows[row].first(where: { $0 != 0 }), let inverse = field.inverse(first) else {
      return rows[row]
    }
    return rows[row].map { field.multiply($0, inverse) }
  }

  /// The first `size` independent rows in the given order, looking at the given columns only.
  func independentRows(
    order: [Int], columns: [Int], size: Int
  ) -> [Int] {
    Self.independent(order.map { i in columns.map { rows[i][$0] } }, size: size, field)
      .map { order[$0] }
  }

  /// The first `size` columns in the given order that are independent in the given rows.
  func independentColumns(order: [Int], rows chosen: [Int], size: Int) -> [Int] {
    Self.independent(order.map { j in chosen.map { rows[$0][j] } }, size: size, field)
      .map { order[$0] }
  }

  /// The rank.
  var rank: Int { Self.independent(rows, size: .max, field).count }

  /// The positions of the first `size` vectors that are no combinations of those before.
  private static func independent(
    _ vectors: [[UInt64]], size: Int, _ field: PrimeField
  ) -> [Int] {
    var echelon: [(pivot: Int, vector: [UInt64])] = []
    var kept: [Int] = []
    for (i, vector) in vectors.enumerated() where kept.count < size {
      var rest = vector
      for row in echelon where rest[row.pivot] != 0 {
        let factor = field.negate(rest[row.pivot])
        for k in rest.indices { field.addProduct(factor, row.vector[k], to: &rest[k]) }
      }
      guard let pivot = rest.firstIndex(where: { $0 != 0 }),
        let inverse = field.inverse(rest[pivot])
      else { continue }
      echelon.append((pivot, rest.map { field.multiply($0, inverse) }))
      kept.append(i)
    }
    return kept
  }
}

extension Polynomial where Coefficients: GroebnerField {
  /// The value at a point modulo a prime, or `nil` if a coefficient has no residue.
  func residue(at point: [UInt64], in field: PrimeField) -> UInt64? {
    var powers = point.map { [1, $0] }
    var sum: UInt64 = 0
    for (c, exponents) in terms {
      guard var value = ring.coefficients.residue(of: c, in: field) else { return nil }
      for (variable, e) in exponents.enumerated() where e > 0 {
        while powers[variable].count <= e {
          powers[variable].append(
            field.multiply(powers[variable][powers[variable].count - 1], point[variable]))
        }
        value = field.multiply(value, powers[variable][e])
      }
      sum = field.add(sum, value)
    }
    return sum
  }
}
