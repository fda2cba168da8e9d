import AlgebraTestSupport
import SingularLearning
import Testing

/// Centers and kinds that were found by hand, and the identity that defines them.
@Suite struct ActivationSymmetryTests {
  typealias Kind = ActivationSymmetry.Kind

  /// Expanded by hand: (t+1)³, (t−2)⁴ + 5, t² + t = (t+1/2)² − 1/4, (t−1)³ + (t−1) + 4,
  /// (t+2)⁴ − (t+2)² + 1, and functions without symmetry.
  static let cases: [(activation: Activation, center: Rational, value: Rational, kind: Kind)] = [
    (.monomial(degree: 1), 0, 0, .linear), (.monomial(degree: 5), 0, 0, .power),
    (.monomial(degree: 4_000_000_000), 0, 0, .power),
    (.polynomial(coefficients: [3, 2]), Rational(-3, 2), 0, .linear),
    (.polynomial(coefficients: [0, 0, 7]), 0, 0, .power),
    (.polynomial(coefficients: [1, 3, 3, 1]), -1, 0, .power),
    (.polynomial(coefficients: [21, -32, 24, -8, 1]), 2, 5, .power),
    (.polynomial(coefficients: [0, 1, 1]), Rational(-1, 2), Rational(-1, 4), .power),
    (.polynomial(coefficients: [1, 0, 1]), 0, 1, .power),
    (.polynomial(coefficients: [0, 1, 0, 1]), 0, 0, .odd),
    (.polynomial(coefficients: [2, 4, -3, 1]), 1, 4, .odd),
    (.polynomial(coefficients: [0, 0, 1, 0, 1]), 0, 0, .even),
    (.polynomial(coefficients: [13, 28, 23, 8, 1]), -2, 1, .even),
    (.polynomial(coefficients: [0, 0, 1, 1]), Rational(-1, 3), Rational(2, 27), .odd),
    (.polynomial(coefficients: [0, 1, 0, 0, 1]), 0, 0, .none),
    (.polynomial(coefficients: [0, 0, 0, 1, 1]), Rational(-1, 4), Rational(-3, 256), .none),
    (.hermite(degree: 1), 0, 0, .linear), (.hermite(degree: 2), 0, -1, .power),
    (.hermite(degree: 3), 0, 0, .odd), (.hermite(degree: 4), 0, 3, .even),
    (.hermite(degree: 1000), 0, 0, .even),
  ]

  @Test("center, value there and kind", arguments: cases.indices)
  func table(index: Int) {
    let (activation, center, value, kind) = Self.cases[index]
    let symmetry = ActivationSymmetry(activation)
    #expect(symmetry.center == center && symmetry.kind == kind, "\(symmetry)")
    if activation != .hermite(degree: 1000) { #expect(symmetry.centerValue == value) }
  }

  @Test("σ(κ + s t) = a σ(κ + t) + b for the allowed s, at more points than the degree")
  func identity() {
    for (activation, center, _, kind) in Self.cases where activation.degree <= 5 {
      let symmetry = ActivationSymmetry(activation)
      let factors: [Rational] =
        switch kind {
        case .linear, .power: [1, -1, 2, Rational(-1, 3)]
        case .even, .odd: [1, -1]
        case .none: [1]
        }
      for s in factors {
        let (a, b) = (symmetry.outputFactor(s), symmetry.outputConstant(s))
        for t in (-4...4).map({ Rational($0) }) {
          #expect(
            direct(activation, center + s * t) == a * direct(activation, center + t) + b,
            "\(activation), factor \(s)")
          #expect(activation.value(at: t) == direct(activation, t))
        }
      }
    }
  }

  /// The value from the coefficients.
  func direct(_ activation: Activation, _ t: Rational) -> Rational {
    activation.coefficients.enumerated().reduce(0) { sum, item in
      var power: Rational = 1
      for _ in 0..<item.offset { power = power * t }
      return sum + item.element * power
    }
  }

  @Test("relations with and without something that takes constants")
  func relations() {
    func relation(_ coefficients: [Rational], _ takes: Bool) -> ActivationSymmetry.Relation {
      ActivationSymmetry(.polynomial(coefficients: coefficients)).relation(takesConstants: takes)
    }
    // t² + 1: σ(−t) = σ(t), but σ(2t) = 4σ(t) − 3.
    #expect(relation([1, 0, 1], true) == .proportional && relation([1, 0, 1], false) == .opposite)
    #expect(relation([1, 0, 0, 1], true) == .proportional)
    #expect(relation([1, 0, 0, 1], false) == .equal)
    // t³ + t + 1: σ(−t) = −σ(t) + 2.
    #expect(relation([1, 1, 0, 1], true) == .opposite && relation([1, 1, 0, 1], false) == .equal)
    #expect(relation([1, 0, 1, 0, 1], false) == .opposite)
    let shifted = ActivationSymmetry(.polynomial(coefficients: [1, 3, 3, 1]))
    #expect(shifted.rowRelation(hasBias: true) == .proportional)
    #expect(shifted.rowRelation(hasBias: false) == .equal)
  }

  @Test("vanishing at zero", arguments: cases.indices)
  func zero(index: Int) {
    let activation = Self.cases[index].activation
    guard activation.degree <= 1000 else { return }
    #expect(activation.vanishesAtZero == (activation.value(at: 0) == 0))
  }
}
