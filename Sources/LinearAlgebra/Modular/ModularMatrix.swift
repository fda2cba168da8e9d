import AlgebraicStructures
import Computation

/// A dense matrix over the integers modulo a prime p < 2³¹, stored row by row in 32-bit words.
///
/// It exists for speed; for algebra use `Matrix<PrimeField>`. That the modulus is prime is the
/// caller's promise: elimination traps if it meets a residue that is neither 0 nor a unit. Ranks
/// are exact and deterministic. Single-threaded: OpenBLAS is set to one thread for the process.
public struct ModularMatrix: Hashable, Sendable {
  /// The prime p.
  public let modulus: UInt32
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The residues in 0 ..< p, row-major.
  public internal(set) var elements: [UInt32]

  /// The matrix of the given residues, which are taken over without a copy.
  ///
  /// Traps unless 2 ≤ `modulus` < 2³¹, the count fits the shape and all residues are below p.
  public init(modulus: UInt32, rowCount: Int, columnCount: Int, elements: [UInt32]) {
    Self.checkShape(modulus: modulus, rowCount: rowCount, columnCount: columnCount)
    require(
      elements.count == rowCount * columnCount,
      "ModularMatrix: \(elements.count) elements given for \(rowCount) × \(columnCount)")
    let largest = elements.reduce(0, max)
    require(
      largest < modulus || elements.isEmpty,
      "ModularMatrix: the element \(largest) is not below the modulus \(modulus)")
    self.modulus = modulus
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.elements = elements
  }

  /// The zero matrix.
  public init(modulus: UInt32, rowCount: Int, columnCount: Int) {
    Self.checkShape(modulus: modulus, rowCount: rowCount, columnCount: columnCount)
    self.modulus = modulus
    self.rowCount = rowCount
    self.columnCount = columnCount
    elements = Array(repeating: 0, count: rowCount * columnCount)
  }

  private static func checkShape(modulus: UInt32, rowCount: Int, columnCount: Int) {
    require(
      modulus >= 2 && modulus < 1 << 31,
      "ModularMatrix: the modulus must be in 2 ..< 2^31, but it is \(modulus)")
    require(
      rowCount >= 0 && columnCount >= 0 && max(rowCount, columnCount) <= Int32.max,
      "ModularMatrix: a shape of \(rowCount) × \(columnCount) is not possible")
  }

  /// The residue in row i and column j.
  ///
  /// Writing traps if the value is not below p.
  public subscript(i: Int, j: Int) -> UInt32 {
    get {
      checkIndex(i, j)
      return elements[i * columnCount + j]
    }
    set {
      checkIndex(i, j)
      require(
        newValue < modulus,
        "ModularMatrix: the element \(newValue) is not below the modulus \(modulus)")
      elements[i * columnCount + j] = newValue
    }
  }

  private func checkIndex(_ i: Int, _ j: Int) {
    require(
      i >= 0 && i < rowCount && j >= 0 && j < columnCount,
      "ModularMatrix: position (\(i), \(j)) is outside \(rowCount) × \(columnCount)")
  }

  /// Replaces row i by `residues`, one per column and all below p.
  public mutating func setRow(_ i: Int, to residues: some Collection<UInt32>) {
    checkIndex(i, 0)
    require(
      residues.count == columnCount,
      "ModularMatrix: a row of \(residues.count) entries for \(columnCount) columns")
    var position = i * columnCount
    for residue in residues {
      require(
        residue < modulus, "ModularMatrix: the element \(residue) is not below \(modulus)")
      elements[position] = residue
      position += 1
    }
  }

  /// Row i.
  public func row(_ i: Int) -> ArraySlice<UInt32> {
    require(i >= 0 && i < rowCount, "ModularMatrix: row \(i) is outside 0 ..< \(rowCount)")
    return elements[i * columnCount..<(i + 1) * columnCount]
  }

  /// The transpose.
  public var transpose: Self {
    var result = Self(modulus: modulus, rowCount: columnCount, columnCount: rowCount)
    for i in 0..<rowCount {
      for j in 0..<columnCount {
        result.elements[j * rowCount + i] = elements[i * columnCount + j]
      }
    }
    return result
  }
}
