import CGMP

/// A fixed number of integers that are changed in place: for loops over many of them.
///
/// Indices are not checked.
package final class IntegerBuffer {
  /// The number of integers.
  package let count: Int
  private let storage: UnsafeMutablePointer<__mpz_struct>

  /// `count` zeros.
  package init(count: Int) {
    self.count = count
    storage = .allocate(capacity: max(1, count))
    for i in 0..<count {
      (storage + i).initialize(to: __mpz_struct())
      __gmpz_init(storage + i)
    }
  }

  deinit {
    for i in 0..<count { __gmpz_clear(storage + i) }
    storage.deallocate()
  }

  /// The place of an integer.
  @inline(__always)
  subscript(_ index: Int) -> UnsafeMutablePointer<__mpz_struct> { storage + index }

  /// The integer at an index.
  package func value(_ index: Int) -> Integer { Integer { __gmpz_set($0, storage + index) } }

  /// Sets the integer at an index.
  package func set(_ index: Int, to value: Integer) {
    value.withGMP { __gmpz_set(storage + index, $0) }
  }

  /// The length of an integer in words.
  func wordCount(_ index: Int) -> Int { Int(__gmpz_size(storage + index)) }

  /// Whether an integer is zero.
  @inline(__always)
  func isZero(_ index: Int) -> Bool { slt_mpz_sgn(storage + index) == 0 }
}
