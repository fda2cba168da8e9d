import SingularLearning

/// The reduced Groebner basis by Buchberger's algorithm as textbooks state it: an implementation
/// independent of the library's, for comparison on small inputs.
///
/// Pairs are taken by increasing lcm; the product criterion and the chain criterion drop pairs.
/// - SeeAlso: Cox, Little, O'Shea, *Ideals, Varieties, and Algorithms*, ch. 2 §7 and §10.
public func referenceGroebnerBasis<C: Field>(of ideal: Ideal<C>) -> [Polynomial<C>] {
  let ring = ideal.ring
  var basis = ideal.generators.compactMap(\.monic)
  var open: Set<Pair> = []
  func degrees(_ i: Int) -> [Int] { basis[i].multidegree ?? [] }
  func leastCommonMultiple(_ pair: Pair) -> [Int] {
    zip(degrees(pair.first), degrees(pair.second)).map { max($0, $1) }
  }
  for j in basis.indices { for i in 0..<j { open.insert(Pair(i, j)) } }
  while let pair = open.min(by: { a, b in
    let (x, y) = (leastCommonMultiple(a), leastCommonMultiple(b))
    return x == y
      ? (a.second, a.first) < (b.second, b.first) : ring.order.compare(x, y) < 0
  }) {
    open.remove(pair)
    let multiple = leastCommonMultiple(pair)
    let (a, b) = (degrees(pair.first), degrees(pair.second))
    if zip(a, b).allSatisfy({ min($0, $1) == 0 }) { continue }
    let hasChain = basis.indices.contains { k in
      k != pair.first && k != pair.second && !open.contains(Pair(k, pair.first))
        && !open.contains(Pair(k, pair.second))
        && zip(degrees(k), multiple).allSatisfy { $0 <= $1 }
    }
    if hasChain { continue }
    func cofactor(_ degrees: [Int]) -> Polynomial<C> {
      ring.monomial(ring.coefficients.one, exponents: zip(multiple, degrees).map { $0 - $1 })
    }
    let difference = cofactor(a) * basis[pair.first] - cofactor(b) * basis[pair.second]
    guard let rest = difference.divided(by: basis).remainder.monic else { continue }
    for i in basis.indices { open.insert(Pair(i, basis.count)) }
    basis.append(rest)
  }
  return reduced(basis)
}

/// Minimal, tail-reduced, monic and sorted by increasing leading monomial.
private func reduced<C: Field>(_ basis: [Polynomial<C>]) -> [Polynomial<C>] {
  func divides(_ a: Polynomial<C>, _ b: Polynomial<C>) -> Bool {
    zip(a.multidegree ?? [], b.multidegree ?? []).allSatisfy { $0 <= $1 }
  }
  var minimal: [Polynomial<C>] = []
  for (i, f) in basis.enumerated() {
    let isRedundant = basis.enumerated().contains { j, g in
      j != i && divides(g, f) && (!divides(f, g) || j < i)
    }
    if !isRedundant { minimal.append(f) }
  }
  let result = minimal.indices.compactMap { i in
    minimal[i].divided(by: Array(minimal[..<i] + minimal[(i + 1)...])).remainder.monic
  }
  return result.sorted {
    $0.ring.order.compare($0.multidegree ?? [], $1.multidegree ?? []) < 0
  }
}

/// The indices of two different basis elements, smaller one first.
private struct Pair: Hashable {
  let first: Int
  let second: Int

  init(_ i: Int, _ j: Int) {
    first = min(i, j)
    second = max(i, j)
  }
}
