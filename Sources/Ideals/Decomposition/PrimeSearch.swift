import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// The search for the minimal primes of an ideal: a tree of branches worked off depth first.
///
/// A branch is split by factors of its clauses as long as it has any; then a Groebner basis of its
/// equations is computed and factored in turn; a basis of irreducible polynomials goes on to
/// `decomposeLeaf`, which finds a prime or splits further.
struct PrimeSearch<C: GroebnerField> {
  /// The variables of the ideal in degree reverse lexicographic order.
  let ring: PolynomialRing<C>
  let control: ComputationControl
  var table: AtomTable<C>
  /// Branches to work off, last one first.
  var open: [SplittingNode<C>] = []
  /// The primes found, none containing another.
  private(set) var found: [FoundPrime<C>] = []
  /// Source of the random linear forms and points; its choices never affect the result.
  var random = RandomSource(seed: 1)

  /// How many generators are factored at the start, and how many further ones when these are used up:
  /// most of the others vanish on the branches, and long ones are expensive to factor.
  private static var firstClauses: Int { 16 }
  private static var furtherClauses: Int { 8 }

  init(ring: PolynomialRing<C>, control: ComputationControl) {
    self.ring = ring
    self.control = control
    table = AtomTable(ring: ring, control: control)
  }

  /// Finds the minimal ones among the primes that contain `generators` and a member of each of the
  /// `products`, and none of the `units`.
  mutating func run(
    _ generators: [Polynomial<C>], clauses products: [[Polynomial<C>]] = [],
    avoiding units: [Polynomial<C>] = []
  ) throws(ComputationStopped) {
    let sorted = generators.sorted { $0.termCount < $1.termCount }
    var nonzero: Set<Int> = []
    for unit in units {
      guard let factors = try table.factors(of: unit) else { return }
      nonzero.formUnion(factors)
    }
    var clauses: [[Int]] = []
    for product in products where !product.contains(where: \.isZero) {
      var factors: Set<Int> = []
      for f in product { factors.formUnion(try table.factors(of: f) ?? []) }
      if factors.isEmpty { return }
      clauses.append(factors.sorted())
    }
    for generator in sorted.prefix(Self.firstClauses) {
      guard let factors = try table.factors(of: generator) else { continue }
      if factors.isEmpty { return }
      clauses.append(factors)
    }
    var root = SplittingNode<C>(
      clauses: clauses, pending: Array(sorted.dropFirst(Self.firstClauses)))
    root.nonzero = nonzero
    open = [root]
    // A prime with a unit stays until the end, as it may contain others.
    defer {
      found.removeAll { prime in nonzero.contains { prime.basis.contains(table[$0]) } }
    }
    while var node = open.popLast() {
      try control.checkpoint(operations: 16 * node.clauses.reduce(0) { $0 + $1.count })
      guard try node.simplify(&table) else { continue }
      if node.clauses.isEmpty {
        try process(node)
      } else {
        open.append(contentsOf: node.branches(table).reversed())
      }
    }
  }

  /// Handles a branch without clauses.
  private mutating func process(_ node: SplittingNode<C>) throws(ComputationStopped) {
    let equations = node.equations.map { table[$0] }
    if isCovered(node, by: equations) { return }
    let basis = try basis(of: equations)
    if basis.isUnit { return }
    for atom in node.nonzero where try basis.contains(allOf: [table[atom]], control) { return }
    var next = node
    next.clauses = []
    next.equations = []
    var isIrreducible = true
    for element in basis.polynomials {
      let factors = (try table.factors(of: element) ?? []).filter { !node.nonzero.contains($0) }
      if factors.count != 1 || table[factors[0]] != element.canonicalAssociate {
        isIrreducible = false
      }
      next.clauses.append(factors)
    }
    guard try takePending(&next, basis) else { return }
    if !isIrreducible || next.clauses.count > basis.polynomials.count {
      open.append(next)
    } else if try !isCovered(node, by: basis) {
      try decomposeLeaf(next, basis)
    }
  }

  /// Turns a few generators that do not vanish modulo the basis into clauses and drops shorter ones
  /// that do.
  ///
  /// - Returns: false if a generator becomes a nonzero constant.
  private mutating func takePending(
    _ node: inout SplittingNode<C>, _ basis: GroebnerBasis<C>
  ) throws(ComputationStopped) -> Bool {
    var taken = 0
    var used = 0
    for generator in node.pending {
      if taken == Self.furtherClauses { break }
      used += 1
      let rest = try basis.normalForm(of: node.lowered(generator), control)
      guard let factors = try table.factors(of: rest) else { continue }
      if factors.isEmpty { return false }
      node.clauses.append(factors)
      taken += 1
    }
    node.pending.removeFirst(used)
    return true
  }

  /// The reduced Groebner basis in the search's ring, computed with the variables that occur.
  func basis(of equations: [Polynomial<C>]) throws(ComputationStopped) -> GroebnerBasis<C> {
    let support = Set(equations.flatMap(\.support)).sorted()
    let smaller = PolynomialRing(
      trusted: ring.coefficients, variables: support.map { ring.variables[$0] },
      order: .degreeReverseLexicographic)
    let inclusion = VariableMap(from: smaller, to: ring, positions: support)
    let images = equations.compactMap { inclusion.preimage(of: $0) }
    let basis = try Ideal(ring: smaller, generators: images).groebnerBasis(control: control)
    // The orders agree, so the image of the basis is the reduced basis of the extended ideal.
    return GroebnerBasis(
      ring: ring, reduced: basis.polynomials.map { inclusion($0) }, evidence: basis.evidence)
  }

  /// Whether a prime found already has all its generators among the equations of the branch.
  private func isCovered(_ node: SplittingNode<C>, by equations: [Polynomial<C>]) -> Bool {
    let known = Set(equations.map(\.canonicalAssociate))
    return found.contains { prime in
      prime.basis.polynomials.allSatisfy { generator in
        let lowered = node.lowered(generator)
        return lowered.isZero || known.contains(lowered.canonicalAssociate)
      }
    }
  }

  /// Whether a prime found already lies in the ideal of the branch, so that it can only contain larger
  /// primes.
  private func isCovered(
    _ node: SplittingNode<C>, by basis: GroebnerBasis<C>
  ) throws(ComputationStopped) -> Bool {
    for prime in found
    where try basis.contains(
      allOf: prime.basis.polynomials.lazy.map { node.lowered($0) }, control)
    {
      return true
    }
    return false
  }

  /// Records the prime generated by a basis in the remaining variables of a branch.
  mutating func record(
    _ node: SplittingNode<C>, _ generators: [Polynomial<C>], _ reason: String
  ) throws(ComputationStopped) {
    let lifted = node.lifts.map { ring.variable($0.variable) - $0.value }
    let basis = try basis(of: generators + lifted)
    if found.contains(where: { basis.contains($0.basis) }) { return }
    found.removeAll { $0.basis.contains(basis) }
    let series = try basis.hilbertSeries(control: control)
    found.append(FoundPrime(basis: basis, series: series, reason: reason))
  }
}

/// A prime ideal with the reason why it is prime.
struct FoundPrime<C: GroebnerField> {
  let basis: GroebnerBasis<C>
  let series: HilbertSeries
  let reason: String
}
