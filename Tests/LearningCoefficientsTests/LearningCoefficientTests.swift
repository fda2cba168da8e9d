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
