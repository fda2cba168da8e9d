import CGMP
import ExactArithmetic

/// Polynomials with integer coefficients, the leading ones first; monomials are kept elsewhere.
final class IntegerRows {
  let lengths: [Int]
  private let starts: [Int]
  let values: IntegerBuffer

  /// Rows of zeros.
  init(lengths: [Int]) {
    self.lengths = lengths
    var starts: [Int] = []
    var total = 0
    for length in lengths {
      starts.append(total)
      total += length
    }
    self.starts = starts
    values = IntegerBuffer(count: total)
  }

  /// The given rows, one after the other; their values move over, so they must not be used any more.
  convenience init(joining parts: [IntegerRows]) {
    self.init(lengths: parts.flatMap(\.lengths))
    var position = 0
    for part in parts {
      for i in 0..<part.values.count { __gmpz_swap(values[position + i], part.values[i]) }
      position += part.values.count
    }
  }

  /// The position of the leading coefficient of a row in `values`.
  func start(_ row: Int) -> Int { starts[row] }

  /// The coefficient of term k of a row.
  @inline(__always)
  func coefficient(_ row: Int, _ k: Int) -> UnsafeMutablePointer<__mpz_struct> {
    values[starts[row] + k]
  }

  /// Whether the rows, made monic, have the given coefficients modulo p; `false` if p divides a
  /// leading coefficient.
  func agree(modulo p: UInt32, with residue: (_ row: Int, _ term: Int) -> UInt32) -> Bool {
    for row in lengths.indices {
      let lead = __gmpz_fdiv_ui(coefficient(row, 0), UInt(p))
      if lead == 0 { return false }
      for k in 1..<max(1, lengths[row]) {
        let value = __gmpz_fdiv_ui(coefficient(row, k), UInt(p))
        if value != lead * UInt(residue(row, k)) % UInt(p) { return false }
      }
    }
    return true
  }

  /// The coefficients of a row divided by the leading one.
  func monicCoefficients(_ row: Int) -> [Rational] {
    let lead = values.value(starts[row])
    return (0..<lengths[row]).map { k in
      k == 0 ? .one : Rational(values.value(starts[row] + k), lead)
    }
  }
}
