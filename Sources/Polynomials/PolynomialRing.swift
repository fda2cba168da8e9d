import AlgebraicStructures
import Computation

/// The ring of polynomials in named variables over a coefficient ring, with a monomial order.
///
/// Copies share one immutable object with all that concerns monomials, so they are free and compared
/// by identity; separately made rings are equal when coefficients, names and order agree.
/// Exponents up to 2³¹ − 1 are represented; a product beyond traps with a message. Coefficients are
/// assumed to have no zero divisors where units or divisibility are asked for.
@frozen
public struct PolynomialRing<Coefficients: Ring>: Sendable {
  /// The ring of the coefficients.
  public let coefficients: Coefficients
  @usableFromInline let monomials: MonomialSpace

  /// The ring in the given variables.
  ///
  /// - Throws: for names that are not identifiers or occur twice, and for orders that do not fit.
  public init(
    coefficients: Coefficients, variables: [String],
    order: MonomialOrder = .degreeReverseLexicographic
  ) throws(PolynomialRingError) {
    var indices: [String: Int] = [:]
    for (index, name) in variables.enumerated() {
      guard isIdentifier(name) else { throw .invalidVariable(name) }
      guard indices.updateValue(index, forKey: name) == nil else { throw .duplicateVariable(name) }
    }
    if let defect = order.defect(variableCount: variables.count) { throw .invalidOrder(defect) }
    self.coefficients = coefficients
    monomials = MonomialSpace(variables: variables, indices: indices, order: order)
  }

  /// The names of the variables, in decreasing order.
  @inlinable public var variables: [String] { monomials.variables }
  /// The monomial order that sorts the terms.
  @inlinable public var order: MonomialOrder { monomials.order }
  /// The number of variables.
  @inlinable public var variableCount: Int { monomials.variables.count }

  /// The position of the variable with the given name, or `nil`.
  public func index(of name: String) -> Int? { monomials.indices[name] }

  /// The polynomial xᵢ for an index 0 ≤ i < `variableCount`.
  public func variable(_ index: Int) -> Polynomial<Coefficients> {
    require(
      (0..<variableCount).contains(index),
      "variable(_:): index \(index) in a ring of \(variableCount) variables")
    var exponents = [Int](repeating: 0, count: variableCount)
    exponents[index] = 1
    return monomial(coefficients.one, exponents: exponents)
  }

  /// All variables as polynomials.
  public var generators: [Polynomial<Coefficients>] { (0..<variableCount).map { variable($0) } }

  /// The variable with the given name, which must exist (traps).
  public subscript(name: String) -> Polynomial<Coefficients> {
    guard let index = index(of: name) else {
      contractViolation("\(self) has no variable \"\(name)\"")
    }
    return variable(index)
  }

  /// The constant polynomial `c`.
  @inlinable
  public func constant(_ c: Coefficients.Element) -> Polynomial<Coefficients> {
    if coefficients.isZero(c) { return Polynomial(ring: self) }
    let words = [UInt64](repeating: 0, count: monomials.layouts[0].wordCount)
    return Polynomial(ring: self, width: 0, coefficients: [c], words: words)
  }

  /// c · x₁^exponents[0] · x₂^exponents[1] ⋯; one exponent 0 ≤ e < 2³¹ per variable.
  public func monomial(
    _ c: Coefficients.Element, exponents: [Int]
  ) -> Polynomial<Coefficients> {
    if coefficients.isZero(c) { return Polynomial(ring: self) }
    let (width, words) = monomials.pack([exponents])
    return Polynomial(ring: self, width: width, coefficients: [c], words: words)
  }

  /// The sum of the given terms in any order; equal monomials are combined.
  @inlinable
  public func polynomial(
    terms: [(coefficient: Coefficients.Element, exponents: [Int])]
  ) -> Polynomial<Coefficients> {
    let (width, words) = monomials.pack(terms.map { $0.exponents })
    return Polynomial(
      ring: self, width: width, unsortedCoefficients: terms.map { $0.coefficient }, words: words)
  }

  /// Traps unless `other` is this ring.
  @inlinable
  func requireSame(_ other: Self) {
    require(self == other, "polynomials belong to different rings: \(self) and \(other)")
  }
}

extension PolynomialRing: Hashable {
  /// Equal coefficients and the same shared object or, failing that, equal names and order.
  @inlinable
  public static func == (a: Self, b: Self) -> Bool {
    a.coefficients == b.coefficients
      && (a.monomials === b.monomials || a.monomials.isEquivalent(to: b.monomials))
  }

  /// Hashes coefficients, names and order.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(coefficients)
    hasher.combine(variables)
    hasher.combine(order)
  }
}

extension PolynomialRing: CustomStringConvertible {
  /// Coefficient ring and variables, as `R[x, y]`; `R` without variables.
  public var description: String {
    variables.isEmpty
      ? "\(coefficients)" : "\(coefficients)[\(variables.joined(separator: ", "))]"
  }
}

/// Whether `name` is an ASCII letter or underscore followed by ASCII letters, digits, underscores.
private func isIdentifier(_ name: String) -> Bool {
  guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
  return name.utf8.allSatisfy(isIdentifierByte)
}

/// Whether the byte can stand inside a variable name.
func isIdentifierByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
    true
  default: false
  }
}
