import Computation
import Foundation

extension LearningCoefficientEstimate {
  /// The derivative of E_β[K] by the temperature T = 1/β at one T, β² Var_β(K), which tends to λ for T → 0.
  ///
  /// Sources: S. Watanabe, *A widely applicable Bayesian information criterion*, Journal of Machine Learning Research
  /// 14 (2013); T. Imai, *Estimating real log canonical thresholds*, arXiv 1906.01341.
  public struct TemperatureDerivative: Hashable, Sendable {
    /// β.
    public let inverseTemperature: Double
    /// β² Var_β(K).
    public let value: Double
    /// The standard error of `value`, from the differences between the chains.
    public let standardError: Double
    /// How far the size of the steps of SGLD moves `value` up where K is quadratic; 0 for the other samplers.
    public let stepBias: Double

    /// How far `value` is expected below λ for each unit of m − 1: 1/log β + 1/log² β, from
    /// Z ~ β^{−λ} (log β)^{m−1}; infinite for β ≤ 1.
    public var biasPerMultiplicity: Double {
      let depth = log(inverseTemperature)
      return depth > 0 ? 1 / depth + 1 / (depth * depth) : .infinity
    }

    /// What the value is systematically off by, as a sentence.
    public var biasText: String {
      let step =
        stepBias > 0
        ? " and by about \(numberText(stepBias, digits: 2)) above by the step size" : ""
      return
        "biased: below lambda by about (m - 1) times \(numberText(biasPerMultiplicity, digits: 2))\(step), and by "
        + "powers of 1/beta that this temperature does not show"
    }
  }
}
