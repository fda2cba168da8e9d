import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra

/// The rows of a matrix over a number field, each scaled by a positive integer so that all coefficients are integers;
/// scaling changes neither the rank nor the kernel.
struct IntegralRows {
  /// An entry that is not zero.
  struct Entry {
    let column: Int
    let coefficients: [Integer]
  }

  let columnCount: Int
  let rows: [[Entry]]

  init(_ matrix: Matrix<NumberField>) {
    columnCount = matrix.columnCount
    rows = (0..<matrix.rowCount).map { i in
      let row = matrix.row(i)
      var denominator = Integer.one
      for entry in row {
        for c in entry.coefficients where !c.isInteger {
          denominator = Integer.leastCommonMultiple(denominator, c.denominator)
        }
      }
      let scale = Rational(denominator)
      return row.enumerated().compactMap { column, entry in
        entry.isZero
          ? nil
          : Entry(
            column: column,
            coefficients: entry.coefficients.map {
              denominator.isOne ? $0.numerator : ($0 * scale).numerator
            })
      }
    }
  }

  /// The residues at a prime ideal.
  func residues(at prime: DegreeOnePrime) -> ModularMatrix {
    var elements = [UInt32](repeating: 0, count: rows.count * columnCount)
    for (i, row) in rows.enumerated() {
      for entry in row {
        elements[i * columnCount + entry.column] = UInt32(prime.residue(of: entry.coefficients))
      }
    }
    return ModularMatrix(
      modulus: UInt32(prime.field.modulus), rowCount: rows.count, columnCount: columnCount,
      elements: elements)
  }

  /// The largest Σ_j |row_j| over the rows, for the norm Σ |c_k| size^k of elements.
  func largestNorm(size: Integer) -> Integer {
    rows.reduce(Integer.zero) { largest, row in
      max(largest, row.reduce(.zero) { $0 + norm(of: $1.coefficients, size: size) })
    }
  }
}

/// Σ |c_k| size^k: a bound for the conjugates of Σ c_k a^k if `size` is one for those of a.
func norm(of coefficients: [Integer], size: Integer) -> Integer {
  coefficients.reversed().reduce(Integer.zero) { $0 * size + $1.magnitude }
}
