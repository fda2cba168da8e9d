/// Whether a 64-bit number is prime, decided with proof, and how a composite one was recognised.
enum Primality: Hashable, Sendable {
  case prime
  /// 0 or 1.
  case unit
  /// A proper factor was found by trial division.
  case divisible(by: UInt64)
  /// The Miller–Rabin test to this base fails, which no prime does.
  case composite(witness: UInt64)

  /// Decides the primality of `n`.
  ///
  /// Trial division by the first twelve primes, then the strong probable-prime test to these bases.
  /// Proven for all n < 2⁶⁴: the least composite that passes is 318 665 857 834 031 151 167 461
  /// (J. Sorenson, J. Webster, *Strong pseudoprimes to twelve prime bases*, Math. Comp. 86 (2017)).
  /// - Complexity: at most 12 · 64 modular squarings.
  init(of n: UInt64) {
    if n < 2 {
      self = .unit
      return
    }
    for p in firstTwelvePrimes where n % p == 0 {
      self = n == p ? .prime : .divisible(by: p)
      return
    }
    if n < 41 * 41 {
      self = .prime
      return
    }
    for base in firstTwelvePrimes where !passesStrongTest(n, base: base) {
      self = .composite(witness: base)
      return
    }
    self = .prime
  }
}

private let firstTwelvePrimes: [UInt64] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]

/// Whether the odd number n > `base` passes the strong probable-prime test.
private func passesStrongTest(_ n: UInt64, base: UInt64) -> Bool {
  let twos = (n - 1).trailingZeroBitCount
  var x: UInt64 = 1
  var square = base
  var exponent = (n - 1) >> twos
  while exponent > 0 {
    if exponent & 1 == 1 { x = product(x, square, modulo: n) }
    square = product(square, square, modulo: n)
    exponent >>= 1
  }
  if x == 1 || x == n - 1 { return true }
  for _ in 1..<max(twos, 1) {
    x = product(x, x, modulo: n)
    if x == n - 1 { return true }
  }
  return false
}

private func product(_ a: UInt64, _ b: UInt64, modulo n: UInt64) -> UInt64 {
  n.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
}
