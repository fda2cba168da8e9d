import SingularLearning
import Testing

/// Misuse stops the program with a message that names both sides, also in release builds.
@Suite struct MatrixTrapTests {
  private func check(_ result: ExitTest.Result?, _ message: String) {
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(message), "\(text)")
  }

  @Test func shapesOfAProduct() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let a = Matrix.zero(ring: IntegerRing(), rowCount: 2, columnCount: 3)
      _ = a * a
    }
    check(result, "*: shapes 2 × 3 and 2 × 3 do not fit")
  }

  @Test func ringsOfASum() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let a = Matrix.identity(ring: try PrimeField(modulus: 5), size: 2)
      let b = Matrix.identity(ring: try PrimeField(modulus: 7), size: 2)
      _ = a + b
    }
    check(result, "+: the rings 𝔽_5 and 𝔽_7 differ")
  }

  @Test func entriesBelowTheModulus() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = ModularMatrix(modulus: 7, rowCount: 1, columnCount: 2, elements: [6, 7])
    }
    check(result, "the element 7 is not below the modulus 7")
  }

  @Test func compositeModulus() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = ModularMatrix(modulus: 15, rowCount: 1, columnCount: 2, elements: [6, 1]).rank()
    }
    check(result, "the modulus 15 is not prime")
  }

  @Test func determinantOfARectangle() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let halves = Matrix.zero(ring: RationalField(), rowCount: 2, columnCount: 3)
      _ = halves.determinant
    }
    check(result, "the matrix must be square, but it is 2 × 3")
  }
}
