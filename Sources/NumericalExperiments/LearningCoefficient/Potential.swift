import AlgebraicStructures
import ExactArithmetic
import Networks
import Polynomials

/// A function K ≥ 0 of the parameters with its gradient: the loss whose learning coefficient is wanted.
public struct Potential: Sendable {
  /// The number of parameters.
  public let parameterCount: Int
  /// Makes an evaluator for one thread: the value at its first argument, the gradient in its second.
  public let makeEvaluator: @Sendable () -> ([Double], inout [Double]) -> Double

  /// A potential given by a maker of evaluators.
  public init(
    parameterCount: Int,
    makeEvaluator: @escaping @Sendable () -> ([Double], inout [Double]) -> Double
  ) {
    self.parameterCount = parameterCount
    self.makeEvaluator = makeEvaluator
  }

  /// K = the loss.
  public init(_ loss: SquaredLoss) {
    self.init(parameterCount: loss.architecture.parameterCount) {
      let evaluator = loss.makeEvaluator()
      return { evaluator.gradient(at: $0, into: &$1) }
    }
  }

  /// K = the sum of the squares of the generators of an ideal; none traps.
  public init(sumOfSquares generators: [Polynomial<RationalField>]) {
    require(!generators.isEmpty, "a potential without generators")
    let count = generators[0].ring.variables.count
    let terms = generators.map { generator in
      generator.terms.map { (coefficient: $0.coefficient.asDouble, exponents: $0.exponents) }
    }
    self.init(parameterCount: count) {
      { point, gradient in
        for i in 0..<count { gradient[i] = 0 }
        var sum = 0.0
        for generator in terms {
          var value = 0.0
          for term in generator {
            value += term.coefficient * monomial(term.exponents, point, lowering: nil)
          }
          sum += value * value
          for term in generator {
            for i in 0..<count where term.exponents[i] > 0 {
              gradient[i] +=
                2 * value * term.coefficient * Double(term.exponents[i])
                * monomial(term.exponents, point, lowering: i)
            }
          }
        }
        return sum
      }
    }
  }
}

/// Π x_i^{e_i}, with one exponent less for the variable `lowering`.
private func monomial(_ exponents: [Int], _ point: [Double], lowering: Int?) -> Double {
  var product = 1.0
  for i in exponents.indices {
    let exponent = i == lowering ? exponents[i] - 1 : exponents[i]
    for _ in 0..<exponent { product *= point[i] }
  }
  return product
}
