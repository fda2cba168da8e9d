import CGMP

/// A noncopyable accumulator of sums of products for hot loops.
///
/// It owns one GMP integer and a machine word, whose sum is the value: small terms collect in the
/// word, and the GMP integer changes in place, so long sums allocate only when they grow.
///
///     var sum = MPZ()
///     for (a, b) in zip(x, y) { sum.addProduct(a, b) }
///     let result = sum.value
@frozen
public struct MPZ: ~Copyable {
  @usableFromInline var z = __mpz_struct()
  @usableFromInline var word: Int

  /// The accumulator with value `n`.
  public init(_ n: Integer = .zero) {
    word = 0
    __gmpz_init(&z)
    add(n)
  }

  deinit {
    var z = z
    __gmpz_clear(&z)
  }

  /// The value as an `Integer`; the accumulator stays usable.
  public var value: Integer {
    if z._mp_size == 0 { return Integer(word) }
    let total = withUnsafePointer(to: z) { source in
      Integer { __gmpz_set($0, source) }
    }
    return total + Integer(word)
  }

  /// Sets the value to `n`.
  public mutating func set(_ n: Integer) {
    word = 0
    if let small = n.asInt {
      word = small
      __gmpz_set_si(&z, 0)
    } else {
      n.withGMP { __gmpz_set(&z, $0) }
    }
  }

  /// Adds `n`.
  @inlinable
  public mutating func add(_ n: Integer) {
    if case .small(let a) = n.storage {
      let (sum, overflow) = word.addingReportingOverflow(a)
      if !overflow {
        word = sum
        return
      }
    }
    addSlowly(n)
  }

  /// Adds a · b.
  @inlinable
  public mutating func addProduct(_ a: Integer, _ b: Integer) {
    if case .small(let x) = a.storage, case .small(let y) = b.storage {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow {
        let (sum, overflow) = word.addingReportingOverflow(product)
        if !overflow {
          word = sum
          return
        }
      }
    }
    addProductSlowly(a, b)
  }

  /// Subtracts a · b.
  @inlinable
  public mutating func subtractProduct(_ a: Integer, _ b: Integer) {
    if case .small(let x) = a.storage, case .small(let y) = b.storage {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow {
        let (difference, overflow) = word.subtractingReportingOverflow(product)
        if !overflow {
          word = difference
          return
        }
      }
    }
    subtractProductSlowly(a, b)
  }

  /// Multiplies by `n`.
  public mutating func multiply(by n: Integer) {
    flush()
    n.withGMP { factor in withUnsafeMutablePointer(to: &z) { __gmpz_mul($0, $0, factor) } }
  }

  @usableFromInline @inline(never)
  mutating func addSlowly(_ n: Integer) {
    n.withGMP { term in withUnsafeMutablePointer(to: &z) { __gmpz_add($0, $0, term) } }
  }

  @usableFromInline @inline(never)
  mutating func addProductSlowly(_ a: Integer, _ b: Integer) {
    a.withGMP { x in b.withGMP { y in __gmpz_addmul(&z, x, y) } }
  }

  @usableFromInline @inline(never)
  mutating func subtractProductSlowly(_ a: Integer, _ b: Integer) {
    a.withGMP { x in b.withGMP { y in __gmpz_submul(&z, x, y) } }
  }

  /// Moves the word into the GMP integer.
  private mutating func flush() {
    addSlowly(Integer(word))
    word = 0
  }
}
