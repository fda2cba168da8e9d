import AlgebraicStructures

extension PrimeField {
  /// Σ a[i] · b[i] with one reduction at the end: sums of products are kept in two or three words.
  public func dotProduct(_ a: Span<UInt64>, _ b: Span<UInt64>) -> UInt64 {
    require(a.count == b.count, "dotProduct: lengths \(a.count) and \(b.count) differ")
    return modulus < 1 << 32 ? shortDotProduct(a, b) : longDotProduct(a, b)
  }

  /// The dot product of fewer than 2³² residues of 32 bits.
  ///
  /// Products fit in a word; their halves are summed separately, which needs no carries and
  /// vectorises.
  private func shortDotProduct(_ a: Span<UInt64>, _ b: Span<UInt64>) -> UInt64 {
    let mask: UInt64 = 0xffff_ffff
    var low: UInt64 = 0
    var high: UInt64 = 0
    for i in 0..<a.count {
      let product = (a[i] & mask) &* (b[i] & mask)
      low &+= product & mask
      high &+= product >> 32
    }
    return add(multiply(reduce(high), reduce(1 << 32)), reduce(low))
  }

  private func longDotProduct(_ a: Span<UInt64>, _ b: Span<UInt64>) -> UInt64 {
    var low: UInt64 = 0
    var middle: UInt64 = 0
    var high: UInt64 = 0
    for i in 0..<a.count {
      let product = a[i].multipliedFullWidth(by: b[i])
      var carry: Bool
      (low, carry) = low.addingReportingOverflow(product.low)
      // A product is below 2¹²⁶, so its high word can take the carry.
      (middle, carry) = middle.addingReportingOverflow(product.high &+ (carry ? 1 : 0))
      high &+= carry ? 1 : 0
    }
    return reduce(reduce(reduce(high), middle), low)
  }

  /// target[i] += c · row[i] with a precomputed quotient for the constant factor.
  ///
  /// Shoup's method: with c' = ⌊c·2ʷ/p⌋ the estimate ⌊c'·x / 2ʷ⌋ of the quotient of c·x by p is at
  /// most one too small for x < 2ʷ (V. Shoup's NTL; D. Harvey, J. Symb. Comput. 60 (2014), §2).
  public func addMultiple(
    of row: Span<UInt64>, by c: UInt64, to target: inout MutableSpan<UInt64>
  ) {
    require(
      row.count == target.count, "addMultiple: lengths \(row.count) and \(target.count) differ")
    if c == 0 { return }
    if modulus < 1 << 32 {
      addShortMultiple(of: row, by: c, to: &target)
    } else {
      addLongMultiple(of: row, by: c, to: &target)
    }
  }

  private func addShortMultiple(
    of row: Span<UInt64>, by c: UInt64, to target: inout MutableSpan<UInt64>
  ) {
    let p = modulus
    let mask: UInt64 = 0xffff_ffff
    let scaled = (c << 32) / p
    for i in 0..<row.count {
      let x = row[i] & mask
      let quotient = ((scaled & mask) &* x) >> 32
      var value = (c & mask) &* x &- (quotient & mask) &* (p & mask)
      value = value >= p ? value &- p : value
      value &+= target[i]
      target[i] = value >= p ? value &- p : value
    }
  }

  private func addLongMultiple(
    of row: Span<UInt64>, by c: UInt64, to target: inout MutableSpan<UInt64>
  ) {
    let scaled = modulus.dividingFullWidth((c, 0)).quotient
    for i in 0..<row.count {
      let x = row[i]
      let quotient = scaled.multipliedFullWidth(by: x).high
      var value = c &* x &- quotient &* modulus
      value = value >= modulus ? value &- modulus : value
      target[i] = add(target[i], value)
    }
  }
}
