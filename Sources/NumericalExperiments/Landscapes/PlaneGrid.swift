import AlgebraicStructures
import Computation

/// A rectangle of a plane with a grid of equal cells.
public struct PlaneGrid: Hashable, Sendable {
  /// The range of s.
  public let first: ClosedRange<Double>
  /// The range of t.
  public let second: ClosedRange<Double>
  /// The number of cells in each direction.
  public let cellCount: Int

  /// A grid; traps unless both ranges have a positive finite length and there is a cell.
  public init(first: ClosedRange<Double>, second: ClosedRange<Double>, cellCount: Int) {
    for range in [first, second] {
      let length = range.upperBound - range.lowerBound
      require(length > 0 && length.isFinite, "a grid over \(range)")
    }
    require(cellCount >= 1, "a grid with \(cellCount) cells")
    self.first = first
    self.second = second
    self.cellCount = cellCount
  }

  /// The node of a column and a row, 0 ≤ each ≤ `cellCount`.
  public func node(column: Int, row: Int) -> PlanePoint {
    PlanePoint(coordinate(column, in: first), coordinate(row, in: second))
  }

  private func coordinate(_ index: Int, in range: ClosedRange<Double>) -> Double {
    if index == cellCount { return range.upperBound }
    return range.lowerBound
      + (range.upperBound - range.lowerBound) * (Double(index) / Double(cellCount))
  }

  /// The same rectangle with `factor` times as many cells in each direction.
  func refined(by factor: Int) -> PlaneGrid {
    PlaneGrid(first: first, second: second, cellCount: cellCount * factor)
  }

  /// The real points of the curve f = 0 in the rectangle, as chains of points on the edges of the grid.
  ///
  /// Each point is a zero of f up to rounding. Closed parts inside one cell, and points at which f has
  /// no sign change around, are missed.
  func zeros(of f: PlanePolynomial) -> [[PlanePoint]] {
    let count = cellCount + 1
    var values: [Double] = []
    values.reserveCapacity(count * count)
    for row in 0..<count {
      for column in 0..<count { values.append(f.value(at: node(column: column, row: row))) }
    }
    let chains = zeros(of: f, isInside: values.map { $0 >= 0 })
    if !chains.isEmpty || !values.contains(0) { return chains }
    // A line along the frame: all nodes that are not on it lie on one side.
    return zeros(of: f, isInside: values.map { $0 > 0 }).filter { $0.count > 1 }
  }

  private func zeros(of f: PlanePolynomial, isInside: [Bool]) -> [[PlanePoint]] {
    let count = cellCount + 1
    let border = MarchingSquares(columns: count, rows: count)
      .border(isInside: isInside) { column, row in
        let (a, b) = (node(column: column, row: row), node(column: column + 1, row: row + 1))
        return f.value(at: PlanePoint((a.s + b.s) / 2, (a.t + b.t) / 2)) >= 0
      }
    return border.map { chain in
      var points: [PlanePoint] = []
      for edge in chain {
        let zero = f.zero(
          between: node(column: edge.column, row: edge.row),
          and: node(column: edge.end.column, row: edge.end.row))
        if zero != points.last { points.append(zero) }
      }
      return points
    }
  }
}
