import Ideals
import Polynomials

/// Rows and columns of minors of one size that do not vanish at a point, light ones first.
///
/// The rows of least total degree that are independent at the point form a basis of least weight of a
/// matroid, which the greedy algorithm finds; then the columns in these rows. Other choices leave out
/// some of the rows and columns chosen before.
struct MinorChoice {
  private let values: ResidueValues
  private let size: Int
  private let rowOrder: [Int]
  private let columnOrder: [Int]

  /// For minors of a part with the given values at a point of rank at least `size`.
  init<F: GroebnerField>(_ part: BlockPart<F>, values: ResidueValues, size: Int) {
    self.values = values
    self.size = size
    rowOrder = Self.order(part.entries)
    columnOrder = Self.order(part.transposed.entries)
  }

  /// The positions by increasing degree and number of terms of the lines.
  private static func order<F: GroebnerField>(_ lines: [[Polynomial<F>]]) -> [Int] {
    let weights = lines.map { line in
      (line.compactMap(\.totalDegree).max() ?? 0, line.reduce(0) { $0 + $1.termCount })
    }
    return lines.indices.sorted {
      (weights[$0].0, weights[$0].1, $0) < (weights[$1].0, weights[$1].1, $1)
    }
  }

  /// The lightest choice.
  var lightest: (rows: [Int], columns: [Int])? { choice(without: [], []) }

  /// Up to `count` different choices, or all if there are few minors of this size.
  func choices(_ count: Int) -> [(rows: [Int], columns: [Int])] {
    let count = max(count, min(minorCount, Self.fewMinors))
    var result: [(rows: [Int], columns: [Int])] = []
    var seen: Set<[[Int]]> = []
    // Lines left out, breadth first; what a choice uses is left out next.
    var open: [(rows: Set<Int>, columns: Set<Int>)] = [([], [])]
    var known: Set<[Set<Int>]> = [[[], []]]
    var position = 0
    while position < open.count && result.count < count {
      let without = open[position]
      position += 1
      guard let choice = choice(without: without.rows, without.columns) else { continue }
      if seen.insert([choice.rows.sorted(), choice.columns.sorted()]).inserted {
        result.append(choice)
      }
      if open.count > Self.mostTrials { continue }
      for row in choice.rows.reversed() {
        let next = (without.rows.union([row]), without.columns)
        if known.insert([next.0, next.1]).inserted { open.append(next) }
      }
      for column in choice.columns.reversed() {
        let next = (without.rows, without.columns.union([column]))
        if known.insert([next.0, next.1]).inserted { open.append(next) }
      }
    }
    return result
  }

  /// So many minors are all used.
  private static var fewMinors: Int { 24 }
  /// The most sets of lines to leave out.
  private static var mostTrials: Int { 400 }

  /// The number of minors of this size, or more than any limit.
  private var minorCount: Int {
    var product = 1
    for side in [rowOrder.count, columnOrder.count] {
      for i in 0..<size {
        product = product * (side - i) / (i + 1)
        if product > 1 << 20 { return product }
      }
    }
    return product
  }

  /// The lightest choice without the given lines.
  private func choice(
    without rows: Set<Int>, _ columns: Set<Int>
  ) -> (rows: [Int], columns: [Int])? {
    let openColumns = columnOrder.filter { !columns.contains($0) }
    let chosenRows = values.independentRows(
      order: rowOrder.filter { !rows.contains($0) }, columns: openColumns, size: size)
    guard chosenRows.count == size else { return nil }
    let chosen = values.independentColumns(order: openColumns, rows: chosenRows, size: size)
    return chosen.count == size ? (chosenRows, chosen) : nil
  }
}
