import SingularLearning
import Testing

@Suite("closed form: activations with two powers")
struct TwoPowerNetworkTests {
  @Test("up to two units, all further powers are in the ideal: Vandermonde type")
  func vandermonde() {
    for units in 1...2 {
      for outputs in 1...5 {
        for step in 1...4 {
          #expect(
            TwoPowerNetwork(
              units: units, outputs: outputs, lowerPower: 1, higherPower: 1 + step
            ).atZero
              == VandermondeSingularity(outputs: outputs, units: units, step: step).atZero)
        }
      }
    }
  }

  @Test("between the single powers and all powers")
  func inclusion() throws {
    for units in 1...12 {
      for outputs in 1...3 {
        for (r, s) in [(1, 2), (1, 3), (2, 3), (3, 5), (2, 7)] {
          let value = TwoPowerNetwork(
            units: units, outputs: outputs, lowerPower: r, higherPower: s
          ).atZero
          for degree in [r, s] {
            let single = ShallowMonomialNetwork(units: units, outputs: outputs, degree: degree)
            #expect(try #require(single.atZero) <= value)
          }
          if r == 1 {
            #expect(
              value <= VandermondeSingularity(outputs: outputs, units: units, step: s - 1).atZero)
          }
          // The two sums vanish in codimension 2M, and b = 0 in codimension H.
          #expect(value.lambda <= Rational(Integer(min(2 * outputs, units)), 2))
        }
      }
    }
  }

  @Test(
    "t + t³ with one output: 2/3, 5/6, then 1, with m = 2 for four units",
    arguments: [(1, "1/2", 2), (2, "2/3", 1), (3, "5/6", 1), (4, "1", 2), (5, "1", 1), (9, "1", 1)])
  func cubic(units: Int, lambda: String, multiplicity: Int) throws {
    #expect(
      TwoPowerNetwork(units: units, lowerPower: 1, higherPower: 3).atZero
        == LearningCoefficient(try #require(Rational(lambda)), multiplicity: multiplicity))
  }

  @Test("t² + t³ with two units: ⟨t²u, t³v⟩ with density t after blowing up")
  func higher() {
    #expect(
      TwoPowerNetwork(units: 2, lowerPower: 2, higherPower: 3).atZero
        == LearningCoefficient(Rational(1, 2), multiplicity: 2))
    #expect(
      TwoPowerNetwork(units: 3, lowerPower: 2, higherPower: 5).atZero
        == LearningCoefficient(Rational(3, 5), multiplicity: 1))
  }

  @Test("misuse traps")
  func misuse() async {
    await #expect(processExitsWith: .failure) {
      _ = TwoPowerNetwork(units: 1, lowerPower: 3, higherPower: 3)
    }
  }
}
