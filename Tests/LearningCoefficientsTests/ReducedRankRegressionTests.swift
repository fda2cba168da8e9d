import SingularLearning
import Testing

@Suite("closed form: reduced-rank regression")
struct ReducedRankRegressionTests {
  /// All sizes up to 5 × 5 × 5.
  static let models = (1...5).flatMap { inputs in
    (1...5).flatMap { hidden in
      (1...5).map { ReducedRankRegression(inputs: inputs, hidden: hidden, outputs: $0) }
    }
  }

  /// The ranks of A and B that go with a product of rank r.
  private static func ranks(_ model: ReducedRankRegression, _ r: Int) -> [(a: Int, b: Int)] {
    (0...model.hidden).flatMap { a in (0...model.hidden).map { (a, $0) } }
      .filter { model.admits(rankOfA: $0.a, rankOfB: $0.b, rankOfProduct: r) }
  }

  @Test("the four cases are the minimum over the ranks of A and B, attained where both are least")
  func fiber() {
    for model in Self.models {
      for r in 0...min(model.inputs, model.hidden, model.outputs) {
        let values = Self.ranks(model, r).map {
          model.value(rankOfA: $0.a, rankOfB: $0.b, rankOfProduct: r)
        }
        #expect(values.min() == model.minimum(rank: r), "\(model), rank \(r)")
        #expect(
          model.value(rankOfA: r, rankOfB: r, rankOfProduct: r) == model.minimum(rank: r),
          "\(model), rank \(r)")
      }
    }
  }

  @Test("exchanging inputs with outputs and A with B changes nothing")
  func transposition() {
    for model in Self.models {
      let transposed = ReducedRankRegression(
        inputs: model.outputs, hidden: model.hidden, outputs: model.inputs)
      for r in 0...min(model.inputs, model.hidden, model.outputs) {
        #expect(model.minimum(rank: r) == transposed.minimum(rank: r), "\(model), rank \(r)")
        for (a, b) in Self.ranks(model, r) {
          #expect(
            model.value(rankOfA: a, rankOfB: b, rankOfProduct: r)
              == transposed.value(rankOfA: b, rankOfB: a, rankOfProduct: r),
            "\(model), ranks \((a, b, r))")
        }
      }
    }
  }

  @Test(
    "at a point of full rank the model is regular on its fiber: λ is half the rank of the Jacobian")
  func regularPoints() {
    for model in Self.models {
      for r in 0...min(model.inputs, model.hidden, model.outputs) {
        for (a, b) in Self.ranks(model, r) where a == model.inputs || b == model.outputs {
          let rank = model.outputs * a + b * model.inputs - a * b
          #expect(
            model.value(rankOfA: a, rankOfB: b, rankOfProduct: r)
              == LearningCoefficient(Rational(Integer(rank), 2), multiplicity: 1),
            "\(model), ranks \((a, b, r))")
        }
      }
    }
  }

  @Test("ranks that no weights have")
  func admissibleRanks() {
    let model = ReducedRankRegression(inputs: 3, hidden: 2, outputs: 4)
    #expect(model.admits(rankOfA: 2, rankOfB: 1, rankOfProduct: 1))
    // The kernel of B has dimension 1 and cannot hold the whole image of A.
    #expect(!model.admits(rankOfA: 2, rankOfB: 1, rankOfProduct: 0))
    #expect(!model.admits(rankOfA: 3, rankOfB: 1, rankOfProduct: 1))
    #expect(!model.admits(rankOfA: 1, rankOfB: 1, rankOfProduct: 2))
    #expect(!model.admits(rankOfA: 1, rankOfB: -1, rankOfProduct: -1))
  }

  @Test("misuse traps")
  func misuse() async {
    await #expect(processExitsWith: .failure) {
      _ = ReducedRankRegression(inputs: 0, hidden: 1, outputs: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = ReducedRankRegression(inputs: 2, hidden: 1, outputs: 2).minimum(rank: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = ReducedRankRegression(inputs: 2, hidden: 1, outputs: 2)
        .value(rankOfA: 1, rankOfB: 1, rankOfProduct: 0)
    }
  }

  /// The blow-ups know nothing of the theorem.
  @Test("resolutions agree with the closed form at all ranks, for all shapes up to 3 x 2 x 3")
  func resolutions() throws {
    for model in Self.models where model.inputs <= 3 && model.hidden <= 2 && model.outputs <= 3 {
      for r in 0...min(model.inputs, model.hidden, model.outputs) {
        for (a, b) in Self.ranks(model, r) {
          // Rows 1…a of A and columns a − r + 1…a − r + b of B are unit vectors: r of them meet.
          var first = Array(
            repeating: [Rational](repeating: 0, count: model.inputs), count: model.hidden)
          for k in 0..<a { first[k][k] = 1 }
          var second = Array(
            repeating: [Rational](repeating: 0, count: model.hidden), count: model.outputs)
          for k in 0..<b { second[k][a - r + k] = 1 }
          let network = try Network(
            Architecture(widths: [model.inputs, model.hidden, model.outputs], degree: 1),
            matrices: [first, second])
          let result = try learningCoefficient(
            at: network, plan: LearningCoefficientPlan(usesClosedForms: false))
          #expect(
            result.exact == model.value(rankOfA: a, rankOfB: b, rankOfProduct: r),
            "\(model), ranks \((a, b, r))")
        }
      }
    }
  }
}
