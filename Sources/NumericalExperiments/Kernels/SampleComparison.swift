import Foundation
import Networks

/// Evaluates a mean over samples of what a model differs in, with its gradient by the parameters; for one thread.
protocol SampleEvaluator: AnyObject {
  /// Takes these samples, at most as many as its capacity.
  func load(_ samples: [Int])
  /// The mean over the samples that were taken.
  func value(at parameters: [Double]) -> Double
  /// The mean, with its gradient in place of what was in `gradient`.
  func gradient(at parameters: [Double], into gradient: inout [Double]) -> Double
}

/// How the outputs of one sample are compared with its targets.
enum SampleComparison: Sendable {
  /// |f − y|².
  case squared
  /// −Σ y_k log softmax(f)_k, where the targets y are weights of the classes.
  case crossEntropy
  /// The divergence of softmax(f) from softmax(y), where the targets y are outputs too.
  case divergence

  /// That of a loss with targets.
  init(_ loss: DataLoss) { self = loss == .categorical ? .crossEntropy : .squared }

  /// The value, and its derivatives by the outputs.
  func compare(_ outputs: [Double], _ target: [Double]) -> (value: Double, slopes: [Double]) {
    switch self {
    case .squared:
      let differences = zip(outputs, target).map { $0 - $1 }
      return (differences.reduce(0) { $0 + $1 * $1 }, differences.map { 2 * $0 })
    case .crossEntropy:
      let comparison = CrossEntropy(outputs, target: target)
      return (comparison.value, comparison.slopes)
    case .divergence:
      return softmaxDivergence(of: outputs, from: target)
    }
  }
}

/// Σ p_k log(p_k/q_k) for p = softmax(reference) and q = softmax(outputs), and its derivatives q − p by the outputs.
///
/// With d_k = outputs_k − reference_k less their mean under p it is log(1 + Σ p_k φ(d_k)), φ(d) = e^d − 1 − d ≥ 0: no
/// cancellation, so that tiny divergences keep their digits.
private func softmaxDivergence(
  of outputs: [Double], from reference: [Double]
) -> (value: Double, slopes: [Double]) {
  let largest = reference.max() ?? 0
  let powers = reference.map { exp($0 - largest) }
  let total = powers.reduce(0, +)
  let p = powers.map { $0 / total }
  let differences = zip(outputs, reference).map { $0 - $1 }
  let center = zip(p, differences).reduce(0) { $0 + $1.0 * $1.1 }
  var excess = 0.0
  for (weight, difference) in zip(p, differences) {
    let d = difference - center
    // Four terms of the series are exact to rounding below 10⁻³.
    let value = abs(d) < 1e-3 ? d * d / 2 * (1 + d / 3 * (1 + d / 4 * (1 + d / 5))) : expm1(d) - d
    excess += weight * value
  }
  // q_k = p_k e^{d_k}/(1 + excess).
  let slopes = zip(p, differences).map { weight, difference in
    weight * (expm1(difference - center) - excess) / (1 + excess)
  }
  return (log1p(excess), slopes)
}

/// The cross-entropy −Σ y_k log softmax(f)_k of one sample, and its derivatives by the outputs f.
struct CrossEntropy {
  let value: Double
  let slopes: [Double]

  /// Targets y are weights of the classes.
  init(_ outputs: [Double], target: [Double]) {
    // Relative to the largest output, so that nothing overflows.
    let largest = outputs.max() ?? 0
    let powers = outputs.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    let total = target.reduce(0, +)
    value = zip(outputs, target).reduce(0.0) { $0 - $1.1 * ($1.0 - largest - log(sum)) }
    slopes = zip(powers, target).map { total * $0 / sum - $1 }
  }
}
