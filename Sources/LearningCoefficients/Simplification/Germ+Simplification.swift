import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Polynomials

extension Germ {
  /// Simplifies the germ as far as the rules of `SimplificationStep` go, and tells which were used.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  mutating func simplify(
    control: ComputationControl
  ) throws(ComputationStopped) -> [SimplificationStep] {
    var steps: [SimplificationStep] = []
    // Generators whose factors are known to be no units.
    var settled: Set<Generator> = []
    // The rules make the germ smaller; the limit is for what nobody has thought of.
    while steps.count < Germ.largestStepCount {
      try control.checkpoint()
      if let step = try nextSimplification(settled: &settled, control: control) {
        steps.append(step)
      } else {
        break
      }
    }
    return steps
  }

  /// Splits off regular coordinates alone.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  mutating func splitRegularCoordinates(control: ComputationControl) throws(ComputationStopped) {
    repeat { while dropMultiples() != nil {} } while try makeCoordinate(control: control) != nil
  }

  /// The most changes of one germ.
  static let largestStepCount = 1_000

  private mutating func nextSimplification(
    settled: inout Set<Generator>, control: ComputationControl
  ) throws(ComputationStopped) -> SimplificationStep? {
    if let step = dropMultiples() ?? extractFactor() { return step }
    if let step = try divideByUnit(settled: &settled, control: control) { return step }
    if let step = replaceDefinite() { return step }
    if let step = try makeCoordinate(control: control) { return step }
    if let step = try dropRedundant(control: control) { return step }
    if let step = try straighten(control: control) { return step }
    return reduceSpan()
  }

  /// The exponents, in the vanishing coordinates, of the generators that are monomials in these alone.
  var monomialGenerators: [[Int]] {
    generators.filter { $0.termCount == 1 && $0.support.allSatisfy { roles[$0] == .vanishing } }
      .compactMap(\.multidegree)
  }

  private mutating func dropMultiples() -> SimplificationStep? {
    let monomials = minimalExponents(monomialGenerators)
    guard !monomials.isEmpty else { return nil }
    let reduced = Germ.droppingMultiples(of: monomials, in: generators)
    if reduced == generators { return nil }
    generators = reduced
    return .multiples
  }

  /// The monomials and, of the other generators, the terms that are no multiples of them.
  static func droppingMultiples(of monomials: [[Int]], in generators: [Generator]) -> [Generator] {
    guard let ring = generators.first?.ring else { return [] }
    let rest = generators.compactMap { generator in
      let terms = Array(generator.terms)
      let kept = terms.filter { term in !monomials.contains { divides($0, term.exponents) } }
      if kept.isEmpty { return nil as Generator? }
      return kept.count == terms.count ? generator : ring.polynomial(terms: kept)
    }
    return monomials.map { ring.monomial(1, exponents: $0) } + rest
  }

  private mutating func extractFactor() -> SimplificationStep? {
    guard let common = commonMonomial else { return nil }
    guard common.contains(where: { $0 > 0 }) else { return nil }
    divide(by: common)
    return .commonFactor(common)
  }

  /// The greatest common divisor of all terms of all generators, without coordinates that are parameters with zeros
  /// elsewhere.
  private var commonMonomial: [Int]? {
    guard var common = generators.first?.multidegree else { return nil }
    for generator in generators {
      for term in generator.terms {
        for i in common.indices { common[i] = min(common[i], term.exponents[i]) }
      }
    }
    return common
  }

  /// Divides all generators by a monomial; what is a unit on the stratum leaves no trace.
  mutating func divide(by exponents: [Int]) {
    let divisor = ring.monomial(1, exponents: exponents)
    generators = generators.map { generator in
      guard let quotient = generator.dividedExactly(by: divisor) else {
        contractViolation("the monomial \(divisor) does not divide \(generator)")
      }
      return quotient
    }
    for i in exponents.indices where roles[i] != .nonzero { factor[i] += exponents[i] }
  }

  private mutating func divideByUnit(
    settled: inout Set<Generator>, control: ComputationControl
  ) throws(ComputationStopped) -> SimplificationStep? {
    for (index, generator) in generators.enumerated() where !settled.contains(generator) {
      if generator.termCount == 1, generator.leadingCoefficient == 1,
        generator.support.allSatisfy({ roles[$0] == .vanishing })
      {
        continue
      }
      if let value = generator.constantValue {
        if value == 1 {
          settled.insert(generator)
          continue
        }
        generators[index] = ring.one
        return .unit(generator: index, divisor: generator)
      }
      if let divisor = try unitPart(of: generator, control: control),
        let quotient = generator.dividedExactly(by: divisor)
      {
        generators[index] = quotient
        settled.insert(quotient)
        return .unit(generator: index, divisor: divisor)
      }
      settled.insert(generator)
    }
    return nil
  }

  /// Whether the search factors a polynomial: others take longer than what their factors are worth.
  static func isFactored(_ polynomial: Generator) -> Bool {
    polynomial.termCount <= 300 && polynomial.termCount * (polynomial.totalDegree ?? 0) <= 3_000
  }

  /// The product of the factors without zeros on the stratum, constants included; `nil` if it is 1.
  private func unitPart(
    of generator: Generator, control: ComputationControl
  ) throws(ComputationStopped) -> Generator? {
    var divisor = ring.one
    // What is too long to be factored may still have a monomial as a factor.
    if !Germ.isFactored(generator) {
      var common = generator.multidegree ?? []
      for term in generator.terms {
        for i in common.indices { common[i] = min(common[i], term.exponents[i]) }
      }
      for i in common.indices where roles[i] != .nonzero { common[i] = 0 }
      divisor = ring.monomial(1, exponents: common)
      return divisor == ring.one ? nil : divisor
    }
    // Factors of a form are forms, and vanish at the origin.
    if parameters.isEmpty, generator.isHomogeneous, let leading = generator.leadingCoefficient,
      let primitive = generator.canonicalAssociate.leadingCoefficient
    {
      let unit = leading / primitive
      return unit == 1 ? nil : ring.constant(unit)
    }
    try control.checkpoint(operations: 5_000 * generator.termCount)
    let factorization = try generator.factorization(control: control)
    for factor in factorization.factors
    where try isUnit(restricted(factor.base), control: control) {
      divisor = divisor * factor.base.power(factor.exponent)
    }
    if factorization.unit != 1 { divisor = divisor.scaled(by: factorization.unit) }
    return divisor == ring.one ? nil : divisor
  }

  private mutating func replaceDefinite() -> SimplificationStep? {
    if isComplex { return nil }
    for (index, generator) in generators.enumerated()
    where generator.termCount > 1 && generator.termCount <= 1_000 {
      let step: SimplificationStep
      let monomials: [[Int]]
      if let terms = evenMinimalTerms(of: generator) {
        (step, monomials) = (.evenTerms(generator: index), terms)
      } else if let squares = definiteSquares(of: generator) {
        (step, monomials) = (.definiteSquares(generator: index), squares)
      } else {
        continue
      }
      generators.remove(at: index)
      generators += monomials.map { ring.monomial(1, exponents: $0) }
      return step
    }
    return nil
  }

  /// The minimal terms, in the vanishing coordinates, if all are even and their coefficients have one sign on the whole
  /// stratum.
  func evenMinimalTerms(of generator: Generator) -> [[Int]]? {
    let variables = vanishing
    let parts = generator.collected(in: variables)
    let minimal = minimalExponents(parts.map(\.exponents))
    guard minimal.allSatisfy({ $0.allSatisfy { $0.isMultiple(of: 2) } }) else { return nil }
    var signs: Set<Int> = []
    for part in parts where minimal.contains(part.exponents) {
      guard let sign = knownSign(of: part.coefficient) else { return nil }
      signs.insert(sign)
    }
    guard signs.count == 1 else { return nil }
    return minimal.map { spread($0, over: variables) }
  }

  /// The squares of the variables of a definite quadratic part with constant coefficients, if every term is at least
  /// quadratic in them.
  func definiteSquares(of generator: Generator) -> [[Int]]? {
    let variables = vanishing
    let quadratic = ring.polynomial(
      terms: generator.terms.filter { term in
        variables.reduce(0) { $0 + term.exponents[$1] } <= 2
      })
    let support = quadratic.support
    guard !quadratic.isZero, support.allSatisfy({ roles[$0] == .vanishing }),
      quadratic.isHomogeneous, quadratic.totalDegree == 2,
      SymmetricForm(quadratic, variables: support).signature.isDefinite,
      generator.terms.allSatisfy({ term in
        support.reduce(0) { $0 + term.exponents[$1] } >= 2
      })
    else { return nil }
    return support.map { variable in spread([2], over: [variable]) }
  }

  private func spread(_ exponents: [Int], over variables: [Int]) -> [Int] {
    var result = [Int](repeating: 0, count: ring.variableCount)
    for (variable, e) in zip(variables, exponents) { result[variable] = e }
    return result
  }

  private mutating func makeCoordinate(
    control: ComputationControl
  ) throws(ComputationStopped) -> SimplificationStep? {
    let order = generators.indices.sorted { generators[$0].termCount < generators[$1].termCount }
    for index in order where generators[index].termCount > 1 {
      let generator = generators[index]
      for variable in linearCoordinates(of: generator) {
        let unit = restricted(generator.derivative(in: variable))
        guard try isUnit(unit, control: control) else { continue }
        if generator.degree(in: variable)! > 1 {
          // By the implicit function theorem; nothing else depends on it.
          guard isAlone(variable, in: index) else { continue }
          generators[index] = ring.variable(variable)
          return .coordinate(generator: index, variable: variable)
        }
        if let changed = try makingCoordinate(
          generator: index, variable: variable, control: control)
        {
          self = changed
          return .coordinate(generator: index, variable: variable)
        }
      }
    }
    return nil
  }

  /// Makes a factor of generators a coordinate, if that makes the germ shorter.
  private mutating func straighten(
    control: ComputationControl
  ) throws(ComputationStopped) -> SimplificationStep? {
    var factors: Set<Generator> = []
    for generator in generators where generator.termCount > 1 && Germ.isFactored(generator) {
      let factorization = try generator.factorization(control: control)
      if factorization.isIrreducible { continue }
      for factor in factorization.factors where factor.base.termCount > 1 {
        factors.insert(factor.base)
      }
    }
    for factor in factors.sorted(by: { $0.precedes($1) }) {
      for variable in linearCoordinates(of: factor) where factor.degree(in: variable) == 1 {
        guard
          try isUnit(restricted(Germ.linearParts(factor, variable).unit), control: control),
          let straight = try straightened(factor, variable: variable, control: control),
          straight.termCount < termCount
        else { continue }
        self = straight
        return .straightened(factor: factor, variable: variable)
      }
    }
    return nil
  }

  /// Whether a variable occurs in no other generator than that of the given index.
  private func isAlone(_ variable: Int, in index: Int) -> Bool {
    generators.indices.allSatisfy { $0 == index || generators[$0].degree(in: variable) == 0 }
      && relation.map { $0.polynomial.degree(in: variable) == 0 } ?? true
  }

  /// The vanishing coordinates x, without density and factor, for which a polynomial has a term c·x with a coefficient c
  /// that may be a unit; those that occur least in other generators first.
  ///
  /// None for a polynomial that does not vanish on the stratum: as a coordinate it would move the stratum.
  private func linearCoordinates(of generator: Generator) -> [Int] {
    guard restricted(generator).isZero else { return [] }
    return vanishing.filter { variable in
      density[variable] == 0 && factor[variable] == 0
        && generator.terms.contains { term in
          term.exponents[variable] == 1
            && roles.indices.allSatisfy {
              $0 == variable || roles[$0] != .vanishing || term.exponents[$0] == 0
            }
        }
    }.sorted { a, b in
      let (x, y) = (occurrences(of: a), occurrences(of: b))
      return x != y ? x < y : a < b
    }
  }

  private func occurrences(of variable: Int) -> Int {
    generators.reduce(0) { $0 + $1.terms.reduce(0) { $0 + $1.exponents[variable] } }
  }

  private mutating func dropRedundant(
    control: ComputationControl
  ) throws(ComputationStopped) -> SimplificationStep? {
    guard generators.count > 1 else { return nil }
    // Multiples of monomials in vanishing coordinates are gone already.
    func isMonomial(_ generator: Generator) -> Bool {
      generator.termCount == 1 && generator.support.allSatisfy { roles[$0] == .vanishing }
    }
    for (index, generator) in generators.enumerated() where !isMonomial(generator) {
      for (other, divisor) in generators.enumerated()
      where other != index && !isMonomial(divisor) && divisor.termCount <= generator.termCount {
        guard other < index || divisor != generator else { continue }
        try control.checkpoint(operations: 100 * generator.termCount)
        if generator.dividedExactly(by: divisor) != nil {
          generators.remove(at: index)
          return .redundant(generator: index, multipleOf: other)
        }
      }
    }
    return nil
  }

  private mutating func reduceSpan() -> SimplificationStep? {
    let others = generators.filter { $0.termCount > 1 }
    guard others.count > 1 else { return nil }
    let reduced = spanReduced(others.map(\.canonicalAssociate))
    if Set(reduced) == Set(others.map(\.canonicalAssociate)) { return nil }
    generators = generators.filter { $0.termCount == 1 } + reduced
    return .span(generators)
  }

  /// Generators of the same span whose first terms, by degree in the vanishing coordinates, are different and occur in
  /// no other; unchanged where the matrix would be too large.
  private func spanReduced(_ generators: [Generator]) -> [Generator] {
    func degree(_ exponents: [Int]) -> Int {
      exponents.indices.reduce(0) { roles[$1] == .vanishing ? $0 + exponents[$1] : $0 }
    }
    let monomials = Set(generators.flatMap { $0.terms.map(\.exponents) }).sorted { a, b in
      let (x, y) = (degree(a), degree(b))
      if x != y { return x < y }
      let (p, q) = (a.reduce(0, +), b.reduce(0, +))
      return p != q ? p < q : MonomialOrder.lexicographic.compare(a, b) > 0
    }
    guard monomials.count <= 20_000 / generators.count else { return generators }
    let position = Dictionary(uniqueKeysWithValues: monomials.enumerated().map { ($1, $0) })
    let rows = generators.map { generator in
      var row = [Rational](repeating: 0, count: monomials.count)
      for term in generator.terms { row[position[term.exponents] ?? 0] = term.coefficient }
      return row
    }
    let echelon = Matrix(ring: RationalField(), rows: rows).reducedRowEchelonForm()
    return echelon.matrix.rows.prefix(echelon.rank).map { row in
      ring.polynomial(
        terms: zip(row, monomials).filter { !$0.0.isZero }.map {
          (coefficient: $0.0, exponents: $0.1)
        }
      ).canonicalAssociate
    }
  }
}
