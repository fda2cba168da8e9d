import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// The ranks of the parts of the blocks over the function field of a local domain, with minors that
/// show them.
struct PartRanks<F: GroebnerField> {
  let parts: [BlockPart<F>]
  let domain: LocalDomain<F>
  let limits: RankLocusLimits
  let control: ComputationControl
  /// For each part the values at a random point.
  private var values: [ResidueValues] = []
  /// For each part the positions of a minor known not to vanish on the domain.
  private var largest: [(rows: [Int], columns: [Int])] = []

  /// Below this modulus random points say little.
  private static var smallestField: UInt64 { 1 << 16 }
  /// With more bordering minors an elimination decides ranks.
  private static var mostBorderingMinors: Int { 8 }
  /// Larger minors are not bordered but eliminated.
  private static var largestBorderedMinor: Int { 10 }

  init(
    parts: [BlockPart<F>], domain: LocalDomain<F>, limits: RankLocusLimits,
    control: ComputationControl
  ) {
    self.parts = parts
    self.domain = domain
    self.limits = limits
    self.control = control
  }

  /// The sum of the ranks shown so far.
  var total: Int { largest.reduce(0) { $0 + $1.rows.count } }

  /// For each part of positive rank a minor of that size in rows and columns of its block.
  var minors: [BlockMinor] {
    zip(parts, largest).compactMap { part, minor in
      minor.rows.isEmpty ? nil : part.minor(rows: minor.rows, columns: minor.columns)
    }
  }

  /// Finds the ranks at a random point modulo a prime, or exactly where there is no such point.
  mutating func estimate(_ random: inout RandomSource) throws(ComputationStopped) {
    let isLarge =
      domain.ring.coefficients.residueField(trial: 0).modulus >= Self.smallestField
    guard isLarge,
      let point = try ResiduePoint(on: domain, using: &random, control: control)
    else {
      for part in parts { largest.append(try exactPivots(of: part, stopAbove: part.smallerSide)) }
      return
    }
    for part in parts {
      try control.checkpoint()
      let values = ResidueValues(of: part.entries, at: point.coordinates, in: point.field)
      self.values.append(values)
      let choice = MinorChoice(part, values: values, size: values.rank)
      largest.append(choice.lightest ?? ([], []))
    }
  }

  /// Whether the sum of the ranks is at most `bound`, decided exactly.
  mutating func areAtMost(_ bound: Int) throws(ComputationStopped) -> Bool {
    for (index, part) in parts.enumerated() {
      if total > bound { return false }
      let rank = largest[index].rows.count
      if rank == part.smallerSide || values.isEmpty { continue }
      if try hasRank(of: largest[index], part) { continue }
      let pivots = try exactPivots(of: part, stopAbove: bound - total + rank)
      if pivots.rows.count > rank { largest[index] = pivots }
    }
    return total <= bound
  }

  /// Whether few minors border the given one, and all of them vanish.
  private func hasRank(
    of minor: (rows: [Int], columns: [Int]), _ part: BlockPart<F>
  ) throws(ComputationStopped) -> Bool {
    let rank = minor.rows.count
    let rows = part.rows.indices.filter { !minor.rows.contains($0) }
    let columns = part.columns.indices.filter { !minor.columns.contains($0) }
    if rows.count * columns.count > Self.mostBorderingMinors
      || rank >= Self.largestBorderedMinor
    {
      return false
    }
    for i in rows {
      for j in columns {
        var determinant = FactoredDeterminant(domain: domain, limits: limits, control: control)
        let entries = (minor.rows + [i]).map { row in
          (minor.columns + [j]).map { part.entries[row][$0] }
        }
        if try determinant.representatives(of: entries) != nil { return false }
      }
    }
    return true
  }

  private func exactPivots(
    of part: BlockPart<F>, stopAbove bound: Int
  ) throws(ComputationStopped) -> (rows: [Int], columns: [Int]) {
    try FunctionFieldElimination(domain: domain, limits: limits, control: control)
      .pivots(of: part, stopAbove: bound)
  }

  /// Lists of products of minors, one list for each cover of `RankLocusNode.Outcome.covered`.
  ///
  /// When the size is the sum of all ranks every part gives a cover of its own; otherwise there is one
  /// cover with minors of the lightest parts.
  func products(
    ofTotalSize size: Int
  ) throws(ComputationStopped) -> [[[RankLocusCover<F>.Minor]]] {
    if size == total {
      var covers: [[[RankLocusCover<F>.Minor]]] = []
      for (index, minor) in largest.enumerated() where !minor.rows.isEmpty {
        covers.append(try minors(of: index, size: minor.rows.count).map { [$0] })
      }
      return covers
    }
    var missing = size
    var factors: [[RankLocusCover<F>.Minor]] = []
    for index in parts.indices.sorted(by: { (weight($0), $0) < (weight($1), $1) }) {
      let part = min(missing, largest[index].rows.count)
      if part == 0 { continue }
      missing -= part
      factors.append(try minors(of: index, size: part))
    }
    // Neighbouring choices together; every choice occurs at least once.
    let count = factors.map(\.count).max() ?? 0
    return [(0..<count).map { i in factors.map { $0[i % $0.count] } }]
  }

  private func weight(_ index: Int) -> Int {
    parts[index].termCount / max(1, largest[index].rows.count)
  }

  /// Minors of one size of a part that do not vanish on the domain; only one if it is a unit.
  private func minors(
    of index: Int, size: Int
  ) throws(ComputationStopped) -> [RankLocusCover<F>.Minor] {
    let part = parts[index]
    var result: [RankLocusCover<F>.Minor] = []
    var terms = 0
    for (rows, columns) in choices(of: index, size: size) {
      var determinant = FactoredDeterminant(domain: domain, limits: limits, control: control)
      let entries = rows.map { i in columns.map { part.entries[i][$0] } }
      guard let factors = try determinant.factors(of: entries) else { continue }
      let minor = RankLocusCover.Minor(
        minor: part.minor(rows: rows, columns: columns), part: index, factors: factors)
      if factors.isEmpty { return [minor] }
      result.append(minor)
      terms += factors.reduce(0) { $0 + $1.termCount }
      if terms > limits.minorTerms { break }
    }
    return result
  }

  private func choices(of index: Int, size: Int) -> [(rows: [Int], columns: [Int])] {
    if !values.isEmpty {
      let choices = MinorChoice(parts[index], values: values[index], size: size)
        .choices(limits.minorCount)
      if !choices.isEmpty { return choices }
    }
    // The first pivots of an elimination have a nonvanishing minor too.
    return [
      (Array(largest[index].rows.prefix(size)), Array(largest[index].columns.prefix(size)))
    ]
  }
}

extension BlockPart {
  /// The minor of the given positions in the numbering of the block.
  fileprivate func minor(rows: [Int], columns: [Int]) -> BlockMinor {
    BlockMinor(
      block: block, rows: rows.map { self.rows[$0] }, columns: columns.map { self.columns[$0] })
  }
}
