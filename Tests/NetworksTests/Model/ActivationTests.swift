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

  /// A monomial has one term whatever its degree; the other lists agree with the dense coefficients.
  @Test func termsAreTheNonzeroCoefficients() {
    let huge = Activation.monomial(degree: 1 << 40).terms
    #expect(huge.count == 1 && huge[0].power == 1 << 40 && huge[0].coefficient == 1)
    #expect(Activation.monomial(degree: 1 << 40).coefficient(ofPower: 1 << 40) == 1)
    #expect(Activation.monomial(degree: 1 << 40).coefficient(ofPower: 0) == 0)
    let cases: [Activation] = [
      .monomial(degree: 0), .monomial(degree: 3), .polynomial(coefficients: [0, 2, 0, -1, 0]),
      .polynomial(coefficients: []), .hermite(degree: 4), .hermite(degree: 1),
    ]
    for activation in cases {
      let dense = activation.coefficients
      var sum = dense.map { _ in Rational.zero }
      for term in activation.terms {
        #expect(!term.coefficient.isZero)
        sum[term.power] = term.coefficient
      }
      #expect(sum == dense)
      for k in 0..<6 {
        #expect(
          activation.coefficient(ofPower: k) == (dense.indices.contains(k) ? dense[k] : 0))
      }
    }
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
