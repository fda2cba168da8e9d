import SingularLearning
import Testing

@Suite struct ModularRankTests {
  static let primes: [UInt32] = [
    2, 3, 5, 65_521, 8_388_593, 16_777_213, 16_777_259, 67_108_859, 1_073_741_789, 2_147_483_647,
  ]

  static let strategies: [EliminationStrategy] = InstructionSet.allCases.flatMap { level in
    [(1, 1), (3, 2), (8, 8), (17, 4), (64, 8), (100, 64)].map {
      EliminationStrategy(panelWidth: $0.0, baseWidth: $0.1, instructionSet: level)
    }
  }

  /// Rank, pivot columns and an invertible submatrix, for one strategy.
  private func check(_ matrix: ModularMatrix, _ strategy: EliminationStrategy?, _ expected: [Int]) {
    let profile = matrix.rankProfile(strategy: strategy)
    #expect(
      profile.pivotColumns == expected,
      "p = \(matrix.modulus), \(matrix.rowCount) × \(matrix.columnCount), \(strategy as Any)")
    #expect(Set(profile.pivotRows).count == profile.rank)
    var submatrix = ModularMatrix(
      modulus: matrix.modulus, rowCount: profile.rank, columnCount: profile.rank)
    for (i, row) in profile.pivotRows.enumerated() {
      for (j, column) in profile.pivotColumns.enumerated() {
        submatrix[i, j] = matrix[row, column]
      }
    }
    #expect(naivePivotColumns(submatrix).count == profile.rank)
  }

  @Test(arguments: primes)
  func everyStrategyFindsTheNaivePivots(modulus: UInt32) {
    var random = RandomSource(seed: UInt64(modulus))
    for family in MatrixFamily.allCases {
      for (rowCount, columnCount) in [(1, 1), (7, 19), (23, 23), (40, 11), (33, 41)] {
        let matrix = family.make(
          modulus: modulus, rowCount: rowCount, columnCount: columnCount, using: &random)
        let expected = naivePivotColumns(matrix)
        for strategy in Self.strategies { check(matrix, strategy, expected) }
        check(matrix, nil, expected)
      }
    }
  }

  @Test(arguments: [8_388_593, 16_777_213, 2_147_483_647] as [UInt32])
  func blocksLargerThanATile(modulus: UInt32) {
    // More rows than a tile, several strips, sums as long as the bound allows, values at ± p/2.
    var random = RandomSource(seed: 7)
    let family = MatrixFamily.extreme
    var matrix = family.make(
      modulus: modulus, rowCount: 330, columnCount: 900, using: &random)
    for i in 200..<330 { matrix.setRow(i, to: Array(matrix.row(i - 200))) }
    let expected = Array(0..<200)
    #expect(naivePivotColumns(matrix) == expected)
    for width in [150, 300] {
      check(matrix, EliminationStrategy(panelWidth: width, baseWidth: 8), expected)
    }
    #expect(matrix.transpose.rank() == 200)
  }

  /// [I B; C D] with D = C B, all of C near p/2 and all of B at the largest low half below p/2: the
  /// sums of products are as large as the bounds on their length allow, without cancellation.
  @Test(arguments: [8_388_593, 16_777_213, 1_073_741_789, 2_147_483_647] as [UInt32])
  func largestPossibleSumsStayExact(modulus: UInt32) {
    let (size, border, p) = (520, 9, UInt64(modulus))
    var random = RandomSource(seed: 17)
    let largest = (p / 2 - (1 << 14)) / (1 << 15) * (1 << 15) + (1 << 14)
    let left = (0..<border * size).map { _ in p / 2 - random.next(below: 99) }
    let right = (0..<size * border).map { _ in largest - 1 - random.next(below: 99) }
    var matrix = ModularMatrix(
      modulus: modulus, rowCount: size + border, columnCount: size + border)
    for k in 0..<size {
      matrix[k, k] = 1
      for i in 0..<border {
        matrix[size + i, k] = UInt32(left[i * size + k])
        matrix[k, size + i] = UInt32(right[k * border + i])
      }
    }
    for i in 0..<border {
      for j in 0..<border {
        let sum = (0..<size).reduce(UInt64(0)) {
          ($0 + left[i * size + $1] * right[$1 * border + j]) % p
        }
        matrix[size + i, size + j] = UInt32(sum)
      }
    }
    for width in [64, 260, size, size + border] {
      for level in InstructionSet.allCases {
        let strategy = EliminationStrategy(panelWidth: width, baseWidth: 8, instructionSet: level)
        #expect(matrix.rank(strategy: strategy) == size, "panel width \(width)")
      }
    }
    matrix[size + 4, size + 2] = (matrix[size + 4, size + 2] + 1) % modulus
    #expect(matrix.rank() == size + 1)
  }

  @Test(arguments: [8_388_593, 2_147_483_647] as [UInt32])
  func stopAtGivesTheSmallerOfRankAndBound(modulus: UInt32) {
    var random = RandomSource(seed: 3)
    let matrix = MatrixFamily.lowRank.make(
      modulus: modulus, rowCount: 30, columnCount: 50, using: &random)
    let columns = matrix.rankProfile().pivotColumns
    #expect(columns.count == 15)
    for strategy in Self.strategies {
      for bound in [0, 1, 7, 14, 15, 16, 100] {
        let profile = matrix.rankProfile(stopAt: bound, strategy: strategy)
        #expect(profile.pivotColumns == Array(columns.prefix(bound)))
        #expect(profile.pivotRows.count == min(bound, 15))
      }
    }
  }

  @Test func emptyShapesHaveRankZero() {
    for (rowCount, columnCount) in [(0, 0), (0, 5), (5, 0)] {
      #expect(ModularMatrix(modulus: 7, rowCount: rowCount, columnCount: columnCount).rank() == 0)
    }
  }

  @Test func rankLeavesTheMatrixOfTheCallerAlone() {
    var random = RandomSource(seed: 11)
    let matrix = MatrixFamily.uniform.make(
      modulus: 101, rowCount: 20, columnCount: 20, using: &random)
    let copy = matrix
    _ = matrix.rank(strategy: EliminationStrategy(panelWidth: 4, baseWidth: 2))
    #expect(matrix == copy)
  }

  @Test func cancelledRankThrows() {
    let control = ComputationControl()
    control.cancel()
    let matrix = ModularMatrix(modulus: 7, rowCount: 1, columnCount: 1, elements: [3])
    #expect(throws: ComputationStopped.cancelled) { try matrix.rank(control: control) }
  }

  /// The tuned choice is a strategy of its own for every shape: panels fit the matrix.
  @Test(arguments: [(1, 1), (50, 400), (60, 60), (300, 700), (900, 900), (3000, 2600), (0, 5)])
  func tunedPanelsFitTheMatrix(rowCount: Int, columnCount: Int) {
    let strategy = EliminationStrategy.tuned(rowCount: rowCount, columnCount: columnCount)
    #expect(strategy.panelWidth >= 1 && strategy.panelWidth <= max(256, rowCount + 16))
    #expect((1...64).contains(strategy.baseWidth))
  }
}
