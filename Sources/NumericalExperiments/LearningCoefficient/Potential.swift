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
  /// The samples of which K is the mean; `nil` where it is none, or they are not taken apart.
  private(set) var samples: Samples?

  /// Samples of which a potential is the mean.
  struct Samples: Sendable {
    let count: Int
    /// Makes an evaluator for one thread of the gradient of the mean over so many samples at most.
    let makeEvaluator:
      @Sendable (_ capacity: Int) -> (
        _ samples: [Int], _ point: [Double], _ gradient: inout [Double]
      )
        -> Void
  }

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

  /// K(w) as a function of some of the parameters, the others held at their values at a point.
  ///
  /// With K = 0 at the point this is the potential of the refined learning coefficient, of the model whose only parameters
  /// are these.
  ///
  /// - Parameter parameters: Their numbers from 0, at least one and none twice; others trap.
  /// - Parameter center: All parameters at the point; another count traps.
  public func restricted(to parameters: [Int], at center: [Double]) -> Potential {
    require(
      center.count == parameterCount, "a point of \(center.count) entries for \(parameterCount)")
    require(
      !parameters.isEmpty && Set(parameters).count == parameters.count
        && parameters.allSatisfy(center.indices.contains),
      "parameters \(parameters) of \(parameterCount)")
    @Sendable func whole(_ point: [Double], in all: inout [Double]) {
      for (k, i) in parameters.enumerated() { all[i] = point[k] }
    }
    let potential = self
    var result = Potential(
      parameterCount: parameters.count, work: work,
      makeEvaluator: {
        let evaluate = potential.makeEvaluator()
        var (all, slopes) = (center, center)
        return { point, gradient in
          whole(point, in: &all)
          let value = evaluate(all, &slopes)
          for (k, i) in parameters.enumerated() { gradient[k] = slopes[i] }
          return value
        }
      },
      makeValueEvaluator: {
        let evaluate = potential.makeValueEvaluator()
        var all = center
        return { point in
          whole(point, in: &all)
          return evaluate(all)
        }
      })
    result.samples = samples.map { samples in
      Samples(count: samples.count) { capacity in
        let evaluate = samples.makeEvaluator(capacity)
        var (all, slopes) = (center, center)
        return { batch, point, gradient in
          whole(point, in: &all)
          evaluate(batch, all, &slopes)
          for (k, i) in parameters.enumerated() { gradient[k] = slopes[i] }
        }
      }
    }
    return result
  }

  /// K = a mean over samples, times a factor.
  init(
    parameterCount: Int, sampleCount: Int, work: Int, factor: Double,
    makeEvaluator: @escaping @Sendable (_ capacity: Int) -> any SampleEvaluator
  ) {
    let all = Array(0..<sampleCount)
    self.init(
      parameterCount: parameterCount, work: work,
      makeEvaluator: {
        let evaluator = makeEvaluator(sampleCount)
        evaluator.load(all)
        return { point, gradient in
          let value = evaluator.gradient(at: point, into: &gradient)
          for i in gradient.indices { gradient[i] *= factor }
          return factor * value
        }
      },
      makeValueEvaluator: {
        let evaluator = makeEvaluator(sampleCount)
        evaluator.load(all)
        return { factor * evaluator.value(at: $0) }
      })
    samples = Samples(count: sampleCount) { capacity in
      let evaluator = makeEvaluator(capacity)
      return { batch, point, gradient in
        evaluator.load(batch)
        _ = evaluator.gradient(at: point, into: &gradient)
        for i in gradient.indices { gradient[i] *= factor }
      }
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
