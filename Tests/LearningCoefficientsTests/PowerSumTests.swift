import SingularLearning
import Testing

@Suite("closed form: sums of powers and quasi-homogeneous singularities")
struct PowerSumTests {
  @Test("the square of a sum: definite ones have no cap, all others have smooth real zeros")
  func squares() {
    let cases: [([Int], [Int], Rational, Int)] = [
      ([1, 1, 1], [2, 2, 2], Rational(3, 4), 1), ([-1, -1, -1], [2, 2, 2], Rational(3, 4), 1),
      ([1, 1, -1], [2, 2, 2], Rational(1, 2), 1), ([1, 1], [2, 2], Rational(1, 2), 1),
      ([1, -1], [2, 2], Rational(1, 2), 2), ([1, 1], [2, 3], Rational(5, 12), 1),
      ([1, 1], [2, 5], Rational(7, 20), 1), ([1, -3], [4, 4], Rational(1, 4), 1),
      ([1, 1], [4, 4], Rational(1, 4), 1), ([1, 1, 1, 1], [4, 4, 4, 4], Rational(1, 2), 1),
      ([1, 1, 1, -1], [4, 4, 4, 4], Rational(1, 2), 2), ([1, 1, 1], [3, 3, 3], Rational(1, 2), 2),
      ([1, 1, 1], [2, 3, 6], Rational(1, 2), 2), ([1, 1, 1], [2, 4, 6], Rational(11, 24), 1),
      // One variable has no zeros except 0, a linear term has smooth ones.
      ([5], [3], Rational(1, 6), 1), ([5], [1], Rational(1, 2), 1),
      ([1, 1], [1, 7], Rational(1, 2), 1),
    ]
    for (coefficients, exponents, lambda, multiplicity) in cases {
      let sum = PowerSum(coefficients: coefficients.map { Rational($0) }, exponents: exponents)
      #expect(
        sum.valueOfSquare == LearningCoefficient(lambda, multiplicity: multiplicity),
        "\(coefficients) \(exponents)")
    }
  }

  @Test("a sum of even powers itself: the regular model, and (x², y³) from its squares")
  func sums() {
    #expect(
      PowerSum(exponents: [2, 2, 2]).value
        == LearningCoefficient(Rational(3, 2), multiplicity: 1))
    #expect(
      PowerSum(coefficients: [2, Rational(1, 3)], exponents: [4, 6]).value
        == LearningCoefficient(Rational(5, 12), multiplicity: 1))
    // K = f² has half the λ of K = f.
    for exponents in [[2], [4, 6], [2, 2, 8], [2, 2, 2, 2, 2]] {
      let sum = PowerSum(exponents: exponents)
      #expect(sum.value.lambda == 2 * sum.valueOfSquare.lambda)
    }
  }

  @Test(
    "simple plane curves D and E: x²y + y^(n−1), x³ + y⁴, x³ + xy³, x³ + y⁵",
    arguments: [
      (2, 2, 6, "1/3"), (3, 2, 8, "5/16"), (4, 3, 12, "7/24"), (3, 2, 9, "5/18"),
      (5, 3, 15, "4/15"),
    ])
  func curves(x: Int, y: Int, degree: Int, lambda: String) throws {
    let curve = QuasihomogeneousSingularity(
      weights: [Rational(x), Rational(y)], degree: Rational(degree), hasRealZeros: true)
    #expect(
      curve.valueOfSquare == LearningCoefficient(try #require(Rational(lambda)), multiplicity: 1))
  }

  @Test("misuse traps")
  func misuse() async {
    await #expect(processExitsWith: .failure) { _ = PowerSum(exponents: []) }
    await #expect(processExitsWith: .failure) {
      _ = PowerSum(coefficients: [1, 0], exponents: [2, 2])
    }
    await #expect(processExitsWith: .failure) { _ = PowerSum(exponents: [2, 3]).value }
    await #expect(processExitsWith: .failure) {
      _ = PowerSum(coefficients: [-1], exponents: [2]).value
    }
    await #expect(processExitsWith: .failure) {
      _ = QuasihomogeneousSingularity(weights: [1], degree: 2, hasRealZeros: true)
    }
  }
}
