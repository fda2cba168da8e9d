import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// The search for a proof of the learning coefficient of a germ.
///
/// Germs are simplified; monomial ones are decided by a linear programme; sums and products fall apart; strata are split
/// where it matters whether a coefficient vanishes; what is left is blown up with the weights that the best upper bound
/// suggests. Children are visited in the order of their lower bounds, and not any more when these show that nothing
/// smaller can come.
struct ResolutionSearch {
  /// How many germs may still be looked at.
  private(set) var remainingNodes: Int
  /// The largest number of blow-ups and splits above each other.
  let maximumDepth: Int
  /// The most steps of work, for parts that get a share of them.
  let stepLimit: Int
  let control: ComputationControl
  /// Whether ranks of differentials close germs.
  private var usesRanks = true
  /// What ended the search before its budget was used up.
  private(set) var stop: ComputationStopped?

  /// A search; `control` should stop after `stepLimit` steps.
  init(nodeLimit: Int, maximumDepth: Int, stepLimit: Int, control: ComputationControl) {
    remainingNodes = nodeLimit
    self.maximumDepth = maximumDepth
    self.stepLimit = stepLimit
    self.control = control
  }

  /// The proof for a germ, as far as the budget goes.
  ///
  /// What `control` stops is left open, and `stop` says why.
  ///
  /// - Parameter limit: Germs whose lower bound is at least this are not looked into.
  /// - Parameter usesRestrictions: Whether lower bounds on subspaces are tried: for germs that no others are compared with.
  mutating func resolve(
    _ germ: Germ, depth: Int = 0, limit: LearningCoefficient? = nil, usesRestrictions: Bool = false
  ) -> ResolutionNode {
    let undone = ResolutionNodeBuilder(germ: germ, steps: [])
    guard stop == nil else { return undone.open("the search was stopped", bounds: (nil, nil)) }
    guard remainingNodes > 0, depth < maximumDepth else {
      return undone.open("the budget is used up", bounds: (nil, nil))
    }
    do {
      return try resolved(germ, depth, limit, usesRestrictions)
    } catch {
      // What is too large here leaves the rest of the search as it is.
      if case .sizeLimit(let what, _, _) = error {
        return undone.open("\(what) is too large", bounds: (nil, nil))
      }
      stop = error
      return undone.open("the search was stopped", bounds: (nil, nil))
    }
  }

  private mutating func resolved(
    _ start: Germ, _ depth: Int, _ limit: LearningCoefficient?, _ usesRestrictions: Bool
  ) throws(ComputationStopped) -> ResolutionNode {
    try control.checkpoint()
    remainingNodes -= 1
    var germ = start
    let steps = try germ.simplify(control: control)
    let node = ResolutionNodeBuilder(germ: start, steps: steps)
    // What the parameters decide alone comes first.
    if germ.parameters.contains(where: { germ.factor[$0] > 0 }) {
      guard let children = try splitByFactor(germ, depth, limit) else {
        return node.open("a parameter in the common factor", bounds: (nil, nil))
      }
      return node.minimum(children)
    }
    let onStratum = germ.generators.map { germ.restricted($0) }
    if onStratum.contains(where: { !$0.isZero }) {
      for restriction in onStratum where try germ.isUnit(restriction, control: control) {
        return try unitIdeal(germ, node)
      }
      if let closed = try closedByRank(germ, node, depth, limit) { return closed }
      if let split = try split(germ, among: onStratum, depth, limit) { return node.minimum(split) }
      return node.open(
        "zeros of \(onStratum.first { !$0.isZero }!.description) among the parameters",
        bounds: (nil, nil))
    }
    if germ.generators.isEmpty {
      contractViolation("a germ without generators: K is zero")
    }
    let exponents = germ.termExponents
    guard
      let terms = try MonomialIdealValue(exponents, density: germ.density, control: control)
    else {
      return node.open("too many terms", bounds: (nil, nil))
    }
    let monomials = germ.monomialGenerators
    if monomials.count == germ.generators.count {
      return node.leaf(.monomials, lower: terms.value, upper: terms.value)
    }
    if let parts = germ.independentParts {
      return sum(germ, parts, node, depth, usesRestrictions)
    }
    if let parts = try germ.factorsInSeparateCoordinates(control: control) {
      return product(parts, node, depth, limit)
    }
    let subideal = try MonomialIdealValue(
      monomials.map { zip($0, germ.factor).map(+) }, density: germ.density, control: control)
    let lower = subideal?.value ?? LearningCoefficient(0, multiplicity: germ.vanishing.count + 1)
    if lower == terms.value { return node.leaf(.bounds, lower: lower, upper: terms.value) }
    if let limit, lower >= limit { return node.leaf(.bounds, lower: lower, upper: terms.value) }
    guard remainingNodes > 0, depth < maximumDepth else {
      return node.open("the budget is used up", bounds: (lower, terms.value))
    }
    if usesRestrictions, germ.parameters.isEmpty, germ.hasTrivialDensity {
      return try comparedWithSubspaces(germ, node, upper: terms.value, depth)
    }
    let coefficients = germ.decisiveCoefficients(weights: terms.weights)
    if let split = try split(germ, among: coefficients, depth, limit) {
      return node.minimum(split, lower: lower, upper: terms.value)
    }
    return try blowUp(germ, node, terms: terms, lower: lower, depth, limit)
  }

  // MARK: Leaves

  /// K is its factor times a unit.
  private func unitIdeal(
    _ germ: Germ, _ node: ResolutionNodeBuilder
  ) throws(ComputationStopped) -> ResolutionNode {
    if germ.hasTrivialFactor { return node.leaf(.noZeros, lower: nil, upper: nil) }
    guard
      let value = try MonomialIdealValue(
        [germ.factor], density: germ.density, control: control)?.value
    else { contractViolation("a programme with one column is too large") }
    return node.leaf(.monomials, lower: value, upper: value)
  }

  /// A germ whose value is not below the limit since enough generators are regular coordinates.
  ///
  /// Where they only show that λ is not below that of the limit, a share of the work is spent to find m.
  private mutating func closedByRank(
    _ germ: Germ, _ node: ResolutionNodeBuilder, _ depth: Int, _ limit: LearningCoefficient?
  ) throws(ComputationStopped) -> ResolutionNode? {
    guard usesRanks, let twice = limit.map({ $0.lambda * 2 }),
      let least = (twice.numerator / twice.denominator).asInt
    else { return nil }
    // What is left of the germ beside a factor in other coordinates.
    var parts: [Germ] = []
    if !germ.hasTrivialFactor {
      guard let separate = try germ.factorsInSeparateCoordinates(control: control) else {
        return nil
      }
      parts = separate
    }
    let rest = parts.last ?? germ
    func closed(_ size: Int) -> ResolutionNode {
      let value = LearningCoefficient(Rational(size) / 2, multiplicity: 1)
      if parts.isEmpty { return node.leaf(.rank(size), lower: value, upper: nil) }
      let leaf = ResolutionNodeBuilder(germ: rest, steps: []).leaf(
        .rank(size), lower: value, upper: nil)
      return node.product(parts.dropLast().map { resolve($0, depth: depth + 1) } + [leaf])
    }
    if try rest.hasRank(least + 1, steps: stepLimit / 100, control: control) {
      return closed(least + 1)
    }
    guard twice == Rational(least), least > 0,
      try rest.hasRank(least, steps: stepLimit / 100, control: control)
    else { return nil }
    let resolved = resolve(germ, depth: depth, limit: limit, share: 4, usesRanks: false)
    if let lower = resolved.lower, lower.lambda * 2 < twice { return closed(least) }
    return node.same(as: resolved)
  }

  // MARK: Sums and products

  private mutating func sum(
    _ germ: Germ, _ parts: [[Germ.Generator]], _ node: ResolutionNodeBuilder, _ depth: Int,
    _ usesRestrictions: Bool
  ) -> ResolutionNode {
    var children: [ResolutionNode] = []
    for part in parts {
      var summand = germ
      summand.generators = part
      children.append(
        resolve(summand, depth: depth + 1, usesRestrictions: usesRestrictions))
    }
    return node.sum(children)
  }

  private mutating func product(
    _ parts: [Germ], _ node: ResolutionNodeBuilder, _ depth: Int, _ limit: LearningCoefficient?
  ) -> ResolutionNode {
    var children: [ResolutionNode] = []
    for part in parts { children.append(resolve(part, depth: depth + 1, limit: limit)) }
    return node.product(children)
  }

  // MARK: Subspaces

  /// The proof for a germ with a share of the work that is left; what only the share stopped is open.
  private mutating func resolve(
    _ germ: Germ, depth: Int, limit: LearningCoefficient? = nil, share: Int, usesRanks: Bool = true
  ) -> ResolutionNode {
    let nodes = max(1, remainingNodes / share)
    var part = ResolutionSearch(
      nodeLimit: nodes, maximumDepth: maximumDepth, stepLimit: stepLimit / share,
      control: control.limited(toSteps: stepLimit / share))
    part.usesRanks = usesRanks && self.usesRanks
    let node = part.resolve(germ, depth: depth + 1, limit: limit)
    remainingNodes = max(0, remainingNodes - (nodes - part.remainingNodes))
    if part.stop != nil, let pending = control.pendingStop { stop = pending }
    return node
  }

  /// The proof for a germ without parameters: by blow-ups, and where these do not come to an end, with lower bounds on
  /// subspaces.
  private mutating func comparedWithSubspaces(
    _ germ: Germ, _ node: ResolutionNodeBuilder, upper: LearningCoefficient, _ depth: Int
  ) throws(ComputationStopped) -> ResolutionNode {
    var resolved = resolve(germ, depth: depth, share: 8)
    if stop != nil || resolved.isExact { return node.same(as: resolved) }
    var best: (coordinates: [Int], node: ResolutionNode)?
    let target = min(upper, resolved.upper ?? upper).lambda
    for coordinates in try germ.subspaces(keeping: target, control: control) {
      let child = resolve(germ.onComplexSubspace(coordinates), depth: depth, share: 4)
      if stop != nil { break }
      guard let lower = child.lower else { continue }
      if best?.node.lower.map({ $0.lambda < lower.lambda }) ?? true { best = (coordinates, child) }
      if lower.lambda >= target { break }
    }
    // Where a subspace decides λ, half of the work may still find m.
    let isDecided = best.map { $0.node.lower!.lambda >= target } ?? false
    if stop == nil {
      resolved = resolve(germ, depth: depth, share: isDecided ? 2 : 1)
    }
    guard let best, let lower = best.node.lower?.lambda, lower > resolved.lower?.lambda ?? .zero
    else { return node.same(as: resolved) }
    return node.restriction(best.coordinates, resolved, best.node)
  }

  // MARK: Splits of the stratum

  /// The children of a split by a coordinate that is free and has a power of itself in the factor.
  private mutating func splitByFactor(
    _ germ: Germ, _ depth: Int, _ limit: LearningCoefficient?
  ) throws(ComputationStopped) -> (ResolutionNode.Rule, [ResolutionNode])? {
    guard
      let index = germ.roles.indices.first(where: {
        germ.roles[$0] == .free && germ.factor[$0] > 0
      })
    else { return nil }
    return try split(germ, by: germ.ring.variable(index), depth, limit)
  }

  /// The children of a split by a factor of one of the polynomials in the parameters that is not decided; `nil` if there
  /// is none, or none that can be solved.
  private mutating func split(
    _ germ: Germ, among polynomials: [Germ.Generator], _ depth: Int, _ limit: LearningCoefficient?
  ) throws(ComputationStopped) -> (ResolutionNode.Rule, [ResolutionNode])? {
    var candidates: Set<Germ.Generator> = []
    for polynomial in polynomials {
      for factor in try germ.undecidedFactors(of: polynomial, control: control) ?? [] {
        candidates.insert(factor)
      }
    }
    let sorted = candidates.sorted { a, b in
      if a.termCount != b.termCount { return a.termCount < b.termCount }
      return a.precedes(b)
    }
    for candidate in sorted {
      if let split = try split(germ, by: candidate, depth, limit) { return split }
    }
    return nil
  }

  private mutating func split(
    _ germ: Germ, by polynomial: Germ.Generator, _ depth: Int, _ limit: LearningCoefficient?
  ) throws(ComputationStopped) -> (ResolutionNode.Rule, [ResolutionNode])? {
    if polynomial.termCount == 1, let index = polynomial.support.first {
      var (outside, inside) = (germ, germ)
      try outside.add(unit: polynomial, control: control)
      inside.roles[index] = .vanishing
      guard try inside.restrictUnits(control: control) else {
        return (
          .split(polynomial, solvedFor: index), visit([outside], depth: depth, limit: limit)
        )
      }
      guard try inside.keepsRelation(control: control) else { return nil }
      return (
        .split(polynomial, solvedFor: index), visit([outside, inside], depth: depth, limit: limit)
      )
    }
    var undecided: [Germ.Generator] = []
    let solvable = polynomial.support.filter { polynomial.degree(in: $0) == 1 }.sorted { a, b in
      let (x, y) = (
        Germ.linearParts(polynomial, a).unit.termCount,
        Germ.linearParts(polynomial, b).unit.termCount
      )
      return x != y ? x < y : a < b
    }
    for variable in solvable {
      let (unit, _) = Germ.linearParts(polynomial, variable)
      let factors = try germ.undecidedFactors(of: unit, control: control) ?? []
      guard factors.isEmpty else {
        undecided.append(contentsOf: factors)
        continue
      }
      // The density of a free coordinate means something again where it vanishes.
      if germ.roles[variable] == .free, germ.density[variable] > 0 {
        undecided.insert(germ.ring.variable(variable), at: 0)
        continue
      }
      var outside = germ
      try outside.add(unit: polynomial, control: control)
      switch try germ.restrictedTo(zeroOf: polynomial, solvedFor: variable, control: control) {
      case .empty:
        return (
          .split(polynomial, solvedFor: variable), visit([outside], depth: depth, limit: limit)
        )
      case .germ(let inside):
        return (
          .split(polynomial, solvedFor: variable),
          visit([outside, inside], depth: depth, limit: limit)
        )
      case .tooLarge: continue
      }
    }
    for factor in undecided.sorted(by: { $0.termCount < $1.termCount }) {
      if let split = try split(germ, by: factor, depth, limit) { return split }
    }
    guard let inside = try germ.restrictedTo(smoothZerosOf: polynomial, control: control) else {
      // Singular zeros are often where coordinates vanish.
      guard let free = polynomial.support.first(where: { germ.roles[$0] == .free }) else {
        return nil
      }
      return try split(germ, by: germ.ring.variable(free), depth, limit)
    }
    var outside = germ
    try outside.add(unit: polynomial, control: control)
    var children = visit([outside], depth: depth, limit: limit)
    children.append(
      resolve(inside, depth: depth + 1, limit: limit).existing(germ.changesSign(polynomial)))
    return (.smoothSplit(polynomial), children)
  }

  // MARK: Blow-ups

  private mutating func blowUp(
    _ germ: Germ, _ node: ResolutionNodeBuilder, terms: MonomialIdealValue,
    lower: LearningCoefficient,
    _ depth: Int, _ limit: LearningCoefficient?
  ) throws(ComputationStopped) -> ResolutionNode {
    let ownExponents = germ.ownTermExponents
    // Among weights that are best, or nearly, those of coordinates with high powers: what is left is of low degree in the
    // others.
    let costs = germ.density.indices.map { index in
      10_000 * (germ.density[index] + 1) - min(100, ownExponents.reduce(0) { max($0, $1[index]) })
        - 1
    }
    func order(_ weights: [Int]) -> Int {
      ownExponents.map { zip($0, weights).reduce(0) { $0 + $1.0 * $1.1 } }.min() ?? 0
    }
    guard
      let whole = try MonomialIdealValue(germ.termExponents, density: costs, control: control)
    else { return node.open("too many terms", bounds: (lower, terms.value)) }
    var weights = integral(whole.weights)
    if weights.filter({ $0 > 0 }).count < 2 || order(weights) == 0 {
      guard let own = try MonomialIdealValue(ownExponents, density: costs, control: control)
      else { return node.open("too many terms", bounds: (lower, terms.value)) }
      weights = integral(own.weights)
    }
    let (center, charts) = germ.charts(weights: weights)
    require(center.count > 1, "a center of codimension \(center.count)")
    var germs: [Germ] = []
    var covered: Set<Int> = []
    for chart in charts {
      if let last = germs.indices.last, charts[last].index != chart.index {
        covered.insert(charts[last].index)
      }
      germs.append(germ.chart(chart.index, weights: weights, sign: chart.sign, covered: covered))
    }
    let bound = limit.map { min($0, terms.value) } ?? terms.value
    let children = visit(germs, depth: depth, limit: bound)
    return node.minimum(
      (.blowUp(weights: weights, charts: charts), children), lower: lower, upper: terms.value)
  }

  /// The proofs for all germs whose minimum is asked for, in the given order.
  private mutating func visit(
    _ germs: [Germ], depth: Int, limit: LearningCoefficient?
  ) -> [ResolutionNode] {
    var nodes: [ResolutionNode] = []
    var best = limit
    for germ in germs {
      let node = resolve(germ, depth: depth + 1, limit: best)
      if let upper = node.upper { best = best.map { min($0, upper) } ?? upper }
      nodes.append(node)
    }
    return nodes
  }

  /// Weights in the same proportion without common divisor.
  private func integral(_ weights: [Rational]) -> [Int] {
    var denominator = Integer.one
    for weight in weights where !weight.isZero {
      denominator =
        denominator / Integer.greatestCommonDivisor(denominator, weight.denominator)
        * weight.denominator
    }
    let scaled = weights.map { ($0 * Rational(denominator)).numerator }
    let common = scaled.reduce(Integer.zero) { Integer.greatestCommonDivisor($0, $1) }
    return scaled.map { weight in
      guard let small = (common.isZero ? weight : weight / common).asInt else {
        contractViolation("a weight of \(weight)")
      }
      return small
    }
  }
}
