import Computation
import CriticalLoci
import ExactArithmetic
import NetworkFiles
import Networks
import NumericalExperiments

/// The numerical experiments of a page, each with a time slice of its own.
struct ReportExperiments: Sendable {
  /// What networks are trained towards.
  let teacher: ReportTeacher
  /// Singular values at random points and at the given weights.
  let sample: ReportPart<RankSample>
  /// Runs of the gradient flow.
  let descent: ReportPart<DescentExperiment>
  /// The loss on a plane of weights.
  let landscape: ReportPart<LossLandscape>

  private static let sampleSeconds = 3.0
  private static let sampleCount = 100
  private static let descentSeconds = 8.0
  private static let runCount = 8
  private static let landscapeSeconds = 5.0

  /// Runs the experiments.
  ///
  /// - Parameter floating: Floating-point weights in place of those of the specification.
  init(
    of specification: NetworkSpecification, at floating: FloatingNetwork?, locus: CriticalLocus?,
    seed: UInt64, control: ComputationControl
  ) {
    let architecture = specification.architecture
    let weights = floating?.weights ?? specification.network?.roundedWeights
    let teacher = ReportTeacher(student: architecture, weights: weights, seed: seed)
    self.teacher = teacher
    sample = .within(seconds: Self.sampleSeconds, control: control) {
      part throws(ComputationStopped) in
      let sample = try sampleRanks(
        of: architecture, count: Self.sampleCount, at: weights,
        seed: seed, control: part)
      if sample.points.isEmpty, let stop = sample.stopped { throw stop }
      return .computed(sample, endedBy: sample.stopped)
    }
    descent = .within(seconds: Self.descentSeconds, control: control) {
      part throws(ComputationStopped) in
      var options = DescentOptions()
      (options.method, options.maximumSteps, options.recordsTrace) = (.flow, 10_000, true)
      let experiment = descentExperiment(
        try teacher.loss(of: architecture), runCount: Self.runCount, options: options, seed: seed,
        control: part)
      if experiment.runs.isEmpty, let stop = experiment.stopped { throw stop }
      return .computed(experiment, endedBy: experiment.stopped)
    }
    landscape = .within(seconds: Self.landscapeSeconds, control: control) {
      part throws(ComputationStopped) in
      guard let locus else { return .omitted("it needs the critical locus") }
      guard
        let found = try suggestedLandscape(
          for: locus, through: specification.network, cellCount: 60, seed: seed, control: part)
      else { return .omitted("the network has a single parameter") }
      return .computed(found)
    }
  }
}
