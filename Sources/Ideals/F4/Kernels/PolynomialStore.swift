import CKernels

/// The monic polynomials a run works with: inputs first, then the elements of the growing basis.
final class PolynomialStore {
  private let arena = WordArena()
  /// Indices into the monomial table, the leading one first.
  private(set) var monomials: [UnsafeMutablePointer<UInt32>] = []
  private(set) var coefficients: [UnsafeMutablePointer<UInt32>] = []
  private(set) var lengths: [Int] = []
  /// The degree at which the polynomial would have been found in the homogenised computation.
  private(set) var sugars: [UInt32] = []

  var count: Int { lengths.count }

  /// Room for one more polynomial of the given length, at the end.
  func append(length: Int, sugar: UInt32) -> Int {
    monomials.append(arena.allocate(length))
    coefficients.append(arena.allocate(length))
    lengths.append(length)
    sugars.append(sugar)
    return count - 1
  }

  func leading(_ index: Int) -> UInt32 { monomials[index][0] }
}

/// A row of a Macaulay matrix: a monomial multiple of a stored polynomial, or a row found.
struct MatrixRow {
  /// The polynomial it is a multiple of.
  var source: Int
  /// Columns of the entries, the leading one first.
  var columns: UnsafeMutablePointer<UInt32>
  var coefficients: UnsafeMutablePointer<UInt32>
  var length: Int

  var sparse: slt_sparse_row {
    slt_sparse_row(columns: columns, coefficients: coefficients, length: UInt32(length))
  }
}
