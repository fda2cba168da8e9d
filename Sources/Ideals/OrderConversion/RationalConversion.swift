import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// The change of order over ℚ for a quotient of finite dimension: modulo primes, lifted, checked.
struct RationalConversion {
  /// The result modulo one prime.
  private struct ModularResult {
    let standard: [[Int]]
    let leads: [[Int]]
    /// For each element 1 and then the coefficients of the standard monomials before it.
    let values: [[UInt32]]
  }

  private let basis: GroebnerBasis<RationalField>
  private let system: IntegerSystem
  private let standardMonomials: [[Int]]
  private let order: MonomialOrder
  private let control: ComputationControl
  private var bound: UInt64 = 1 << 31

  init(
    basis: GroebnerBasis<RationalField>, standardMonomials: [[Int]], order: MonomialOrder,
    control: ComputationControl
  ) {
    self.basis = basis
    system = IntegerSystem(basis.polynomials, variableCount: basis.ring.variableCount)
    self.standardMonomials = standardMonomials
    self.order = order
    self.control = control
  }

  /// The new basis.
  mutating func polynomials(
    in ring: PolynomialRing<RationalField>
  ) throws(ComputationStopped) -> [Polynomial<RationalField>] {
    while true {
      let (shape, rows) = try lift()
      guard try isConfirmed(shape, rows) else { continue }
      return shape.leads.enumerated().map { i, lead in
        let coefficients = rows.monicCoefficients(i)
        return ring.polynomial(
          terms: coefficients.indices.map { k in
            (coefficients[k], k == 0 ? lead : shape.standard[k - 1])
          })
      }
    }
  }

  private mutating func lift() throws(ComputationStopped) -> (ModularResult, IntegerRows) {
    var shape = try nextResult().result
    var images = ModularImages(lengths: shape.values.map(\.count))
    var candidate: IntegerRows?
    var nextAttempt = 2
    while true {
      let (prime, result) = try nextResult()
      if result.leads != shape.leads {
        // A dependency that holds modulo one prime only comes too early: that prime is unlucky.
        if isUnlucky(shape, comparedTo: result) {
          shape = result
          images = ModularImages(lengths: shape.values.map(\.count))
          candidate = nil
        }
        continue
      }
      images.append(primes: [prime], result.values, isUsable: [true])
      if let found = candidate, images.lastBatchAgrees(with: found) { return (shape, found) }
      candidate = nil
      if images.primes.count >= nextAttempt {
        do {
          candidate = try images.lift(control)
        } catch .stopped(let reason) {
          throw reason
        } catch {
          candidate = nil
        }
        nextAttempt = max(nextAttempt + 1, nextAttempt * 5 / 4)
      }
    }
  }

  private func isUnlucky(_ a: ModularResult, comparedTo b: ModularResult) -> Bool {
    for (x, y) in zip(a.leads, b.leads) where x != y { return order.compare(x, y) < 0 }
    return false
  }

  /// The conversion modulo the next prime that divides no leading coefficient.
  private mutating func nextResult() throws(ComputationStopped) -> (
    prime: UInt32, result: ModularResult
  ) {
    while let prime = PrimeField.largestPrime(below: bound) {
      bound = prime
      guard let field = try? PrimeField(modulus: prime),
        let reduced = basis.reduced(modulo: field)
      else { continue }
      var conversion = try ZeroDimensionalConversion(
        reduced, standardMonomials: standardMonomials, to: order, control: control)
      try conversion.run(control)
      let values = conversion.elements.map { element in
        [1] + element.tail.map { UInt32(truncatingIfNeeded: $0) }
      }
      return (
        UInt32(truncatingIfNeeded: prime),
        ModularResult(
          standard: conversion.standard.map(\.monomial), leads: conversion.elements.map(\.lead),
          values: values)
      )
    }
    contractViolation("no primes are left")
  }

  /// Whether the new elements lie in the ideal; that they leave the right number of standard monomials
  /// is clear from how they were found.
  private func isConfirmed(
    _ shape: ModularResult, _ rows: IntegerRows
  ) throws(ComputationStopped) -> Bool {
    let fields = OrderFields(order: basis.ring.order, variableCount: basis.ring.variableCount)
    return try withExactReduction(
      by: system.monomials, system.integerRows, order: fields, control: control
    ) { reduction throws(F4Interruption) in
      var images: [ExactReduction.Image] = []
      var position: [[Int]: Int] = [:]
      func image(of monomial: [Int]) throws(F4Interruption) -> ExactReduction.Image {
        for variable in monomial.indices where monomial[variable] > 0 {
          var divisor = monomial
          divisor[variable] -= 1
          if let k = position[divisor] {
            return try reduction.product(of: images[k], variable: variable)
          }
        }
        return try reduction.one()
      }
      for monomial in shape.standard {
        images.append(try image(of: monomial))
        position[monomial] = images.count - 1
      }
      for (i, lead) in shape.leads.enumerated() {
        try control.f4Checkpoint(operations: 4 * images.count * images.count)
        let tail = images.prefix(rows.lengths[i] - 1)
        guard
          reduction.isRelation(
            rows.values, at: rows.start(i), among: [try image(of: lead)] + tail)
        else { return false }
      }
      return true
    }
  }
}

extension GroebnerBasis<RationalField> {
  /// The images of the polynomials modulo a prime, with the evidence of this basis; `nil` if the prime
  /// divides a denominator.
  ///
  /// They are the reduced Groebner basis of the ideal that they generate.
  public func reduced(modulo field: PrimeField) -> GroebnerBasis<PrimeField>? {
    let target = PolynomialRing(trusted: field, variables: ring.variables, order: ring.order)
    var images: [Polynomial<PrimeField>] = []
    for f in polynomials {
      var terms: [(coefficient: UInt64, exponents: [Int])] = []
      for (coefficient, exponents) in f.terms {
        guard let value = field.image(of: coefficient) else { return nil }
        terms.append((value, exponents))
      }
      images.append(target.polynomial(terms: terms))
    }
    return GroebnerBasis<PrimeField>(ring: target, reduced: images, evidence: evidence)
  }
}
