import SingularLearning
import Testing

@Suite("closed forms: one input and one hidden layer at the truth zero")
struct OneHiddenLayerTests {
  @Test("Vandermonde type: the theorem's choice of i")
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

  @Test("monomial networks: p/(2r) below, (1/2, 2) at, (1/2, 1) above p = r")
  func monomial() {
    for degree in 1...5 {
      for units in 1...8 {
        let expected =
          units < degree
          ? LearningCoefficient(Rational(Integer(units), Integer(2 * degree)), multiplicity: 1)
          : LearningCoefficient(Rational(1, 2), multiplicity: units == degree ? 2 : 1)
        #expect(OneInputMonomialNetwork(units: units, degree: degree).atZero == expected)
      }
    }
  }

  @Test("degree 1 is reduced-rank regression with one input, one unit is a chain")
  func overlaps() {
    for units in 1...6 {
      for outputs in 1...6 {
        #expect(
          OneInputMonomialNetwork(units: units, outputs: outputs, degree: 1).atZero
            == ReducedRankRegression(inputs: 1, hidden: units, outputs: outputs).minimum(rank: 0))
        #expect(
          OneInputMonomialNetwork(units: 1, outputs: outputs, degree: units).atZero
            == MonomialChain(outputs: outputs, degrees: [units]).atZero)
      }
    }
    #expect(
      VandermondeSingularity(outputs: 4, units: 1, step: 3).atZero
        == OneInputMonomialNetwork(units: 1, outputs: 4, degree: 1).atZero)
  }

  @Test(
    "a network inside another has the smaller λ: the Vandermonde ideal contains each single power")
  func inclusion() {
    for units in 1...9 {
      for outputs in 1...3 {
        let all = VandermondeSingularity(outputs: outputs, units: units, step: 2).atZero
        for n in 0...3 {
          let single = OneInputMonomialNetwork(units: units, outputs: outputs, degree: 2 * n + 1)
          #expect(single.atZero <= all)
        }
      }
    }
  }

  @Test("misuse traps")
  func misuse() async {
    await #expect(processExitsWith: .failure) { _ = VandermondeSingularity(units: 1, step: 0) }
    await #expect(processExitsWith: .failure) {
      _ = OneInputMonomialNetwork(units: 0, degree: 2)
    }
  }
}
