import SingularLearning
import Testing

@Suite struct MatrixTests {
  private func checkLaws<R: Ring>(over ring: R) {
    var random = RandomSource(seed: 1)
    for (m, k, n) in [(0, 3, 2), (2, 0, 3), (3, 2, 0), (1, 1, 1), (2, 3, 4), (5, 5, 5)] {
      let a = randomMatrix(over: ring, m, k, using: &random)
      let b = randomMatrix(over: ring, m, k, using: &random)
      let c = randomMatrix(over: ring, k, n, using: &random)
      let d = randomMatrix(over: ring, n, 3, using: &random)
      #expect(a + b == b + a)
      #expect((a - b) + b == a)
      #expect(a + -a == .zero(ring: ring, rowCount: m, columnCount: k))
      #expect((a + b) * c == a * c + b * c)
      #expect((a * c) * d == a * (c * d))
      #expect((a * c).transpose == c.transpose * a.transpose)
      #expect(Matrix.identity(ring: ring, size: m) * a == a)
      #expect(a * Matrix.identity(ring: ring, size: k) == a)
      #expect(a.scaled(by: ring(-3)) == -(a + a + a))
      #expect(a.transpose.transpose == a)
      for j in 0..<n { #expect(a.apply(to: c.column(j)) == (a * c).column(j)) }
      #expect(Matrix(ring: ring, rows: a.rows, columnCount: k) == a)
      #expect((a * c).hashValue == ((a + b) * c - b * c).hashValue)
    }
  }

  @Test func lawsOverIntegers() { checkLaws(over: IntegerRing()) }
  @Test func lawsOverRationals() { checkLaws(over: RationalField()) }

  @Test(arguments: [2, 3, 65_521, 2_147_483_647, 4_611_686_018_427_387_847] as [UInt64])
  func lawsOverPrimeFields(modulus: UInt64) throws {
    checkLaws(over: try PrimeField(modulus: modulus))
  }

  @Test func emptyProductIsZero() {
    let ring = IntegerRing()
    let wide = Matrix.zero(ring: ring, rowCount: 2, columnCount: 0)
    let tall = Matrix.zero(ring: ring, rowCount: 0, columnCount: 3)
    #expect(wide * tall == .zero(ring: ring, rowCount: 2, columnCount: 3))
    #expect(wide != Matrix.zero(ring: ring, rowCount: 0, columnCount: 2))
  }

  @Test func descriptionShowsRows() throws {
    let a = Matrix(ring: RationalField(), rows: [[1, Rational(-1, 2)], [0, 3]])
    #expect(a.description == "[[1, -1/2], [0, 3]]")
    #expect(Matrix.zero(ring: IntegerRing(), rowCount: 0, columnCount: 2).description == "[0 × 2]")
  }

  @Test func mappingCommutesWithProducts() throws {
    let field = try PrimeField(modulus: 7)
    let map = RingHomomorphism(from: IntegerRing(), to: field) { field.image(of: $0) }
    var random = RandomSource(seed: 2)
    let a = randomMatrix(over: IntegerRing(), 3, 4, using: &random)
    let b = randomMatrix(over: IntegerRing(), 4, 2, using: &random)
    #expect((a * b).mapped(by: map) == a.mapped(by: map) * b.mapped(by: map))
  }

  @Test func copiesAreIndependent() {
    let a = Matrix.identity(ring: IntegerRing(), size: 2)
    var b = a
    b[0, 1] = 5
    #expect(a[0, 1] == 0)
    #expect(b.row(0) == [1, 5])
  }

  /// The optimiser can lose the stores of a literal that is read through a span.
  @Test func applyReadsALiteralVector() throws {
    let field = try PrimeField(modulus: 101)
    let a = Matrix(ring: field, rowCount: 2, columnCount: 2, elements: [1, 2, 3, 4])
    #expect(a.apply(to: [3, 4]) == [11, 25])
    let b = Matrix(ring: RationalField(), rowCount: 1, columnCount: 3, elements: [1, 2, 3])
    #expect(b.apply(to: [5, 6, 7]) == [38])
  }
}
