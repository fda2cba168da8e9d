extension ExponentLayout {
  /// Writes a − b to `result` if the monomial `b` divides the monomial `a`.
  @inlinable
  func quotient(
    _ a: [UInt64], _ b: UnsafePointer<UInt64>, into result: inout [UInt64]
  ) -> Bool {
    for k in 0..<wordCount {
      let difference = (a[k] | guardMask) &- b[k]
      if difference & guardMask != guardMask { return false }
      result[k] = difference ^ guardMask
    }
    guard hasDifferences else { return true }
    // Differences of neighbouring partial sums are exponents, which must not be negative.
    for k in 0..<wordCount {
      var next = bits == 64 ? 0 : result[k] << UInt64(bits)
      if k + 1 < wordCount { next |= result[k + 1] >> UInt64(64 - bits) }
      let exponents = (result[k] | guardMask) &- (next & differenceMasks[k])
      if exponents & guardMask != guardMask { return false }
    }
    return true
  }
}
