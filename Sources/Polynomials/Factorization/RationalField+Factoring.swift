import AlgebraicStructures
import Computation
import ExactArithmetic

extension RationalField: FactoringField {
  /// The multiple with coprime integer coefficients and positive leading coefficient; 0 for 0.
  public func canonicalAssociate(of f: Polynomial<RationalField>) -> Polynomial<RationalField> {
    guard let leading = f.leadingCoefficient else { return f }
    let scale = f.scaleToPrimitive
    return f.scaled(by: leading.isNegative ? -scale : scale)
  }

  /// The factorisation over ℚ, by factoring the primitive integer multiple over ℤ.
  public func factorization(
    of f: Polynomial<RationalField>, squarefreeOnly: Bool, limits: FactorizationLimits,
    control: ComputationControl
  ) throws(ComputationStopped) -> Factorization<RationalField> {
    if let constant = f.constantValue {
      return Factorization(ring: f.ring, unit: constant, factors: [])
    }
    let scale = f.scaleToPrimitive
    let table = try f.integerTable(scale: scale, limits: limits)
    let found = try interruptible(
      control, operations: table.factoringOperations, isShort: table.isShort
    ) {
      IntegerMultivariate.factorization(table, squarefreeOnly: squarefreeOnly)
    }
    guard let result = found else {
      throw .undecided(what: "the factorisation of a polynomial in \(f.ring)")
    }
    var unit = Rational(result.constant) / scale
    var factors: [Factorization<RationalField>.Factor] = []
    for (table, exponent) in result.factors {
      let base = f.ring.polynomial(table)
      let canonical = canonicalAssociate(of: base)
      // The two differ by a rational factor, whose power belongs to the unit.
      let ratio = base.leadingCoefficient! / canonical.leadingCoefficient!
      unit = unit * ratio.power(exponent)
      factors.append(.init(base: canonical, exponent: exponent))
    }
    return Factorization(ring: f.ring, unit: unit, unsorted: factors)
  }

  /// The primitive integer greatest common divisor with positive leading coefficient.
  public func greatestCommonDivisor(
    _ f: Polynomial<RationalField>, _ g: Polynomial<RationalField>, limits: FactorizationLimits,
    control: ComputationControl
  ) throws(ComputationStopped) -> Polynomial<RationalField> {
    if f.isZero { return canonicalAssociate(of: g) }
    if g.isZero { return canonicalAssociate(of: f) }
    let a = try f.integerTable(scale: f.scaleToPrimitive, limits: limits)
    let b = try g.integerTable(scale: g.scaleToPrimitive, limits: limits)
    let found = try interruptible(
      control, operations: a.factoringOperations + b.factoringOperations,
      isShort: a.isShort && b.isShort
    ) {
      IntegerMultivariate.greatestCommonDivisor(a, b)
    }
    guard let common = found else {
      throw .undecided(what: "a greatest common divisor in \(f.ring)")
    }
    return canonicalAssociate(of: f.ring.polynomial(common))
  }
}

extension Polynomial where Coefficients == RationalField {
  /// The positive number that makes the coefficients coprime integers; 1 for 0.
  fileprivate var scaleToPrimitive: Rational {
    var content = Integer.zero
    var denominator: Integer = 1
    for c in coefficients {
      content = Integer.greatestCommonDivisor(content, c.numerator)
      denominator = Integer.leastCommonMultiple(denominator, c.denominator)
    }
    return content.isZero ? .one : Rational(denominator, content)
  }

  /// The terms times `scale`, which makes them integral.
  fileprivate func integerTable(
    scale: Rational, limits: FactorizationLimits
  ) throws(ComputationStopped) -> TermTable<Integer> {
    try limits.check(self)
    var table = TermTable<Integer>(variableCount: ring.variableCount)
    var bits = 0
    for (c, exponents) in terms {
      let integer = (c * scale).numerator
      bits += integer.bitCount
      table.append(integer, exponents.map { UInt($0) })
    }
    try limits.check("the size in bits of the coefficients to factor", bits, limits.coefficientBits)
    return table
  }
}

extension PolynomialRing where Coefficients == RationalField {
  fileprivate func polynomial(_ table: TermTable<Integer>) -> Polynomial<RationalField> {
    polynomial(
      terms: (0..<table.termCount).map {
        (Rational(table.coefficients[$0]), table.monomial($0).map { Int($0) })
      })
  }
}
