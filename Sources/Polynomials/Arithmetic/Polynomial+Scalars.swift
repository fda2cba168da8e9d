import AlgebraicStructures
import Computation

extension Polynomial {
  /// c · f.
  @inlinable
  public func scaled(by c: Coefficients.Element) -> Polynomial {
    let r = ring.coefficients
    return compactMapCoefficients { r.multiply(c, $0) }
  }

  /// f / c if every coefficient is divisible by c, else `nil`.
  public func dividedExactly(byScalar c: Coefficients.Element) -> Polynomial? {
    var quotients: [Coefficients.Element] = []
    for a in coefficientArray {
      guard let quotient = ring.coefficients.dividedExactly(a, by: c) else { return nil }
      quotients.append(quotient)
    }
    return Polynomial(ring: ring, width: width, coefficients: quotients, words: words)
  }

  /// The associate with leading coefficient 1, or `nil` for 0 or if that coefficient is no unit.
  public var monic: Polynomial? {
    leadingCoefficient.flatMap { ring.coefficients.inverse($0) }.map { scaled(by: $0) }
  }

  /// Applies `transform` to every coefficient and drops what becomes zero.
  @inlinable
  func compactMapCoefficients(
    _ transform: (Coefficients.Element) -> Coefficients.Element
  ) -> Polynomial {
    mapTerms(into: ring, transform)
  }

  /// Applies `transform` to every coefficient, in a ring with the same variables and order.
  @inlinable
  func mapTerms<Target: Ring>(
    into target: PolynomialRing<Target>, _ transform: (Coefficients.Element) -> Target.Element
  ) -> Polynomial<Target> {
    let images = coefficientArray.map(transform)
    if !images.contains(where: { target.coefficients.isZero($0) }) {
      return Polynomial<Target>(ring: target, width: width, coefficients: images, words: words)
    }
    let size = layout.wordCount
    var coefficients: [Target.Element] = []
    var kept: [UInt64] = []
    for (i, c) in images.enumerated() where !target.coefficients.isZero(c) {
      coefficients.append(c)
      kept.append(contentsOf: words[i * size..<(i + 1) * size])
    }
    return Polynomial<Target>(ring: target, width: width, coefficients: coefficients, words: kept)
  }

  /// f + n.
  @inlinable
  public static func + (f: Polynomial, n: Int) -> Polynomial { f + f.ring(n) }
  /// n + f.
  @inlinable
  public static func + (n: Int, f: Polynomial) -> Polynomial { f.ring(n) + f }
  /// f − n.
  @inlinable
  public static func - (f: Polynomial, n: Int) -> Polynomial { f - f.ring(n) }
  /// n − f.
  @inlinable
  public static func - (n: Int, f: Polynomial) -> Polynomial { f.ring(n) - f }
  /// n · f.
  @inlinable
  public static func * (n: Int, f: Polynomial) -> Polynomial {
    f.scaled(by: f.ring.coefficients(n))
  }
  /// f · n.
  @inlinable
  public static func * (f: Polynomial, n: Int) -> Polynomial { n * f }
}

extension Polynomial {
  /// The image under a homomorphism of the coefficients, in a new ring with the same variables and
  /// order.
  public func mapCoefficients<Target: Ring>(
    by homomorphism: RingHomomorphism<Coefficients, Target>
  ) -> Polynomial<Target> {
    mapCoefficients(into: ring.changing(coefficients: homomorphism.codomain)) { homomorphism($0) }
  }

  /// The image in `target`, which must have the same variables in the same order, under a map of
  /// the coefficients that sends 0 to 0.
  @inlinable
  public func mapCoefficients<Target: Ring>(
    into target: PolynomialRing<Target>, _ transform: (Coefficients.Element) -> Target.Element
  ) -> Polynomial<Target> {
    require(
      target.monomials === ring.monomials || target.monomials.isEquivalent(to: ring.monomials),
      "mapCoefficients: \(target) and \(ring) differ in variables or order")
    return mapTerms(into: target, transform)
  }
}

extension PolynomialRing {
  /// The ring with the same variables and order over other coefficients.
  public func changing<Target: Ring>(coefficients: Target) -> PolynomialRing<Target> {
    PolynomialRing<Target>(coefficients: coefficients, monomials: monomials)
  }

  init(coefficients: Coefficients, monomials: MonomialSpace) {
    self.coefficients = coefficients
    self.monomials = monomials
  }
}
