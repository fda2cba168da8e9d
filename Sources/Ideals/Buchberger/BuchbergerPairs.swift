import Polynomials

/// Critical pairs in plain exponents, pruned by the criteria of Gebauer and Möller.
///
/// Independent of the packed pairs of the F4 engine, which it helps to check.
struct BuchbergerPairs {
  /// Indices of two elements and the least common multiple of their leading monomials.
  struct Pair {
    let first: Int
    let second: Int
    let multiple: [Int]
  }

  private(set) var pairs: [Pair] = []
  private(set) var leads: [[Int]] = []

  /// About the operations of one insertion.
  var insertionWork: Int { 8 * (leads.first?.count ?? 0) * leads.count + pairs.count }

  /// Adds an element with the given leading monomial.
  mutating func append(lead: [Int]) {
    let index = leads.count
    let multiples = leads.map { leastCommonMultiple($0, lead) }
    pairs.removeAll { pair in
      divides(lead, pair.multiple) && multiples[pair.first] != pair.multiple
        && multiples[pair.second] != pair.multiple
    }
    let candidates = leads.indices.map {
      (member: $0, degree: multiples[$0].reduce(0, +), isCoprime: areCoprime(leads[$0], lead))
    }
    // Among equal multiples a coprime pair comes first and hides the others.
    let sorted = candidates.sorted {
      ($0.degree, $0.isCoprime ? 0 : 1, $0.member) < ($1.degree, $1.isCoprime ? 0 : 1, $1.member)
    }
    var kept: [[Int]] = []
    for candidate in sorted {
      let multiple = multiples[candidate.member]
      if kept.contains(where: { divides($0, multiple) }) { continue }
      kept.append(multiple)
      if !candidate.isCoprime {
        pairs.append(Pair(first: candidate.member, second: index, multiple: multiple))
      }
    }
    leads.append(lead)
  }

  /// Takes a pair with the least multiple in the given order.
  mutating func popLeast(_ order: MonomialOrder) -> Pair? {
    guard
      let index = pairs.indices.min(by: {
        order.compare(pairs[$0].multiple, pairs[$1].multiple) < 0
      })
    else { return nil }
    return pairs.remove(at: index)
  }
}
