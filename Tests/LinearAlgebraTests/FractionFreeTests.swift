import SingularLearning
import Testing

@Suite struct FractionFreeTests {
  @Test func determinantEqualsTheExpansion() {
    var random = RandomSource(seed: 9)
    for size in 0...6 {
      for _ in 0..<10 {
        let a = randomMatrix(over: IntegerRing(), size, size, using: &random)
        #expect(a.determinant == expandedDeterminant(a))
      }
    }
  }

  @Test func determinantIsMultiplicativeForLargeEntries() {
    var random = RandomSource(seed: 10)
    let scale = Integer(10).power(40)
    let a = randomMatrix(over: IntegerRing(), 6, 6, using: &random).scaled(by: scale)
    let b = randomMatrix(over: IntegerRing(), 6, 6, using: &random)
    #expect((a * b).determinant == a.determinant * b.determinant)
    #expect(a.transpose.determinant == a.determinant)
  }

  @Test func rankEqualsTheRankOverTheRationals() {
    var random = RandomSource(seed: 12)
    let inclusion = RingHomomorphism(from: IntegerRing(), to: RationalField()) { Rational($0) }
    for (m, n, rank) in [(0, 4, 0), (4, 0, 0), (5, 8, 3), (8, 5, 4), (6, 6, 6), (3, 3, 0)] {
      let a = randomMatrix(over: IntegerRing(), m, n, rank: rank, using: &random)
      #expect(a.rank == a.mapped(by: inclusion).rank)
      #expect(a.fractionFreeRank() == rank)
    }
  }
}
