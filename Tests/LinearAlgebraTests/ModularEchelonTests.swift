import SingularLearning
import Testing

@Suite struct ModularEchelonTests {
  @Test(arguments: [2, 3, 65_521, 8_388_593, 2_147_483_647] as [UInt32])
  func agreesWithTheGenericElimination(modulus: UInt32) throws {
    let field = try PrimeField(modulus: UInt64(modulus))
    var random = RandomSource(seed: 13)
    for family in MatrixFamily.allCases {
      for (rowCount, columnCount) in [(0, 4), (4, 0), (1, 1), (9, 14), (14, 9), (20, 20)] {
        let matrix = family.make(
          modulus: modulus, rowCount: rowCount, columnCount: columnCount, using: &random)
        let generic = Matrix(
          ring: field, rowCount: rowCount, columnCount: columnCount,
          elements: matrix.elements.map(UInt64.init))
        let expected = generic.reducedRowEchelonForm()
        let (echelon, pivots) = matrix.reducedRowEchelonForm()
        #expect(pivots == expected.pivotColumns)
        let words = expected.matrix.elements.map { UInt32($0) }
        #expect(Array(echelon.elements.prefix(words.count)) == words)
        #expect(echelon.elements.dropFirst(words.count).allSatisfy { $0 == 0 })
        #expect(matrix.nullspace().map { $0.map(UInt64.init) } == expected.kernelBasis)
        if rowCount == columnCount {
          #expect(matrix.inverse?.elements.map(UInt64.init) == generic.inverse?.elements)
        }
      }
    }
  }
}
