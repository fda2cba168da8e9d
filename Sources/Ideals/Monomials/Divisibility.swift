/// Whether the monomial `a` divides `b`.
func divides(_ a: [Int], _ b: [Int]) -> Bool {
  for i in a.indices where a[i] > b[i] { return false }
  return true
}

/// The monomials that no other one divides, each once.
func minimalMonomials(_ monomials: [[Int]]) -> [[Int]] {
  var kept: [[Int]] = []
  for monomial in monomials.sorted(by: { $0.reduce(0, +) < $1.reduce(0, +) })
  where !kept.contains(where: { divides($0, monomial) }) {
    kept.append(monomial)
  }
  return kept
}

/// The least monomial that both divide.
func leastCommonMultiple(_ a: [Int], _ b: [Int]) -> [Int] {
  a.indices.map { max(a[$0], b[$0]) }
}

/// Whether no variable occurs in both.
func areCoprime(_ a: [Int], _ b: [Int]) -> Bool {
  a.indices.allSatisfy { a[$0] == 0 || b[$0] == 0 }
}
