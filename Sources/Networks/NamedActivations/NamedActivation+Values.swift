import ExactArithmetic
import Foundation

extension NamedActivation {
  /// σ(z), accurate to a few units in the last place; infinite arguments give the limits, and NaN where there is none.
  public func value(at z: Double) -> Double {
    switch self {
    case .tanh: Foundation.tanh(z)
    case .sigmoid: logistic(z)
    case .erf: Foundation.erf(z)
    case .sin: Foundation.sin(z)
    case .gelu: z < -40 ? 0 : z * normalDistribution(z)
    case .silu: z < -750 ? 0 : z * logistic(z)
    case .softplus: max(z, 0) + Foundation.log1p(Foundation.exp(-z.magnitude))
    case .relu: max(z, 0)
    case .leakyReLU(let slope): z < 0 ? slope.asDouble * z : z
    }
  }

  /// σ′(z); at the kink of `relu` and `leakyReLU` that from the left, as in PyTorch.
  public func derivative(at z: Double) -> Double {
    switch self {
    case .tanh:
      // 1/cosh², which 1 − tanh² has no digits of for large z.
      let power = Foundation.exp(-2 * z.magnitude)
      return 4 * power / ((1 + power) * (1 + power))
    case .sigmoid: return logisticDerivative(z)
    case .erf: return 2 / Double.pi.squareRoot() * Foundation.exp(-z * z)
    case .sin: return Foundation.cos(z)
    case .gelu: return normalDistribution(z) + (z.magnitude > 40 ? 0 : z * normalDensity(z))
    case .silu: return logistic(z) + (z.magnitude > 750 ? 0 : z * logisticDerivative(z))
    case .softplus: return logistic(z)
    case .relu: return z > 0 ? 1 : 0
    case .leakyReLU(let slope): return z > 0 ? 1 : slope.asDouble
    }
  }
}

/// 1/(1 + e⁻ᶻ).
private func logistic(_ z: Double) -> Double {
  let power = exp(-z.magnitude)
  return (z < 0 ? power : 1) / (1 + power)
}

/// Its derivative.
private func logisticDerivative(_ z: Double) -> Double {
  let power = exp(-z.magnitude)
  return power / ((1 + power) * (1 + power))
}

/// Φ(z).
private func normalDistribution(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

/// φ(z).
private func normalDensity(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }
