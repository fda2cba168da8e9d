import AlgebraicStructures
import Computation

/// A field over which multivariate polynomials can be factored: ℚ and the prime fields.
public protocol FactoringField: Field where Element: Comparable {
  /// The canonical associate: monic over a prime field, with coprime integer coefficients and positive
  /// leading coefficient over ℚ; 0 for 0.
  func canonicalAssociate(of f: Polynomial<Self>) -> Polynomial<Self>

  /// The factorisation into irreducible polynomials, or only into squarefree ones that are pairwise
  /// coprime and differ in their multiplicities.
  func factorization(
    of f: Polynomial<Self>, squarefreeOnly: Bool, limits: FactorizationLimits,
    control: ComputationControl
  ) throws(ComputationStopped) -> Factorization<Self>

  /// The canonical greatest common divisor; 0 for two zeros.
  func greatestCommonDivisor(
    _ f: Polynomial<Self>, _ g: Polynomial<Self>, limits: FactorizationLimits,
    control: ComputationControl
  ) throws(ComputationStopped) -> Polynomial<Self>
}

extension Polynomial where Coefficients: FactoringField {
  /// The factorisation into irreducible polynomials over the coefficient field.
  ///
  ///     ring.parse("x^4 - 10*x^2 + 1").factorization()    // irreducible, though not modulo any prime
  ///
  /// Proven up to the correctness of FLINT, whose irreducibility tests are deterministic. FLINT cannot be
  /// interrupted: when `control` stops a long factorisation, this throws at once, and a thread that nobody
  /// waits for works on until it is done.
  /// - Throws: `sizeLimit` for inputs beyond `limits`; limits and cancellation; `undecided` if the library gives up, which it
  ///   may do for very small characteristics.
  public func factorization(
    limits: FactorizationLimits = FactorizationLimits(),
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Factorization<Coefficients> {
    try ring.coefficients.factorization(
      of: self, squarefreeOnly: false, limits: limits, control: control)
  }

  /// Powers of squarefree, pairwise coprime polynomials, one for each multiplicity that occurs.
  ///
  /// Cheaper than the full factorisation.
  public func squarefreeFactorization(
    limits: FactorizationLimits = FactorizationLimits(),
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Factorization<Coefficients> {
    try ring.coefficients.factorization(
      of: self, squarefreeOnly: true, limits: limits, control: control)
  }

  /// The product of the distinct irreducible factors, canonical; 1 for nonzero constants, 0 for 0.
  public func squarefreePart(
    limits: FactorizationLimits = FactorizationLimits(),
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Polynomial {
    if isZero { return self }
    return ring.coefficients.canonicalAssociate(
      of: try squarefreeFactorization(limits: limits, control: control).radical)
  }

  /// Whether the polynomial is neither constant nor a product of two nonconstant polynomials.
  public func isIrreducible(
    limits: FactorizationLimits = FactorizationLimits(),
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Bool {
    if constantValue != nil { return false }
    return try factorization(limits: limits, control: control).isIrreducible
  }

  /// The canonical greatest common divisor.
  ///
  /// 0 for two zeros. Traps for different rings.
  public func greatestCommonDivisor(
    with other: Polynomial, limits: FactorizationLimits = FactorizationLimits(),
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Polynomial {
    ring.requireSame(other.ring)
    return try ring.coefficients.greatestCommonDivisor(
      self, other, limits: limits, control: control)
  }

  /// The canonical least common multiple.
  ///
  /// 0 if one of them is 0. Traps for different rings.
  public func leastCommonMultiple(
    with other: Polynomial, limits: FactorizationLimits = FactorizationLimits(),
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Polynomial {
    if isZero || other.isZero { return ring.zero }
    let common = try greatestCommonDivisor(with: other, limits: limits, control: control)
    guard let rest = other.dividedExactly(by: common) else {
      contractViolation("the greatest common divisor \(common) does not divide \(other)")
    }
    return ring.coefficients.canonicalAssociate(of: self * rest)
  }

  /// The associate that represents all nonzero multiples by constants: monic over a prime field, with
  /// coprime integer coefficients and positive leading coefficient over ℚ; 0 for 0.
  public var canonicalAssociate: Polynomial { ring.coefficients.canonicalAssociate(of: self) }
}
