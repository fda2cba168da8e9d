import CGMP
import ExactArithmetic

/// A fixed number of GMP integers, changed in place.
final class IntegerBuffer {
  let count: Int
  private let storage: UnsafeMutablePointer<__mpz_struct>

  /// `count` zeros.
  init(count: Int) {
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

  @inline(__always)
  subscript(_ index: Int) -> UnsafeMutablePointer<__mpz_struct> { storage + index }

  /// The integer at an index.
  func value(_ index: Int) -> Integer {
    let words = Int(__gmpz_size(storage + index))
    if words == 0 { return .zero }
    var limbs = [UInt64](repeating: 0, count: words)
    for i in 0..<words { limbs[i] = UInt64(__gmpz_getlimbn(storage + index, mp_size_t(i))) }
    return Integer(magnitudeWords: limbs, isNegative: slt_mpz_sgn(storage + index) < 0)
  }

  func set(_ index: Int, to value: Integer) {
    let words = value.magnitudeWords
    __gmpz_import(storage + index, words.count, -1, 8, 0, 0, words)
    if value.isNegative { __gmpz_neg(storage + index, storage + index) }
  }
}
