import AlgebraicStructures
import Computation
import ExactArithmetic

/// The rows of a rational matrix, each scaled to coprime integers; scaling changes neither the rank
/// nor the kernel.
struct PrimitiveRows {
  let columnCount: Int
  let rows: [[Integer]]

  init(_ matrix: Matrix<RationalField>) {
    columnCount = matrix.columnCount
    rows = (0..<matrix.rowCount).map { i in
      let row = matrix.row(i)
      let denominator = row.reduce(Integer.one) { Integer.leastCommonMultiple($0, $1.denominator) }
      let integers = row.map { entry -> Integer in
        guard let factor = denominator.dividedExactly(by: entry.denominator) else {
          contractViolation("a common denominator is not divisible by a denominator")
        }
        return entry.numerator * factor
      }
      let content = integers.reduce(Integer.zero, Integer.greatestCommonDivisor)
      if content.isZero || content.isOne { return integers }
      return integers.map { $0.dividedExactly(by: content) ?? $0 }
    }
  }

  /// The residues modulo `prime` < 2³¹.
  func modulo(_ prime: UInt32) -> ModularMatrix {
    ModularMatrix(
      modulus: prime, rowCount: rows.count, columnCount: columnCount,
      elements: rows.flatMap { row in row.map { UInt32($0.residue(modulo: UInt64(prime))) } })
  }

  /// Whether every row is orthogonal to the vector with entries `values` at `columns`, 0 elsewhere.
  func annihilate(_ values: [Integer], at columns: [Int]) -> Bool {
    rows.allSatisfy { row in
      var sum = Integer.zero
      for (value, column) in zip(values, columns) { sum.addProduct(value, row[column]) }
      return sum.isZero
    }
  }

  /// A number of bits that the minors formed by the given rows do not exceed, by Hadamard.
  func minorBitBound(rows indices: [Int]) -> Int {
    indices.reduce(1) { bits, i in
      var square = Integer.zero
      for entry in rows[i] { square.addProduct(entry, entry) }
      return bits + square.bitCount / 2 + 1
    }
  }
}
