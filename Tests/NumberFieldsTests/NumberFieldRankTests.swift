import AlgebraTestSupport
import SingularLearning
import Testing

/// Exact ranks over number fields, by different ways.
@Suite struct NumberFieldRankTests {
  static let fields: [NumberField] = {
    do {
      return [
        try NumberField(generator: "a", minimalPolynomial: "a^2 + a - 1", root: Rational("0.618")),
        try NumberField(generator: "a", minimalPolynomial: "2*a^3 - 3*a + 1/2", root: nil),
        try NumberField(generator: "a", minimalPolynomial: "a^5 - a - 1", root: nil),
        try NumberField.realCyclotomic(28), try NumberField.realCyclotomic(3),
        try NumberField.cyclotomic(5),
      ]
    } catch {
      fatalError("\(error)")
    }
  }()

  private func randomElement(of field: NumberField, using random: inout RandomSource)
    -> NumberFieldElement
  {
    field.element(
      (0..<field.degree).map { _ in
        Rational(
          Integer(random.integer(in: -3...3)),
          Integer(random.integer(in: 0...3) == 0 ? random.integer(in: 1...4) : 1))
      })
  }

  @Test(arguments: fields) func productsOfRandomMatrices(field: NumberField) throws {
    var random = RandomSource(seed: 7)
    for (rows, inner, columns) in [
      (3, 2, 4), (5, 3, 4), (6, 6, 6), (4, 0, 3), (0, 0, 3), (7, 1, 2),
    ] {
      func matrix(_ m: Int, _ n: Int) -> Matrix<NumberField> {
        Matrix(
          ring: field, rowCount: m, columnCount: n,
          elements: (0..<m * n).map { _ in randomElement(of: field, using: &random) })
      }
      let product = matrix(rows, inner) * matrix(inner, columns)
      let found = try exactRank(of: product, using: &random)
      let echelon = product.reducedRowEchelonForm()
      #expect(found.rank == echelon.rank)
      #expect(found.pivotColumns == echelon.pivotColumns)
      #expect(found.kernelBasis == echelon.kernelBasis)
      #expect(found.evidence.isProven)
      let other = try rankByRegularRepresentation(
        of: product, using: &random, control: ComputationControl())
      #expect(other.rank == found.rank && other.pivotColumns == found.pivotColumns)
      #expect(other.kernelBasis == found.kernelBasis)
      #expect(try exactRank(of: product, includingKernel: false, using: &random).rank == found.rank)
    }
  }

  /// Rows that are proportional over the field and not over ℚ.
  @Test func proportionalByTheGenerator() throws {
    let field = Self.fields[0]
    var random = RandomSource(seed: 1)
    let row = [field.one, field.generator, try field.parse("a + 3")]
    let other = row.map { field.multiply($0, field.generator) }
    let found = try exactRank(
      of: Matrix(ring: field, rows: [row, other]), using: &random)
    #expect(found.rank == 1)
    #expect(found.kernelBasis?.count == 2)
  }
}
