import AlgebraicStructures
import Computation

/// The field 𝔽ₚ with p < 2⁶³ elements; an element is its residue in 0 ..< p.
///
/// Holding a `PrimeField` is the proof that its modulus is prime: the initializer decides it. Only
/// canonical residues may be passed to the operations; this is not checked.
@frozen
public struct PrimeField: Field {
  /// The prime p.
  public let modulus: UInt64
  /// ⌊2⁶⁴ / p⌋ − (1 if p is a power of two, that is 2): Barrett's constant for one-word numerators.
  @usableFromInline let wordReciprocal: UInt64
  /// The shift that brings the leading bit of p to the top.
  @usableFromInline let shift: UInt64
  /// ⌊(2¹²⁸ − 1) / (p · 2^shift)⌋ − 2⁶⁴: Möller and Granlund's reciprocal.
  @usableFromInline let reciprocal: UInt64

  /// The field with `modulus` elements.
  ///
  /// - Throws: `PrimeFieldError` unless `modulus` is a prime in 2 ..< 2⁶³; the decision is proven.
  public init(modulus: UInt64) throws(PrimeFieldError) {
    guard modulus >= 2 && modulus < 1 << 63 else { throw .outOfRange(modulus: modulus) }
    switch Primality(of: modulus) {
    case .prime: self.init(provenPrime: modulus)
    case .unit: throw .outOfRange(modulus: modulus)
    case .divisible(let factor): throw .divisible(modulus: modulus, by: factor)
    case .composite(let witness): throw .composite(modulus: modulus, witness: witness)
    }
  }

  /// The field of a number known to be prime and below 2⁶³.
  init(provenPrime modulus: UInt64) {
    self.modulus = modulus
    wordReciprocal = UInt64.max / modulus
    let leadingZeros = modulus.leadingZeroBitCount
    shift = UInt64(leadingZeros)
    let normalized = modulus << shift
    reciprocal = normalized.dividingFullWidth((~normalized, .max)).quotient
  }

  /// 0.
  @inlinable public var zero: UInt64 { 0 }
  /// 1.
  @inlinable public var one: UInt64 { 1 }
  /// p.
  @inlinable public var characteristic: UInt64 { modulus }

  /// a + b.
  @inlinable
  public func add(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let sum = a &+ b
    return sum >= modulus ? sum &- modulus : sum
  }

  /// a − b.
  @inlinable
  public func subtract(_ a: UInt64, _ b: UInt64) -> UInt64 {
    a >= b ? a &- b : a &- b &+ modulus
  }

  /// −a.
  @inlinable
  public func negate(_ a: UInt64) -> UInt64 { a == 0 ? 0 : modulus &- a }

  /// a · b.
  @inlinable
  public func multiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
    if modulus < 1 << 32 { return reduce(a &* b) }
    let (high, low) = a.multipliedFullWidth(by: b)
    return reduce(high, low)
  }

  /// Whether a = 0.
  @inlinable
  public func isZero(_ a: UInt64) -> Bool { a == 0 }

  /// The residue of `n`.
  @inlinable
  public func callAsFunction(_ n: Int) -> UInt64 {
    let residue = reduce(UInt64(n.magnitude))
    return n < 0 ? negate(residue) : residue
  }

  /// The residue of ±Σ words[i]·2^(64 i).
  public func image(magnitude words: [UInt64], isNegative: Bool) -> UInt64 {
    var residue: UInt64 = 0
    for word in words.reversed() { residue = reduce(residue, word) }
    return isNegative ? negate(residue) : residue
  }

  /// The inverse by the extended Euclidean algorithm, or `nil` for 0.
  public func inverse(_ a: UInt64) -> UInt64? {
    if a == 0 { return nil }
    var (r0, r1) = (modulus, a)
    // Coefficients of a stay below p in absolute value, so they fit in Int.
    var (s0, s1) = (0, 1)
    while r1 != 0 {
      let (quotient, remainder) = r0.quotientAndRemainder(dividingBy: r1)
      (r0, r1) = (r1, remainder)
      (s0, s1) = (s1, s0 &- Int(quotient) &* s1)
    }
    return s0 < 0 ? UInt64(s0 &+ Int(modulus)) : UInt64(s0)
  }

  /// target += a · b.
  @inlinable
  public func addProduct(_ a: UInt64, _ b: UInt64, to target: inout UInt64) {
    target = add(target, multiply(a, b))
  }
}

extension PrimeField: CustomStringConvertible {
  /// For example `𝔽_7`.
  public var description: String { "𝔽_\(modulus)" }
}
