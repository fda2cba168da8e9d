import Polynomials

extension F4Run {
  /// Whether the given pairs of the rows of a system, which must be monic, reduce to zero by them.
  ///
  /// All pairs of one degree are reduced at once: multiples with a common leading monomial, all
  /// multiples that their monomials can be reduced by, and elimination; nothing may be left over.
  ///
  /// - Returns: `false` also if the rows are not reduced by each other.
  func reducesToZero(
    _ criticalPairs: [BuchbergerPairs.Pair], of system: SparseSystem
  ) throws(F4Interruption) -> Bool {
    try checkpoint()
    for row in system.rows { pairs.activate(load(row)) }
    guard pairs.isInterreduced else { return false }
    let byDegree = Dictionary(grouping: criticalPairs) { $0.multiple.reduce(0, +) }
    for (_, selected) in byDegree.sorted(by: { $0.key < $1.key }) {
      let matrix = beginMatrix()
      for (multiple, group) in Dictionary(grouping: selected, by: \.multiple) {
        try addMultiples(
          of: group.flatMap { [$0.first, $0.second] }, leading: insert(multiple), to: matrix)
      }
      try preprocess(matrix, sugar: nil)
      try assignColumns(of: matrix)
      guard try eliminate(matrix).rows.isEmpty else { return false }
    }
    return true
  }
}
