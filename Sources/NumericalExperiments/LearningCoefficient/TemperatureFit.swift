import Foundation

/// The limit of u(β) = β E_β[K] for β → ∞, which is the learning coefficient, from values at finite β.
///
/// The partition function is β^{−λ} times a power of log β plus smaller powers of β. Keeping two terms,
/// Z = β^{−λ}(1 + ρ β^{−δ}) or Z = β^{−λ}(log β + c)^{m−1}, gives the models fitted here:
/// u = λ, u = λ + δρβ^{−δ}/(1 + ρβ^{−δ}), and u = λ − (m − 1)/(log β + c) for m = 2, 3.
struct TemperatureFit {
  /// A model for u(β).
  enum Model: String, CaseIterable {
    case constant
    case power
    case logarithm
    case squaredLogarithm = "squared logarithm"

    /// Shape parameters besides λ.
    var shapeCount: Int {
      switch self {
      case .constant: 0
      case .power: 2
      case .logarithm, .squaredLogarithm: 1
      }
    }
  }

  let lambda: Double
  let model: Model
  /// Σ of squared deviations in units of the standard errors.
  let deviation: Double

  /// The mean of λ over all models with the weights exp(−BIC/2) of the Bayesian information criterion.
  static func averaged(
    logBetas: [Double], values: [Double], errors: [Double]
  ) -> (lambda: Double, spread: Double, model: Model) {
    let fits = Model.allCases.map {
      TemperatureFit($0, logBetas: logBetas, values: values, errors: errors)
    }
    let criteria = fits.map {
      $0.deviation + Double(1 + $0.model.shapeCount) * log(Double(max(values.count, 2)))
    }
    let least = criteria.min() ?? 0
    let weights = criteria.map { exp((least - $0) / 2) }
    let total = weights.reduce(0, +)
    let lambda = zip(fits, weights).reduce(0) { $0 + $1.0.lambda * $1.1 } / total
    let square =
      zip(fits, weights).reduce(0) {
        $0 + ($1.0.lambda - lambda) * ($1.0.lambda - lambda) * $1.1
      } / total
    let best = criteria.firstIndex(of: least) ?? 0
    return (lambda, square.squareRoot(), fits[best].model)
  }

  /// The least-squares fit of one model, by a search over its shape on a grid that is refined.
  init(_ model: Model, logBetas: [Double], values: [Double], errors: [Double]) {
    self.model = model
    func fit(_ correction: (Double) -> Double) -> (lambda: Double, deviation: Double) {
      var (total, weight) = (0.0, 0.0)
      let rest = zip(logBetas, values).map { $1 - correction($0) }
      for (value, error) in zip(rest, errors) {
        total += value / (error * error)
        weight += 1 / (error * error)
      }
      let lambda = total / weight
      let deviation = zip(rest, errors).reduce(0) {
        $0 + (($1.0 - lambda) / $1.1) * (($1.0 - lambda) / $1.1)
      }
      return (lambda, deviation.isFinite ? deviation : .infinity)
    }
    switch model {
    case .constant: (lambda, deviation) = fit { _ in 0 }
    case .logarithm, .squaredLogarithm:
      let factor = model == .logarithm ? 1.0 : 2.0
      let first = logBetas.min() ?? 0
      // c > −log β for all β in use; the grid is in log(c + log β_min).
      let offset = smallestArgument(in: -4...6) { shape in
        fit { -factor / ($0 - first + exp(shape)) }.deviation
      }
      (lambda, deviation) = fit { -factor / ($0 - first + exp(offset)) }
    case .power:
      let first = logBetas.min() ?? 0
      /// ρβ_min^{−δ} = r > −1, as log(1 + r); positive δ between 0.04 and 4.
      func correction(_ shape: (delta: Double, level: Double)) -> (Double) -> Double {
        let (delta, rho) = (exp(shape.delta), expm1(shape.level))
        return { x in
          let tail = rho * exp(-delta * (x - first))
          return delta * tail / (1 + tail)
        }
      }
      func level(_ delta: Double) -> Double {
        smallestArgument(in: -4...4) { fit(correction((delta, $0))).deviation }
      }
      let delta = smallestArgument(in: log(0.04)...log(4)) {
        fit(correction(($0, level($0)))).deviation
      }
      (lambda, deviation) = fit(correction((delta, level(delta))))
    }
  }
}
