import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Polynomials

/// Checks the tree of a certificate, each node from the germ that its parent leads to.
struct LearningCoefficientCertificateChecker {
  typealias Certificate = LearningCoefficientCertificate

  /// What is shown of a germ.
  struct Shown {
    var lower: LearningCoefficient?
    var upper: LearningCoefficient?
    /// Whether the upper bound holds at all points of the stratum, but those where parameters with a density vanish.
    var isUniform: Bool
  }

  /// The most rules above each other.
  static let largestDepth = 300

  let certificate: Certificate
  let control: ComputationControl
  private let reader: CertificateReader
  private(set) var visited: Set<Int> = []

  init(_ certificate: Certificate, control: ComputationControl) {
    (self.certificate, self.control) = (certificate, control)
    reader = CertificateReader(control: control)
  }

  /// What the node with an index shows of a germ.
  ///
  /// - Parameter hasPoints: For smooth zeros, whether real ones are found: else there is no upper bound, which need not
  ///   be claimed in any case. `nil` for other strata.
  mutating func check(
    _ index: Int, _ start: CheckedGerm, path: String, depth: Int = 0, hasPoints: Bool? = nil
  ) throws(LearningCoefficientCertificateError) -> Shown {
    let node = certificate.nodes[index]
    visited.insert(index)
    do {
      if depth > Self.largestDepth { throw CheckFailure.invalid("the tree is too deep") }
      try advance()
      var germ = start
      for (position, step) in node.steps.enumerated() {
        try advance()
        do {
          try germ.apply(step, reader: reader, control: control)
        } catch .invalid(let reason) {
          throw CheckFailure.invalid("step \(position): \(reason)")
        }
      }
      let germs = try children(of: node, germ)
      guard node.children.count == germs.count else {
        throw CheckFailure.invalid(
          "\(node.children.count) children, expected \(germs.count)")
      }
      var shown: [Shown] = []
      for (position, child) in germs.enumerated() {
        let childIndex = node.children[position]
        guard childIndex > index, childIndex < certificate.nodes.count,
          !visited.contains(childIndex)
        else { throw CheckFailure.invalid("child \(position) is no later node of its own") }
        shown.append(
          try check(
            childIndex, child.germ, path: "\(path).\(position)", depth: depth + 1,
            hasPoints: child.hasPoints))
      }
      var result = try combined(node, start: start, germ, shown)
      if hasPoints == false { result.upper = nil }
      if hasPoints == true, node.upper == nil { result.upper = nil }
      try compare(node.lower, result.lower, "lower")
      try compare(node.upper, result.upper, "upper")
      return result
    } catch let error as LearningCoefficientCertificateError {
      throw error
    } catch let failure as CheckFailure {
      switch failure {
      case .invalid(let reason): throw .refuted(node: path, reason: printable(reason))
      case .stopped(let stop): throw .stopped(stop, node: path)
      }
    } catch {
      throw .refuted(node: path, reason: "\(error)")
    }
  }

  private func advance() throws(CheckFailure) {
    do {
      try control.checkpoint()
    } catch {
      throw .stopped(error)
    }
  }

  private func compare(
    _ claimed: Certificate.Value?, _ shown: LearningCoefficient?, _ name: String
  ) throws(CheckFailure) {
    let claim: LearningCoefficient?
    if let claimed { claim = try reader.value(claimed) } else { claim = nil }
    guard claim == shown else {
      func text(_ value: LearningCoefficient?) -> String { value.map { "\($0)" } ?? "none" }
      throw .invalid("\(name): \(text(claim)) is claimed, \(text(shown)) is shown")
    }
  }

  // MARK: Rules

  /// The germs that the rule of a node leads to.
  private func children(
    of node: Certificate.Node, _ germ: CheckedGerm
  ) throws(CheckFailure) -> [(germ: CheckedGerm, hasPoints: Bool?)] {
    switch node.rule {
    case .noZeros:
      guard germ.hasSettledFactor, germ.factor.allSatisfy({ $0 == 0 }), try hasUnit(germ) else {
        throw .invalid("the germ is not shown to have no zeros")
      }
      return []
    case .rank(let size):
      guard try germ.hasRank(size, control: control) else {
        throw .invalid("differentials of rank \(size) are not shown")
      }
      return []
    case .monomials, .bounds, .open: return []
    case .sum(let groups): return try sum(germ, groups).map { ($0, nil) }
    case .factorProduct: return try factorProduct(germ).map { ($0, nil) }
    case .product(let texts): return try product(germ, texts).map { ($0, nil) }
    case .split(let text, let variable):
      let (outside, inside) = try germ.split(
        by: reader.polynomial(text, germ.ring), solvedFor: variable, control: control)
      return [(outside, nil)] + (inside.map { [($0, nil)] } ?? [])
    case .smoothSplit(let text, let lead):
      let (outside, inside, hasPoints) = try germ.split(
        bySmooth: reader.polynomial(text, germ.ring), lead: lead, control: control)
      return [(outside, nil), (inside, hasPoints)]
    case .blowUp(let weights, let charts):
      try requireSettledFactor(germ)
      return try germ.charts(weights: weights, charts).map { ($0, nil) }
    case .restriction(let variables):
      return [(germ, nil), (try germ.onComplexSubspace(variables), nil)]
    }
  }

  private func requireSettledFactor(_ germ: CheckedGerm) throws(CheckFailure) {
    guard germ.hasSettledFactor else {
      throw .invalid("a parameter that may vanish is in the common factor")
    }
  }

  private func hasUnit(_ germ: CheckedGerm) throws(CheckFailure) -> Bool {
    for generator in germ.generators
    where try germ.hasNoZero(germ.onStratum(generator), control: control) {
      return true
    }
    return false
  }

  private func sum(
    _ germ: CheckedGerm, _ groups: [[Int]]
  ) throws(CheckFailure) -> [CheckedGerm] {
    guard germ.factor.allSatisfy({ $0 == 0 }), groups.count > 1,
      groups.flatMap({ $0 }).sorted() == Array(germ.generators.indices),
      groups.allSatisfy({ !$0.isEmpty })
    else {
      throw .invalid(
        "the groups are no partition of \(germ.generators.count) generators without common factor")
    }
    let tied = Set(germ.relation?.polynomial.support ?? [])
    var taken: Set<Int> = []
    var parts: [CheckedGerm] = []
    for group in groups {
      var part = germ
      part.generators = group.map { germ.generators[$0] }
      var variables = Set(part.generators.flatMap(\.support))
      // What a relation ties together counts as one.
      if !variables.isDisjoint(with: tied) { variables.formUnion(tied) }
      guard taken.isDisjoint(with: variables) else {
        throw .invalid("two summands have a variable in common")
      }
      taken.formUnion(variables)
      parts.append(part)
    }
    return parts
  }

  private func factorProduct(_ germ: CheckedGerm) throws(CheckFailure) -> [CheckedGerm] {
    try requireSettledFactor(germ)
    let used = Set(germ.generators.flatMap(\.support))
    guard germ.relation == nil, germ.factor.contains(where: { $0 > 0 }),
      germ.factor.indices.allSatisfy({ germ.factor[$0] == 0 || !used.contains($0) })
    else { throw .invalid("the factor has variables in common with generators, or there is none") }
    var (monomial, rest) = (germ, germ)
    monomial.generators = [germ.ring.one]
    rest.factor = germ.factor.map { _ in 0 }
    return [monomial, rest]
  }

  private func product(
    _ germ: CheckedGerm, _ texts: [String]
  ) throws(CheckFailure) -> [CheckedGerm] {
    guard germ.relation == nil, germ.factor.allSatisfy({ $0 == 0 }), germ.generators.count == 1,
      texts.count > 1
    else { throw .invalid("no single generator without factor and relation") }
    var parts: [CheckedGerm] = []
    var taken: Set<Int> = []
    var quotient = germ.generators[0]
    for text in texts {
      var part = germ
      let polynomial = try reader.polynomial(text, germ.ring)
      guard !polynomial.isZero, let rest = quotient.dividedExactly(by: polynomial) else {
        throw .invalid("a part does not divide the generator")
      }
      guard taken.isDisjoint(with: polynomial.support) else {
        throw .invalid("two factors have a variable in common")
      }
      taken.formUnion(polynomial.support)
      quotient = rest
      part.generators = [polynomial]
      parts.append(part)
    }
    guard quotient.constantValue != nil else { throw .invalid("the parts are not all factors") }
    return parts
  }

  // MARK: Values

  /// What the values of the children and the solutions of linear programmes show.
  private func combined(
    _ node: Certificate.Node, start: CheckedGerm, _ germ: CheckedGerm, _ children: [Shown]
  ) throws(CheckFailure) -> Shown {
    let (lowers, uppers) = (children.compactMap(\.lower), children.compactMap(\.upper))
    let meet = children.filter { !$0.isUniform }.count <= 1
    let isUniform = children.allSatisfy(\.isUniform)
    switch node.rule {
    case .noZeros:
      return Shown(lower: nil, upper: nil, isUniform: true)
    case .rank(let size):
      return Shown(
        lower: LearningCoefficient(Rational(size) / 2, multiplicity: 1), upper: nil,
        isUniform: true)
    case .sum:
      guard lowers.count == children.count else {
        return Shown(lower: nil, upper: nil, isUniform: isUniform)
      }
      func total(_ values: [LearningCoefficient]) -> LearningCoefficient {
        LearningCoefficient(
          values.reduce(.zero) { $0 + $1.lambda },
          multiplicity: values.reduce(1) { $0 + $1.multiplicity - 1 })
      }
      return Shown(
        lower: total(lowers), upper: meet && uppers.count == children.count ? total(uppers) : nil,
        isUniform: isUniform)
    case .product, .factorProduct:
      func least(_ values: [LearningCoefficient]) -> LearningCoefficient? {
        values.map(\.lambda).min().map { lambda in
          LearningCoefficient(
            lambda,
            multiplicity: values.reduce(0) { $0 + ($1.lambda == lambda ? $1.multiplicity : 0) })
        }
      }
      return Shown(
        lower: least(lowers), upper: meet ? least(uppers) : uppers.min(), isUniform: isUniform)
    case .restriction:
      let (whole, restricted) = (children[0], children[1])
      // Every pole has at most the order of the number of coordinates.
      let lower = restricted.lower.map {
        LearningCoefficient($0.lambda, multiplicity: germ.ring.variableCount)
      }
      return Shown(
        lower: [whole.lower, lower].compactMap { $0 }.max(), upper: whole.upper,
        isUniform: whole.isUniform)
    case .monomials, .bounds, .open, .split, .smoothSplit, .blowUp:
      let first = try lowerBound(node, germ)
      let lower = try weakened([first, lowers.min()].compactMap { $0 }.max(), node, germ)
      let upper = [try upperBound(node, germ), uppers.min()].compactMap { $0 }.min()
      return Shown(
        lower: lower, upper: upper,
        isUniform: children.isEmpty || start.isConstantAlongStratum)
    }
  }

  /// What is shown, or that λ is at least 0 with an m above all possible ones, if that is claimed and not less.
  private func weakened(
    _ shown: LearningCoefficient?, _ node: Certificate.Node, _ germ: CheckedGerm
  ) throws(CheckFailure) -> LearningCoefficient? {
    guard let claimed = node.lower else {
      // Without children there is no proof that K has no zeros.
      guard !node.children.isEmpty else { throw .invalid("no lower bound is claimed") }
      return shown
    }
    let value = try reader.value(claimed)
    guard value.lambda.isZero, value.multiplicity > germ.zeros.count else { return shown }
    return shown.map { max($0, value) } ?? value
  }

  /// By a point y ≥ 0 with Σ y_a·a ≤ h + 1 for monomials w^a of the ideal: λ ≥ Σ y/2, and if this is λ, then m is at most
  /// n + 1 − r for the rank r of what is positive in y and in its slacks.
  private func lowerBound(
    _ node: Certificate.Node, _ germ: CheckedGerm
  ) throws(CheckFailure) -> LearningCoefficient? {
    guard let multipliers = node.multipliers else { return nil }
    try requireSettledFactor(germ)
    let zeros = germ.zeros
    let monomials = Set(germ.monomials.map { zip($0, germ.factor).map(+) })
    var slacks = zeros.map { Rational(germ.density[$0] + 1) }
    var sum = Rational.zero
    var rows: [[Rational]] = []
    guard multipliers.count <= 1_000_000 / max(zeros.count, 1) else {
      throw .invalid("too many multipliers")
    }
    for multiplier in multipliers {
      let y = try reader.number(multiplier.value)
      guard y > .zero, multiplier.exponents.count == germ.kinds.count else {
        throw .invalid("a multiplier that is not positive, or of other exponents")
      }
      if !monomials.contains(multiplier.exponents) {
        guard multiplier.exponents == germ.factor, try hasUnit(germ) else {
          throw .invalid("a multiplier of \(multiplier.exponents), no monomial of the ideal")
        }
      }
      for (i, variable) in zeros.enumerated() {
        slacks[i] = slacks[i] - y * Rational(multiplier.exponents[variable])
      }
      sum = sum + y
      rows.append(zeros.map { Rational(multiplier.exponents[$0]) })
    }
    guard slacks.allSatisfy({ !$0.isNegative }), !rows.isEmpty else {
      throw .invalid("multipliers that are too large, or none")
    }
    for (i, slack) in slacks.enumerated() where !slack.isZero {
      rows.append(slacks.indices.map { Rational($0 == i ? 1 : 0) })
    }
    let rank = Matrix(ring: RationalField(), rows: rows).rank
    return LearningCoefficient(sum / 2, multiplicity: zeros.count + 1 - rank)
  }

  /// By weights ω ≥ 0 with ω·a ≥ 1 for all terms w^a: λ ≤ ω·(h + 1)/2, and if this is λ, then m is at least the number of
  /// independent weights of this value.
  private func upperBound(
    _ node: Certificate.Node, _ germ: CheckedGerm
  ) throws(CheckFailure) -> LearningCoefficient? {
    guard let texts = node.weights else { return nil }
    try requireSettledFactor(germ)
    let zeros = germ.zeros
    let terms = Set(
      germ.generators.flatMap { $0.terms.map { term in zeros.map { term.exponents[$0] } } })
    guard (1...max(zeros.count, 1)).contains(texts.count) else {
      throw .invalid("\(texts.count) vectors of weights")
    }
    var rows: [[Rational]] = []
    var value: Rational?
    for text in texts {
      guard text.count == germ.kinds.count else { throw .invalid("weights of other variables") }
      var weights: [Rational] = []
      for (i, entry) in text.enumerated() {
        let weight = try reader.number(entry)
        guard !weight.isNegative, germ.kinds[i] == .zero || weight.isZero else {
          throw .invalid("a negative weight, or one of a parameter")
        }
        if germ.kinds[i] == .zero { weights.append(weight) }
      }
      let own = zip(weights, zeros).reduce(Rational.zero) {
        $0 + $1.0 * Rational(germ.factor[$1.1])
      }
      guard
        terms.allSatisfy({ term in
          zip(weights, term).reduce(own) { $1.1 == 0 ? $0 : $0 + $1.0 * Rational($1.1) } >= .one
        })
      else { throw .invalid("weights for which a term has an order below 1") }
      let total = zip(weights, zeros).reduce(Rational.zero) {
        $0 + $1.0 * Rational(germ.density[$1.1] + 1)
      }
      guard value.map({ $0 == total }) ?? true else {
        throw .invalid("weights of different values")
      }
      value = total
      rows.append(weights)
    }
    guard let value, Matrix(ring: RationalField(), rows: rows).rank == rows.count else {
      throw .invalid("weights that are not independent")
    }
    return LearningCoefficient(value / 2, multiplicity: rows.count)
  }
}

/// A text on one line that is not too long.
private func printable(_ text: String) -> String {
  let shown = text.unicodeScalars.prefix(400).map { scalar -> Character in
    scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) ? "?" : Character(scalar)
  }
  return String(shown) + (text.unicodeScalars.count > 400 ? " ..." : "")
}
