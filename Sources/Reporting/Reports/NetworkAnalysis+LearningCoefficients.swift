import Analyses
import Computation
import LearningCoefficients

extension NetworkAnalysis {
  /// Whether there is anything to say about learning coefficients.
  var hasLearningCoefficients: Bool {
    learningCoefficient.value != nil || strataLearningCoefficients.value != nil
  }

  /// The value at the given weights and the table over subnetworks, with what their budgets leave open.
  func addLearningCoefficients(to document: inout Document, _ further: FurtherCommands) {
    learningCoefficientReport?.body(&document)
    if learningCoefficient.value != nil, strataLearningCoefficients.value != nil {
      document.space()
    }
    if let table = strataLearningCoefficients.value {
      StrataLearningCoefficientsReport(name: nil, table: table).body(&document)
    }
    let isCut = [learningCoefficient.gap, strataLearningCoefficients.gap].contains {
      if case .stopped = $0 { true } else { false }
    }
    guard isCut || strataLearningCoefficients.value?.hasAllSubnetworks == false else { return }
    if let command = further.learningCoefficient {
      document.line("'\(command)' has larger budgets.")
    }
  }

  /// The report on the given weights.
  private var learningCoefficientReport: LearningCoefficientReport? {
    let stop: ComputationStopped? =
      if case .stopped(let stop) = learningCoefficient.gap { stop } else { nil }
    return switch learningCoefficient.value {
    case .exact(let network, let result):
      LearningCoefficientReport(
        .network(network, name: nil), result: result, seed: plan.seed, stop: stop)
    case .trained(let network, let trained):
      LearningCoefficientReport(
        .network(network, name: nil), result: trained.atWeights, trained: trained, seed: plan.seed,
        stop: stop)
    case nil: nil
    }
  }
}
