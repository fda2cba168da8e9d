import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

extension Germ {
  /// A polynomial in the parameters that is a coordinate: q(u) = y near its zeros, which are smooth.
  ///
  /// One parameter is then a function of the others and y; polynomials are kept below the degree of q in it.
  struct Relation: Hashable, Sendable {
    /// q(u) − y, changed by later substitutions in both.
    var polynomial: Generator
    /// The parameter in which degrees are kept low; the coefficient of its highest power is a unit.
    let lead: Int
  }

  /// The part of the stratum where an irreducible polynomial in the parameters vanishes, with the polynomial as a new
  /// coordinate.
  ///
  /// `nil` if there is a relation already, the zeros are not known to be smooth, no parameter has a unit as the
  /// coefficient of its highest power, or the ring has no variable left.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  func restrictedTo(
    smoothZerosOf polynomial: Generator, control: ComputationControl
  ) throws(ComputationStopped) -> Germ? {
    // The variable that the ring has for it, the last one.
    let coordinate = ring.variableCount - 1
    guard relation == nil, roles[coordinate] == .absent else { return nil }
    var lead: Int?
    for variable in polynomial.support {
      let highest = polynomial.collected(in: [variable])[0].coefficient
      if try isUnit(highest, control: control),
        lead.map({ polynomial.degree(in: variable)! < polynomial.degree(in: $0)! }) ?? true
      {
        lead = variable
      }
    }
    guard let lead, try hasSmoothZeros(polynomial, control: control) else { return nil }
    var result = self
    result.relation = Relation(polynomial: polynomial - ring.variable(coordinate), lead: lead)
    result.roles[coordinate] = .vanishing
    (result.density[coordinate], result.factor[coordinate]) = (0, 0)
    try result.reduceByRelation(control: control)
    return result
  }

  /// Whether a polynomial in the parameters and its derivatives in them have no common zero on the stratum, complex ones
  /// included.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  func hasSmoothZeros(
    _ polynomial: Generator, control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    let derivatives = polynomial.support.map { polynomial.derivative(in: $0) }
    return try haveNoCommonZero([polynomial] + derivatives, control: control)
  }

  /// Whether polynomials in the parameters have no common zero where the units are not zero: the product of the units
  /// lies in the radical of their ideal.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  func haveNoCommonZero(
    _ polynomials: [Generator], control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    let occurring = Set(polynomials.flatMap(\.support))
    let units = self.units.filter { Set($0.support).isSubset(of: occurring) }
    let variables = occurring.sorted()
    let small: PolynomialRing<RationalField>
    do {
      small = try PolynomialRing(
        coefficients: RationalField(), variables: variables.map { ring.variables[$0] })
    } catch {
      contractViolation("the variables of a ring are refused: \(error)")
    }
    func moved(_ polynomial: Generator) -> Generator {
      guard let image = polynomial.moved(to: small) else {
        contractViolation("\(polynomial) has other variables than \(small)")
      }
      return image
    }
    let nonzero = variables.filter { roles[$0] == .nonzero }.map { moved(ring.variable($0)) }
    let product = (units.map(moved) + nonzero).reduce(small.one, *)
    let ideal = Ideal(ring: small, generators: polynomials.map(moved))
    return try ideal.radicalContains(product, control: control)
  }

  /// Lowers the degrees of all generators in the lead of the relation, each up to a unit.
  ///
  /// - Throws: `sizeLimit` for what would become too large; what `control` demands.
  mutating func reduceByRelation(control: ComputationControl) throws(ComputationStopped) {
    guard let relation else { return }
    var reduced: [Generator] = []
    for generator in generators {
      reduced.append(try Germ.reduced(generator, by: relation, control: control))
    }
    generators = reduced.filter { !$0.isZero }
  }

  /// A polynomial times a power of the highest coefficient of the relation, with lower degree in its lead.
  ///
  /// - Throws: `sizeLimit` for what would become too large; what `control` demands.
  static func reduced(
    _ polynomial: Generator, by relation: Relation, control: ComputationControl
  ) throws(ComputationStopped) -> Generator {
    let lead = relation.lead
    let parts = relation.polynomial.collected(in: [lead])
    let (highest, degree) = (parts[0].coefficient, parts[0].exponents[0])
    let variable = polynomial.ring.variable(lead)
    let rest = relation.polynomial - highest * variable.power(degree)
    var result = polynomial
    while let top = result.degree(in: lead), top >= degree {
      let coefficient = result.collected(in: [lead])[0].coefficient
      let others = result - coefficient * variable.power(top)
      // Terms become more, and their coefficients longer, with every step.
      let products =
        highest.termCount * others.termCount + coefficient.termCount * rest.termCount
      guard products <= largestTermCount, result.longestCoefficient <= longestCoefficient else {
        throw .sizeLimit(
          what: "a polynomial on a relation", needed: "\(products) products",
          limit: largestTermCount)
      }
      try control.checkpoint(operations: products * (500 + result.longestCoefficient / 8))
      result = highest * others - coefficient * rest * variable.power(top - degree)
    }
    return result
  }

  /// The most bits of a coefficient on a relation.
  private static let longestCoefficient = 20_000

  /// Whether the relation is the same on the stratum, up to a constant: times another unit it would be reducible, and a
  /// factor of it could be taken for a polynomial that is not 0.
  func hasSameRelation(as other: Germ) -> Bool {
    restrictedRelation?.canonicalAssociate == other.restrictedRelation?.canonicalAssociate
  }

  /// The relation on the stratum, a polynomial in the parameters.
  var restrictedRelation: Generator? { relation.map { restricted($0.polynomial) } }

  /// Whether a stratum with a relation still has it as a coordinate beside the others, and real points: it is
  /// irreducible and changes its sign, and its zeros are smooth, in the parameters that are left.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  func keepsRelation(control: ComputationControl) throws(ComputationStopped) -> Bool {
    guard let relation, let polynomial = restrictedRelation else { return true }
    guard !polynomial.isZero, roles[relation.lead] != .vanishing,
      try canLowerDegrees(control: control),
      changesSign(polynomial), try polynomial.isIrreducible(control: control)
    else { return false }
    return try hasSmoothZeros(polynomial, control: control)
  }

  /// Whether the highest coefficient of the relation is a unit: else multiplying with it changes generators.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  func canLowerDegrees(control: ComputationControl) throws(ComputationStopped) -> Bool {
    guard let relation, let polynomial = restrictedRelation else { return true }
    guard polynomial.degree(in: relation.lead) == relation.polynomial.degree(in: relation.lead)
    else { return false }
    return try isUnit(polynomial.collected(in: [relation.lead])[0].coefficient, control: control)
  }

  /// Whether a polynomial in the parameters is known to have real zeros on the stratum, and with them zeros outside of
  /// every other hypersurface: it takes both signs at points with small coordinates.
  func changesSign(_ polynomial: Generator) -> Bool {
    var random = RandomSource(seed: 1)
    var signs: Set<Int> = []
    let support = polynomial.support
    for round in 0..<600 {
      let spread = [12, 40, 200][round % 3]
      var point = [Rational](repeating: 0, count: ring.variableCount)
      for index in support { point[index] = Rational(random.integer(in: -spread...spread)) / 4 }
      let value = polynomial.evaluate(at: point).signum
      if value != 0 { signs.insert(value) }
      if signs.count == 2 { return true }
    }
    return false
  }
}

extension Polynomial<RationalField> {
  /// The bits of its longest numerator or denominator.
  fileprivate var longestCoefficient: Int {
    terms.reduce(0) { longest, term in
      max(longest, term.coefficient.numerator.bitCount, term.coefficient.denominator.bitCount)
    }
  }
}
