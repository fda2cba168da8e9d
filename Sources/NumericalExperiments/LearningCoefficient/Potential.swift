import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks
import Polynomials

/// A function K ≥ 0 of the parameters with its gradient: the loss whose learning coefficient is wanted.
public struct Potential: Sendable {
  /// The number of parameters.
  public let parameterCount: Int
  /// About how many multiplications a value costs.
  public let work: Int
  /// Makes an evaluator for one thread: the value at its first argument, the gradient in its second.
  public let makeEvaluator: @Sendable () -> ([Double], inout [Double]) -> Double
  /// Makes an evaluator of values alone for one thread.
  public let makeValueEvaluator: @Sendable () -> ([Double]) -> Double

  /// A potential given by a maker of evaluators.
  ///
  /// - Parameter parameterCount: The number of parameters.
  /// - Parameter work: About how many multiplications a value costs; as many as parameters unless given.
  /// - Parameter makeEvaluator: Makes an evaluator with gradient.
  /// - Parameter makeValueEvaluator: Makes an evaluator without; that of `makeEvaluator` unless given.
  public init(
    parameterCount: Int, work: Int? = nil,
    makeEvaluator: @escaping @Sendable () -> ([Double], inout [Double]) -> Double,
    makeValueEvaluator: (@Sendable () -> ([Double]) -> Double)? = nil
  ) {
    self.parameterCount = parameterCount
    self.work = work ?? parameterCount
    self.makeEvaluator = makeEvaluator
    self.makeValueEvaluator =
      makeValueEvaluator ?? {
        let evaluate = makeEvaluator()
        var gradient = [Double](repeating: 0, count: parameterCount)
        return { evaluate($0, &gradient) }
      }
  }

  /// K = the loss.
  public init(_ loss: SquaredLoss) {
    let count = loss.architecture.parameterCount
    self.init(
      parameterCount: count, work: count * loss.sampleCount,
      makeEvaluator: {
        let evaluator = loss.makeEvaluator()
        return { evaluator.gradient(at: $0, into: &$1) }
      },
      makeValueEvaluator: {
        let evaluator = loss.makeEvaluator()
        return { evaluator.value(at: $0) }
      })
  }

  /// K = the sum of the squares of the generators of an ideal; none traps.
  public init(sumOfSquares generators: [Polynomial<RationalField>]) {
    require(!generators.isEmpty, "a potential without generators")
    let count = generators[0].ring.variables.count
    let sparse = generators.map(SparsePolynomial.init)
    self.init(
      parameterCount: count, work: sparse.reduce(0) { $0 + $1.work },
      makeEvaluator: {
        { point, gradient in
          for i in 0..<count { gradient[i] = 0 }
          return sparse.reduce(0) { $0 + $1.addSquare(at: point, to: &gradient) }
        }
      },
      makeValueEvaluator: {
        { point in
          sparse.reduce(0) { sum, generator in
            let value = generator.value(at: point)
            return sum + value * value
          }
        }
      })
  }
}

/// A polynomial for evaluation in doubles: each term a coefficient and its factors, repeated as often as the
/// exponent says.
private struct SparsePolynomial: Sendable {
  private var coefficients: [Double] = []
  private var factors: [Int] = []
  private var ends: [Int] = []

  init(_ polynomial: Polynomial<RationalField>) {
    for term in polynomial.terms {
      coefficients.append(term.coefficient.asDouble)
      for (variable, exponent) in term.exponents.enumerated() {
        factors += Array(repeating: variable, count: exponent)
      }
      ends.append(factors.count)
    }
  }

  var work: Int { factors.count + coefficients.count }

  func value(at point: [Double]) -> Double {
    var (sum, start) = (0.0, 0)
    for (coefficient, end) in zip(coefficients, ends) {
      var product = coefficient
      for k in start..<end { product *= point[factors[k]] }
      sum += product
      start = end
    }
    return sum
  }

  /// The square of the value, whose gradient is added.
  func addSquare(at point: [Double], to gradient: inout [Double]) -> Double {
    let value = value(at: point)
    var start = 0
    for (coefficient, end) in zip(coefficients, ends) {
      for skipped in start..<end {
        var product = 2 * value * coefficient
        for k in start..<end where k != skipped { product *= point[factors[k]] }
        gradient[factors[skipped]] += product
      }
      start = end
    }
    return value * value
  }
}
