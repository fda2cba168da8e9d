import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct DataFittingTests {
  @Test("mini-batches of all samples, decay, and runs of given starts")
  func methods() throws {
    let architecture = try Architecture(widths: [2, 3, 2], degree: 2, hasBias: true)
    var random = RandomSource(seed: 8)
    let start = (0..<architecture.parameterCount).map { _ in random.uniform() - 0.5 }
    for loss in DataLoss.allCases {
      let fitting = DataFitting(architecture, inputs: inputs, targets: targets, loss: loss)
      var options = DescentOptions()
      (options.maximumSteps, options.stepSize, options.weightDecay) = (40, 0.02, 0.1)
      let (whole, _) = fitting.descend(runCount: 2, options: options, from: start)
      #expect(whole[0].parameters == whole[1].parameters && whole[0].losses == whole[1].losses)
      // The same by the gradient over a general ring.
      var point = start
      for _ in 0..<40 {
        let gradient = fitting.valueAndGradient(at: point).gradient
        for i in point.indices { point[i] -= 0.02 * (gradient[i] + 0.1 * point[i]) }
      }
      for (a, b) in zip(point, whole[0].parameters) { #expect(abs(a - b) < 1e-10) }
      #expect(abs(fitting.value(at: point) - whole[0].finalLoss) < 1e-10)
      #expect(whole[0].losses.first?.step == 0 && whole[0].losses.last?.step == 40)
      (options.batchSize, options.batchOrder) = (5, .cyclic)
      let (batches, _) = fitting.descend(runCount: 1, options: options, from: start)
      for (a, b) in zip(point, batches[0].parameters) { #expect(abs(a - b) < 1e-10) }
      // Runs differ by the order of their batches, and do not depend on threads.
      (options.batchSize, options.batchOrder) = (2, .shuffled)
      let (two, _) = fitting.descend(runCount: 2, options: options, from: start, threads: 2)
      #expect(two[0].parameters != two[1].parameters)
      #expect(two == fitting.descend(runCount: 2, options: options, from: start).runs)
    }
  }

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
    // The inner product is a mean: inputs twice change nothing.
    let weights = (0..<15).map { Double($0 * $0 % 7) - 3 }
    let point = try #require(try sampleRanks(ofModel: data, count: 1, at: weights).givenPoint)
    let twice = DataModel(architecture, data: data.data + data.data)
    let same = try #require(try sampleRanks(ofModel: twice, count: 1, at: weights).givenPoint)
    for (a, b) in zip(point.singularValues, same.singularValues) where a > 1e-10 {
      #expect(agree(a, b, relative: 1e-9))
    }
  }
}
