import SingularLearning
import Testing

/// The pieces of a rank locus computed from all minors, without any of the methods of `rankLocus`.
private func piecesByMinors<F: GroebnerField>(
  _ problem: RankLocusProblem<F>, atMost k: Int
) throws -> [MinimalPrime<F>] {
  // Minors of the block diagonal matrix.
  let rows = problem.blocks.reduce(0) { $0 + $1.rowCount }
  let columns = problem.blocks.reduce(0) { $0 + $1.columnCount }
  var whole = Matrix<PolynomialRing<F>>.zero(
    ring: problem.ring, rowCount: rows, columnCount: columns)
  var (top, left) = (0, 0)
  for block in problem.blocks {
    for i in 0..<block.rowCount {
      for j in 0..<block.columnCount { whole[top + i, left + j] = block[i, j] }
    }
    top += block.rowCount
    left += block.columnCount
  }
  var ideal: Ideal<F> = try whole.determinantalIdeal(size: k + 1)
  ideal = Ideal(ring: problem.ring, generators: ideal.generators + problem.base)
  for unit in problem.units { ideal = try ideal.saturated(by: unit) }
  return Array(try ideal.minimalPrimes())
}

@Suite("Rank loci next to the minimal primes of all minors")
struct RankLocusComparisonTests {
  /// A polynomial with few terms of degree at most two, often 0 or constant.
  private func entry<F: GroebnerField>(
    _ ring: PolynomialRing<F>, _ random: inout RandomSource
  ) -> Polynomial<F> {
    switch random.integer(in: 0...9) {
    case 0...2: return ring.zero
    case 3: return ring(random.integer(in: -2...2))
    case 4, 5: return ring.variable(random.integer(in: 0...ring.variableCount - 1))
    case 6:
      // Products make loci with several pieces.
      return (0..<2).reduce(ring.one) { product, _ in
        product
          * (ring.variable(random.integer(in: 0...ring.variableCount - 1))
            + random.integer(in: -1...1))
      }
    default:
      return (0..<3).reduce(ring.zero) { sum, _ in
        let exponents = ring.variables.map { _ in random.integer(in: 0...1) }
        let c = ring.coefficients(random.integer(in: -3...3))
        return sum + ring.monomial(c, exponents: exponents)
      }
    }
  }

  private func problem<F: GroebnerField>(
    over field: F, _ random: inout RandomSource
  ) throws -> RankLocusProblem<F> {
    let count = random.integer(in: 1...4)
    let ring = try PolynomialRing(
      coefficients: field, variables: Array(["x", "y", "z", "w"].prefix(count)))
    let blocks = (0..<random.integer(in: 1...2)).map { _ in
      let (m, n) = (random.integer(in: 1...3), random.integer(in: 1...4))
      return Matrix(
        ring: ring, rowCount: m, columnCount: n,
        elements: (0..<m * n).map { _ in entry(ring, &random) })
    }
    let base = random.integer(in: 0...2) == 0 ? [entry(ring, &random)] : []
    let units = (0..<random.integer(in: 0...2)).map { _ in entry(ring, &random) }
    return RankLocusProblem(ring: ring, blocks: blocks, base: base, units: units)
  }

  /// Compares all bounds for one random problem.
  ///
  /// - Returns: the number of pieces met.
  private func compare<F: GroebnerField>(
    over field: F, seed: UInt64,
    _ locus: (RankLocusProblem<F>, Int) throws -> RankLocus<F>
  ) throws -> Int {
    var random = RandomSource(seed: seed)
    let problem = try problem(over: field, &random)
    let largest = problem.blocks.reduce(0) { $0 + min($1.rowCount, $1.columnCount) }
    var count = 0
    for k in 0...largest {
      let result = try locus(problem, k)
      let expected = try piecesByMinors(problem, atMost: k)
      #expect(
        result.pieces.map(\.prime) == expected, "seed \(seed), k = \(k): \(problem)")
      #expect(result.evidence.isProven)
      for piece in result.pieces { #expect(piece.rank <= k && piece.evidence.isProven) }
      try RankLocusProofCheck(result, of: problem).run()
      count += expected.count
    }
    return count
  }

  @Test("over the rational numbers")
  func rationals() throws {
    var count = 0
    for seed in 1...UInt64(60) {
      count += try compare(over: RationalField(), seed: seed) { try rankLocus($0, atMost: $1) }
    }
    #expect(count > 150)
  }

  @Test("over prime fields, small ones included", arguments: [3, 7, 101, 1_000_003])
  func primeFields(modulus: UInt64) throws {
    let field = try PrimeField(modulus: modulus)
    var count = 0
    for seed in 1...UInt64(25) {
      count += try compare(over: field, seed: seed) { try rankLocus($0, atMost: $1) }
    }
    #expect(count > 50)
  }

  @Test("the pieces do not depend on the seed")
  func seeds() throws {
    for seed in 1...UInt64(10) {
      var random = RandomSource(seed: seed)
      let problem = try problem(over: RationalField(), &random)
      let first = try rankLocus(problem, atMost: 1)
      let second = try rankLocus(problem, atMost: 1, seed: 99)
      #expect(first.pieces.map(\.prime) == second.pieces.map(\.prime))
      #expect(first.pieces.map(\.rank) == second.pieces.map(\.rank))
    }
  }
}
