import AlgebraTestSupport
import Foundation
import NetworkFiles
import SingularLearning
import Testing

/// Training runs as a whole, as values.
@Suite struct TrainingRunTests {
  private func network(
    _ widths: [Int], _ degree: Int, seed: UInt64, type: FloatingPointType = .float64
  ) throws -> FloatingNetwork {
    let architecture = try Architecture(widths: widths, degree: degree)
    var random = RandomSource(seed: seed)
    return FloatingNetwork(
      architecture,
      weights: (0..<architecture.parameterCount).map { _ in
        Double(random.integer(in: -1_000_000...1_000_000)) / 500_000
      }, type: type)
  }

  private func inputs(_ count: Int, _ width: Int, seed: UInt64) -> [[Double]] {
    var random = RandomSource(seed: seed)
    return (0..<count).map { _ in
      (0..<width).map { _ in Double(random.integer(in: -1_000...1_000)) / 500 }
    }
  }

  @Test func countedRanksAreThoseOfAllSingularValues() throws {
    for (widths, degree, count, loss) in [
      ([3, 4, 2], 2, 12, DataLoss.squared), ([3, 4, 2], 2, 5, .squared),
      ([2, 3, 3], 3, 20, .categorical),
      ([4, 3, 2, 2], 2, 15, .squared), ([2, 6, 1], 2, 9, .squared),
    ] {
      let network = try network(widths, degree, seed: UInt64(count))
      let rows = inputs(count, widths[0], seed: 2)
      let counted = try #require(
        try CountedRank(network.architecture, at: network.weights, inputs: rows, loss: loss))
      let analysis = numericalDataAnalysis(
        of: network,
        on: NetworkSpecification(
          architecture: network.architecture,
          data: Dataset(inputs: .floating(rows), loss: loss)))
      let spectrum = try #require(analysis.spectrum)
      #expect(counted.count == spectrum.rank, "\(widths)")
      #expect(counted.isSeparated)
    }
  }

  @Test func zeroWeightsHaveNoCountedRank() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 3)
    let zeros = [Double](repeating: 0, count: architecture.parameterCount)
    #expect(try CountedRank(architecture, at: zeros, inputs: [[1, 2]]) == nil)
  }

  @Test func statesLossAndRankOfACheckpoint() throws {
    let architecture = try Architecture(widths: [2, 4, 1], degree: 3)
    // Neuron 2 is twice neuron 1, neuron 3 reaches no output.
    let network = FloatingNetwork(
      architecture, weights: [1, 0.5, 2, 1, 0.3, -1, 1, -2, 1, 0.25, 0, 1])
    let rows = inputs(8, 2, seed: 1)
    let targets = rows.map { network.outputs(at: $0).map { $0 + 0.5 } }
    var plan = CheckpointPlan(
      data: Dataset(inputs: .floating(rows), targets: .floating(targets)))
    plan.estimate = LearningCoefficientOptions()
    plan.estimate?.draws = 64
    let checkpoint = try CheckpointAnalysis(of: network, file: "7.npz", step: 7, plan: plan)
    let layer = try #require(checkpoint.layers.first)
    #expect(layer.active == 1 && layer.inactiveIn == 0)
    #expect(layer.inactiveOut == 1 && layer.redundant == 2)
    #expect(abs(try #require(checkpoint.loss) - 0.25) < 1e-12)
    #expect(checkpoint.nearest?.distance == 0)
    #expect(checkpoint.rank?.inputs == 8)
    #expect(checkpoint.estimate != nil && checkpoint.gap == nil)
    let line = try JSONEncoder().encode(checkpoint)
    #expect(try JSONDecoder().decode(CheckpointAnalysis.self, from: line) == checkpoint)
    // Classes: all right, and all wrong.
    let classes = try self.network([2, 3, 2], 2, seed: 4)
    for isRight in [true, false] {
      let wanted = rows.map { row -> [Double] in
        let outputs = classes.outputs(at: row)
        return (outputs[0] >= outputs[1]) == isRight ? [1, 0] : [0, 1]
      }
      let data = Dataset(
        inputs: .floating(rows), targets: .floating(wanted), loss: .categorical)
      let found = try CheckpointAnalysis(
        of: classes, file: "", step: nil, plan: CheckpointPlan(data: data))
      #expect(found.accuracy == (isRight ? 1 : 0))
      #expect(try #require(found.loss) > 0)
    }
  }

  @Test func largeNetworksTakeTheRankOnTheFirstInputs() throws {
    let network = try network([60, 80, 10], 2, seed: 3, type: .float32)
    let rows = inputs(300, 60, seed: 5)
    let checkpoint = try CheckpointAnalysis(
      of: network, file: "", step: nil,
      plan: CheckpointPlan(data: Dataset(inputs: .floating(rows))))
    let rank = try #require(checkpoint.rank)
    #expect(rank.inputs == 204 && rank.atLeast == 2_040)
  }

  @Test("an estimate is given for both losses")
  func categoricalEstimates() throws {
    let network = try network([2, 2, 2], 2, seed: 4)
    let rows = inputs(6, 2, seed: 8)
    for loss in DataLoss.allCases {
      var plan = CheckpointPlan(data: Dataset(inputs: .floating(rows), loss: loss))
      plan.estimate = LearningCoefficientOptions()
      plan.estimate?.draws = 20
      let found = try CheckpointAnalysis(of: network, file: "", step: nil, plan: plan)
      #expect(found.estimate != nil)
      #expect(found.gap == nil)
    }
  }

  @Test func resultsDoNotDependOnThreads() throws {
    let specification = NetworkSpecification(
      architecture: try Architecture(widths: [2, 3, 1], degree: 3))
    let sources = try (0..<7).map { index -> CheckpointSource in
      let network = try network([2, 3, 1], 3, seed: UInt64(index))
      return CheckpointSource(CheckpointFile(path: "run/\(index).npz")) {
        index == 3 ? .failure(CheckpointError("no weights")) : .success(network)
      }
    }
    let runs = [1, 4].map {
      trainingRunAnalysis(
        of: sources, specification: specification, plan: CheckpointPlan(), threads: $0)
    }
    #expect(runs[0].checkpoints == runs[1].checkpoints)
    #expect(runs[0].checkpoints.map(\.file) == (0..<7).map { "\($0).npz" })
    #expect(runs[0].failures.compactMap(\.error) == ["no weights"])
    let known = zip(sources, runs[0].checkpoints).map { source, checkpoint in
      CheckpointSource(source.checkpoint, known: checkpoint) { .failure(CheckpointError("again")) }
    }
    let again = trainingRunAnalysis(
      of: known, specification: specification, plan: CheckpointPlan())
    #expect(again.checkpoints == runs[0].checkpoints)
    let stopped = trainingRunAnalysis(
      of: sources, specification: specification, plan: CheckpointPlan(),
      control: ComputationControl(stepLimit: 2))
    #expect(stopped.stop != nil && stopped.checkpoints.count < 7)
  }

  @Test func namesAreInNaturalOrder() {
    let names = [
      "step-10.npz", "step-9.npz", "step-100.npz", "a2b10", "a2b9", "a10b1", "step-09.npz",
    ]
    #expect(
      names.sorted(by: precedesNaturally)
        == ["a2b9", "a2b10", "a10b1", "step-09.npz", "step-9.npz", "step-10.npz", "step-100.npz"])
    #expect(CheckpointFile(path: "run2/step-200.npz").step == 200)
    #expect(CheckpointFile(path: "run/300/weights.npz").step == 300)
    #expect(CheckpointFile(path: "run/last.npz").step == nil)
    #expect(CheckpointFile(path: "epoch3-step40.safetensors").step == 40)
  }

  @Test func foldersAndPatternsStandForTheirFiles() throws {
    let scratch = try ScratchFolder()
    for name in ["step-10.npz", "step-9.npz", "notes.txt", "other.safetensors"] {
      _ = try scratch.file(name, "")
    }
    let folder = scratch.path("") + "/"
    #expect(
      try CheckpointFile.files([folder]).map(\.name)
        == ["other.safetensors", "step-9.npz", "step-10.npz"])
    #expect(
      try CheckpointFile.files([folder + "step-*"]).map(\.name) == ["step-9.npz", "step-10.npz"])
    #expect(
      try CheckpointFile.files([folder + "step-?.npz", folder + "step-9.npz"]).map(\.name)
        == ["step-9.npz"])
    #expect(throws: CheckpointFileError.self) { try CheckpointFile.files([folder + "*.npy"]) }
    #expect(CheckpointFile.isRun(folder) && CheckpointFile.isRun("run/*.npz"))
    #expect(!CheckpointFile.isRun("weights.npz"))
  }
}
