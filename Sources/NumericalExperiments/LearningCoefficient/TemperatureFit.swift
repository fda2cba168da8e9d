import Foundation

/// The limit of u(β) = β E_β[K], or of the slope d log V / d log ε at ε = 1/β, for β → ∞, which is the learning
/// coefficient λ, from values at finite β.
///
/// The partition function is β^{−λ} times a power of log β plus smaller powers of β, and so is the volume. Keeping
/// two terms, β^{−λ}(1 + ρ β^{−δ}) or β^{−λ}(log β + c)^{m−1}, gives the models fitted here: u = λ,
/// u = λ + δρβ^{−δ}/(1 + ρβ^{−δ}), and u = λ − (m − 1)/(log β + c) for m = 2, 3, ….
struct TemperatureFit {
  /// A model for u(β).
  enum Model: Hashable, CustomStringConvertible {
    case constant
    case power
    /// m − 1, at least 1.
    case logarithm(Int)

    /// The models of multiplicities up to `multiplicity`.
    static func all(upTo multiplicity: Int) -> [Model] {
      [.constant, .power] + (1..<max(multiplicity, 2)).map { .logarithm($0) }
    }

    /// m.
    var multiplicity: Int {
      switch self {
      case .constant, .power: 1
      case .logarithm(let exponent): exponent + 1
      }
    }

    /// Shape parameters besides λ.
    var shapeCount: Int {
      switch self {
      case .constant: 0
      case .power: 2
      case .logarithm: 1
      }
    }

    var description: String {
      switch self {
      case .constant: "constant"
      case .power: "power"
      case .logarithm(1): "logarithm"
      case .logarithm(2): "squared logarithm"
      case .logarithm(let exponent): "power \(exponent) of the logarithm"
      }
    }
  }

  let lambda: Double
  let model: Model
  /// Σ of squared deviations in units of the standard errors.
  let deviation: Double

  /// The Bayesian information criterion for so many values, less what all models have in common.
  func criterion(valueCount: Int) -> Double {
    deviation + Double(1 + model.shapeCount) * log(Double(max(valueCount, 2)))
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
    case .logarithm(let exponent):
      let first = logBetas.min() ?? 0
      // −log β < c < 20 for all β in use; the grid is in log(c + log β_min). With larger c all models are constant.
      let offset = smallestArgument(in: -4...log(max(first, 1) + 20)) { shape in
        fit { -Double(exponent) / ($0 - first + exp(shape)) }.deviation
      }
      (lambda, deviation) = fit { -Double(exponent) / ($0 - first + exp(offset)) }
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
