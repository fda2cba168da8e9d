import AlgebraicStructures

extension PrimeField {
  /// Whether `n` is prime, proven for every 64-bit number.
  public static func isPrime(_ n: UInt64) -> Bool { Primality(of: n) == .prime }

  /// The largest prime below `bound`, or `nil` if `bound` ≤ 2.
  public static func largestPrime(below bound: UInt64) -> UInt64? {
    if bound <= 3 { return bound == 3 ? 2 : nil }
    // Odd candidates downwards; 3 is the last for bound ≥ 4.
    var candidate = bound & 1 == 0 ? bound - 1 : bound - 2
    while !isPrime(candidate) { candidate -= 2 }
    return candidate
  }

  /// A uniformly random prime in `range`, or `nil` if 1000·64 random members show none, as happens
  /// in ranges without primes.
  public static func randomPrime(
    in range: ClosedRange<UInt64>, using random: inout RandomSource
  ) -> UInt64? {
    let width = range.upperBound - range.lowerBound
    for _ in 0..<64_000 {
      let offset = width == .max ? random.next() : random.next(below: width + 1)
      let candidate = range.lowerBound + offset
      if isPrime(candidate) { return candidate }
    }
    return nil
  }

  /// A uniformly random element.
  public func randomElement(using random: inout RandomSource) -> UInt64 {
    random.next(below: modulus)
  }
}
