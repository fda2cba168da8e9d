import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension PrimeSearch {
  /// Treats a branch whose Groebner basis consists of irreducible polynomials: finds a prime, or opens
  /// new branches.
  mutating func decomposeLeaf(
    _ node: SplittingNode<C>, _ basis: GroebnerBasis<C>
  ) throws(ComputationStopped) {
    let elements = basis.polynomials
    if elements.isEmpty {
      return try record(node, [], "isomorphic to an affine space")
    }
    if elements.count == 1 {
      return try record(node, elements, "isomorphic to a hypersurface of an irreducible polynomial")
    }
    if let (index, variable) = Self.graphEquation(elements) {
      var next = node
      next.clauses = elements.indices.filter { $0 != index }.map { node.clauses[$0] }
      try next.substitute(elements[index].solved(for: variable), for: variable, &table)
      open.append(next)
      return
    }
    let support = Set(elements.flatMap(\.support)).sorted()
    let smaller = PolynomialRing(
      trusted: ring.coefficients, variables: support.map { ring.variables[$0] },
      order: .degreeReverseLexicographic)
    let inclusion = VariableMap(from: smaller, to: ring, positions: support)
    let local = Ideal(ring: smaller, generators: elements.compactMap { inclusion.preimage(of: $0) })
    switch try FunctionFieldSplitting(ideal: local, control: control).run(&random) {
    case .split(let factors):
      var next = node
      var clause: Set<Int> = []
      for factor in factors {
        clause.formUnion(try table.factors(of: inclusion(factor)) ?? [])
      }
      next.clauses.append(clause.sorted())
      open.append(next)
    case .prime(let generators, let reason):
      try record(node, generators.map { inclusion($0) }, reason)
      try openRemainder(of: node, basis, outside: generators.map { inclusion($0) })
    }
  }

  /// Opens branches for the primes over a leaf that do not contain the given prime.
  private mutating func openRemainder(
    of node: SplittingNode<C>, _ basis: GroebnerBasis<C>, outside prime: [Polynomial<C>]
  ) throws(ComputationStopped) {
    var earlier: [Polynomial<C>] = []
    for generator in prime where !basis.contains(generator) {
      let ideal = Ideal(ring: ring, generators: basis.polynomials + earlier)
      let rest = try ideal.saturated(by: generator, control: control)
      earlier.append(generator)
      if rest.generators.contains(where: { $0.constantValue != nil }) { continue }
      var next = node
      next.clauses = []
      for element in rest.generators { next.clauses.append(try table.factors(of: element) ?? []) }
      next.nonzero.formUnion(try table.factors(of: generator) ?? [])
      open.append(next)
    }
  }

  /// An element c·x + r with r free of x and of small degree, the one with fewest terms, and its x.
  private static func graphEquation(_ elements: [Polynomial<C>]) -> (index: Int, variable: Int)? {
    var best: (index: Int, variable: Int)?
    for (index, element) in elements.enumerated() where (element.totalDegree ?? 0) <= 4 {
      guard let variable = element.support.first(where: { element.determines($0) }) else {
        continue
      }
      if best.map({ element.termCount < elements[$0.index].termCount }) ?? true {
        best = (index, variable)
      }
    }
    return best
  }
}
