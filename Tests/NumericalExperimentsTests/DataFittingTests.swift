import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct DataFittingTests {
  private let inputs: [[Double]] = [[1, 0], [0, 1], [1, 1], [1, -1], [2, 1]]
  private let targets: [[Double]] = [[1, 0], [0, 1], [0, 1], [1, 0], [0.5, 0.5]]

  @Test("gradients are the differences of values, for both losses", arguments: DataLoss.allCases)
  func gradients(loss: DataLoss) throws {
    let architecture = try Architecture(widths: [2, 3, 2], degree: 3, hasBias: true)
    let fitting = DataFitting(architecture, inputs: inputs, targets: targets, loss: loss)
    var random = RandomSource(seed: 4)
    let point = (0..<architecture.parameterCount).map { _ in 2 * random.uniform() - 1 }
    let (value, gradient) = fitting.valueAndGradient(at: point)
    #expect(abs(value - fitting.value(at: point)) <= 1e-13 * abs(value))
    for i in point.indices {
      var (up, down) = (point, point)
      up[i] += 1e-6
      down[i] -= 1e-6
      let difference = (fitting.value(at: up) - fitting.value(at: down)) / 2e-6
      #expect(abs(difference - gradient[i]) <= 1e-6 * max(1, abs(gradient[i])))
    }
    guard loss == .squared else { return }
    let reference = SquaredLoss(architecture, inputs: inputs, targets: targets).makeEvaluator()
    #expect(abs(reference.value(at: point) - value) <= 1e-13 * abs(value))
  }

  @Test(
    "cross-entropy of equal outputs is log 2 for each unit of target, whatever constant is added")
  func crossEntropy() throws {
    let architecture = try Architecture(widths: [1, 2], degree: 1)
    let fitting = DataFitting(architecture, inputs: [[1]], targets: [[1, 0]], loss: .categorical)
    for constant in [0.0, 3, 2_000] {
      #expect(abs(fitting.value(at: [constant, constant]) - 0.6931471805599453) < 1e-12)
    }
  }

  @Test("the flow fits what can be fitted; threads do not matter")
  func flow() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 2)
    let fitting = DataFitting(
      architecture, inputs: [[1, 0], [0, 1], [1, 1]], targets: [[1], [2], [1]])
    let (runs, stopped) = fitting.descend(runCount: 3)
    #expect(stopped == nil && runs.map(\.index) == [0, 1, 2])
    #expect(runs.contains { $0.finalLoss <= 1e-11 && $0.rank == 3 })
    #expect(fitting.descend(runCount: 3, threads: 2).runs == runs)
  }

  @Test("ranks of any model at random parameters agree with the exact ones, on data too")
  func samples() throws {
    let architecture = try Architecture(widths: [3, 3, 2], degree: 2)
    let whole = try sampleRanks(ofModel: architecture, count: 4)
    #expect(whole.agrees == true && whole.undecidedCount == 0)
    #expect(whole.numericalRank == (try genericRank(of: architecture).dimension))
    let data = DataModel(architecture, data: [[1, 0, 0], [0, 1, 0], [1, 1, 0], [1, 2, 0]])
    let onData = try sampleRanks(ofModel: data, count: 4, threads: 2)
    #expect(onData.agrees == true && onData.points.count == 4)
    #expect(onData.numericalRank == (try genericRank(of: data).dimension))
  }
}
