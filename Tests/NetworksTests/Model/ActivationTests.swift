import SingularLearning
import Testing

@Suite struct ActivationTests {
  @Test(arguments: [
    (0, "1"), (1, "0,1"), (2, "-1,0,1"), (3, "0,-3,0,1"), (4, "3,0,-6,0,1"),
    (5, "0,15,0,-10,0,1"), (6, "-15,0,45,0,-15,0,1"),
    (10, "-945,0,4725,0,-3150,0,630,0,-45,0,1"),
  ])
  func hermiteCoefficientsArePublishedOnes(degree: Int, expected: String) {
    let coefficients = Activation.hermite(degree: degree).coefficients
    #expect(coefficients.map(\.description).joined(separator: ",") == expected)
  }

  @Test func hermiteDerivativeIsAppellSequence() {
    for n in 1...30 {
      let he = Activation.hermite(degree: n).coefficients
      let derivative = he.enumerated().dropFirst().map { Rational($0) * $1 }
      let lower = Activation.hermite(degree: n - 1).coefficients
      #expect(derivative == lower.map { Rational(n) * $0 }, "He_\(n)' = \(n)·He_\(n - 1)")
    }
  }

  @Test func degreeIgnoresTrailingZeros() {
    #expect(Activation.polynomial(coefficients: [1, 2, 0, 0]).degree == 1)
    #expect(Activation.polynomial(coefficients: [1, 2, 0, 0]).coefficients == [1, 2])
    #expect(Activation.polynomial(coefficients: [0, 0]).degree == -1)
    #expect(Activation.polynomial(coefficients: []).coefficients.isEmpty)
    #expect(Activation.monomial(degree: 3).coefficients == [0, 0, 0, 1])
  }

  @Test func monomialsAreRecognisedByTheFunction() {
    #expect(Activation.monomial(degree: 4).isMonomial)
    #expect(Activation.polynomial(coefficients: [0, 0, 3]).monomialCoefficient == 3)
    #expect(Activation.hermite(degree: 1).monomialCoefficient == 1)
    #expect(!Activation.hermite(degree: 2).isMonomial)
    #expect(!Activation.polynomial(coefficients: [0, 1, 1]).isMonomial)
    #expect(!Activation.polynomial(coefficients: [5]).isMonomial)
    #expect(!Activation.polynomial(coefficients: []).isMonomial)
  }
}
