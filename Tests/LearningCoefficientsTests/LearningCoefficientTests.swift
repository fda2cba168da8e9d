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
