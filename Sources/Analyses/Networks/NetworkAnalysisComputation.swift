import Computation
import CriticalLoci
import NetworkFiles
import Networks
import NumericalExperiments

/// The work of `networkAnalysis(of:at:plan:control:)`.
struct NetworkAnalysisComputation {
  private let specification: NetworkSpecification
  private let floating: FloatingNetwork?
  private let plan: AnalysisPlan
  private let control: ComputationControl

  private var architecture: Architecture { specification.architecture }
  private var seed: UInt64 { plan.seed }

  init(
    _ specification: NetworkSpecification, _ floating: FloatingNetwork?, _ plan: AnalysisPlan,
    _ control: ComputationControl
  ) {
    self.specification = specification
    self.floating = floating
    self.plan = plan
    self.control = control
  }

  func run() -> NetworkAnalysis {
    var rank: Result<GenericRank, ComputationStopped>
    do throws(ComputationStopped) {
      rank = .success(try genericRank(of: architecture, seed: seed, control: control))
    } catch {
      rank = .failure(error)
    }
    let points = floating?.weights ?? specification.network?.roundedWeights
    let locus = locusPart(rank)
    let weights = weightsPart(rank)
    let expansion = part(.expansion) {
      control throws(ComputationStopped) -> AnalysisPart<ExpansionSummary> in
      .computed(try ExpansionSummary(of: architecture, plan: plan, control: control))
    }
    let strata = strataPart(rank, locus.value)
    let sample = part(.sample, steps: plan.sampleSteps) {
      control throws(ComputationStopped) -> AnalysisPart<RankSample> in
      let sample = try sampleRanks(
        of: architecture, genericRank: try rank.get(), count: plan.sampleCount, at: points,
        seed: seed, control: control)
      if sample.points.isEmpty, let stop = sample.stopped { throw stop }
      return .computed(sample, endedBy: sample.stopped)
    }
    let descent = descentPart(rank, points)
    let landscape = landscapePart(locus.value)
    let gaps = [
      weights.gap, locus.gap, expansion.gap, strata.gap, sample.gap, descent.gap, landscape.gap,
    ]
    return NetworkAnalysis(
      specification: specification, plan: plan, genericRank: try? rank.get(), locus: locus,
      weights: weights, expansion: expansion, strata: strata, sample: sample,
      descent: descent, landscape: landscape, stop: stop(rank, weights: weights.gap, all: gaps))
  }

  /// Computes a part of networks with at most `largest` parameters, with at most `steps` of the work that the
  /// control leaves.
  private func part<Value>(
    _ part: AnalysisPlan.Part, largest: Int = .max, steps: Int? = nil,
    _ body: (ComputationControl) throws(ComputationStopped) -> AnalysisPart<Value>
  ) -> AnalysisPart<Value> {
    guard plan.parts.contains(part) else { return .omitted(.notPlanned) }
    let count = architecture.parameterCount
    guard count <= largest else { return .omitted(.tooManyParameters(count, limit: largest)) }
    do throws(ComputationStopped) {
      try control.checkpoint()
      return try body(steps.map { control.limited(toSteps: $0) } ?? control)
    } catch {
      return .omitted(.stopped(error))
    }
  }

  /// What ended the whole: not the budgets of parts, but every limit in the rank and in the diagnosis of given
  /// weights.
  private func stop(
    _ rank: Result<GenericRank, ComputationStopped>, weights: AnalysisGap?, all: [AnalysisGap?]
  ) -> ComputationStopped? {
    if case .failure(let stop) = rank { return stop }
    if case .stopped(let stop) = weights { return stop }
    if case .success(let rank) = rank, let stop = rank.stopped { return stop }
    let isCut = all.contains { if case .stopped = $0 { true } else { false } }
    return isCut ? control.pendingStop : nil
  }

  private func locusPart(
    _ rank: Result<GenericRank, ComputationStopped>
  ) -> AnalysisPart<CriticalLocus> {
    let steps = architecture.isHomogeneous ? plan.locusSteps : plan.minorSteps
    return part(.locus, largest: plan.largestLocus, steps: steps) {
      control throws(ComputationStopped) in
      let locus = try criticalLocus(
        of: architecture, genericRank: try rank.get(), seed: seed, control: control)
      if locus.components.isEmpty, let stop = locus.stopped { throw stop }
      return .computed(locus, endedBy: locus.stopped)
    }
  }

  private func weightsPart(
    _ rank: Result<GenericRank, ComputationStopped>
  ) -> AnalysisPart<NetworkAnalysis.GivenWeights> {
    part(.weights) { control throws(ComputationStopped) in
      if let floating {
        let diagnosis = NumericalDiagnosis(
          of: floating, genericRank: try rank.get(), seed: seed, control: control)
        return .computed(.floating(diagnosis), endedBy: diagnosis.stop)
      }
      if let network = specification.numberFieldNetwork {
        let analysis = numberFieldAnalysis(
          of: network, genericRank: try rank.get(), includingKernel: plan.includesKernel,
          seed: seed, control: control)
        return .computed(.numberField(analysis), endedBy: analysis.stop)
      }
      guard let network = specification.network else { return .omitted(.noWeights) }
      let analysis = weightsAnalysis(
        of: network, genericRank: try rank.get(), includingKernel: plan.includesKernel,
        seed: seed, control: control)
      return .computed(.exact(analysis), endedBy: analysis.stop)
    }
  }

  private func strataPart(
    _ rank: Result<GenericRank, ComputationStopped>, _ locus: CriticalLocus?
  ) -> AnalysisPart<RankStratification> {
    part(.strata, largest: plan.largestStratification, steps: plan.strataSteps) {
      control throws(ComputationStopped) in
      let found = try rankStratification(
        of: architecture, genericRank: try rank.get(), locus: locus, seed: seed, control: control)
      if let stop = found.stopped { throw stop }
      return .computed(found)
    }
  }

  private func descentPart(
    _ rank: Result<GenericRank, ComputationStopped>, _ weights: [Double]?
  ) -> AnalysisPart<TrainingStudy> {
    part(.descent, steps: plan.descentSteps) { control throws(ComputationStopped) in
      let teacher =
        weights.map { Teacher(architecture, parameters: $0) }
        ?? .smaller(than: architecture, seed: seed)
      let problem: TrainingProblem
      do throws(TrainingProblemError) {
        problem = try TrainingProblem(architecture, teacher: teacher)
      } catch {
        guard case .stopped(let stop) = error else { contractViolation("a teacher: \(error)") }
        throw stop
      }
      var options = DescentOptions()
      (options.method, options.maximumSteps, options.recordsTrace) = (.flow, plan.longestRun, true)
      let experiment = descentExperiment(
        problem.loss, genericRank: try rank.get(), runCount: plan.runCount, options: options,
        seed: seed, control: control)
      if experiment.runs.isEmpty, let stop = experiment.stopped { throw stop }
      return .computed(
        TrainingStudy(teacher: teacher, experiment: experiment), endedBy: experiment.stopped)
    }
  }

  private func landscapePart(_ locus: CriticalLocus?) -> AnalysisPart<LossLandscape> {
    part(.landscape, steps: plan.landscapeSteps) { control throws(ComputationStopped) in
      guard let locus else { return .omitted(.needsLocus) }
      var landscape = LandscapePlan(through: specification.network)
      (landscape.cellCount, landscape.seed) = (plan.landscapeCells, seed)
      do throws(LandscapeError) {
        return .computed(
          try landscapeAnalysis(of: locus, plan: landscape, control: control).landscape)
      } catch {
        switch error {
        case .problem(.stopped(let stop)): throw stop
        case .singleParameter: return .omitted(.singleParameter)
        default: contractViolation("a landscape with a plane of its own: \(error)")
        }
      }
    }
  }
}
