import AlgebraicStructures
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The minimal primes of the ideal of all minors of a size, without computing all minors.
///
/// Of every prime met the generic rank of the matrix on its zero set is computed exactly. Where it is
/// small, the zero set belongs to the locus. Otherwise the locus inside it lies in the zero sets of factors
/// that an elimination met (factors of minors), and the search goes on with the minimal primes of the sums.
/// Dimensions drop, so it ends.
struct RankPrimeSearch {
  /// A component of the locus.
  struct Found {
    let prime: MinimalPrime<RationalField>
    let rank: Int
  }

  let matrix: [[Polynomial<RationalField>]]
  let ring: PolynomialRing<RationalField>
  let rankBound: Int
  let control: ComputationControl
  private(set) var found: [Found] = []
  /// The number of primes whose rank was computed.
  private(set) var visitedCount = 0
  private var random: RandomSource

  init(
    matrix: [[Polynomial<RationalField>]], ring: PolynomialRing<RationalField>, rankBound: Int,
    seed: UInt64, control: ComputationControl
  ) {
    self.matrix = matrix
    self.ring = ring
    self.rankBound = rankBound
    self.control = control
    random = RandomSource(seed: seed)
  }

  /// Finds all components, in decreasing dimension.
  mutating func run() throws(ComputationStopped) {
    var open = Array(
      try Ideal(ring: ring, generators: []).minimalPrimes(control: control))
    var seen: Set<MinimalPrime<RationalField>> = []
    while !open.isEmpty {
      // Largest first: what a component contains is then skipped.
      open.sort { $0.dimension < $1.dimension }
      let prime = open.removeLast()
      try control.checkpoint()
      if found.contains(where: { prime.basis.contains($0.prime.basis) }) { continue }
      visitedCount += 1
      let first = try eliminate(modulo: prime, columnOrder: nil)
      if first.rank <= rankBound {
        found.append(Found(prime: prime, rank: first.rank))
        continue
      }
      for next in try children(of: prime, first.factors) where seen.insert(next).inserted {
        open.append(next)
      }
    }
  }

  private func eliminate(
    modulo prime: MinimalPrime<RationalField>, columnOrder: [Int]?
  ) throws(ComputationStopped) -> PrimeElimination.Result {
    var elimination = try PrimeElimination(matrix, modulo: prime.basis, control: control)
    return try elimination.run(limit: rankBound + 1, columnOrder: columnOrder)
  }

  /// Primes whose zero sets cover the locus inside that of `prime`.
  private mutating func children(
    of prime: MinimalPrime<RationalField>, _ factors: [Polynomial<RationalField>]
  ) throws(ComputationStopped) -> [MinimalPrime<RationalField>] {
    // A second elimination with other pivots: what is common to both is the locus more often.
    var order = Array(0..<(matrix.first?.count ?? 0))
    for i in order.indices.reversed() { order.swapAt(i, random.integer(in: 0...i)) }
    var clauses = [factors]
    clauses.append(try eliminate(modulo: prime, columnOrder: order).factors)
    clauses.sort { $0.count < $1.count }
    let other = clauses[1].reduce(ring.one) { $0 * $1 }
    var result: [MinimalPrime<RationalField>] = []
    for factor in clauses[0] {
      try control.checkpoint()
      // The product is no help where the factor belongs to both.
      let rest = clauses[1].contains(factor) ? [] : [other]
      let ideal = Ideal(
        ring: ring, generators: prime.basis.polynomials + [factor] + rest)
      result += try ideal.minimalPrimes(control: control)
    }
    return result
  }
}
