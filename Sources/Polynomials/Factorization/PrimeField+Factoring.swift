import AlgebraicStructures
import Computation
import ExactArithmetic

extension PrimeField: FactoringField {
  /// The monic associate; 0 for 0.
  public func canonicalAssociate(of f: Polynomial<PrimeField>) -> Polynomial<PrimeField> {
    f.monic ?? f
  }

  /// The factorisation over the prime field.
  public func factorization(
    of f: Polynomial<PrimeField>, squarefreeOnly: Bool, limits: FactorizationLimits,
    control: ComputationControl
  ) throws(ComputationStopped) -> Factorization<PrimeField> {
    if let constant = f.constantValue {
      return Factorization(ring: f.ring, unit: constant, factors: [])
    }
    let table = try f.residueTable(limits: limits)
    let p = modulus
    let found = try interruptible(
      control, operations: table.factoringOperations, isShort: table.isShort
    ) {
      ModularMultivariate.factorization(table, modulus: p, squarefreeOnly: squarefreeOnly)
    }
    guard let result = found else {
      throw .undecided(what: "the factorisation of a polynomial in \(f.ring)")
    }
    var unit = result.constant
    var factors: [Factorization<PrimeField>.Factor] = []
    for (table, exponent) in result.factors {
      let base = f.ring.polynomial(table)
      unit = multiply(unit, power(base.leadingCoefficient!, exponent))
      factors.append(.init(base: canonicalAssociate(of: base), exponent: exponent))
    }
    return Factorization(ring: f.ring, unit: unit, unsorted: factors)
  }

  /// The monic greatest common divisor.
  public func greatestCommonDivisor(
    _ f: Polynomial<PrimeField>, _ g: Polynomial<PrimeField>, limits: FactorizationLimits,
    control: ComputationControl
  ) throws(ComputationStopped) -> Polynomial<PrimeField> {
    if f.isZero { return canonicalAssociate(of: g) }
    if g.isZero { return canonicalAssociate(of: f) }
    let a = try f.residueTable(limits: limits)
    let b = try g.residueTable(limits: limits)
    let p = modulus
    let found = try interruptible(
      control, operations: a.factoringOperations + b.factoringOperations,
      isShort: a.isShort && b.isShort
    ) {
      ModularMultivariate.greatestCommonDivisor(a, b, modulus: p)
    }
    guard let common = found else {
      throw .undecided(what: "a greatest common divisor in \(f.ring)")
    }
    return canonicalAssociate(of: f.ring.polynomial(common))
  }
}

extension Polynomial where Coefficients == PrimeField {
  fileprivate func residueTable(limits: FactorizationLimits)
    throws(ComputationStopped) -> TermTable<UInt64>
  {
    try limits.check(self)
    var table = TermTable<UInt64>(variableCount: ring.variableCount)
    for (c, exponents) in terms { table.append(c, exponents.map { UInt($0) }) }
    return table
  }
}

extension PolynomialRing where Coefficients == PrimeField {
  fileprivate func polynomial(_ table: TermTable<UInt64>) -> Polynomial<PrimeField> {
    polynomial(
      terms: (0..<table.termCount).map {
        (table.coefficients[$0], table.monomial($0).map { Int($0) })
      })
  }
}
