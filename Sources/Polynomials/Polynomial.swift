import AlgebraicStructures
import Computation

/// A sparse multivariate polynomial: an element of a `PolynomialRing`.
///
/// Terms are stored in decreasing monomial order, without zero coefficients: the coefficients in one
/// array, the packed exponents in another. Operations on two polynomials require equal rings (traps).
public struct Polynomial<Coefficients: Ring>: Sendable {
  /// The ring this polynomial belongs to.
  public let ring: PolynomialRing<Coefficients>
  /// Index of the layout among those of the ring.
  ///
  /// Not canonical: equal polynomials may differ in it.
  @usableFromInline let width: Int
  @usableFromInline var coefficientArray: [Coefficients.Element]
  @usableFromInline var words: [UInt64]

  /// The zero polynomial.
  @inlinable
  init(ring: PolynomialRing<Coefficients>) {
    self.init(ring: ring, width: 0, coefficients: [], words: [])
  }

  /// A polynomial from terms that are sorted, distinct and nonzero, which is not checked.
  @inlinable
  init(
    ring: PolynomialRing<Coefficients>, width: Int, coefficients: [Coefficients.Element],
    words: [UInt64]
  ) {
    self.ring = ring
    self.width = width
    coefficientArray = coefficients
    self.words = words
  }

  @inlinable var layout: ExponentLayout { ring.monomials.layouts[width] }

  /// The words of all terms in the layout of `width`, which must be wide enough.
  @inlinable
  func words(inWidth width: Int) -> [UInt64] {
    width == self.width ? words : layout.repack(words, to: ring.monomials.layouts[width])
  }

  /// The number of terms.
  @inlinable public var termCount: Int { coefficientArray.count }
  /// Whether this is 0.
  @inlinable public var isZero: Bool { coefficientArray.isEmpty }
}

extension Polynomial: Hashable {
  /// Equality of rings and of all terms.
  @inlinable
  public static func == (f: Self, g: Self) -> Bool {
    guard f.ring == g.ring, f.coefficientArray == g.coefficientArray else { return false }
    let width = max(f.width, g.width)
    return f.words(inWidth: width) == g.words(inWidth: width)
  }

  /// Hashes the terms in the narrowest layout that holds them.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(coefficientArray)
    if width == 0 {
      hasher.combine(words)
    } else {
      let largest = layout.fieldValues(of: layout.maxima(of: words), at: 0).max() ?? 0
      hasher.combine(words(inWidth: ring.monomials.width(holding: UInt64(largest))))
    }
  }
}
