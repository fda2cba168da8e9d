import SingularLearning
import Testing

@Suite struct PrintingTests {
  @Test func plainText() throws {
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: ["w1_1_1", "w2_1_1", "x"])
    let text = "3*w1_1_1^2*w2_1_1 - 1/2*x + 1"
    #expect(try ring.parse(text).description == text)
    #expect(ring.zero.description == "0")
    #expect((-ring.one).description == "-1")
    #expect((-ring["x"]).description == "-x")
    #expect(ring.describe(ring["x"] - 1) == "x - 1")
  }

  @Test func latex() throws {
    let ring = try PolynomialRing(
      coefficients: RationalField(),
      variables: ["w1_2_3", "b1_2", "x1", "x_2", "y", "alpha", "long_name", "_z"])
    let cases = [
      ("w1_2_3", "w^{(1)}_{2,3}"), ("w1_2_3^2", "\\left(w^{(1)}_{2,3}\\right)^{2}"),
      ("b1_2", "b^{(1)}_{2}"), ("x1^10", "x_{1}^{10}"), ("x_2", "x_{2}"),
      ("-3/4*x1*y + 1/2", "-\\frac{3}{4} x_{1} y + \\frac{1}{2}"), ("y - 2", "y - 2"),
      ("alpha", "\\mathrm{alpha}"), ("long_name", "\\mathrm{long\\_name}"), ("0", "0"),
      ("_z^2", "\\mathrm{\\_z}^{2}"),
    ]
    for (text, expected) in cases { #expect(try ring.parse(text).latex == expected, "\(text)") }
  }

  @Test func latexOfNestedCoefficients() throws {
    let inner = try PolynomialRing(coefficients: IntegerRing(), variables: ["a"])
    let ring = try PolynomialRing(coefficients: inner, variables: ["x"])
    #expect(try ring.parse("(a + 2*a^2)*x").latex == "\\left(2 a^2 + a\\right) x")
  }
}
