import SingularLearning
import Testing

@Suite struct FieldEliminationTests {
  private static let shapes = [
    (0, 0, 0), (0, 3, 0), (3, 0, 0), (1, 1, 1), (4, 7, 2), (7, 4, 3), (6, 6, 6), (5, 5, 0),
  ]

  /// Shape, row space and independence of the order of the rows.
  private func checkEchelonForm<R: Field>(over field: R) {
    var random = RandomSource(seed: 5)
    for (m, n, rank) in Self.shapes {
      let a = randomMatrix(over: field, m, n, rank: rank, using: &random)
      let form = a.reducedRowEchelonForm()
      #expect(form.rank <= rank)
      #expect(form.pivotColumns == form.pivotColumns.sorted())
      for (i, j) in form.pivotColumns.enumerated() {
        for k in 0..<form.rank {
          #expect(form.matrix[k, j] == (k == i ? field.one : field.zero))
        }
        #expect(form.matrix.row(i).prefix(j).allSatisfy(field.isZero))
      }
      // Every row of A is the combination of the rows of the form that its pivot entries say, and
      // the ranks agree: the row spaces are equal.
      let coefficients = a.submatrix(rows: Array(0..<m), columns: form.pivotColumns)
      #expect(coefficients * form.matrix == a)
      #expect(a.transpose.rank == form.rank)
      let order = Array(0..<m).shuffled(using: &random)
      #expect(a.submatrix(rows: order, columns: Array(0..<n)).reducedRowEchelonForm() == form)
      let kernel = a.nullspace()
      #expect(kernel.count == n - form.rank)
      for vector in kernel { #expect(a.apply(to: vector).allSatisfy(field.isZero)) }
    }
  }

  @Test func echelonFormOverRationals() { checkEchelonForm(over: RationalField()) }

  @Test(arguments: [2, 3, 65_521, 4_611_686_018_427_387_847] as [UInt64])
  func echelonFormOverPrimeFields(modulus: UInt64) throws {
    checkEchelonForm(over: try PrimeField(modulus: modulus))
  }

  @Test func solutionsSolve() {
    let field = RationalField()
    var random = RandomSource(seed: 6)
    for (m, n, rank) in Self.shapes {
      let a = randomMatrix(over: field, m, n, rank: rank, using: &random)
      let x = randomMatrix(over: field, n, 1, using: &random).elements
      let b = a.apply(to: x)
      #expect(a.solve(b).map(a.apply(to:)) == b)
    }
    let inconsistent = Matrix(ring: field, rows: [[1, 2], [2, 4]])
    #expect(inconsistent.solve([1, 3]) == nil)
    #expect(Matrix.zero(ring: field, rowCount: 1, columnCount: 0).solve([1]) == nil)
  }

  @Test func inverseAndDeterminant() throws {
    var random = RandomSource(seed: 8)
    let field = try PrimeField(modulus: 5)
    for size in 0...5 {
      for _ in 0..<20 {
        let a = randomMatrix(over: field, size, size, using: &random)
        let determinant = a.determinant
        #expect(determinant == expandedDeterminant(a))
        if let inverse = a.inverse {
          #expect(inverse * a == .identity(ring: field, size: size))
          #expect(determinant != 0)
        } else {
          #expect(determinant == 0)
        }
      }
    }
  }

  @Test func hilbertMatrixHasItsKnownInverse() {
    let size = 9
    let hilbert = Matrix(
      ring: RationalField(),
      rows: (0..<size).map { i in (0..<size).map { j in Rational(1, Integer(i + j + 1)) } })
    let inverse = hilbert.inverse
    #expect(inverse?.elements.allSatisfy(\.isInteger) == true)
    #expect(inverse?[0, 0] == Rational(size * size))
    // The reciprocal determinants are the sequence A005249.
    #expect(
      hilbert.submatrix(rows: [0, 1, 2, 3], columns: [0, 1, 2, 3]).determinant.reciprocal
        == Rational(6_048_000))
  }
}
