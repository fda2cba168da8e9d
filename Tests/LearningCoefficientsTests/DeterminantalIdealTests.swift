import SingularLearning
import Testing

@Suite("closed form: ideals of minors")
struct DeterminantalIdealTests {
  @Test(
    "by hand",
    arguments: [
      // All entries; a determinant, which is a quadric of rank 4, then a normal hypersurface.
      (2, 3, 1, "3", 1), (2, 2, 2, "1/2", 1), (3, 3, 3, "1/2", 1), (1, 1, 1, "1/2", 1),
      // 2 × 2 minors: 8/2 and 3 for 2 × 4; 9/2 and 4; 12/2 = 6.
      (2, 4, 2, "3/2", 1), (3, 3, 2, "2", 1), (3, 4, 2, "3", 2),
      // 3 × 3 minors of 5 × 5: 25/3, 16/2, 9.
      (5, 5, 3, "4", 1),
    ])
  func values(rows: Int, columns: Int, minors: Int, lambda: String, multiplicity: Int) throws {
    #expect(
      DeterminantalIdeal(rows: rows, columns: columns, minors: minors).atZero
        == LearningCoefficient(try #require(Rational(lambda)), multiplicity: multiplicity))
  }

  @Test("transposed, and at a matrix of rank s: the minors of size k − s of a smaller matrix")
  func laws() {
    for rows in 1...5 {
      for columns in 1...5 {
        for minors in 1...min(rows, columns) {
          let ideal = DeterminantalIdeal(rows: rows, columns: columns, minors: minors)
          #expect(
            ideal.atZero
              == DeterminantalIdeal(rows: columns, columns: rows, minors: minors).atZero)
          for rank in 0..<minors {
            let slice = DeterminantalIdeal(
              rows: rows - rank, columns: columns - rank, minors: minors - rank)
            #expect(ideal.value(rank: rank) == slice.atZero)
            // Nearby points are at most as singular.
            #expect(ideal.atZero <= ideal.value(rank: rank))
          }
        }
      }
    }
  }

  @Test("misuse traps")
  func misuse() async {
    await #expect(processExitsWith: .failure) {
      _ = DeterminantalIdeal(rows: 2, columns: 3, minors: 3)
    }
    await #expect(processExitsWith: .failure) {
      _ = DeterminantalIdeal(rows: 3, columns: 3, minors: 2).value(rank: 2)
    }
  }
}
