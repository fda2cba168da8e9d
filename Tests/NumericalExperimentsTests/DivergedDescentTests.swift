import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Runs that overflow are an outcome of their own, and near ones are compared with their starts.
@Suite struct DivergedDescentTests {
  private func loss(_ widths: [Int], _ degree: Int) throws -> SquaredLoss {
    let architecture = try Architecture(widths: widths, degree: degree)
    var random = RandomSource(seed: 3)
    return try SquaredLoss(
      architecture, teacher: architecture,
      teacherParameters: randomParameters(of: architecture, using: &random), inputs: .gaussian)
  }

  @Test("diverged runs are neither confirmed nor near", arguments: [0.3, 1, 1e3])
  func diverged(stepSize: Double) throws {
    let loss = try loss([2, 2, 1], 3)
    var options = DescentOptions()
    (options.method, options.stepSize, options.maximumSteps) = (.plain, stepSize, 500)
    options.recordsTrace = true
    let experiment = descentExperiment(loss, runCount: 20, options: options, seed: 2)
    let diverged = experiment.runs.filter(\.hasDiverged)
    #expect(diverged.count >= 10 && experiment.divergedFraction.successes == diverged.count)
    for run in diverged {
      #expect(run.stopReason == .divergence && run.confirmation == nil && !run.endsInSubnetwork)
      #expect(!run.passesNearSubnetwork(tolerance: 1))
      #expect(run.end.operations.isEmpty && run.end.nearestDistance == nil && run.end.rank == nil)
      // The last finite point, at which the loss is what it is said to be.
      #expect(run.end.parameters.allSatisfy { $0.isFinite })
      #expect(loss.makeEvaluator().value(at: run.end.parameters) == run.end.loss)
      let line = try JSONEncoder().encode(run)
      #expect(try JSONDecoder().decode(DescentRun.self, from: line) == run)
    }
    let report = DescentReport(name: nil, experiment: experiment, target: "a teacher")
    #expect(report.text.contains("diverge ") && report.text.contains("diverged"))
    #expect(!report.text.contains("inf") && !report.text.contains("nan"))
    let json = report.json.indented()
    #expect(json.contains("\"diverged\": \(diverged.count)"))
    #expect(!json.contains("\"finalLoss\": null") && !json.contains("e+308"))
  }

  @Test("a start that overflows is a diverged run without a loss")
  func hopelessStart() throws {
    var options = DescentOptions()
    options.scale = 1e200
    for method in DescentOptions.Method.allCases {
      options.method = method
      let experiment = descentExperiment(try loss([2, 2, 1], 3), runCount: 2, options: options)
      #expect(experiment.runs.allSatisfy { $0.hasDiverged && $0.end.step == 0 })
      let report = DescentReport(name: nil, experiment: experiment, target: "a teacher")
      #expect(report.json.indented().contains("\"finalLoss\": null"))
    }
  }

  @Test("the fraction near a subnetwork comes with that of the random starts")
  func baseline() throws {
    let loss = try loss([2, 3, 1], 3)
    var options = DescentOptions()
    (options.method, options.maximumSteps, options.nearTolerance) = (.flow, 1, 0.1)
    let experiment = descentExperiment(loss, runCount: 60, options: options, seed: 8)
    // The starts drawn again: three rows of variance 1/2, three outgoing weights of variance 1/3.
    var near = 0
    for index in 0..<60 {
      var random = RandomSource(seed: 8).split(stream: UInt64(index))
      let weights =
        random.normals(6, scale: 0.5.squareRoot()) + random.normals(3, scale: 1 / 3.0.squareRoot())
      let contributions = (0..<3).map { i in
        pow(hypot(weights[2 * i], weights[2 * i + 1]), 3) * abs(weights[6 + i])
      }
      let largest = contributions.max() ?? 1
      var distances = contributions.map { pow($0 / largest, 1.0 / 3) }
      for (i, k) in [(0, 1), (0, 2), (1, 2)] {
        let (a, b) = (weights[2 * i..<2 * i + 2], weights[2 * k..<2 * k + 2])
        let determinant = a[2 * i] * b[2 * k + 1] - a[2 * i + 1] * b[2 * k]
        distances.append(
          abs(determinant) / hypot(a[2 * i], a[2 * i + 1]) / hypot(b[2 * k], b[2 * k + 1]))
      }
      let distance = try #require(distances.min())
      #expect(agree(try #require(experiment.runs[index].startDistance), distance, relative: 1e-9))
      if distance <= 0.1 { near += 1 }
    }
    #expect(near > 5 && experiment.startNearFraction.successes == near)
    let report = DescentReport(name: nil, experiment: experiment, target: "a teacher")
    #expect(report.text.contains("near one at the start"))
    #expect(report.text.contains("\(near) of 60"))
    #expect(report.json.indented().contains("\"fractionNearAtStart\""))
  }

  @Test("more runs than could ever be made take no memory and end with a limit")
  func manyRuns() throws {
    let control = ComputationControl()
    let experiment = descentExperiment(
      try loss([2, 2, 1], 3), runCount: .max, options: DescentOptions(), control: control
    ) { _ in control.cancel() }
    #expect(experiment.stopped == .cancelled && experiment.runs.count == 1)
  }
}
