import SingularLearning
import Testing

@Suite struct DoubleFieldTests {
  @Test func operationsAreThoseOfDouble() {
    let field = DoubleField()
    #expect(field.add(0.1, 0.2) == 0.1 + 0.2)
    #expect(field.subtract(0.1, 0.2) == 0.1 - 0.2)
    #expect(field.multiply(0.1, 0.2) == 0.1 * 0.2)
    #expect(field.negate(0.5) == -0.5)
    #expect(field.power(0.5, 3) == 0.125)
    #expect(field(3) == 3)
    #expect(field.inverse(4) == 0.25)
    #expect(field.inverse(0) == nil)
    #expect(field.dividedExactly(1, by: 0) == nil)
    #expect(field.isZero(-0.0) && !field.isZero(.leastNonzeroMagnitude))
  }

  @Test func imagesOfExactNumbers() throws {
    let field = DoubleField()
    #expect(field.image(of: Integer(2).power(100)) == 0x1p100)
    #expect(field.image(of: Rational(-3, 4)) == -0.75)
    let x: [Double] = [1, 2, 3]
    #expect(field.dotProduct(x.span, x.span) == 14)
  }
}
