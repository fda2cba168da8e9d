import SingularLearning
import Testing

@Suite("Minors and determinantal ideals")
struct MinorTests {
  static func generic(_ rows: Int, _ columns: Int) throws -> Matrix<PolynomialRing<RationalField>> {
    let names = (1...rows).flatMap { i in (1...columns).map { "x\(i)_\($0)" } }
    let ring = try PolynomialRing(coefficients: RationalField(), variables: names)
    return Matrix(ring: ring, rowCount: rows, columnCount: columns, elements: ring.generators)
  }

  /// A matrix of sparse random polynomials, zeros included.
  static func random(_ rows: Int, _ columns: Int, seed: UInt64) throws
    -> Matrix<PolynomialRing<RationalField>>
  {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    var source = RandomSource(seed: seed)
    let elements = (0..<rows * columns).map { _ in
      ring.polynomial(
        terms: (0..<Int(source.next(below: 3))).map { _ in
          (
            Rational(Int(source.next(below: 7)) - 3),
            [Int(source.next(below: 3)), Int(source.next(below: 2))]
          )
        })
    }
    return Matrix(ring: ring, rowCount: rows, columnCount: columns, elements: elements)
  }

  /// The determinant by the sum over permutations.
  static func leibniz(_ matrix: Matrix<PolynomialRing<RationalField>>, rows: [Int], columns: [Int])
    -> Polynomial<RationalField>
  {
    guard let row = rows.first else { return matrix.ring.one }
    var sum = matrix.ring.zero
    for (k, column) in columns.enumerated() {
      let rest = columns.filter { $0 != column }
      let term =
        matrix[row, column] * leibniz(matrix, rows: Array(rows.dropFirst()), columns: rest)
      sum += k % 2 == 0 ? term : -term
    }
    return sum
  }

  static func subsets(_ n: Int, _ k: Int) -> [[Int]] {
    (0..<(1 << n)).map { mask in (0..<n).filter { mask >> $0 & 1 == 1 } }.filter { $0.count == k }
  }

  @Test("expansion, elimination and the sum over permutations agree", arguments: 0..<6)
  func methods(seed: Int) throws {
    let matrix = try Self.random(3 + seed % 2, 4, seed: UInt64(seed))
    for size in 1...3 {
      let expected = Set(
        Self.subsets(matrix.rowCount, size).flatMap { rows in
          Self.subsets(4, size).map { Self.leibniz(matrix, rows: rows, columns: $0) }
        }.filter { !$0.isZero }.map { $0.canonicalAssociate })
      for method in [MinorMethod.expansion, .bareiss] {
        let minors: [Polynomial<RationalField>] = try matrix.minors(size: size, method: method)
        #expect(Set(minors.map { $0.canonicalAssociate }) == expected)
      }
    }
  }

  @Test("counts, degenerate sizes and limits")
  func countsAndLimits() throws {
    let matrix = try Self.generic(3, 4)
    #expect(matrix.minorCount(size: 2) == 18 && matrix.minorCount(size: 4) == 0)
    let none: [Polynomial<RationalField>] = try matrix.minors(size: 4)
    let one: [Polynomial<RationalField>] = try matrix.minors(size: 0)
    #expect(none.isEmpty && one == [matrix.ring.one])
    #expect(throws: ComputationStopped.self) {
      let _: [Polynomial<RationalField>] = try matrix.minors(size: 2, maximumCount: 17)
    }
    #expect(throws: ComputationStopped.self) {
      let _: [Polynomial<RationalField>] = try matrix.minors(size: 2, maximumTerms: 10)
    }
  }

  @Test("generic determinantal ideals have the known codimension and degree")
  func genericIdeals() throws {
    for (rows, columns, size, codimension, degree): (Int, Int, Int, Int, Integer) in [
      (2, 3, 2, 2, 3), (3, 3, 2, 4, 6), (3, 3, 3, 1, 3), (2, 4, 2, 3, 4), (3, 4, 3, 2, 6),
    ] {
      let ideal: Ideal<RationalField> = try Self.generic(rows, columns)
        .determinantalIdeal(size: size)
      let basis = try ideal.groebnerBasis()
      #expect(try basis.codimension() == codimension)
      #expect(try basis.degree() == degree)
    }
  }
}
