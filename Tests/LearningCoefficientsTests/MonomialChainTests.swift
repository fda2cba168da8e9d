import SingularLearning
import Testing

@Suite("closed form: chains of width one")
struct MonomialChainTests {
  @Test("at zero: the first layer has the highest power")
  func zero() {
    #expect(
      MonomialChain(degrees: [2, 3]).atZero
        == LearningCoefficient(Rational(1, 12), multiplicity: 1))
    #expect(
      MonomialChain(degrees: [1, 1, 3, 1]).atZero
        == LearningCoefficient(Rational(1, 6), multiplicity: 3))
    #expect(
      MonomialChain(degrees: [1, 1]).atZero
        == DeepLinearNetwork(widths: [1, 1, 1, 1]).minimum(rank: 0))
  }

  @Test("one unit, d inputs: the smaller one of 1 and d/r, halved, and m = 2 iff d = r")
  func oneUnit() {
    for inputs in 1...6 {
      for degree in 1...6 {
        let lambda = min(1, Rational(Integer(inputs), Integer(degree))) / 2
        #expect(
          MonomialChain(inputs: inputs, degrees: [degree]).atZero
            == LearningCoefficient(lambda, multiplicity: inputs == degree ? 2 : 1))
      }
    }
  }

  @Test("only the zero layers count")
  func zeroLayers() {
    let chain = MonomialChain(inputs: 3, outputs: 2, degrees: [2, 5])
    // 3/(2·10), 1/(2·5) and 2/2 for the three layers.
    let expected: [([Bool], Rational, Int)] = [
      ([true, true, true], Rational(1, 10), 1), ([true, false, false], Rational(3, 20), 1),
      ([false, true, false], Rational(1, 10), 1), ([false, false, true], 1, 1),
      ([true, false, true], Rational(3, 20), 1),
      // Rank-one matrices, here of three inputs in degree 10 and two outputs.
      ([false, false, false], 2, 1),
    ]
    for (isZero, lambda, multiplicity) in expected {
      #expect(
        chain.value(isZero: isZero) == LearningCoefficient(lambda, multiplicity: multiplicity),
        "\(isZero)")
    }
    #expect(
      MonomialChain(degrees: [3, 1]).value(isZero: [true, false, true])
        == LearningCoefficient(Rational(1, 6), multiplicity: 1))
    #expect(
      MonomialChain(inputs: 6, degrees: [2, 3]).value(isZero: [true, false, true])
        == LearningCoefficient(Rational(1, 2), multiplicity: 2))
  }

  @Test("degrees 1 are linear networks with hidden width one, at zero and over a truth of rank one")
  func linear() {
    for inputs in 1...3 {
      for outputs in 1...3 {
        let chain = MonomialChain(inputs: inputs, outputs: outputs, degrees: [1, 1])
        let network = DeepLinearNetwork(widths: [inputs, 1, 1, outputs])
        #expect(chain.atZero == network.minimum(rank: 0))
        #expect(chain.value(isZero: [false, false, false]) == network.minimum(rank: 1))
      }
    }
  }

  @Test("misuse traps")
  func misuse() async {
    await #expect(processExitsWith: .failure) { _ = MonomialChain(degrees: []) }
    await #expect(processExitsWith: .failure) {
      _ = MonomialChain(degrees: [2]).value(isZero: [true])
    }
  }
}
