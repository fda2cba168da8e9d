import SingularLearning
import Testing

@Suite struct PrimalityTests {
  @Test func agreesWithTheSieve() {
    let limit = 20_000
    var isPrime = Array(repeating: true, count: limit)
    (isPrime[0], isPrime[1]) = (false, false)
    for p in 2..<limit where isPrime[p] {
      for multiple in stride(from: p * p, to: limit, by: p) { isPrime[multiple] = false }
    }
    for n in 0..<limit { #expect(PrimeField.isPrime(UInt64(n)) == isPrime[n]) }
  }

  /// Strong pseudoprimes to the first 1, 2, ..., 9 prime bases (OEIS A014233), Carmichael numbers,
  /// and products of two large primes.
  @Test(
    arguments: [
      2_047, 1_373_653, 25_326_001, 3_215_031_751, 2_152_302_898_747, 3_474_749_660_383,
      341_550_071_728_321, 3_825_123_056_546_413_051, 561, 1_105, 825_265,
      4_294_967_291 * 4_294_967_279,
      18_446_744_073_709_551_615, 9_223_372_036_854_775_807,
    ] as [UInt64])
  func composites(n: UInt64) { #expect(!PrimeField.isPrime(n)) }

  @Test(
    arguments: [
      2_147_483_647, 2_305_843_009_213_693_951, 9_223_372_036_854_775_783,
      18_446_744_073_709_551_557,
    ] as [UInt64])
  func primes(p: UInt64) { #expect(PrimeField.isPrime(p)) }

  @Test func largestPrimes() {
    #expect(PrimeField.largestPrime(below: 1 << 31) == 2_147_483_647)
    #expect(PrimeField.largestPrime(below: 1 << 32) == 4_294_967_291)
    #expect(PrimeField.largestPrime(below: 1 << 62) == 4_611_686_018_427_387_847)
    #expect(PrimeField.largestPrime(below: 1 << 63) == 9_223_372_036_854_775_783)
    #expect(PrimeField.largestPrime(below: .max) == 18_446_744_073_709_551_557)
    let small: [UInt64?] = [nil, nil, nil, 2, 3, 3, 5, 5, 7]
    for (bound, prime) in small.enumerated() {
      #expect(PrimeField.largestPrime(below: UInt64(bound)) == prime)
    }
  }

  @Test func randomPrimes() throws {
    var random = RandomSource(seed: 1)
    for _ in 0..<20 {
      let p = try #require(PrimeField.randomPrime(in: (1 << 61)...(1 << 62), using: &random))
      #expect(PrimeField.isPrime(p) && p >= 1 << 61 && p <= 1 << 62)
    }
    #expect(PrimeField.randomPrime(in: 24...28, using: &random) == nil)
  }

  @Test func errorsSayWhatIsWrong() throws {
    #expect(throws: PrimeFieldError.divisible(modulus: 91, by: 7)) { try PrimeField(modulus: 91) }
    #expect(throws: PrimeFieldError.outOfRange(modulus: 1)) { try PrimeField(modulus: 1) }
    #expect(throws: PrimeFieldError.outOfRange(modulus: 1 << 63)) {
      try PrimeField(modulus: 1 << 63)
    }
    #expect(throws: PrimeFieldError.composite(modulus: 1_849, witness: 2)) {
      try PrimeField(modulus: 43 * 43)
    }
    let message = PrimeFieldError.divisible(modulus: 91, by: 7).description
    #expect(message == "the modulus 91 is not prime: it is divisible by 7")
  }
}
