import Computation
import ExactArithmetic
import Polynomials

extension Germ {
  /// The exponents in the vanishing coordinates of all terms, times the common factor.
  var termExponents: [[Int]] {
    ownTermExponents.map { zip($0, factor).map(+) }
  }

  /// The exponents in the vanishing coordinates of all terms of the generators.
  var ownTermExponents: [[Int]] {
    Array(Set(generators.flatMap { $0.terms.map { vanishingPart($0.exponents) } }))
  }

  /// The generators in groups without common variables; `nil` if there is one group, or a common factor.
  ///
  /// Parameters are variables too: near a point where a coefficient vanishes it is like a coordinate.
  var independentParts: [[Generator]]? {
    guard hasTrivialFactor else { return nil }
    // The relation ties its variables together.
    let tied = relation.map { Set($0.polynomial.support) } ?? []
    func tying(_ support: [Int]) -> [Int] {
      tied.isDisjoint(with: support) ? support : support + tied.sorted()
    }
    let groups = Germ.groups(generators.map { ($0, tying($0.support)) })
    return groups.count > 1 ? groups : nil
  }

  /// The items in groups that share no variable.
  private static func groups<Item>(_ items: [(item: Item, support: [Int])]) -> [[Item]] {
    var groups: [(variables: Set<Int>, items: [Item])] = []
    for (item, support) in items {
      let support = Set(support)
      var merged = (variables: support, items: [item])
      for index in groups.indices.reversed()
      where !groups[index].variables.isDisjoint(with: support) {
        merged.variables.formUnion(groups[index].variables)
        merged.items = groups[index].items + merged.items
        groups.remove(at: index)
      }
      groups.append(merged)
    }
    return groups.map(\.items)
  }

  /// Germs without common variables whose product this is; `nil` if there is only one.
  ///
  /// They are the factor and the generators, or the factors of a single generator.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  func factorsInSeparateCoordinates(
    control: ComputationControl
  ) throws(ComputationStopped) -> [Germ]? {
    let used = Set(generators.flatMap(\.support))
    if relation == nil, !hasTrivialFactor,
      factor.indices.allSatisfy({ factor[$0] == 0 || !used.contains($0) })
    {
      var (monomial, rest) = (self, self)
      monomial.generators = [ring.one]
      rest.factor = [Int](repeating: 0, count: ring.variableCount)
      return [monomial, rest]
    }
    guard hasTrivialFactor, relation == nil, generators.count == 1, Germ.isFactored(generators[0])
    else { return nil }
    let factors = try generators[0].factorization(control: control).factors
    let groups = Germ.groups(
      factors.map { ($0, $0.base.support) })
    guard groups.count > 1 else { return nil }
    return groups.map { group in
      var part = self
      part.generators = [group.reduce(ring.one) { $0 * $1.base.power($1.exponent) }]
      return part
    }
  }

  /// The coefficients, polynomials in the parameters, on which it depends how the germ goes on: those of linear terms,
  /// and those of the terms of least weight that no other term of their generator divides.
  func decisiveCoefficients(weights: [Rational]) -> [Generator] {
    let variables = vanishing
    let collected = generators.map { $0.collected(in: variables) }
    let linear = collected.flatMap { parts in
      parts.filter { $0.exponents.reduce(0, +) == 1 }.map(\.coefficient)
    }.filter { $0.constantValue == nil }
    if !linear.isEmpty { return linear }
    func degree(_ exponents: [Int]) -> Rational {
      zip(exponents, variables).reduce(.zero) { $0 + Rational($1.0) * weights[$1.1] }
    }
    return collected.flatMap { parts in
      let minimal = minimalExponents(parts.map(\.exponents))
      let least = minimal.map(degree).min()
      return parts.filter { minimal.contains($0.exponents) && degree($0.exponents) == least }
        .map(\.coefficient)
    }.filter { $0.constantValue == nil }
  }
}
