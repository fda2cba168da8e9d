import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct DescentTests {
  /// Runs of a student with activation t³ on a teacher with small integer weights.
  private func experiment(
    student: [Int], teacher: [Int], weights: [Double], runs: Int, threads: Int = 2,
    _ change: (inout DescentOptions) -> Void = { _ in }
  ) throws -> DescentExperiment {
    let architecture = try Architecture(widths: student, degree: 3)
    let loss = try SquaredLoss(
      architecture, teacher: Architecture(widths: teacher, degree: 3), teacherParameters: weights,
      inputs: .gaussian)
    var options = DescentOptions()
    options.method = .flow
    options.maximumSteps = 20_000
    change(&options)
    return descentExperiment(loss, runCount: runs, options: options, seed: 1, threads: threads)
  }

  /// Every claim is checked again here, from the exact weights.
  private func checkClaims(_ experiment: DescentExperiment) throws {
    for run in experiment.runs where run.endsInSubnetwork {
      let confirmation = try #require(run.confirmation)
      let weights = try confirmation.weights.map { try #require(Rational($0)) }
      let network = try Network(experiment.loss.architecture, weights: weights)
      let diagnosis = try diagnose(network)
      #expect(diagnosis.isSubnetwork)
      #expect(diagnosis.reduced.architecture.widths == confirmation.reducedWidths)
      #expect(try rank(at: network).rank == confirmation.exactRank)
      #expect(confirmation.isRankProven)
      let loss = experiment.loss.makeEvaluator().value(at: network.roundedWeights)
      #expect(loss <= 1.01 * run.end.loss + 1e-15)
    }
  }

  @Test func studentOfATeacherThatNeedsFewerNeurons() throws {
    let experiment = try experiment(
      student: [2, 3, 1], teacher: [2, 2, 1], weights: [1, 0.25, -0.5, 1, 1, 1], runs: 200)
    #expect(experiment.runs.count == 200 && experiment.stopped == nil)
    try checkClaims(experiment)
    let fraction = experiment.subnetworkFraction
    #expect(fraction.interval.contains(fraction.value) && fraction.value < 0.5)
    // Where the loss is zero the Jacobian has full rank 4 at almost every end.
    #expect(experiment.runs.count { $0.end.rank == 4 } > 100)
  }

  @Test func studentOfATeacherThatNeedsTheFullWidth() throws {
    // x³ + y³ − (x + y)³ = −3xy(x + y) with three real linear factors has complex length two but no
    // real representation by two cubes.
    let experiment = try experiment(
      student: [2, 3, 1], teacher: [2, 3, 1], weights: [1, 0, 0, 1, 1, 1, 1, 1, -1], runs: 200)
    try checkClaims(experiment)
    // A zero of the loss is no subnetwork, by the length of the teacher.
    for run in experiment.runs where run.endsInSubnetwork { #expect(run.end.loss > 1e-3) }
  }

  @Test func oneNeuronSufficesAndAllZerosAreSubnetworks() throws {
    // A cube is a sum of two cubes only trivially, so a run that reaches loss zero ends in a subnetwork.
    let experiment = try experiment(
      student: [2, 2, 1], teacher: [2, 1, 1], weights: [1, 0.5, 1], runs: 40)
    try checkClaims(experiment)
    let done = experiment.runs.filter { $0.stopReason == .loss }
    #expect(done.count >= 5 && done.allSatisfy { $0.endsInSubnetwork })
  }

  @Test func resultsDoNotDependOnThreadsAndCanBeResumed() throws {
    func run(_ threads: Int) throws -> DescentExperiment {
      try experiment(
        student: [2, 2, 1], teacher: [2, 2, 1], weights: [1, 0, 0, 1, 1, 1], runs: 6,
        threads: threads
      ) {
        $0.recordsTrace = true
        $0.maximumSteps = 2_000
      }
    }
    let (one, two) = (try run(1), try run(2))
    #expect(one.runs == two.runs)
    #expect(one.runs.allSatisfy { $0.trace.count > 5 && $0.trace[0].step == 0 })
    let resumed = descentExperiment(
      one.loss, runCount: 6, options: one.options, seed: 1, completed: [one.runs[4], one.runs[1]])
    #expect(resumed.runs == one.runs)
  }

  @Test(arguments: DescentOptions.Method.allCases)
  func everyMethodReachesTheTeacher(method: DescentOptions.Method) throws {
    let experiment = try experiment(
      student: [2, 2, 1], teacher: [2, 2, 1], weights: [1, 0, 0, 1, 1, 1], runs: 10
    ) {
      $0.method = method
      $0.stepSize = method == .adam ? 0.01 : 0.003
      $0.maximumSteps = 30_000
    }
    #expect(experiment.runs.count { $0.end.loss < 1e-12 } >= 3)
    #expect(experiment.runs.allSatisfy { $0.stopReason != .divergence })
  }

  @Test func plateausAreLeftByAFallOfTheLoss() throws {
    let experiment = try experiment(
      student: [3, 3, 1], teacher: [3, 3, 1], weights: [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1],
      runs: 20
    ) { $0.scale = 0.3 }
    let plateaus = experiment.runs.flatMap { run in run.plateaus.map { ($0, run.end) } }
    #expect(plateaus.count >= 10)
    for (plateau, end) in plateaus { #expect(end.loss < 0.99 * plateau.loss) }
    // Random starts are hardly ever near in three dimensions.
    #expect(experiment.startNearFraction.value <= experiment.nearFraction.value)
    #expect(experiment.nearFraction.value > 0)
  }

  @Test func wilsonIntervalsAgreeWithPublishedValues() {
    // R: prop.test(x, n, correct = FALSE)$conf.int.
    let half = Proportion(successes: 5, trials: 10).interval
    #expect(abs(half.lowerBound - 0.2365931) < 1e-7 && abs(half.upperBound - 0.7634069) < 1e-7)
    let none = Proportion(successes: 0, trials: 200).interval
    #expect(none.lowerBound == 0 && abs(none.upperBound - 0.0188453) < 1e-7)
    let all = Proportion(successes: 20, trials: 20).interval
    #expect(abs(all.lowerBound - 0.8388749) < 1e-7 && all.upperBound == 1)
  }

  /// The fraction of starts near a subnetwork is that of the runs that say so.
  @Test func startsAreCountedLikeEnds() throws {
    let experiment = try experiment(
      student: [2, 2, 1], teacher: [2, 2, 1], weights: [1, 0, 0, 1, 1, 1], runs: 20
    ) { ($0.maximumSteps, $0.nearTolerance) = (1, 0.3) }
    let near = experiment.runs.count { $0.startsNearSubnetwork(tolerance: 0.3) }
    #expect(near > 0 && near < 20)
    #expect(experiment.startNearFraction.successes == near)
    for run in experiment.runs {
      let distance = try #require(run.startDistance)
      #expect(run.startsNearSubnetwork(tolerance: distance))
      #expect(!run.startsNearSubnetwork(tolerance: distance.nextDown))
    }
  }

  /// Runs of a network of the shape of its teacher.
  private func sameShape(
    _ widths: [Int], activation: Activation, hasBias: Bool = false, teacher: [Double], runs: Int,
    seed: UInt64 = 1
  ) throws -> DescentExperiment {
    let architecture = try Architecture(
      widths: widths, activations: Array(repeating: activation, count: widths.count - 2),
      hasBias: hasBias)
    let loss = try SquaredLoss(
      architecture, teacher: architecture, teacherParameters: teacher, inputs: .gaussian)
    var options = DescentOptions()
    (options.method, options.maximumSteps) = (.flow, 5_000)
    return descentExperiment(loss, runCount: runs, options: options, seed: seed, threads: 2)
  }

  @Test("a run to the zero function ends in the subnetwork without neurons, of rank 0")
  func zeroFunction() throws {
    for (widths, teacher) in [
      ([2, 1, 1], [1.0, -1.7, 0.6]), ([2, 2, 1], [1, 0.5, -0.5, 1, 1, 1]),
    ] {
      let experiment = try sameShape(
        widths, activation: .monomial(degree: 2), teacher: teacher, runs: 24)
      try checkClaims(experiment)
      let scale = experiment.loss.targetMeanSquare
      var found = 0
      for run in experiment.runs where !run.hasDiverged {
        let size = try #require(run.end.functionSize)
        if run.end.loss < 1e-8 * scale {
          #expect(size > 0.99)
          continue
        }
        // Only zero has the loss of zero here, as no start is orthogonal to the teacher.
        guard abs(run.end.loss - scale) < 1e-9 * scale else { continue }
        found += 1
        #expect(size < 1e-3 && run.endsInSubnetwork && run.end.rank == 0)
        #expect(run.confirmation?.emptiedLayers == [1] && run.confirmation?.exactRank == 0)
      }
      #expect(found > 0, "\(widths)")
    }
  }

  @Test("towards a constant teacher all neurons vanish, beside the start")
  func constantTeacher() throws {
    // One neuron, so that none cancels another.
    let experiment = try sameShape(
      [2, 1, 1], activation: .polynomial(coefficients: [0, 1, 1]), hasBias: true,
      teacher: [0, 0, 0, 0, 3], runs: 6)
    for run in experiment.runs where run.end.loss < 1e-8 {
      #expect(try #require(run.end.functionSize) < 0.01)
      #expect(run.passesNearSubnetwork(tolerance: experiment.options.nearTolerance))
    }
  }

  @Test("a network that fits is as large as its targets, in any units", arguments: [1e-6, 1, 1e6])
  func unitsDoNotMatter(unit: Double) throws {
    let experiment = try experiment(
      student: [2, 2, 1], teacher: [2, 2, 1], weights: [1, 0, 0, 1, unit, unit], runs: 8)
    for run in experiment.runs where run.end.loss < 1e-16 * experiment.loss.targetMeanSquare {
      #expect(try #require(run.end.functionSize) >= 0.999)
    }
  }
}
