import ExactArithmetic
import Foundation

/// Upper bounds, as base-2 logarithms, of the size of the coefficients of a network function.
///
/// The norm of a polynomial is the sum of the absolute values of its coefficients. It is subadditive and
/// submultiplicative, so the network with absolute weights and activation coefficients, evaluated with
/// all inputs 1, bounds the norms of the outputs. Rounding is covered by a margin of 2⁻²⁰ bits per
/// operation chain.
package struct CoefficientNorm {
  private let network: Network

  package init(_ network: Network) { self.network = network }

  /// A bound of log₂ of the largest norm of an output; −∞ for the zero function.
  package var outputs: Double { forward(tangent: nil).values }

  /// A bound of log₂ of the largest norm of an output's derivative in the direction `tangent`, one entry
  /// for each parameter.
  package func directionalDerivative(along tangent: [Rational]) -> Double {
    forward(tangent: tangent).tangents
  }

  /// A bound of log₂ of an integer that makes the coefficients of the outputs, and of their derivatives
  /// by the weights, integral.
  ///
  /// With q_ℓ and s_ℓ common denominators of the parameters of layer ℓ and of its activation, the integer
  /// is q_L·s_{L−1}·(q_{L−1}·s_{L−2}·(…)^{r_{L−2}})^{r_{L−1}}.
  package var denominator: Double {
    let architecture = network.architecture
    var bits = 0.0
    for layer in 1...architecture.layerCount {
      if layer > 1 {
        let activation = architecture.activations[layer - 2]
        bits = Double(activation.degree) * bits + log2Denominator(activation.sparseCoefficients)
      }
      bits += log2Denominator(Array(network.weights[architecture.parameterRange(ofLayer: layer)]))
    }
    return bits * (1 + margin) + margin
  }

  private func log2Denominator(_ values: [Rational]) -> Double {
    var denominator = Integer.one
    for value in values where !value.isInteger {
      denominator = Integer.leastCommonMultiple(denominator, value.denominator)
    }
    return log2Magnitude(Rational(denominator))
  }

  private func forward(tangent: [Rational]?) -> (values: Double, tangents: Double) {
    let architecture = network.architecture
    var values = [Double](repeating: 0, count: architecture.inputCount)
    var tangents = [Double](repeating: -.infinity, count: architecture.inputCount)
    for layer in 1...architecture.layerCount {
      if layer > 1 {
        let activation = architecture.activations[layer - 2]
        for i in values.indices {
          let (value, slope) = activation.logarithmicNorms(at: values[i])
          tangents[i] = slope + tangents[i]
          if tangents[i].isNaN { tangents[i] = -.infinity }
          values[i] = value
        }
      }
      if architecture.hasBias {
        values.append(0)
        tangents.append(-.infinity)
      }
      var nextValues: [Double] = []
      var nextTangents: [Double] = []
      var position = architecture.layerOffset(layer)
      for _ in 0..<architecture.widths[layer] {
        var terms: [Double] = []
        var slopes: [Double] = []
        for j in values.indices {
          let weight = log2Magnitude(network.weights[position])
          terms.append(product(weight, values[j]))
          slopes.append(product(weight, tangents[j]))
          if let tangent {
            slopes.append(product(log2Magnitude(tangent[position]), values[j]))
          }
          position += 1
        }
        nextValues.append(log2Sum(terms))
        nextTangents.append(log2Sum(slopes))
      }
      values = nextValues
      tangents = nextTangents
    }
    return (values.max() ?? -.infinity, tangents.max() ?? -.infinity)
  }
}

private let margin = 0x1p-20

/// The logarithm of a product, where 0 · anything is 0.
private func product(_ a: Double, _ b: Double) -> Double {
  a == -.infinity || b == -.infinity ? -.infinity : a + b
}

/// An upper bound of log₂|q|; −∞ for 0.
private func log2Magnitude(_ q: Rational) -> Double {
  if q.isZero { return -.infinity }
  let value = abs(q.asDouble)
  if value.isNormal { return log2(value) + margin }
  return Double(q.numerator.bitCount) - Double(q.denominator.bitCount) + 1
}

/// An upper bound of log₂ Σ 2^terms.
private func log2Sum(_ terms: [Double]) -> Double {
  guard let largest = terms.max(), largest > -.infinity else { return -.infinity }
  return largest + log2(terms.reduce(0) { $0 + exp2($1 - largest) }) + margin
}

extension Activation {
  /// The nonzero coefficients only.
  fileprivate var sparseCoefficients: [Rational] {
    terms.map(\.coefficient)
  }

  /// Bounds of log₂ Σ|c_k|·x^k and of the same for the derivative, given a bound of log₂ x, x > 0.
  fileprivate func logarithmicNorms(at x: Double) -> (value: Double, slope: Double) {
    if let coefficient = monomialCoefficient {
      let size = log2Magnitude(coefficient)
      let lower = degree == 1 ? 0 : Double(degree - 1) * x
      return (product(size, lower + x), product(size + log2(Double(degree)), lower))
    }
    var values: [Double] = []
    var slopes: [Double] = []
    for (k, coefficient) in terms {
      let size = log2Magnitude(coefficient)
      values.append(k == 0 ? size : product(size, Double(k) * x))
      if k > 0 {
        slopes.append(product(size + log2(Double(k)), k == 1 ? 0 : Double(k - 1) * x))
      }
    }
    return (log2Sum(values), log2Sum(slopes))
  }
}
