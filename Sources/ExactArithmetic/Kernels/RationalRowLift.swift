import CGMP

/// Finds the common denominator and the numerators of rows of rational numbers known modulo many primes.
///
/// With M the product of the primes, candidates are accepted when numerator times denominator stays 2⁶⁴ times
/// below M, so a wrong one is unlikely; nothing is proven here.
package final class RationalRowLift {
  private let tree: ResidueTree
  private let modulusBits: Int
  /// t, r₀, r₁, quotient, s₀, s₁.
  private let work = IntegerBuffer(count: 6)

  /// - Precondition: at least one prime, all different.
  package init(primes: [UInt32]) {
    tree = ResidueTree(primes: primes)
    modulusBits = Int(__gmpz_sizeinbase(tree.modulus, 2))
  }

  /// About the operations that one number takes.
  package var operations: Int { 16 * tree.primes.count + tree.primes.count * tree.primes.count / 8 }

  /// Writes to a row the denominator and, after it, the numerators of the other entries.
  ///
  /// - Parameter residues: Writes the residues of number k, one for each prime.
  /// - Returns: Whether all were found; `false` if one needs more primes.
  package func lift<Stop: Error>(
    into out: IntegerRows, row: Int,
    residues: (_ k: Int, _ target: inout [UInt32]) throws(Stop) -> Void
  ) throws(Stop) -> Bool {
    let start = out.start(row)
    let out = (values: out.values, count: out.lengths[row] - 1)
    let denominator = out.values[start]
    __gmpz_set_ui(denominator, 1)
    // Where the denominator grew, and by what the numerators before must be multiplied.
    var growth: [(index: Int, factor: IntegerBuffer)] = []
    var digits = [UInt32](repeating: 0, count: tree.primes.count)
    let t = work[0]
    for k in 0..<out.count {
      try residues(k, &digits)
      tree.combine(digits, into: t)
      __gmpz_mul(t, t, denominator)
      balance(t)
      let bits = Int(__gmpz_sizeinbase(t, 2)) + Int(__gmpz_sizeinbase(denominator, 2))
      if bits + 64 >= modulusBits {
        guard let factor = reconstruct(t) else { return false }
        __gmpz_mul(denominator, denominator, factor[0])
        growth.append((k, factor))
      }
      __gmpz_set(out.values[start + 1 + k], t)
    }
    for (index, factor) in growth {
      for k in 0..<index {
        __gmpz_mul(out.values[start + 1 + k], out.values[start + 1 + k], factor[0])
      }
    }
    return true
  }

  /// The representative in −M/2..<M/2.
  private func balance(_ t: UnsafeMutablePointer<__mpz_struct>) {
    __gmpz_fdiv_r(t, t, tree.modulus)
    __gmpz_sub(work[3], tree.modulus, t)
    if __gmpz_cmp(work[3], t) < 0 { __gmpz_neg(t, work[3]) }
  }

  /// Replaces t by the numerator of the small fraction congruent to it; returns the denominator.
  private func reconstruct(_ t: UnsafeMutablePointer<__mpz_struct>) -> IntegerBuffer? {
    let limit = (modulusBits - 65) / 2
    guard limit > 0 else { return nil }
    var (r0, r1, s0, s1) = (work[1], work[2], work[4], work[5])
    let quotient = work[3]
    __gmpz_set(r0, tree.modulus)
    __gmpz_fdiv_r(r1, t, tree.modulus)
    __gmpz_set_ui(s0, 0)
    __gmpz_set_ui(s1, 1)
    // Extended Euclid: r ≡ s · t throughout.
    while slt_mpz_sgn(r1) != 0, Int(__gmpz_sizeinbase(r1, 2)) > limit {
      __gmpz_tdiv_qr(quotient, r0, r0, r1)
      __gmpz_submul(s0, quotient, s1)
      swap(&r0, &r1)
      swap(&s0, &s1)
    }
    guard Int(__gmpz_sizeinbase(s1, 2)) <= limit else { return nil }
    let factor = IntegerBuffer(count: 1)
    __gmpz_gcd(factor[0], r1, s1)
    guard __gmpz_cmp_ui(factor[0], 1) == 0 else { return nil }
    __gmpz_abs(factor[0], s1)
    if slt_mpz_sgn(s1) < 0 { __gmpz_neg(t, r1) } else { __gmpz_set(t, r1) }
    return factor
  }
}
