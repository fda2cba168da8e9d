import CGMP

/// The owner of one GMP integer: the heap part of `Integer`.
///
/// `@unchecked Sendable` is justified by the GMP manual (section "Reentrancy": distinct variables
/// may be used by distinct threads, and a variable may be read by many) together with the rule kept
/// by `Integer`: a box that more than one value refers to is never mutated.
@usableFromInline
final class IntegerBox: @unchecked Sendable {
  // Unchecked because in-place GMP calls legitimately name the same variable as source and target.
  @exclusivity(unchecked) var z = __mpz_struct()

  init() { __gmpz_init(&z) }

  deinit { __gmpz_clear(&z) }
}

extension Integer {
  /// Runs `body` on a read-only GMP view of this value; a small value is viewed on the stack.
  @inline(__always)
  func withGMP<Result>(_ body: (UnsafePointer<__mpz_struct>) -> Result) -> Result {
    switch storage {
    case .big(let box):
      // A copy of the header, so that concurrent readers of a shared box only read.
      let view = box.z
      return withExtendedLifetime(box) { withUnsafePointer(to: view) { body($0) } }
    case .small(let n):
      var limb = mp_limb_t(n.magnitude)
      return withUnsafeMutablePointer(to: &limb) { limbPointer in
        let view = __mpz_struct(
          _mp_alloc: 1, _mp_size: Int32(n.signum()), _mp_d: limbPointer)
        return withUnsafePointer(to: view) { body($0) }
      }
    }
  }

  /// The value in `box`, which the caller gives up; canonical (small when it fits in `Int`).
  init(normalizing box: IntegerBox) {
    storage =
      slt_mpz_fits_int64(&box.z) != 0 ? .small(Int(slt_mpz_get_int64(&box.z))) : .big(box)
  }

  /// A fresh value written by `body`.
  @inline(__always)
  init(writing body: (UnsafeMutablePointer<__mpz_struct>) -> Void) {
    let box = IntegerBox()
    body(&box.z)
    self.init(normalizing: box)
  }

  /// Applies a GMP operation of two operands to a fresh result.
  @inline(__always)
  static func combining(
    _ x: Integer, _ y: Integer,
    _ operation: (
      UnsafeMutablePointer<__mpz_struct>, UnsafePointer<__mpz_struct>, UnsafePointer<__mpz_struct>
    ) -> Void
  ) -> Integer {
    Integer { target in x.withGMP { a in y.withGMP { b in operation(target, a, b) } } }
  }

  /// Lets `body` change this value in place, copying first if the box is shared.
  ///
  /// The value hands its reference to a local variable before the uniqueness test; otherwise the
  /// box would always count as shared. An operand of `body` that shares the box makes it shared, so
  /// aliasing is safe.
  @inline(__always)
  mutating func mutate(_ body: (UnsafeMutablePointer<__mpz_struct>) -> Void) {
    switch storage {
    case .small(let n):
      self = Integer { target in
        __gmpz_set_si(target, n)
        body(target)
      }
    case .big(var box):
      storage = .small(0)
      if !isKnownUniquelyReferenced(&box) {
        let copy = IntegerBox()
        let source = box.z
        // The other owner may let go meanwhile, so our reference must outlive the copying.
        withExtendedLifetime(box) { withUnsafePointer(to: source) { __gmpz_set(&copy.z, $0) } }
        box = copy
      }
      body(&box.z)
      self = Integer(normalizing: box)
    }
  }
}
