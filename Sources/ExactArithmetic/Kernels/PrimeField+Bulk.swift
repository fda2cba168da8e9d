import AlgebraicStructures
import Computation

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
  /// Shoup's method: with c' = ⌊c·2⁶⁴/p⌋ the estimate ⌊c'·x / 2⁶⁴⌋ of the quotient of c·x by p is
  /// at most one too small (V. Shoup's NTL; D. Harvey, J. Symb. Comput. 60 (2014), §2).
  public func addMultiple(
    of row: Span<UInt64>, by c: UInt64, to target: inout MutableSpan<UInt64>
  ) {
    require(
      row.count == target.count, "addMultiple: lengths \(row.count) and \(target.count) differ")
    let p = modulus
    let scaled = p.dividingFullWidth((c, 0)).quotient
    row.withUnsafeBufferPointer { row in
      target.withUnsafeMutableBufferPointer { target in
        for i in 0..<row.count {
          let x = row[i]
          let quotient = scaled.multipliedFullWidth(by: x).high
          let product = subtractingModulusOnce(c &* x &- quotient &* p, p)
          target[i] = subtractingModulusOnce(product &+ target[i], p)
        }
      }
    }
  }
}

/// The residue of x < 2p for p < 2⁶³, without a branch: x − p is negative exactly if p must be added
/// back.
@inline(__always)
private func subtractingModulusOnce(_ x: UInt64, _ p: UInt64) -> UInt64 {
  let difference = x &- p
  return difference &+ (p & (0 &- difference >> 63))
}
