import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Polynomials

extension CheckedGerm {
  /// Whether a polynomial in the parameters is shown to have no zero on the stratum.
  func hasNoZero(_ polynomial: P, control: ComputationControl) throws(CheckFailure) -> Bool {
    if polynomial.isZero { return false }
    if polynomial.constantValue != nil { return true }
    if let relation, polynomial.support.contains(relation.lead) {
      return try haveNoCommonZero(
        [polynomial, onStratum(relation.polynomial)], control: control)
    }
    if isUnit(polynomial) { return true }
    guard polynomial.termCount > 1 else { return false }
    let factors = try limited { () throws(ComputationStopped) in
      try polynomial.factorization(control: control).factors
    }
    return factors.allSatisfy { isUnit($0.base) }
  }

  /// Whether it can be seen without factors that a polynomial in the parameters has no zero on the stratum.
  private func isUnit(_ polynomial: P) -> Bool {
    if polynomial.termCount == 1 {
      return polynomial.support.allSatisfy { kinds[$0] == .nonzero }
    }
    if units.contains(polynomial.canonicalAssociate) { return true }
    if isComplex { return false }
    if sign(of: polynomial) != nil { return true }
    let support = polynomial.support
    if support.count == 1 { return !hasRealRoot(polynomial, support[0]) }
    return polynomial.totalDegree == 2 && isDefinite(symmetricMatrix(polynomial, support))
  }

  /// 1 or −1 if all terms are even with coefficients of this sign, and one of them vanishes nowhere.
  func sign(of polynomial: P) -> Int? {
    if isComplex { return nil }
    let terms = Array(polynomial.terms)
    guard let sign = terms.first?.coefficient.signum,
      terms.allSatisfy({ term in
        term.coefficient.signum == sign && term.exponents.allSatisfy { $0 % 2 == 0 }
      }),
      terms.contains(where: { term in
        term.exponents.indices.allSatisfy { term.exponents[$0] == 0 || kinds[$0] == .nonzero }
      })
    else { return nil }
    return sign
  }

  /// Whether polynomials in the parameters have no common zero, complex ones included, where the units and the nonzero
  /// parameters do not vanish.
  func haveNoCommonZero(
    _ polynomials: [P], control: ComputationControl
  ) throws(CheckFailure) -> Bool {
    let variables = Set(polynomials.flatMap(\.support))
    var product = ring.one
    for variable in variables.sorted() where kinds[variable] == .nonzero {
      product = product * ring.variable(variable)
    }
    for unit in units where variables.isSuperset(of: unit.support) { product = product * unit }
    // In fewer variables bases are found faster.
    let names = variables.sorted().map { ring.variables[$0] }
    guard let small = try? PolynomialRing(coefficients: RationalField(), variables: names),
      let target = product.moved(to: small)
    else { return false }
    let images = polynomials.compactMap { $0.moved(to: small) }
    guard images.count == polynomials.count else { return false }
    return try limited { () throws(ComputationStopped) in
      try Ideal(ring: small, generators: images).radicalContains(target, control: control)
    }
  }

  /// Whether polynomials vanish together with their gradient nowhere on the stratum: then the zeros are smooth.
  func isSmooth(_ polynomial: P, control: ComputationControl) throws(CheckFailure) -> Bool {
    try haveNoCommonZero(
      [polynomial] + polynomial.support.map { polynomial.derivative(in: $0) }, control: control)
  }

  /// Whether the generators have at least the given number of independent differentials at all zeros on the stratum,
  /// complex ones included.
  func hasRank(_ size: Int, control: ComputationControl) throws(CheckFailure) -> Bool {
    guard relation == nil, factor.allSatisfy({ $0 == 0 }), size >= 1 else { return false }
    let columns = kinds.indices.filter { kinds[$0] != .unused }
    let jacobian = Matrix(
      ring: ring,
      rows: generators.map { g in columns.map { onStratum(g.derivative(in: $0)) } })
    let minors = try limited { () throws(ComputationStopped) in
      try jacobian.minors(size: size, maximumCount: 5_000, control: control)
    }
    let equations = (generators.map(onStratum) + minors).filter { !$0.isZero }
    return equations.isEmpty ? false : try haveNoCommonZero(equations, control: control)
  }

  /// Whether points with both signs are found: then an irreducible polynomial has so many real zeros that other polynomials
  /// vanish on all of them only if it divides these.
  func takesBothSigns(_ polynomial: P) -> Bool {
    let support = polynomial.support
    guard polynomial.termCount <= 2_000 else { return false }
    var signs: Set<Int> = []
    var state: UInt64 = 0x9e37_79b9_7f4a_7c15
    for round in 0..<3_000 {
      var point = ring.variables.map { _ in Rational.zero }
      for index in support {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        let spread = [12, 40, 200][round % 3]
        point[index] = Rational(Int(state % UInt64(2 * spread + 1)) - spread) / 4
      }
      signs.insert(polynomial.evaluate(at: point).signum)
      if signs.isSuperset(of: [1, -1]) { return true }
    }
    return false
  }

  /// The symmetric matrix of the homogenisation of a polynomial of degree 2 in the given variables.
  private func symmetricMatrix(_ polynomial: P, _ variables: [Int]) -> [[Rational]] {
    let size = variables.count + 1
    var matrix = (0..<size).map { _ in (0..<size).map { _ in Rational.zero } }
    for term in polynomial.terms {
      var places: [Int] = []
      for (place, variable) in variables.enumerated() {
        for _ in 0..<term.exponents[variable] { places.append(place) }
      }
      while places.count < 2 { places.append(size - 1) }
      matrix[places[0]][places[1]] = matrix[places[0]][places[1]] + term.coefficient / 2
      matrix[places[1]][places[0]] = matrix[places[1]][places[0]] + term.coefficient / 2
    }
    return matrix
  }

  /// Whether a quadratic form in the given variables has no real zero but the origin.
  func isDefiniteForm(_ form: P, _ variables: [Int]) -> Bool {
    isDefinite(symmetricMatrix(form, variables).dropLast().map { Array($0.dropLast()) })
  }
}

/// Whether a symmetric matrix is positive or negative definite: all pivots of its L·D·Lᵀ have one sign.
func isDefinite(_ matrix: [[Rational]]) -> Bool {
  var rest = matrix
  guard let sign = rest.first?[0].signum, sign != 0 else { return false }
  for k in rest.indices {
    guard rest[k][k].signum == sign else { return false }
    for i in (k + 1)..<rest.count {
      let ratio = rest[i][k] / rest[k][k]
      for j in k..<rest.count { rest[i][j] = rest[i][j] - ratio * rest[k][j] }
    }
  }
  return true
}

/// Whether a polynomial in one variable has a real root, by the signs of its Sturm chain at both ends; said of all of
/// very high degree.
private func hasRealRoot(_ polynomial: Polynomial<RationalField>, _ variable: Int) -> Bool {
  if polynomial.totalDegree ?? 0 > 2_000 { return true }
  // Constant terms first.
  var values = (0...(polynomial.degree(in: variable) ?? 0)).map { _ in Rational.zero }
  for term in polynomial.terms { values[term.exponents[variable]] = term.coefficient }
  if values.count.isMultiple(of: 2) { return true }
  var previous = values
  var current = values.enumerated().dropFirst().map { Rational($0.offset) * $0.element }
  var ends = [(signAtPlusInfinity(previous), signAtMinusInfinity(previous))]
  while !current.isEmpty {
    ends.append((signAtPlusInfinity(current), signAtMinusInfinity(current)))
    var remainder = previous
    while remainder.count >= current.count {
      let ratio = remainder[remainder.count - 1] / current[current.count - 1]
      let shift = remainder.count - current.count
      for i in current.indices { remainder[shift + i] = remainder[shift + i] - ratio * current[i] }
      while let last = remainder.last, last.isZero { remainder.removeLast() }
    }
    (previous, current) = (current, remainder.map { -$0 })
  }
  func variations(_ signs: [Int]) -> Int {
    zip(signs, signs.dropFirst()).filter { $0 != $1 }.count
  }
  return variations(ends.map(\.0)) != variations(ends.map(\.1))
}

private func signAtPlusInfinity(_ values: [Rational]) -> Int { values.last?.signum ?? 0 }

private func signAtMinusInfinity(_ values: [Rational]) -> Int {
  (values.last?.signum ?? 0) * (values.count.isMultiple(of: 2) ? -1 : 1)
}
