import CGMP

extension Integer {
  /// The integer ±Σ words[i]·2^(64 i), least significant word first; leading zero words are allowed
  /// and an empty array is 0.
  public init(magnitudeWords words: [UInt64], isNegative: Bool) {
    self.init { target in
      __gmpz_import(target, words.count, -1, MemoryLayout<UInt64>.size, 0, 0, words)
      if isNegative { __gmpz_neg(target, target) }
    }
  }

  /// The 64-bit words of the absolute value, least significant first and without leading zeros;
  /// empty for 0.
  public var magnitudeWords: [UInt64] {
    if case .small(let n) = storage { return n == 0 ? [] : [UInt64(n.magnitude)] }
    return withGMP { z in
      [UInt64](unsafeUninitializedCapacity: Int(__gmpz_size(z))) { buffer, count in
        __gmpz_export(
          buffer.baseAddress, &count, -1, MemoryLayout<UInt64>.size, 0, 0, z)
      }
    }
  }

  /// The number of binary digits of the absolute value: 0 for 0, else ⌊log₂|n|⌋ + 1.
  public var bitCount: Int {
    if case .small(let n) = storage { return Int.bitWidth - n.magnitude.leadingZeroBitCount }
    return withGMP { Int(__gmpz_sizeinbase($0, 2)) }
  }

  /// The number of factors 2 in the value; 0 for 0.
  public var trailingZeroBitCount: Int {
    if case .small(let n) = storage { return n == 0 ? 0 : n.trailingZeroBitCount }
    return withGMP { Int(__gmpz_scan1($0, 0)) }
  }

  /// Whether the value is odd.
  public var isOdd: Bool {
    if case .small(let n) = storage { return n & 1 == 1 }
    return trailingZeroBitCount == 0
  }

  /// The integer of a literal that does not fit in `Int`.
  @usableFromInline
  init(wide literal: StaticBigInt) {
    let count = (literal.bitWidth + UInt.bitWidth - 1) / UInt.bitWidth
    let isNegative = literal.signum() < 0
    // The words are two's complement; negating them digit by digit gives the magnitude.
    var carry = isNegative
    var words: [UInt64] = []
    for i in 0..<count {
      var word = UInt64(literal[i])
      if isNegative {
        let (sum, overflow) = (~word).addingReportingOverflow(carry ? 1 : 0)
        word = sum
        carry = overflow
      }
      words.append(word)
    }
    if carry { words.append(1) }
    self.init(magnitudeWords: words, isNegative: isNegative)
  }
}
