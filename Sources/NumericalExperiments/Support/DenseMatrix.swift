import AlgebraicStructures
import Computation

/// A matrix of doubles in column-major order, as LAPACK has it.
public struct DenseMatrix: Hashable, Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// Entry (i, j) is `elements[j * rowCount + i]`.
  public var elements: [Double]

  /// A matrix with the given column-major elements; another count traps.
  public init(rowCount: Int, columnCount: Int, elements: [Double]) {
    require(
      elements.count == rowCount * columnCount,
      "\(elements.count) elements for a \(rowCount) × \(columnCount) matrix")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.elements = elements
  }

  /// The entry of row i and column j, counted from 0.
  public subscript(i: Int, j: Int) -> Double {
    get { elements[j * rowCount + i] }
    set { elements[j * rowCount + i] = newValue }
  }

  /// The matrix with rows and columns exchanged.
  var transposed: DenseMatrix {
    var result = DenseMatrix(
      rowCount: columnCount, columnCount: rowCount,
      elements: Array(repeating: 0, count: elements.count))
    for j in 0..<columnCount {
      for i in 0..<rowCount { result.elements[i * columnCount + j] = elements[j * rowCount + i] }
    }
    return result
  }
}
