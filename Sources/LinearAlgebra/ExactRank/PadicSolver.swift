import AlgebraicStructures
import Computation
import ExactArithmetic

/// The p-adic digits of the solution X of S X = B for a square integer matrix S that is invertible
/// modulo the prime p < 2³⁰.
///
/// Each step costs a product with S⁻¹ mod p and one with S; both run in floating point, exactly.
/// Source: J. D. Dixon, *Exact solution of linear equations using p-adic expansions*, Numer. Math.
/// 40 (1982).
struct PadicSolver {
  private let prime: Double
  private let size: Int
  private let matrix: DigitPlanes
  private let inverse: DigitPlanes
  /// (B − S · digits so far) / p^steps, in planes like those of `matrix`, digits not normalised.
  private var residual: [Double]
  /// The number of right-hand sides.
  private(set) var columns: Int
  /// One array of size × columns centred digits for each step.
  private(set) var history: [[Int32]] = []

  /// A solver, or `nil` if S is singular modulo p.
  ///
  /// - Parameter left: S, size × size, row-major.
  /// - Parameter right: B, size × columns, row-major.
  init?(left: [Integer], right: [Integer], size: Int, columns: Int, prime: UInt32) {
    let residues = left.map { UInt32($0.residue(modulo: UInt64(prime))) }
    let modular = ModularMatrix(
      modulus: prime, rowCount: size, columnCount: size, elements: residues)
    guard let inverse = modular.inverse else { return nil }
    self.prime = Double(prime)
    self.size = size
    self.columns = columns
    let width = DigitPlanes.digitWidth(depth: size)
    let bits = max(left.lazy.map(\.bitCount).max() ?? 0, right.lazy.map(\.bitCount).max() ?? 0)
    let planes = max((bits + width - 1) / width, 1)
    matrix = DigitPlanes(
      left, rowCount: size, columnCount: size, digitWidth: width, planeCount: planes)
    self.inverse = DigitPlanes(
      inverse.elements.map { Integer(Int($0)) }, rowCount: size, columnCount: size,
      digitWidth: width, planeCount: (30 + width - 1) / width)
    residual =
      DigitPlanes(
        right, rowCount: size, columnCount: columns, digitWidth: width, planeCount: planes
      ).digits
  }

  /// About the operations of one step, most of them in matrix products with vector instructions.
  var operationsPerStep: Int {
    (matrix.planeCount + inverse.planeCount) * size * columns * (8 + size / 8)
  }

  /// Computes the next digit of every entry of X.
  mutating func step() {
    let digit = residues(
      of: inverse.product(residues(of: residual, planes: matrix.planeCount), columns: columns),
      planes: inverse.planeCount)
    let product = matrix.product(digit, columns: columns)
    let (count, base, reciprocal) = (size * columns, radix, 1 / prime)
    for position in 0..<count {
      // Long division by p from the top digit down; the digits may exceed the radix.
      var remainder = 0.0
      for plane in stride(from: matrix.planeCount - 1, through: 0, by: -1) {
        let index = plane * count + position
        let dividend = remainder * base + (residual[index] - product[index])
        let quotient = nearest(dividend * reciprocal)
        remainder = dividend - quotient * prime
        residual[index] = quotient
      }
      require(remainder == 0, "p-adic lifting: a residual is not divisible by the prime")
    }
    history.append(digit.map { Int32($0) })
  }

  /// Forgets all right-hand sides but those numbered `kept`.
  mutating func keepColumns(_ kept: [Int]) {
    func filtered<T>(_ entries: [T]) -> [T] {
      stride(from: 0, to: entries.count, by: columns).flatMap { row in
        kept.map { entries[row + $0] }
      }
    }
    residual = filtered(residual)
    history = history.map(filtered)
    columns = kept.count
  }

  /// The entry of X in `row` and `column` modulo p^steps, in the symmetric range.
  func value(row: Int, column: Int) -> Integer {
    let position = row * columns + column
    let p = Int(prime)
    var parts = stride(from: 0, to: history.count, by: 2).map { step in
      let high = step + 1 < history.count ? Int(history[step + 1][position]) : 0
      return Integer(Int(history[step][position]) + p * high)
    }
    var power = Integer(p * p)
    while parts.count > 1 {
      parts = stride(from: 0, to: parts.count, by: 2).map { i in
        i + 1 < parts.count ? parts[i] + power * parts[i + 1] : parts[i]
      }
      power = power * power
    }
    return parts.first ?? .zero
  }

  private var radix: Double { Double(1 << matrix.digitWidth) }

  /// The centred residues modulo p of Σ planes[l] · 2^(w l), by Horner's rule.
  private func residues(of planes: [Double], planes count: Int) -> [Double] {
    let (entries, base, reciprocal) = (planes.count / count, radix, 1 / prime)
    var result = [Double](repeating: 0, count: entries)
    for plane in stride(from: count - 1, through: 0, by: -1) {
      for i in 0..<entries {
        let value = result[i] * base + planes[plane * entries + i]
        result[i] = value - nearest(value * reciprocal) * prime
      }
    }
    return result
  }

  /// The nearest integer, for |x| < 2⁵¹.
  private func nearest(_ x: Double) -> Double {
    let magic = 0x1.8p52
    return (x + magic) - magic
  }
}
