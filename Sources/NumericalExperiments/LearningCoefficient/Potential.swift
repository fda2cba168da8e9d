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
    self.init(
      SumOfSquares(
        variableCount: generators[0].ring.variables.count,
        generators: generators.map { generator in
          generator.terms.map { ($0.coefficient.asDouble, $0.exponents) }
        }))
  }

  /// K = a sum of squares.
  init(_ sum: SumOfSquares) {
    self.init(
      parameterCount: sum.variableCount, work: sum.work,
      makeEvaluator: {
        var partial = [Double](repeating: 0, count: sum.largestDegree)
        return { sum.value(at: $0, gradient: &$1, partial: &partial) }
      },
      makeValueEvaluator: { { sum.value(at: $0) } })
  }
}
