import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension Germ {
  /// The most terms of a germ that is worked on.
  static let largestTermCount = 20_000

  /// The generators with x = −rest/unit for a vanishing coordinate x, times powers of the unit; the generator that is
  /// given becomes x itself.
  ///
  /// `nil` if they could become too large, or the relation would lose its lead.
  ///
  /// The generator is unit·x + rest, x in neither of both, and the unit has no zero on the stratum: then it is a
  /// coordinate in the place of x.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  func makingCoordinate(
    generator index: Int, variable: Int, control: ComputationControl
  ) throws(ComputationStopped) -> Germ? {
    let (unit, rest) = Germ.linearParts(generators[index], variable)
    guard
      let others = try Germ.substituting(
        generators.enumerated().filter { $0.0 != index }.map(\.1), variable: variable,
        numerator: -rest, denominator: unit, control: control)
    else { return nil }
    var result = self
    result.generators = [ring.variable(variable)] + others.filter { !$0.isZero }
    if let relation, relation.polynomial.support.contains(variable) {
      guard
        let moved = try Germ.substituting(
          [relation.polynomial], variable: variable, numerator: ring.variable(variable) - rest,
          denominator: unit, control: control)
      else { return nil }
      // The coordinate in the relation has changed, not its value on the stratum.
      result.relation?.polynomial = moved[0]
      guard result.hasSameRelation(as: self),
        try result.canLowerDegrees(control: control)
      else { return nil }
    }
    try result.reduceByRelation(control: control)
    return result
  }

  /// The germ with a polynomial unit·x + rest as the coordinate in the place of x, generators up to powers of the unit;
  /// `nil` if it could become too large, or the relation would lose its lead.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  func straightened(
    _ polynomial: Generator, variable: Int, control: ComputationControl
  ) throws(ComputationStopped) -> Germ? {
    let (unit, rest) = Germ.linearParts(polynomial, variable)
    guard
      let moved = try Germ.substituting(
        generators + [relation?.polynomial].compactMap { $0 }, variable: variable,
        numerator: ring.variable(variable) - rest, denominator: unit, control: control)
    else { return nil }
    var result = self
    result.generators = moved.prefix(generators.count).filter { !$0.isZero }
    if relation != nil { result.relation?.polynomial = moved[generators.count] }
    guard result.hasSameRelation(as: self), try result.canLowerDegrees(control: control) else {
      return nil
    }
    try result.reduceByRelation(control: control)
    return result
  }

  /// The coefficient of the variable and the terms without it, of a polynomial of degree 1 in the variable.
  static func linearParts(_ polynomial: Generator, _ variable: Int) -> (
    unit: Generator, rest: Generator
  ) {
    var (unit, rest) = (polynomial.ring.zero, polynomial.ring.zero)
    for part in polynomial.collected(in: [variable]) {
      if part.exponents == [1] { unit = part.coefficient } else { rest = part.coefficient }
    }
    return (unit, rest)
  }

  /// The polynomials with numerator/denominator for the variable, each times the least power of the denominator;
  /// `nil` if they could become too large.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  static func substituting(
    _ polynomials: [Generator], variable: Int, numerator: Generator, denominator: Generator,
    control: ComputationControl
  ) throws(ComputationStopped) -> [Generator]? {
    let factor = Double(max(numerator.termCount, denominator.termCount, 1))
    var total = 0.0
    for polynomial in polynomials {
      total += (0..<(polynomial.degree(in: variable) ?? 0)).reduce(Double(polynomial.termCount)) {
        size, _ in size * factor
      }
    }
    guard total <= Double(largestTermCount) else { return nil }
    // Terms cost some hundred operations each, in rational numbers that grow.
    try control.checkpoint(operations: Int(total) * 500)
    var result: [Generator] = []
    for polynomial in polynomials {
      try control.checkpoint()
      let degree = polynomial.degree(in: variable) ?? 0
      if degree == 0 {
        result.append(polynomial)
        continue
      }
      let parts = polynomial.collected(in: [variable]).map { part in
        part.coefficient * numerator.power(part.exponents[0])
          * denominator.power(degree - part.exponents[0])
      }
      result.append(polynomial.ring.sum(parts))
    }
    return result
  }

  /// The part of the stratum where an irreducible polynomial in the parameters vanishes, solved for the given
  /// parameter: `nil` if nothing is left of it, or the result could become too large.
  ///
  /// The polynomial is unit·u + rest with a unit on the stratum. The new coordinate u' = u + rest/unit has the index
  /// of u.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  func restrictedTo(
    zeroOf polynomial: Generator, solvedFor variable: Int, control: ComputationControl
  ) throws(ComputationStopped) -> Restriction {
    let (unit, rest) = Germ.linearParts(polynomial, variable)
    guard
      let moved = try Germ.substituting(
        generators, variable: variable, numerator: unit * ring.variable(variable) - rest,
        denominator: unit, control: control),
      let movedUnits = try Germ.substituting(
        units + (roles[variable] == .nonzero ? [ring.variable(variable)] : []),
        variable: variable, numerator: -rest, denominator: unit, control: control)
    else { return .tooLarge }
    var result = self
    result.generators = moved.filter { !$0.isZero }
    if let relation {
      guard relation.lead != variable,
        let changed = try Germ.substituting(
          [relation.polynomial], variable: variable,
          numerator: unit * ring.variable(variable) - rest, denominator: unit, control: control)
      else { return .tooLarge }
      result.relation?.polynomial = changed[0]
    }
    result.roles[variable] = .vanishing
    (result.density[variable], result.factor[variable]) = (0, 0)
    result.units = []
    for image in movedUnits {
      if try result.undecidedFactors(of: image, control: control) == nil { return .empty }
      try result.add(unit: image, control: control)
    }
    try result.reduceByRelation(control: control)
    return try result.keepsRelation(control: control) ? .germ(result) : .tooLarge
  }

  /// What is left of a stratum under an equation.
  enum Restriction {
    case germ(Germ)
    case empty
    /// Too large, or not smooth together with the relation.
    case tooLarge
  }

  /// Restricts the stratum to where a polynomial in the parameters, which is not 0, has no zero.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  mutating func add(
    unit polynomial: Generator, control: ComputationControl
  ) throws(ComputationStopped) {
    guard let factors = try undecidedFactors(of: polynomial, control: control) else {
      contractViolation("0 is no unit")
    }
    for base in factors {
      if base.termCount == 1, let variable = base.support.first {
        roles[variable] = .nonzero
        (density[variable], factor[variable]) = (0, 0)
      } else {
        units.append(base)
      }
    }
  }

  /// Puts 0 for the vanishing coordinates in the units: these coordinates may become other parameters later.
  ///
  /// `false` if a unit vanishes, so that the stratum has no point; on a relation a product with a coordinate may be a
  /// unit.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  mutating func restrictUnits(control: ComputationControl) throws(ComputationStopped) -> Bool {
    let images = units.map(restricted)
    units = zip(units, images).filter { $0 == $1 }.map(\.0)
    for image in images where !units.contains(image) {
      if try undecidedFactors(of: image, control: control) == nil { return false }
      try add(unit: image, control: control)
    }
    return true
  }

  /// One chart of a weighted blow-up of the vanishing coordinates with positive weights.
  ///
  /// w_i = sign·t^ω_i and w_j = t^ω_j·w_j'; t has the index i of w_i, and w_j' that of w_j. The coordinates in
  /// `covered` are 0 on the stratum, for points where they are not are in other charts; the others become parameters.
  /// With even ω_i both signs are needed.
  func chart(_ i: Int, weights: [Int], sign: Int, covered: Set<Int>) -> Germ {
    let center = weights.indices.filter { weights[$0] > 0 }
    var result = self
    func moved(_ polynomial: Generator) -> Generator {
      ring.polynomial(
        terms: polynomial.terms.map { term in
          var exponents = term.exponents
          let coefficient =
            sign < 0 && !exponents[i].isMultiple(of: 2) ? -term.coefficient : term.coefficient
          exponents[i] = center.reduce(0) { $0 + weights[$1] * term.exponents[$1] }
          return (coefficient, exponents)
        })
    }
    result.generators = generators.map(moved)
    if let relation { result.relation?.polynomial = moved(relation.polynomial) }
    result.factor[i] = center.reduce(0) { $0 + weights[$1] * factor[$1] }
    result.density[i] = center.reduce(-1) { $0 + weights[$1] * (density[$1] + 1) }
    for j in center where j != i && !covered.contains(j) { result.roles[j] = .free }
    return result
  }
}
