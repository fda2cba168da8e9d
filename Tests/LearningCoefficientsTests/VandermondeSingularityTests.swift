import SingularLearning
import Testing

@Suite("closed form: Vandermonde type")
struct VandermondeSingularityTests {
  @Test("the theorem's choice of i")
  func thresholds() {
    for (outputs, step) in [(1, 1), (1, 2), (2, 2), (3, 1), (4, 3)] {
      for units in 1...30 {
        var i = 0
        while outputs * ((i + 1) * i * step + 2 * (i + 1)) <= 2 * units { i += 1 }
        let lambda = Rational(
          Integer(outputs * step * i * (i + 1) + 2 * units), Integer(4 * (1 + i * step)))
        let isTie = outputs * (i * (i - 1) * step + 2 * i) == 2 * units
        #expect(
          VandermondeSingularity(outputs: outputs, units: units, step: step).atZero
            == LearningCoefficient(lambda, multiplicity: isTie ? 2 : 1),
          "\((outputs, units, step))")
      }
    }
  }

  @Test(
    "tanh networks: (H + i² + i)/(4i + 2), m = 2 for squares",
    arguments: [
      (1, "1/2", 2), (2, "2/3", 1), (3, "5/6", 1), (4, "1", 2), (5, "11/10", 1), (8, "7/5", 1),
      (9, "3/2", 2), (10, "11/7", 1),
    ])
  func tanh(units: Int, lambda: String, multiplicity: Int) throws {
    #expect(
      VandermondeSingularity.tanhNetwork(units: units).atZero
        == LearningCoefficient(try #require(Rational(lambda)), multiplicity: multiplicity))
  }

  @Test("a unit more costs at most 1/2, and never less than nothing; an output more the same")
  func monotony() {
    for (outputs, units, step) in [(1, 1, 2), (1, 7, 2), (2, 5, 1), (3, 4, 3), (5, 12, 2)] {
      let value = VandermondeSingularity(outputs: outputs, units: units, step: step).atZero.lambda
      let wider = VandermondeSingularity(outputs: outputs, units: units + 1, step: step).atZero
        .lambda
      let higher = VandermondeSingularity(outputs: outputs + 1, units: units, step: step).atZero
        .lambda
      #expect(value <= wider && wider <= value + Rational(1, 2))
      // b = 0 is in the fiber, of codimension H.
      #expect(value <= higher && higher <= Rational(Integer(units), 2))
    }
  }

  @Test("one unit is a product, as with activation of degree 1")
  func oneUnit() {
    for outputs in 1...4 {
      #expect(
        VandermondeSingularity(outputs: outputs, units: 1, step: 3).atZero
          == ShallowMonomialNetwork(units: 1, outputs: outputs, degree: 1).atZero)
    }
  }

  @Test("misuse traps")
  func misuse() async {
    await #expect(processExitsWith: .failure) { _ = VandermondeSingularity(units: 1, step: 0) }
  }
}
