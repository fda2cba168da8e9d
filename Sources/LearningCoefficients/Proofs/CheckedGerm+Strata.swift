import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension CheckedGerm {
  /// Replaces generators by ones of lower degree in the lead of the relation, up to its highest coefficient, which has to
  /// be a unit where that is needed.
  mutating func lowerDegrees(control: ComputationControl) throws(CheckFailure) {
    guard let relation else { return }
    let degree = relation.polynomial.degree(in: relation.lead) ?? 0
    guard generators.contains(where: { ($0.degree(in: relation.lead) ?? 0) >= degree }) else {
      return
    }
    let highest = highestCoefficient(relation.polynomial, relation.lead)
    guard degree > 0, try hasNoZero(onStratum(highest), control: control) else {
      throw .invalid("the highest coefficient of the relation is not shown to be a unit")
    }
    var images: [P] = []
    for generator in generators {
      images.append(
        try remainder(
          of: generator, by: relation.polynomial, in: relation.lead, control: control))
    }
    generators = images.filter { !$0.isZero }
  }

  private func highestCoefficient(_ polynomial: P, _ variable: Int) -> P {
    let degree = polynomial.degree(in: variable) ?? 0
    return ring.polynomial(
      terms: polynomial.terms.filter { $0.exponents[variable] == degree }.map { term in
        var exponents = term.exponents
        exponents[variable] = 0
        return (term.coefficient, exponents)
      })
  }

  /// The pseudoremainder, step by step, so that a step that changes nothing brings no factor.
  private func remainder(
    of polynomial: P, by divisor: P, in variable: Int, control: ComputationControl
  ) throws(CheckFailure) -> P {
    let degree = divisor.degree(in: variable) ?? 0
    let highest = highestCoefficient(divisor, variable)
    var result = polynomial
    while let top = result.degree(in: variable), degree > 0, top >= degree {
      let coefficient = highestCoefficient(result, variable)
      let products =
        highest.termCount * result.termCount + coefficient.termCount * divisor.termCount
      try limited { () throws(ComputationStopped) in
        try control.checkpoint(operations: products * 500)
      }
      result =
        highest * result - coefficient * ring.variable(variable).power(top - degree) * divisor
      guard result.termCount <= Self.mostTerms else {
        throw .invalid("a generator that is too large in the relation")
      }
    }
    return result
  }

  /// A polynomial in the parameters that is 0 at the same points of the stratum; 0 only if it is 0 everywhere.
  private func reduced(
    _ polynomial: P, control: ComputationControl
  ) throws(CheckFailure) -> P {
    guard let relation, polynomial.support.contains(relation.lead) else { return polynomial }
    return try remainder(
      of: polynomial, by: onStratum(relation.polynomial), in: relation.lead, control: control)
  }

  /// Restricts the stratum to where a polynomial in the parameters does not vanish.
  ///
  /// Refuses one that vanishes everywhere, without which no point would be left.
  mutating func exclude(zerosOf polynomial: P, control: ComputationControl) throws(CheckFailure) {
    let bound = relation.map { polynomial.support.contains($0.lead) } ?? false
    let reduced = try reduced(polynomial, control: control)
    guard !reduced.isZero else { throw .invalid("a polynomial that vanishes on the whole stratum") }
    if reduced.constantValue != nil { return }
    var bases = [reduced]
    if bound, let relation {
      if try hasNoZero(reduced, control: control) { return }
      let stratum = onStratum(relation.polynomial)
      let common = try limited { () throws(ComputationStopped) in
        try reduced.greatestCommonDivisor(with: stratum, control: control)
      }
      guard common.constantValue != nil else {
        throw .invalid("\(polynomial) may vanish on the whole stratum")
      }
      let highest = highestCoefficient(stratum, relation.lead)
      guard try hasNoZero(highest, control: control) else {
        units.append(polynomial.canonicalAssociate)
        return
      }
      // Of a monomial one variable is taken, as a case of its own.
      if reduced.termCount == 1 { bases = [ring.variable(reduced.support[0])] }
    } else if reduced.termCount == 1 {
      bases = reduced.support.map { ring.variable($0) }
    } else {
      if sign(of: reduced) != nil || units.contains(reduced.canonicalAssociate) { return }
      bases = try limited { () throws(ComputationStopped) in
        try reduced.factorization(control: control).factors.map(\.base)
      }
    }
    for base in bases {
      if base.termCount == 1 {
        let variable = base.support[0]
        if kinds[variable] == .nonzero { continue }
        kinds[variable] = .nonzero
        (density[variable], factor[variable]) = (0, 0)
        continue
      }
      // On the relation this has been tried.
      if !bound, try hasNoZero(base, control: control) { continue }
      units.append(base.canonicalAssociate)
    }
  }

  /// The parts of the stratum where a polynomial in the parameters is not 0, and where it is, solved for a parameter;
  /// the latter is `nil` if no point is in it.
  func split(
    by polynomial: P, solvedFor variable: Int, control: ComputationControl
  ) throws(CheckFailure) -> (outside: CheckedGerm, inside: CheckedGerm?) {
    try checkVariable(variable)
    guard polynomial.constantValue == nil, isInParameters(polynomial),
      polynomial.support.contains(variable), factor[variable] == 0 || polynomial.termCount == 1
    else { throw .invalid("\(polynomial) splits no stratum by \(ring.variables[variable])") }
    if polynomial.termCount == 1 { return try split(at: variable, control: control) }
    guard polynomial.degree(in: variable) == 1 else {
      throw .invalid("\(polynomial) is not linear in \(ring.variables[variable])")
    }
    let (unit, rest) = linear(polynomial, variable)
    guard try hasNoZero(unit, control: control) else {
      throw .invalid("the coefficient \(unit) is not shown to have no zero on the stratum")
    }
    // A density of a parameter means something where the parameter vanishes.
    guard kinds[variable] == .nonzero || density[variable] == 0 else {
      throw .invalid("\(ring.variables[variable]) has a density and may vanish")
    }
    guard relation?.lead != variable else { throw .invalid("the lead of the relation is solved") }
    var outside = self
    try outside.exclude(zerosOf: polynomial, control: control)
    var inside = self
    try inside.change(variable, to: unit * ring.variable(variable) - rest, over: unit)
    inside.kinds[variable] = .zero
    (inside.density[variable], inside.factor[variable]) = (0, 0)
    inside.units = []
    let known = units + (kinds[variable] == .nonzero ? [ring.variable(variable)] : [])
    for polynomial in known {
      let image = try substitute(variable, -rest, over: unit, in: polynomial)
      if try inside.reduced(image, control: control).isZero { return (outside, nil) }
      try inside.exclude(zerosOf: image, control: control)
    }
    try inside.lowerDegrees(control: control)
    try inside.checkRelation(control: control)
    return (outside, inside)
  }

  /// The parts of the stratum where a free parameter is not 0, and where it is.
  private func split(
    at variable: Int, control: ComputationControl
  ) throws(CheckFailure) -> (outside: CheckedGerm, inside: CheckedGerm?) {
    guard kinds[variable] == .free else {
      throw .invalid("\(ring.variables[variable]) is known not to vanish")
    }
    var (outside, inside) = (self, self)
    outside.kinds[variable] = .nonzero
    (outside.density[variable], outside.factor[variable]) = (0, 0)
    inside.kinds[variable] = .zero
    inside.units = []
    for unit in units {
      let image = inside.onStratum(unit)
      if try inside.reduced(image, control: control).isZero { return (outside, nil) }
      try inside.exclude(zerosOf: image, control: control)
    }
    try inside.checkRelation(control: control)
    return (outside, inside)
  }

  /// Refuses a relation that is no coordinate beside the others on the stratum, or not known to have real zeros there.
  private func checkRelation(control: ComputationControl) throws(CheckFailure) {
    guard let relation else { return }
    let polynomial = onStratum(relation.polynomial)
    guard kinds[relation.lead] != .zero, !polynomial.isZero,
      polynomial.degree(in: relation.lead) == relation.polynomial.degree(in: relation.lead),
      try hasNoZero(highestCoefficient(polynomial, relation.lead), control: control),
      try isSmooth(polynomial, control: control)
    else { throw .invalid("the relation \(polynomial) is no coordinate on the smaller stratum") }
    let isIrreducible = try limited { () throws(ComputationStopped) in
      try polynomial.isIrreducible(control: control)
    }
    guard isIrreducible, takesBothSigns(polynomial) else {
      throw .invalid("the relation \(polynomial) is not shown to have real zeros")
    }
  }

  /// The parts of the stratum where an irreducible polynomial in the parameters is not 0, and where it is, with the
  /// polynomial as a coordinate; and whether the latter is known to have real points.
  func split(
    bySmooth polynomial: P, lead: Int, control: ComputationControl
  ) throws(CheckFailure) -> (outside: CheckedGerm, inside: CheckedGerm, isInhabited: Bool) {
    try checkVariable(lead)
    guard let spare, relation == nil, isInParameters(polynomial), polynomial.support.contains(lead)
    else { throw .invalid("\(polynomial) cannot be a coordinate") }
    let isIrreducible = try limited { () throws(ComputationStopped) in
      try polynomial.isIrreducible(control: control)
    }
    guard isIrreducible, try hasNoZero(highestCoefficient(polynomial, lead), control: control),
      try isSmooth(polynomial, control: control)
    else { throw .invalid("\(polynomial) is not shown to be irreducible with smooth zeros") }
    var (outside, inside) = (self, self)
    try outside.exclude(zerosOf: polynomial, control: control)
    inside.spare = nil
    inside.kinds[spare] = .zero
    (inside.density[spare], inside.factor[spare]) = (0, 0)
    inside.relation = (polynomial - ring.variable(spare), lead)
    try inside.lowerDegrees(control: control)
    return (outside, inside, takesBothSigns(polynomial))
  }

  /// The germ at the only point of its stratum on the complex subspace where the given variables are 0.
  func onComplexSubspace(_ variables: [Int]) throws(CheckFailure) -> CheckedGerm {
    guard !variables.isEmpty, Set(variables).count == variables.count, relation == nil,
      kinds.allSatisfy({ $0 == .zero || $0 == .unused }),
      zeros.allSatisfy({ density[$0] == 0 })
    else { throw .invalid("a subspace of a germ with parameters or a density") }
    var result = self
    result.isComplex = true
    for variable in variables {
      try checkVariable(variable)
      guard kinds[variable] == .zero, factor[variable] == 0 else {
        throw .invalid("\(ring.variables[variable]) is no coordinate without factor")
      }
      result.kinds[variable] = .unused
    }
    result.generators = generators.map { generator in
      ring.polynomial(
        terms: generator.terms.filter { term in variables.allSatisfy { term.exponents[$0] == 0 } })
    }.filter { !$0.isZero }
    guard !result.generators.isEmpty else { throw .invalid("K is 0 on the subspace") }
    return result
  }

  /// The charts of a blow-up of vanishing coordinates with weights, which contain all real points over the stratum.
  ///
  /// Points where a coordinate of an earlier chart does not vanish lie in that chart.
  func charts(
    weights: [Int], _ charts: [LearningCoefficientCertificate.Chart]
  ) throws(CheckFailure) -> [CheckedGerm] {
    let center = weights.indices.filter { weights[$0] > 0 }
    guard weights.count == kinds.count, weights.allSatisfy({ (0...1_000_000).contains($0) }),
      center.count > 1, center.allSatisfy({ kinds[$0] == .zero })
    else { throw .invalid("weights \(weights) of no center") }
    var remaining = Set(center)
    var done: [Int] = []
    var position = 0
    var result: [CheckedGerm] = []
    while position < charts.count {
      let index = charts[position].index
      guard remaining.remove(index) != nil else {
        throw .invalid(
          "a chart of variable \(index), which has had its chart or is not in the center")
      }
      var signs: [Int] = []
      while position < charts.count, charts[position].index == index {
        let sign = charts[position].sign
        guard sign == 1 || sign == -1, !signs.contains(sign) else {
          throw .invalid("a chart of the sign \(sign)")
        }
        signs.append(sign)
        result.append(try chart(index, sign, weights, center, covered: done))
        position += 1
      }
      guard signs.count == 2 || !weights[index].isMultiple(of: 2) || isEvenOrOdd(in: index) else {
        throw .invalid("no chart where \(ring.variables[index]) has the sign \(-signs[0])")
      }
      done.append(index)
    }
    guard remaining.isEmpty else {
      throw .invalid("no chart of \(remaining.sorted().map { ring.variables[$0] })")
    }
    return result
  }

  /// Whether the other sign of a coordinate changes generators at most by their sign, and nothing else.
  private func isEvenOrOdd(in index: Int) -> Bool {
    relation?.polynomial.support.contains(index) != true
      && generators.allSatisfy { generator in
        let parities = generator.terms.map { $0.exponents[index] % 2 }
        return parities.allSatisfy { $0 == parities[0] }
      }
  }

  private func chart(
    _ index: Int, _ sign: Int, _ weights: [Int], _ center: [Int], covered: [Int]
  ) throws(CheckFailure) -> CheckedGerm {
    func order(_ exponents: [Int]) throws(CheckFailure) -> Int {
      var sum = 0
      for j in center {
        let (product, overflow) = exponents[j].multipliedReportingOverflow(by: weights[j])
        guard !overflow, product <= Self.largestExponent else {
          throw .invalid("an exponent above \(Self.largestExponent)")
        }
        sum += product
      }
      guard sum <= Self.largestExponent else {
        throw .invalid("an exponent above \(Self.largestExponent)")
      }
      return sum
    }
    func pulledBack(_ polynomial: P) throws(CheckFailure) -> P {
      var terms: [(coefficient: Rational, exponents: [Int])] = []
      for term in polynomial.terms {
        var exponents = term.exponents
        exponents[index] = try order(term.exponents)
        let isNegated = sign < 0 && term.exponents[index] % 2 == 1
        terms.append((isNegated ? -term.coefficient : term.coefficient, exponents))
      }
      return ring.polynomial(terms: terms)
    }
    var result = self
    var images: [P] = []
    for generator in generators { images.append(try pulledBack(generator)) }
    result.generators = images
    if let relation { result.relation?.polynomial = try pulledBack(relation.polynomial) }
    result.factor[index] = try order(factor)
    result.density[index] = try order(density.map { $0 + 1 }) - 1
    for j in center where j != index && !covered.contains(j) { result.kinds[j] = .free }
    return result
  }
}
