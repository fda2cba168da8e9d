import ExactArithmetic
import Polynomials

/// Polynomials with coprime integer coefficients as plain numbers.
struct IntegerSystem: Sendable {
  /// A polynomial: terms in decreasing order, the exponents of term k at k · variableCount.
  struct Row: Sendable {
    var exponents: [Int32]
    var coefficients: [Integer]
  }

  let variableCount: Int
  var rows: [Row]

  /// The primitive integer multiples of nonzero polynomials.
  init(_ polynomials: [Polynomial<RationalField>], variableCount: Int) {
    self.variableCount = variableCount
    rows = polynomials.map { f in
      let denominator = f.coefficients.reduce(Integer.one) {
        Integer.leastCommonMultiple($0, $1.denominator)
      }
      let scaled = f.coefficients.map { $0.numerator * (denominator / $0.denominator) }
      let content = scaled.reduce(Integer.zero) { Integer.greatestCommonDivisor($0, $1) }
      return Row(
        exponents: f.terms.flatMap { $0.exponents.map { Int32($0) } },
        coefficients: scaled.map { $0 / content })
    }
  }

  private init(variableCount: Int, rows: [Row]) {
    self.variableCount = variableCount
    self.rows = rows
  }

  /// The residues modulo a prime; terms whose coefficient it divides are left out.
  func residues(modulo p: UInt32) -> SparseSystem {
    let n = variableCount
    var system = SparseSystem(variableCount: n, rows: [])
    for row in rows {
      var reduced = SparseSystem.Row(exponents: [], coefficients: [])
      for (k, coefficient) in row.coefficients.enumerated() {
        let value = UInt32(coefficient.residue(modulo: UInt64(p)))
        if value == 0 { continue }
        reduced.coefficients.append(value)
        reduced.exponents += row.exponents[(k * n)..<(k * n + n)]
      }
      if !reduced.coefficients.isEmpty { system.rows.append(reduced) }
    }
    return system
  }

  /// The exponents alone, for exact reduction.
  var monomials: SparseSystem {
    SparseSystem(
      variableCount: variableCount,
      rows: rows.map { row in
        SparseSystem.Row(
          exponents: row.exponents,
          coefficients: [UInt32](repeating: 1, count: row.coefficients.count))
      })
  }

  /// Whether p divides no coefficient.
  func isVisible(modulo p: UInt32) -> Bool {
    rows.allSatisfy { row in
      row.coefficients.allSatisfy { $0.residue(modulo: UInt64(p)) != 0 }
    }
  }

  /// The total degree of each term of a row.
  func degrees(_ row: Row) -> [Int] {
    let n = variableCount
    return row.coefficients.indices.map { k in
      row.exponents[(k * n)..<(k * n + n)].reduce(0) { $0 + Int($1) }
    }
  }

  /// Whether every polynomial is homogeneous.
  var isHomogeneous: Bool { rows.allSatisfy { Set(degrees($0)).count <= 1 } }

  /// The homogenisations, with a further variable after the others; terms keep their order.
  var homogenised: IntegerSystem {
    let n = variableCount
    return IntegerSystem(
      variableCount: n + 1,
      rows: rows.map { row in
        let degrees = degrees(row)
        let total = degrees.max() ?? 0
        var exponents: [Int32] = []
        for k in row.coefficients.indices {
          exponents += row.exponents[(k * n)..<(k * n + n)]
          exponents.append(Int32(total - degrees[k]))
        }
        return Row(exponents: exponents, coefficients: row.coefficients)
      })
  }

  /// The parts of highest degree of the polynomials.
  var topForms: IntegerSystem {
    let n = variableCount
    return IntegerSystem(
      variableCount: n,
      rows: rows.map { row in
        let degrees = degrees(row)
        let total = degrees.max() ?? 0
        var top = Row(exponents: [], coefficients: [])
        for k in row.coefficients.indices where degrees[k] == total {
          top.exponents += row.exponents[(k * n)..<(k * n + n)]
          top.coefficients.append(row.coefficients[k])
        }
        return top
      })
  }

  /// The coefficients as rows for exact reduction.
  var integerRows: IntegerRows { IntegerRows(rows.map(\.coefficients)) }
}
