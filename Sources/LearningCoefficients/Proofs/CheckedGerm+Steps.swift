import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Polynomials

extension CheckedGerm {
  /// Makes a change, if it is shown to keep the value at every point of the stratum.
  mutating func apply(
    _ step: LearningCoefficientCertificate.Step, reader: CertificateReader,
    control: ComputationControl
  ) throws(CheckFailure) {
    switch step {
    case .commonFactor(let exponents): try extract(exponents)
    case .unit(let generator, let divisor):
      try divide(generator, by: reader.polynomial(divisor, ring), control: control)
    case .multiples: dropMultiples()
    case .evenTerms(let generator): try replaceEven(generator)
    case .definiteSquares(let generator): try replaceDefinite(generator)
    case .coordinate(let generator, let variable):
      try makeCoordinate(generator, variable, control: control)
    case .straightened(let factor, let variable):
      try straighten(reader.polynomial(factor, ring), variable, control: control)
    case .span(let texts):
      var others: [P] = []
      for text in texts { others.append(try reader.polynomial(text, ring)) }
      try replaceBySpan(others)
    case .redundant(let generator, let divisor):
      try checkGenerator(generator)
      try checkGenerator(divisor)
      guard generator != divisor,
        generators[generator].dividedExactly(by: generators[divisor]) != nil
      else { throw .invalid("generator \(divisor) does not divide generator \(generator)") }
      generators.remove(at: generator)
    }
    try checkSize()
  }

  private mutating func extract(_ exponents: [Int]) throws(CheckFailure) {
    guard exponents.count == kinds.count, exponents.allSatisfy({ $0 >= 0 }),
      exponents.contains(where: { $0 > 0 }),
      generators.allSatisfy({ generator in
        generator.terms.allSatisfy { term in zip(exponents, term.exponents).allSatisfy { $0 <= $1 }
        }
      })
    else { throw .invalid("the monomial with exponents \(exponents) is no common factor") }
    generators = generators.map { generator in
      ring.polynomial(
        terms: generator.terms.map { ($0.coefficient, zip($0.exponents, exponents).map(-)) })
    }
    // Where it does not vanish, a coordinate is a unit.
    for i in kinds.indices where kinds[i] != .nonzero { factor[i] += exponents[i] }
    guard factor.allSatisfy({ $0 <= Self.largestExponent }) else {
      throw .invalid("a factor with an exponent above \(Self.largestExponent)")
    }
  }

  private mutating func divide(
    _ index: Int, by divisor: P, control: ComputationControl
  ) throws(CheckFailure) {
    try checkGenerator(index)
    guard !divisor.isZero, let quotient = generators[index].dividedExactly(by: divisor) else {
      throw .invalid("the divisor does not divide generator \(index)")
    }
    var isUnit = try hasNoZero(onStratum(divisor), control: control)
    if !isUnit {
      let factors = try limited { () throws(ComputationStopped) in
        try divisor.factorization(control: control).factors
      }
      isUnit = true
      for factor in factors where isUnit {
        isUnit = try hasNoZero(onStratum(factor.base), control: control)
      }
    }
    guard isUnit else {
      throw .invalid("\(divisor) is not shown to have no zero on the stratum")
    }
    generators[index] = quotient
  }

  /// The exponents of the generators that are monomials in the vanishing coordinates.
  var monomials: [[Int]] {
    generators.filter { $0.termCount == 1 && $0.support.allSatisfy { kinds[$0] == .zero } }
      .compactMap(\.multidegree)
  }

  private mutating func dropMultiples() {
    let least = leastMonomials(monomials)
    let others = generators.filter { generator in
      generator.termCount != 1 || generator.support.contains { kinds[$0] != .zero }
    }.map { generator in
      ring.polynomial(
        terms: generator.terms.filter { term in
          !least.contains { zip($0, term.exponents).allSatisfy { $0 <= $1 } }
        })
    }
    generators = least.map { ring.monomial(1, exponents: $0) } + others.filter { !$0.isZero }
  }

  private mutating func replaceEven(_ index: Int) throws(CheckFailure) {
    try checkGenerator(index)
    var coefficients: [[Int]: P] = [:]
    for term in generators[index].terms {
      let outer = kinds.indices.map { kinds[$0] == .zero ? term.exponents[$0] : 0 }
      coefficients[outer, default: ring.zero] += ring.monomial(
        term.coefficient, exponents: zip(term.exponents, outer).map(-))
    }
    let least = leastMonomials(Array(coefficients.keys))
    let signs = least.map { sign(of: coefficients[$0] ?? ring.zero) }
    guard let first = signs.first, first != nil, signs.allSatisfy({ $0 == first }),
      least.allSatisfy({ $0.allSatisfy { $0 % 2 == 0 } })
    else { throw .invalid("the least terms of generator \(index) are not even and of one sign") }
    generators.remove(at: index)
    generators += least.map { ring.monomial(1, exponents: $0) }
  }

  private mutating func replaceDefinite(_ index: Int) throws(CheckFailure) {
    if isComplex { throw .invalid("a definite form over the complex numbers") }
    try checkGenerator(index)
    let zeros = zeros
    let form = ring.polynomial(
      terms: generators[index].terms.filter { term in
        zeros.reduce(0) { $0 + term.exponents[$1] } <= 2
      })
    let variables = form.support
    guard !form.isZero,
      form.terms.allSatisfy({ term in
        term.exponents.reduce(0, +) == 2 && zeros.reduce(0) { $0 + term.exponents[$1] } == 2
      }),
      isDefiniteForm(form, variables),
      generators[index].terms.allSatisfy({ term in
        variables.reduce(0) { $0 + term.exponents[$1] } >= 2
      })
    else { throw .invalid("generator \(index) has no definite quadratic part that bounds it") }
    generators.remove(at: index)
    generators += variables.map { ring.variable($0).power(2) }
  }

  /// Refuses a variable that cannot be replaced by a polynomial as a coordinate.
  ///
  /// It vanishes on the stratum, as the polynomial has to, without which other points would be on the stratum; it has no
  /// density and is in no factor; and the derivative is a unit.
  private func checkCoordinate(
    _ polynomial: P, _ variable: Int, control: ComputationControl
  ) throws(CheckFailure) {
    try checkVariable(variable)
    guard kinds[variable] == .zero, density[variable] == 0, factor[variable] == 0 else {
      throw .invalid("\(ring.variables[variable]) is no coordinate without density and factor")
    }
    guard onStratum(polynomial).isZero else {
      throw .invalid("\(polynomial) does not vanish on the stratum")
    }
    guard
      try hasNoZero(onStratum(polynomial.derivative(in: variable)), control: control)
    else {
      throw .invalid(
        "the derivative of \(polynomial) in \(ring.variables[variable]) is not shown to be a unit")
    }
  }

  private mutating func makeCoordinate(
    _ index: Int, _ variable: Int, control: ComputationControl
  ) throws(CheckFailure) {
    try checkGenerator(index)
    let generator = generators[index]
    try checkCoordinate(generator, variable, control: control)
    let x = ring.variable(variable)
    if generator.degree(in: variable) != 1 {
      guard
        generators.indices.allSatisfy({
          $0 == index || !generators[$0].support.contains(variable)
        }), relation?.polynomial.support.contains(variable) != true
      else { throw .invalid("\(ring.variables[variable]) occurs elsewhere") }
      generators[index] = x
      return
    }
    let (unit, rest) = linear(generator, variable)
    var others: [P] = []
    for (i, other) in generators.enumerated() where i != index {
      others.append(try substitute(variable, -rest, over: unit, in: other))
    }
    if let relation {
      let moved = try substitute(variable, x - rest, over: unit, in: relation.polynomial)
      self.relation?.polynomial = moved
    }
    generators = [x] + others.filter { !$0.isZero }
    try lowerDegrees(control: control)
  }

  private mutating func straighten(
    _ polynomial: P, _ variable: Int, control: ComputationControl
  ) throws(CheckFailure) {
    try checkCoordinate(polynomial, variable, control: control)
    guard polynomial.degree(in: variable) == 1 else {
      throw .invalid("\(polynomial) is not linear in \(ring.variables[variable])")
    }
    let (unit, rest) = linear(polynomial, variable)
    try change(variable, to: ring.variable(variable) - rest, over: unit)
    try lowerDegrees(control: control)
  }

  /// Puts a quotient with a unit as its denominator in the place of a variable everywhere.
  mutating func change(_ variable: Int, to numerator: P, over unit: P) throws(CheckFailure) {
    var images: [P] = []
    for generator in generators {
      images.append(try substitute(variable, numerator, over: unit, in: generator))
    }
    generators = images.filter { !$0.isZero }
    if let relation {
      let moved = try substitute(variable, numerator, over: unit, in: relation.polynomial)
      self.relation?.polynomial = moved
    }
  }

  /// Coefficient and rest of a polynomial that is linear in a variable.
  func linear(_ polynomial: P, _ variable: Int) -> (unit: P, rest: P) {
    let unit = polynomial.derivative(in: variable)
    return (unit, polynomial - unit * ring.variable(variable))
  }

  /// f(numerator/unit) times the power of the unit that is the degree of f in the variable, by the rule of Horner.
  func substitute(
    _ variable: Int, _ numerator: P, over unit: P, in polynomial: P
  ) throws(CheckFailure) -> P {
    guard let degree = polynomial.degree(in: variable), degree > 0 else { return polynomial }
    var coefficients: [Int: P] = [:]
    for part in polynomial.collected(in: [variable]) {
      coefficients[part.exponents[0]] = part.coefficient
    }
    let growth = Double(max(numerator.termCount, unit.termCount))
    var size = Double(polynomial.termCount)
    for _ in 0..<min(degree, 64) where size <= 1e9 { size *= growth }
    guard size <= Double(Self.mostTerms), degree <= 64 || growth == 1 else {
      throw .invalid("a substitution of degree \(degree) that is too large")
    }
    var (result, power) = (coefficients[degree] ?? ring.zero, ring.one)
    for k in stride(from: degree - 1, through: 0, by: -1) {
      power = power * unit
      result = result * numerator + (coefficients[k] ?? ring.zero) * power
    }
    return result
  }

  private mutating func replaceBySpan(_ others: [P]) throws(CheckFailure) {
    var columns: [[Int]: Int] = [:]
    for polynomial in generators + others {
      for term in polynomial.terms where columns[term.exponents] == nil {
        columns[term.exponents] = columns.count
      }
    }
    guard !others.isEmpty, others.allSatisfy({ !$0.isZero }),
      columns.count <= 200_000 / (generators.count + others.count)
    else { throw .invalid("generators of a span that are too large, or zero") }
    func rank(_ polynomials: [P]) -> Int {
      Matrix(
        ring: RationalField(),
        rows: polynomials.map { polynomial in
          var row = [Rational](repeating: 0, count: columns.count)
          for term in polynomial.terms { row[columns[term.exponents] ?? 0] = term.coefficient }
          return row
        }
      ).rank
    }
    let both = rank(generators + others)
    guard rank(generators) == both, rank(others) == both else {
      throw .invalid("generators with another span")
    }
    generators = others
  }
}

/// The exponents that no other ones divide, ordered by degree, then the lexicographically larger ones first.
func leastMonomials(_ exponents: [[Int]]) -> [[Int]] {
  let all = Array(Set(exponents))
  return all.filter { a in
    !all.contains { b in a != b && zip(b, a).allSatisfy { $0 <= $1 } }
  }.sorted { a, b in
    let (x, y) = (a.reduce(0, +), b.reduce(0, +))
    return x == y ? b.lexicographicallyPrecedes(a) : x < y
  }
}
