import AlgebraicStructures
import Computation

extension MonomialIdeal {
  /// The Krull dimension of the quotient by this ideal, or −1 for the unit ideal: the size of the
  /// largest set of variables of which no monomial lies in the ideal.
  public func dimension(control: ComputationControl = ComputationControl())
    throws(ComputationStopped) -> Int
  {
    if isUnit { return -1 }
    return try largestIndependentSet(control: control).count
  }

  /// A largest set of variables (by index) of which no monomial lies in the ideal; among several
  /// the first in lexicographic order of the sorted indices.
  ///
  /// `[]` for the unit ideal.
  public func largestIndependentSet(control: ComputationControl = ComputationControl())
    throws(ComputationStopped) -> [Int]
  {
    if isUnit { return [] }
    var search = CoverSearch(supports: supports, variableCount: variableCount, onlySmallest: true)
    try search.run(control)
    return search.independentSets.min { $0.lexicographicallyPrecedes($1) } ?? []
  }

  /// All sets of variables (by index) of which no monomial lies in the ideal and that are maximal
  /// with this property under inclusion, sorted; `[]` for the unit ideal.
  ///
  /// Their complements generate the minimal primes of this ideal.
  /// - Complexity: their number can be exponential in the number of variables.
  public func maximalIndependentSets(control: ComputationControl = ComputationControl())
    throws(ComputationStopped) -> [[Int]]
  {
    if isUnit { return [] }
    var search = CoverSearch(supports: supports, variableCount: variableCount, onlySmallest: false)
    try search.run(control)
    return search.independentSets.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The minimal sets of variables that occur in a generator.
  private var supports: [[Int]] {
    minimalMonomials(generators.map { $0.map { $0 > 0 ? 1 : 0 } })
      .map { monomial in monomial.indices.filter { monomial[$0] > 0 } }
  }
}

/// The minimal sets of variables that meet every one of the given sets, by branching on an unmet set.
private struct CoverSearch {
  let supports: [[Int]]
  let variableCount: Int
  /// Whether only covers of the least size are wanted.
  let onlySmallest: Bool
  private var covers: Set<[Int]> = []
  private var smallest: Int

  init(supports: [[Int]], variableCount: Int, onlySmallest: Bool) {
    // Short sets first: they branch least.
    self.supports = supports.sorted { $0.count < $1.count }
    self.variableCount = variableCount
    self.onlySmallest = onlySmallest
    smallest = variableCount
  }

  var independentSets: [[Int]] {
    covers.filter { !onlySmallest || $0.count == smallest }.map { cover in
      (0..<variableCount).filter { !cover.contains($0) }
    }
  }

  mutating func run(_ control: ComputationControl) throws(ComputationStopped) {
    var chosen = [Bool](repeating: false, count: variableCount)
    var excluded = chosen
    try extend(&chosen, &excluded, size: 0, from: 0, control)
  }

  private mutating func extend(
    _ chosen: inout [Bool], _ excluded: inout [Bool], size: Int, from start: Int,
    _ control: ComputationControl
  ) throws(ComputationStopped) {
    try control.checkpoint(operations: 8 * (supports.count - start))
    if onlySmallest && size > smallest { return }
    guard let next = supports[start...].firstIndex(where: { !$0.contains { chosen[$0] } }) else {
      if isMinimal(chosen) {
        covers.insert(chosen.indices.filter { chosen[$0] })
        smallest = min(smallest, size)
      }
      return
    }
    if onlySmallest && size == smallest { return }
    // Every cover is met once: the branch of a variable excludes those tried before it.
    var tried: [Int] = []
    for variable in supports[next] where !excluded[variable] {
      chosen[variable] = true
      try extend(&chosen, &excluded, size: size + 1, from: next, control)
      chosen[variable] = false
      excluded[variable] = true
      tried.append(variable)
    }
    for variable in tried { excluded[variable] = false }
  }

  /// Whether every chosen variable is the only chosen one in some set.
  private func isMinimal(_ chosen: [Bool]) -> Bool {
    var isNeeded = [Bool](repeating: false, count: variableCount)
    for support in supports {
      let hits = support.filter { chosen[$0] }
      if hits.count == 1 { isNeeded[hits[0]] = true }
    }
    return chosen.indices.allSatisfy { !chosen[$0] || isNeeded[$0] }
  }
}
