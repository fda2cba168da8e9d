/// How the Groebner engine stores monomials: exponents in lanes of 8, 16 or 32 bits of 64-bit words.
///
/// The top bit of each lane is a guard that valid exponents keep clear, so products are word-wise
/// sums whose guard bits tell an overflow, and divisibility is a word-wise subtraction.
struct PackedMonomials: Sendable {
  let variableCount: Int
  /// Bits per exponent: 8, 16 or 32.
  let bits: Int
  let wordCount: Int
  let guardMask: UInt64
  private let lanesPerWord: Int
  private let laneMask: UInt64
  /// Random factors whose combination with the exponents is the hash, so that products add hashes.
  private let hashFactors: [UInt32]
  /// For every variable its number of bits in a divisor mask.
  private let maskBits: Int

  init(variableCount: Int, bits: Int) {
    self.variableCount = variableCount
    self.bits = bits
    lanesPerWord = 64 / bits
    wordCount = max(1, (variableCount + lanesPerWord - 1) / lanesPerWord)
    laneMask = UInt64.max >> UInt64(64 - bits)
    var guards: UInt64 = 0
    for lane in 1...lanesPerWord { guards |= 1 << UInt64(bits * lane - 1) }
    guardMask = guards
    maskBits = max(1, 64 / max(1, variableCount))
    var state: UInt64 = 0x9e37_79b9_7f4a_7c15
    hashFactors = (0..<variableCount).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt32(truncatingIfNeeded: state >> 32) | 1
    }
  }

  /// The largest exponent that fits.
  var largestExponent: Int { Int(laneMask >> 1) }

  /// Writes the exponents, which must fit.
  func pack(_ exponents: [Int], into words: UnsafeMutablePointer<UInt64>) {
    for j in 0..<wordCount { words[j] = 0 }
    for (i, e) in exponents.enumerated() {
      words[i / lanesPerWord] |= UInt64(e) << UInt64(bits * (i % lanesPerWord))
    }
  }

  @inline(__always)
  func exponent(_ variable: Int, _ words: UnsafePointer<UInt64>) -> Int {
    Int(words[variable / lanesPerWord] >> UInt64(bits * (variable % lanesPerWord)) & laneMask)
  }

  func exponents(_ words: UnsafePointer<UInt64>) -> [Int] {
    (0..<variableCount).map { exponent($0, words) }
  }

  func degree(_ words: UnsafePointer<UInt64>) -> UInt32 {
    var sum: UInt64 = 0
    for j in 0..<wordCount {
      var word = words[j]
      while word != 0 {
        sum &+= word & laneMask
        word >>= UInt64(bits)
      }
    }
    return UInt32(truncatingIfNeeded: sum)
  }

  func hash(_ words: UnsafePointer<UInt64>) -> UInt32 {
    hashFactors.withUnsafeBufferPointer { factors in
      var sum: UInt32 = 0
      for i in 0..<variableCount {
        sum &+= factors[i] &* UInt32(truncatingIfNeeded: exponent(i, words))
      }
      return sum
    }
  }

  /// A mask m(a) with m(a) & ~m(b) = 0 whenever a divides b: bit k of a variable tells e > k.
  func divisorMask(_ words: UnsafePointer<UInt64>) -> UInt64 {
    var mask: UInt64 = 0
    var place = 0
    for i in 0..<min(variableCount, 64) {
      let e = min(exponent(i, words), maskBits)
      mask |= (1 << UInt64(e) &- 1) << UInt64(place)
      if e == 64 { mask = .max }
      place += maskBits
    }
    return mask
  }

  /// Whether a divides b.
  @inline(__always)
  func divides(_ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>) -> Bool {
    for j in 0..<wordCount where ((b[j] | guardMask) &- a[j]) & guardMask != guardMask {
      return false
    }
    return true
  }

  @inline(__always)
  func areEqual(_ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>) -> Bool {
    for j in 0..<wordCount where a[j] != b[j] { return false }
    return true
  }

  /// target = b / a for a divisor a of b.
  func quotient(
    _ b: UnsafePointer<UInt64>, by a: UnsafePointer<UInt64>,
    into target: UnsafeMutablePointer<UInt64>
  ) {
    for j in 0..<wordCount { target[j] = b[j] &- a[j] }
  }

  /// target = the least common multiple of a and b.
  func leastCommonMultiple(
    _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>,
    into target: UnsafeMutablePointer<UInt64>
  ) {
    for j in 0..<wordCount {
      let atLeast = ((a[j] | guardMask) &- b[j]) & guardMask
      let mask = atLeast &- (atLeast >> UInt64(bits - 1))
      target[j] = (a[j] & mask) | (b[j] & ~mask)
    }
  }
}
