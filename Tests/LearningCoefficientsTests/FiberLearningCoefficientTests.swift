import AlgebraTestSupport
import SingularLearning
import Testing

/// The least value over all weights with the function of given ones.
@Suite struct FiberLearningCoefficientTests {
  private static func network(
    _ widths: [Int], degree: Int, _ matrices: [[[Rational]]]
  ) throws -> Network {
    try Network(Architecture(widths: widths, degree: degree), matrices: matrices)
  }

  /// Small budgets: these resolutions are easy.
  private static let plan = LearningCoefficientPlan(
    germs: 300, steps: 100_000, usesClosedForms: false)

  @Test("the zero function of a monomial network has its minimum at zero weights, proven")
  func zeroFunction() throws {
    let truth = try Self.network([2, 2, 1], degree: 3, [[[1, 2], [1, 2]], [[1, -1]]])
    let fiber = try learningCoefficient(ofFiberOf: truth, plan: Self.plan)
    #expect(fiber.minimum.exact == LearningCoefficient(Rational(2) / 3, multiplicity: 1))
    #expect(fiber.minimum.evidence.isProven && fiber.stop == nil)
    #expect(fiber.points.contains { $0.network.weights.allSatisfy(\.isZero) })
    let place = try #require(fiber.mostSingular)
    #expect(fiber.points[place].result.exact == fiber.minimum.exact)
    // Cancelling rows and unused neurons are in the table too.
    #expect(fiber.points.contains { $0.label == "redundant(1;1,2)" })
    #expect(
      fiber.points.contains { $0.label == "inactive-out(1;1) & inactive-out(1;2)" })
  }

  @Test("all points of a table have the function, and the value that stands there")
  func pointsAreInTheFiber() throws {
    let truth = try Self.network(
      [2, 3, 1], degree: 2, [[[1, 0], [0, 0], [0, 0]], [[1, 0, 0]]])
    let fiber = try learningCoefficient(ofFiberOf: truth, plan: Self.plan)
    #expect(fiber.hasAllFamilies && fiber.points.count > 10)
    for point in fiber.points {
      #expect(try computeSameFunction(truth, point.network).value, "\(point.label)")
    }
    let least = try #require(fiber.minimum.upper)
    #expect(fiber.points.allSatisfy { $0.result.upper.map { $0 >= least } ?? true })
    // No theorem covers this fiber: an upper bound is all that is claimed.
    #expect(fiber.minimum.exact == nil && fiber.minimum.lower == 0)
    #expect(fiber.minimum.evidence.isProven)
  }

  /// Values of the reference table: of one active neuron, and of two, where every point of the fiber has the same.
  @Test func tableValues() throws {
    let one = try learningCoefficient(
      ofFiberOf: Self.network([2, 2, 1], degree: 3, [[[1, 0], [0, 0]], [[1, 0]]]), plan: Self.plan)
    #expect(one.minimum.upper == Rational(5) / 4)
    let two = try learningCoefficient(
      ofFiberOf: Self.network([2, 3, 1], degree: 3, [[[1, 0], [0, 1], [0, 0]], [[1, 1, 0]]]),
      plan: Self.plan)
    #expect(two.minimum.upper == 2)
    #expect(two.points.allSatisfy { $0.result.lambda == nil || $0.result.lambda == 2 })
  }

  @Test("the engine attains the closed form of the minimum of reduced-rank regression")
  func reducedRankRegression() throws {
    for (widths, rank) in [([1, 1, 1], 0), ([2, 1, 2], 0), ([1, 2, 1], 0), ([2, 2, 2], 1)] {
      var matrices = (1..<widths.count).map { layer in
        [[Rational]](
          repeating: [Rational](repeating: 0, count: widths[layer - 1]), count: widths[layer])
      }
      if rank == 1 { for layer in matrices.indices { matrices[layer][0][0] = 1 } }
      let truth = try Self.network(widths, degree: 1, matrices)
      let closed = ReducedRankRegression(inputs: widths[0], hidden: widths[1], outputs: widths[2])
        .minimum(rank: rank)
      let fiber = try learningCoefficient(ofFiberOf: truth, plan: Self.plan)
      #expect(fiber.minimum.upperBound?.value == closed, "\(widths), \(rank)")
      let theorem = try learningCoefficient(ofFiberOf: truth)
      #expect(theorem.minimum.exact == closed, "\(widths), \(rank)")
    }
  }

  @Test("signs of outgoing weights decide: three squares have 3/4 or 1/2")
  func signs() throws {
    let truth = try Self.network([1, 3, 1], degree: 2, [[[0], [0], [0]], [[1, 1, 1]]])
    let fiber = try learningCoefficient(ofFiberOf: truth, plan: Self.plan)
    let values = fiber.points.filter { $0.label.hasPrefix("inactive-in(1;1) & inactive-in(1;2)") }
      .compactMap(\.result.lambda)
    #expect(values.contains(Rational(3) / 4) && values.contains(Rational(1) / 2))
  }

  @Test("a biased network, and limits")
  func biasesAndLimits() throws {
    let architecture = try Architecture(widths: [1, 2, 1], degree: 2, hasBias: true)
    let truth = try Network(
      architecture, matrices: [[[1], [0]], [[1, 0]]], biases: [[0, 0], [0]])
    let full = ComputationControl(stepLimit: .max)
    let fiber = try learningCoefficient(ofFiberOf: truth, plan: Self.plan, control: full)
    #expect(fiber.points.count > 1 && fiber.minimum.upper != nil && fiber.stop == nil)
    let limit = full.stepsDone * 3 / 4
    let stopped = try learningCoefficient(
      ofFiberOf: truth, plan: Self.plan, control: ComputationControl(stepLimit: limit))
    #expect(stopped.stop == .workLimit(steps: limit) && !stopped.hasAllFamilies)
  }

  @Test("without hidden layers the fiber is a point")
  func linearMap() throws {
    let fiber = try learningCoefficient(
      ofFiberOf: try Self.network([2, 1], degree: 1, [[[1, 2]]]))
    #expect(fiber.minimum.exact == LearningCoefficient(1, multiplicity: 1))
  }
}
