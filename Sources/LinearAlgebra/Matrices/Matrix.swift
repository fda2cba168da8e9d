import AlgebraicStructures
import Computation

/// A dense matrix over a ring value; the ring is held once, the entries are bare elements.
///
/// Shapes m × 0 and 0 × n are allowed and distinct. Operators trap when shapes or rings differ.
/// Two matrices are equal if rings, shapes and entries are.
public struct Matrix<R: Ring>: Hashable, Sendable {
  /// The ring of the entries.
  public let ring: R
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The entries, row by row.
  public internal(set) var elements: [R.Element]

  /// The matrix with the given entries, row by row.
  ///
  /// Traps if their number does not fit.
  public init(ring: R, rowCount: Int, columnCount: Int, elements: [R.Element]) {
    require(
      rowCount >= 0 && columnCount >= 0,
      "Matrix: a shape of \(rowCount) × \(columnCount) is not possible")
    require(
      elements.count == rowCount * columnCount,
      "Matrix: \(elements.count) elements given for \(rowCount) × \(columnCount)")
    self.ring = ring
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.elements = elements
  }

  /// The matrix with the given rows, all of the same length.
  ///
  /// - Parameter ring: The ring of the entries.
  /// - Parameter rows: The rows; rows of different lengths trap.
  /// - Parameter columnCount: Needed only when there may be no rows; otherwise it is checked.
  public init(ring: R, rows: [[R.Element]], columnCount: Int? = nil) {
    let width = columnCount ?? rows.first?.count ?? 0
    for (i, row) in rows.enumerated() {
      require(
        row.count == width, "Matrix: row \(i) has \(row.count) entries, but \(width) are expected")
    }
    self.init(
      ring: ring, rowCount: rows.count, columnCount: width, elements: Array(rows.joined()))
  }

  /// The zero matrix.
  public static func zero(ring: R, rowCount: Int, columnCount: Int) -> Self {
    Self(
      ring: ring, rowCount: rowCount, columnCount: columnCount,
      elements: Array(repeating: ring.zero, count: rowCount * columnCount))
  }

  /// The identity matrix; 0 × 0 for `size` = 0.
  public static func identity(ring: R, size: Int) -> Self {
    var result = Self.zero(ring: ring, rowCount: size, columnCount: size)
    for i in 0..<size { result.elements[i * size + i] = ring.one }
    return result
  }

  /// The entry in row i and column j, counted from 0.
  public subscript(i: Int, j: Int) -> R.Element {
    get {
      checkIndex(i, j)
      return elements[i * columnCount + j]
    }
    set {
      checkIndex(i, j)
      elements[i * columnCount + j] = newValue
    }
  }

  private func checkIndex(_ i: Int, _ j: Int) {
    require(
      i >= 0 && i < rowCount && j >= 0 && j < columnCount,
      "Matrix: position (\(i), \(j)) is outside \(rowCount) × \(columnCount)")
  }

  /// Row i.
  public func row(_ i: Int) -> [R.Element] {
    require(i >= 0 && i < rowCount, "Matrix: row \(i) is outside 0 ..< \(rowCount)")
    return Array(elements[i * columnCount..<(i + 1) * columnCount])
  }

  /// Column j.
  public func column(_ j: Int) -> [R.Element] {
    require(j >= 0 && j < columnCount, "Matrix: column \(j) is outside 0 ..< \(columnCount)")
    return (0..<rowCount).map { elements[$0 * columnCount + j] }
  }

  /// All rows.
  public var rows: [[R.Element]] { (0..<rowCount).map(row) }

  /// The matrix of the given rows and columns in the given order; indices may repeat.
  public func submatrix(rows: [Int], columns: [Int]) -> Self {
    var entries: [R.Element] = []
    entries.reserveCapacity(rows.count * columns.count)
    for i in rows { for j in columns { entries.append(self[i, j]) } }
    return Self(
      ring: ring, rowCount: rows.count, columnCount: columns.count, elements: entries)
  }

  /// The transpose.
  public var transpose: Self {
    var entries: [R.Element] = []
    entries.reserveCapacity(elements.count)
    for j in 0..<columnCount {
      for i in 0..<rowCount { entries.append(elements[i * columnCount + j]) }
    }
    return Self(ring: ring, rowCount: columnCount, columnCount: rowCount, elements: entries)
  }

  /// Whether all entries are 0; true for empty matrices.
  public var isZero: Bool { elements.allSatisfy(ring.isZero) }

  /// The matrix of the images of the entries.
  public func mapped<S: Ring>(by map: RingHomomorphism<R, S>) -> Matrix<S> {
    Matrix<S>(
      ring: map.codomain, rowCount: rowCount, columnCount: columnCount,
      elements: elements.map(map.callAsFunction))
  }
}

extension Matrix: CustomStringConvertible {
  /// The rows in brackets: `[[1, 2], [3, 4]]`; empty matrices show their shape.
  public var description: String {
    if elements.isEmpty { return "[\(rowCount) × \(columnCount)]" }
    let lines = rows.map { "[" + $0.map(ring.describe).joined(separator: ", ") + "]" }
    return "[" + lines.joined(separator: ", ") + "]"
  }
}
