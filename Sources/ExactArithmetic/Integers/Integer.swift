import AlgebraicStructures

/// An integer of any size.
///
/// A value that fits in `Int` is stored inline and never allocates; a larger one lives in a GMP
/// integer shared between copies (copy on write). The form is canonical: a value that fits in `Int`
/// is always inline, so `==` and `hash(into:)` never look at GMP for small values.
///
///     let n: Integer = 170_141_183_460_469_231_731_687_303_715_884_105_727
///     n == Integer(2).power(127) - 1    // true
@frozen
public struct Integer: Sendable {
  @usableFromInline var storage: Storage

  @usableFromInline @frozen
  enum Storage: Sendable {
    case small(Int)
    /// Only values outside the range of `Int`.
    case big(IntegerBox)
  }

  /// The integer `n`.
  @inlinable
  public init(_ n: Int) { storage = .small(n) }

  /// The integer `n`, exactly.
  @inlinable
  public init(_ n: some BinaryInteger) {
    if let small = Int(exactly: n) {
      self.init(small)
    } else {
      self.init(magnitudeWords: n.magnitude.words.map { UInt64($0) }, isNegative: n < 0)
    }
  }

  /// The integer 0.
  @inlinable public static var zero: Integer { Integer(0) }
  /// The integer 1.
  @inlinable public static var one: Integer { Integer(1) }

  /// The value as an `Int`, or `nil` if it does not fit.
  @inlinable
  public var asInt: Int? {
    if case .small(let n) = storage { n } else { nil }
  }

  /// Whether the value is 0.
  @inlinable
  public var isZero: Bool {
    if case .small(0) = storage { true } else { false }
  }

  /// Whether the value is 1.
  @inlinable
  public var isOne: Bool {
    if case .small(1) = storage { true } else { false }
  }

  /// −1, 0 or 1.
  @inlinable
  public var signum: Int {
    if case .small(let n) = storage { n.signum() } else { bigSignum }
  }

  /// Whether the value is less than 0.
  @inlinable
  public var isNegative: Bool { signum < 0 }
}
