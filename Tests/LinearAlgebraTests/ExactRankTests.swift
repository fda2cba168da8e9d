import SingularLearning
import Testing

@Suite struct ExactRankTests {
  private let field = RationalField()

  private func check(_ matrix: Matrix<RationalField>, seed: UInt64 = 1) throws {
    var random = RandomSource(seed: seed)
    let result = try exactRank(of: matrix, using: &random)
    let expected = matrix.reducedRowEchelonForm()
    #expect(result.rank == expected.rank)
    #expect(result.pivotColumns == expected.pivotColumns)
    #expect(result.kernelBasis == expected.kernelBasis)
    #expect(result.evidence.isProven)
    #expect(
      matrix.submatrix(rows: result.pivotRows, columns: result.pivotColumns).determinant != 0)
  }

  @Test func agreesWithFractionElimination() throws {
    var random = RandomSource(seed: 14)
    for (m, n, rank) in [
      (0, 0, 0), (0, 3, 0), (3, 0, 0), (1, 1, 0), (1, 1, 1), (5, 9, 4), (9, 5, 4), (8, 8, 8),
      (12, 12, 7), (20, 6, 6), (6, 20, 6), (4, 4, 0),
    ] {
      try check(randomMatrix(over: field, m, n, rank: rank, using: &random))
    }
  }

  @Test func largeEntriesAndDenominators() throws {
    var random = RandomSource(seed: 15)
    func large(_ m: Int, _ n: Int) -> Matrix<RationalField> {
      Matrix(
        ring: field, rowCount: m, columnCount: n,
        elements: (0..<m * n).map { _ in
          let numerator = (0..<4).reduce(Integer.zero) { sum, _ in
            sum.shiftedLeft(by: 40) + Integer(random.integer(in: -1 << 40...1 << 40))
          }
          return Rational(numerator, Integer(random.integer(in: 1...1 << 40)))
        })
    }
    try check(large(7, 8))
    try check(large(10, 4) * large(4, 10))
    try check(large(8, 7) * large(7, 8))
  }

  @Test func hilbertMatricesHaveFullRank() throws {
    for size in [1, 5, 20] {
      let rows = (0..<size).map { i in
        (0..<size).map { j in Rational(1, Integer(i + j + 1)) }
      }
      try check(Matrix(ring: field, rows: rows))
      // A repeated row and a last column that depends on all others.
      let extended = (rows + [rows[0]]).map { $0 + [$0.reduce(Rational.zero, +)] }
      try check(Matrix(ring: field, rows: extended))
    }
  }

  /// The first prime that `exactRank` draws divides entries, pivots, or whole minors.
  @Test func badPrimesAreDetected() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      var source = RandomSource(seed: seed)
      let drawn = try #require(PrimeField.randomPrime(in: 1 << 29...1 << 30, using: &source))
      let p = Rational(Integer(drawn))
      for rows: [[Rational]] in [
        [[p]],
        [[1, 0], [0, p]],
        [[p, 1], [0, 0]],  // Right rank modulo p, but another pivot column.
        [[p, 2 * p, 3 * p], [p, p, p]],
        [[1, 1, 1], [1, 1 + p, 1], [1, 1, 1 + p * p]],
        [[1 / p, 1], [1, p]],
        [[1 / p, 1], [1, 2 * p]],
        [[p, 1, 0, 0], [0, p, 1, 0], [0, 0, p, 1]],
      ] {
        try check(Matrix(ring: field, rows: rows), seed: seed)
      }
    }
  }

  @Test func resultDoesNotDependOnTheSeed() throws {
    var random = RandomSource(seed: 16)
    let matrix = randomMatrix(over: field, 15, 18, rank: 9, using: &random)
    var one = RandomSource(seed: 1)
    var two = RandomSource(seed: 2)
    let first = try exactRank(of: matrix, using: &one)
    let second = try exactRank(of: matrix, using: &two)
    #expect(first.rank == second.rank)
    #expect(first.kernelBasis == second.kernelBasis)
    #expect(first.pivotColumns == second.pivotColumns)
  }

  @Test func cancellationThrows() {
    let control = ComputationControl()
    control.cancel()
    var random = RandomSource(seed: 1)
    let matrix = Matrix.identity(ring: field, size: 3)
    #expect(throws: ComputationStopped.cancelled) {
      try exactRank(of: matrix, using: &random, control: control)
    }
  }
}
