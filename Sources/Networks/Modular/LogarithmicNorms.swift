import AlgebraicStructures
import ExactArithmetic
import Foundation

/// Upper bounds of norms of polynomials as base-2 logarithms, through the interface of a ring.
///
/// The norm of a polynomial is the sum of the absolute values of its coefficients, subadditive and
/// submultiplicative: evaluating a polynomial at norms of what is inserted bounds the norm of the result. Signs
/// are dropped, so that this is no ring; nothing but bounds may be computed with it.
package struct LogarithmicNorms: Field {
  /// A margin for roundings, in bits per operation.
  private static let margin = 0x1p-20

  package init() {}

  package var zero: Double { -.infinity }
  package var one: Double { 0 }
  package var characteristic: UInt64 { 0 }

  package func add(_ a: Double, _ b: Double) -> Double {
    let (large, small) = (max(a, b), min(a, b))
    return small == -.infinity ? large : large + log2(1 + exp2(small - large)) + Self.margin
  }
  package func negate(_ a: Double) -> Double { a }
  package func multiply(_ a: Double, _ b: Double) -> Double {
    a == -.infinity || b == -.infinity ? -.infinity : a + b
  }
  package func callAsFunction(_ n: Int) -> Double {
    n == 0 ? -.infinity : log2(Double(n.magnitude)) + Self.margin
  }
  package func inverse(_ a: Double) -> Double? { a == -.infinity ? nil : -a + Self.margin }

  /// An upper bound of log₂|q|.
  package func bound(of q: Rational) -> Double {
    q.isZero ? -.infinity : Double(q.numerator.bitCount) - Double(q.denominator.bitCount) + 1
  }
}
