import Polynomials

extension Germ {
  /// The center of a blow-up and its charts, in an order in which the first ones leave most to monomials.
  func charts(weights: [Int]) -> (center: [Int], charts: [ResolutionNode.Chart]) {
    let center = weights.indices.filter { weights[$0] > 0 }
    // Where a coordinate is one of the generators, nothing is left of the ideal in its chart.
    let pure = Set(
      generators.compactMap { $0.termCount == 1 && $0.support.count == 1 ? $0.support[0] : nil })
    let order = center.sorted { a, b in
      if pure.contains(a) != pure.contains(b) { return pure.contains(a) }
      return a < b
    }
    return (
      center,
      order.flatMap { index in
        let signs = weights[index].isMultiple(of: 2) && !isSymmetric(in: index) ? [1, -1] : [1]
        return signs.map { ResolutionNode.Chart(index: index, sign: $0) }
      }
    )
  }

  /// Whether the other sign of a coordinate changes generators at most by their sign.
  func isSymmetric(in index: Int) -> Bool {
    if let relation, relation.polynomial.degree(in: index) != 0 { return false }
    return generators.allSatisfy { generator in
      Set(generator.terms.map { $0.exponents[index] & 1 }).count == 1
    }
  }
}
