import AlgebraicStructures
import Computation

extension Matrix {
  /// The sum of matrices of one shape.
  public static func + (a: Self, b: Self) -> Self {
    a.combined(with: b, "+") { a.ring.add($0, $1) }
  }

  /// The difference of matrices of one shape.
  public static func - (a: Self, b: Self) -> Self {
    a.combined(with: b, "-") { a.ring.subtract($0, $1) }
  }

  /// The negative.
  public static prefix func - (a: Self) -> Self {
    Self(
      ring: a.ring, rowCount: a.rowCount, columnCount: a.columnCount,
      elements: a.elements.map(a.ring.negate))
  }

  /// The product of an m × k and a k × n matrix; zero for k = 0.
  ///
  /// O(m k n) ring operations.
  public static func * (a: Self, b: Self) -> Self {
    requireSameRing(a, b, "*")
    require(
      a.columnCount == b.rowCount,
      "*: shapes \(a.rowCount) × \(a.columnCount) and \(b.rowCount) × \(b.columnCount) do not fit")
    let columns = b.transpose
    var entries: [R.Element] = []
    entries.reserveCapacity(a.rowCount * b.columnCount)
    let (left, right, depth) = (a.elements.span, columns.elements.span, a.columnCount)
    for i in 0..<a.rowCount {
      let row = left.extracting(i * depth..<(i + 1) * depth)
      for j in 0..<b.columnCount {
        entries.append(a.ring.dotProduct(row, right.extracting(j * depth..<(j + 1) * depth)))
      }
    }
    return Self(
      ring: a.ring, rowCount: a.rowCount, columnCount: b.columnCount, elements: entries)
  }

  /// Every entry times `c`.
  public func scaled(by c: R.Element) -> Self {
    Self(
      ring: ring, rowCount: rowCount, columnCount: columnCount,
      elements: elements.map { ring.multiply(c, $0) })
  }

  /// The product with a column vector of `columnCount` entries.
  @inlinable  // Swift 6.3 can otherwise drop the stores of a literal that is read through its span.
  public func apply(to vector: [R.Element]) -> [R.Element] {
    require(
      vector.count == columnCount,
      "apply: a vector of \(vector.count) entries for \(columnCount) columns")
    return (0..<rowCount).map {
      let row = elements.span.extracting($0 * columnCount..<($0 + 1) * columnCount)
      return ring.dotProduct(row, vector.span)
    }
  }

  private func combined(
    with other: Self, _ name: String, _ operation: (R.Element, R.Element) -> R.Element
  ) -> Self {
    Self.requireSameRing(self, other, name)
    require(
      rowCount == other.rowCount && columnCount == other.columnCount,
      "\(name): shapes \(rowCount) × \(columnCount) and \(other.rowCount) × \(other.columnCount) "
        + "differ")
    return Self(
      ring: ring, rowCount: rowCount, columnCount: columnCount,
      elements: zip(elements, other.elements).map(operation))
  }

  private static func requireSameRing(_ a: Self, _ b: Self, _ name: String) {
    require(a.ring == b.ring, "\(name): the rings \(a.ring) and \(b.ring) differ")
  }
}
