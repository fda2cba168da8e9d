import CGMP

/// Chinese remaindering for many integers and one list of primes, by a tree of products.
///
/// For the product M of the primes, an integer with residues rᵢ is Σ cᵢ M/pᵢ modulo M with
/// cᵢ = rᵢ (M/pᵢ)⁻¹ modulo pᵢ; the sum is formed pairwise.
/// - SeeAlso: J. von zur Gathen, J. Gerhard, *Modern Computer Algebra*, §10.3.
final class ResidueTree {
  let primes: [UInt32]
  private let inverses: [UInt64]
  /// Products of 2, 4, 8, … primes; an odd last one passes to the next level.
  private var products: [IntegerBuffer] = []
  private var sums: [IntegerBuffer] = []

  /// - Precondition: at least one prime, all different.
  init(primes: [UInt32]) {
    self.primes = primes
    let leaves = IntegerBuffer(count: primes.count)
    for (i, p) in primes.enumerated() { __gmpz_set_ui(leaves[i], UInt(p)) }
    products = [leaves]
    while let last = products.last, last.count > 1 {
      let next = IntegerBuffer(count: (last.count + 1) / 2)
      for i in 0..<next.count {
        if 2 * i + 1 < last.count {
          __gmpz_mul(next[i], last[2 * i], last[2 * i + 1])
        } else {
          __gmpz_set(next[i], last[2 * i])
        }
      }
      products.append(next)
    }
    sums = products.map { IntegerBuffer(count: $0.count) }
    let all = products[products.count - 1]
    let quotient = IntegerBuffer(count: 1)
    inverses = primes.indices.map { i in
      __gmpz_divexact(quotient[0], all[0], leaves[i])
      __gmpz_invert(quotient[0], quotient[0], leaves[i])
      return UInt64(__gmpz_get_ui(quotient[0]))
    }
  }

  /// The product of all primes.
  var modulus: UnsafeMutablePointer<__mpz_struct> { products[products.count - 1][0] }

  /// Sets `target` to the integer in 0..<modulus with the given residues.
  func combine(_ residues: [UInt32], into target: UnsafeMutablePointer<__mpz_struct>) {
    for (i, p) in primes.enumerated() {
      __gmpz_set_ui(sums[0][i], UInt(UInt64(residues[i]) * inverses[i] % UInt64(p)))
    }
    for level in 1..<max(1, products.count) {
      let (below, factors, here) = (sums[level - 1], products[level - 1], sums[level])
      for i in 0..<here.count {
        if 2 * i + 1 < below.count {
          __gmpz_mul(here[i], below[2 * i], factors[2 * i + 1])
          __gmpz_addmul(here[i], below[2 * i + 1], factors[2 * i])
        } else {
          __gmpz_set(here[i], below[2 * i])
        }
      }
    }
    __gmpz_fdiv_r(target, sums[products.count - 1][0], modulus)
  }
}
