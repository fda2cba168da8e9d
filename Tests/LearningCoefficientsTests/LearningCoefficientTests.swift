import SingularLearning
import Testing

@Suite("learning coefficients as values")
struct LearningCoefficientTests {
  @Test("a smaller λ, and at the same λ a larger m, is more singular")
  func order() {
    let values = [
      LearningCoefficient(Rational(1, 2), multiplicity: 2),
      LearningCoefficient(Rational(1, 2), multiplicity: 1),
      LearningCoefficient(Rational(2, 3), multiplicity: 4),
    ]
    #expect(values.shuffled().sorted() == values)
  }
}

@Suite("regular coordinates")
struct RegularCoordinatesTests {
  @Test("nothing is left of a regular germ: multiples of late coordinates are dropped too")
  func regularGerm() throws {
    let network = try Network(
      Architecture(widths: [3, 1, 2], degree: 3), matrices: [[[1, 2, -1]], [[1], [-2]]])
    let split = try #require(
      try RegularCoordinates(at: network, control: ComputationControl()))
    #expect(split.count == 4 && split.rest.isEmpty)
  }
}

@Suite("budgets of resolutions")
struct ResolutionBudgetTests {
  @Test(
    "polynomials that grow on a relation leave a germ open, and the search ends",
    .timeLimit(.minutes(2)))
  func growthOnRelation() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y", "z"])
    let generator = try ring.parse(
      "x^6*z^2 - 2*x^5*y^2*z + x^4*y^4 - 2*x^4*z^3 + 4*x^3*y^2*z^2 - 2*x^2*y^4*z + x^2*z^4"
        + " - 2*x*y^2*z^3 + x*y^2*z^2 + y^4*z^2")
    let result = try learningCoefficient(
      of: Ideal(generator), at: [0, 0, 0], plan: LearningCoefficientPlan(steps: 100_000))
    #expect(result.upper == Rational(15, 56) && result.stop == nil)
  }
}
