extension ExponentLayout {
  /// Whether the monomial at `i` in `a` exceeds (1), equals (0) or is less than (−1) that at `j` in `b`.
  @inlinable
  func compare(_ a: [UInt64], _ i: Int, _ b: [UInt64], _ j: Int) -> Int {
    for k in 0..<wordCount {
      let x = a[i + k]
      let y = b[j + k]
      if x != y { return x > y ? 1 : -1 }
    }
    return 0
  }

  /// The field-wise maximum of two words with clear guard bits.
  @inlinable
  func maximum(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let atLeast = ((a | guardMask) &- b) & guardMask
    let mask = atLeast &- (atLeast >> UInt64(bits - 1))
    return (a & mask) | (b & ~mask)
  }

  /// The field-wise maximum over all monomials in `words`; zero without monomials.
  @usableFromInline
  func maxima(of words: [UInt64]) -> [UInt64] {
    var result = [UInt64](repeating: 0, count: wordCount)
    for k in 0..<wordCount {
      var best: UInt64 = 0
      for i in stride(from: k, to: words.count, by: wordCount) { best = maximum(best, words[i]) }
      result[k] = best
    }
    return result
  }

  /// The values of the fields of a monomial.
  func fieldValues(of words: [UInt64], at offset: Int) -> [Int] {
    places.indices.map { Int(field($0, of: words, at: offset)) }
  }

  /// The same monomials in the layout `target`, whose fields must be wide enough.
  @usableFromInline
  func repack(_ words: [UInt64], to target: ExponentLayout) -> [UInt64] {
    if target.bits == bits { return words }
    let count = words.count / wordCount
    var result = [UInt64](repeating: 0, count: count * target.wordCount)
    for term in 0..<count {
      for index in places.indices {
        let place = target.places[index]
        result[term * target.wordCount + place.word] |=
          field(index, of: words, at: term * wordCount) << place.shift
      }
    }
    return result
  }

  /// The least and the largest exponent of each variable over all monomials in `words`, at least one.
  func exponentRange(of words: [UInt64]) -> (lowest: [Int], highest: [Int]) {
    var lowest = exponents(of: words, at: 0)
    var highest = lowest
    for variable in 0..<variableCount {
      var (low, high) = (lowest[variable], highest[variable])
      for offset in stride(from: wordCount, to: words.count, by: wordCount) {
        let e = exponent(variable, of: words, at: offset)
        low = min(low, e)
        high = max(high, e)
      }
      (lowest[variable], highest[variable]) = (low, high)
    }
    return (lowest, highest)
  }

  /// The largest sum of exponents over all monomials in `words`; zero without monomials.
  func largestTotalDegree(of words: [UInt64]) -> Int {
    var largest = 0
    for offset in stride(from: 0, to: words.count, by: wordCount) {
      var degree = 0
      for variable in 0..<variableCount { degree += exponent(variable, of: words, at: offset) }
      largest = max(largest, degree)
    }
    return largest
  }

  /// The words of a variable.
  func unit(_ variable: Int) -> [UInt64] {
    var exponents = [Int](repeating: 0, count: variableCount)
    exponents[variable] = 1
    return pack(fields: fields(exponents))
  }

  /// Whether each monomial in `words` exceeds the next.
  @inlinable
  func isStrictlyDecreasing(_ words: [UInt64]) -> Bool {
    stride(from: wordCount, to: words.count, by: wordCount).allSatisfy {
      compare(words, $0 - wordCount, words, $0) > 0
    }
  }
}
