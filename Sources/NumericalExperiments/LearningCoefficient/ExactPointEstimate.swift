import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LearningCoefficients
import Networks
import Polynomials

/// Estimates the local learning coefficient of K = Σ g² at a rational point where the polynomials g vanish.
///
/// The point is moved to the origin exactly, so that splitting reaches volumes whose logarithm is in the hundreds, and
/// regular coordinates are split off exactly where the ideal stays small.
///
///     let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
///     let cusp = try estimateLearningCoefficient(of: [ring.parse("x^2 - y^3")], at: [0, 0])
///     cusp.lambda  // about 5/12
///
/// - Parameter generators: The polynomials, of one ring; at least one that is not zero, else traps. A generator
///   that does not vanish at the point traps.
/// - Parameter point: A coordinate for each variable.
/// - Parameter options: The sampler and its lengths.
/// - Parameter seed: Fixes the result, for any number of threads.
/// - Parameter threads: The number of populations or chains at the same time.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped.sizeLimit` where the values cost too much, or as `control` demands.
public func estimateLearningCoefficient(
  of generators: [Polynomial<RationalField>], at point: [Rational],
  options: LearningCoefficientOptions = LearningCoefficientOptions(), seed: UInt64 = 1,
  threads: Int = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientEstimate {
  let nonzero = generators.filter { !$0.isZero }
  require(!nonzero.isEmpty, "an ideal without nonzero generators")
  let ring = nonzero[0].ring
  for generator in nonzero {
    require(generator.ring == ring, "generators of different rings: \(ring) and \(generator.ring)")
    require(
      point.count == ring.variableCount && generator.evaluate(at: point).isZero,
      "the generator \(generator) does not vanish at the point")
  }
  var local = options
  local.localization = options.localization(at: point.map(\.asDouble))
  if let ideal = try RegularCoordinates(
    of: Ideal(ring: ring, generators: nonzero), at: point, control: control),
    let estimate = try besideRegularCoordinates(
      ideal, options: local, seed: seed, threads: threads, control: control)
  {
    return estimate
  }
  let shift = point.indices.map { ring.constant(point[$0]) + ring.variable($0) }
  return try estimateLearningCoefficient(
    of: Potential(sumOfSquares: nonzero.map { $0.substituting(shift) }), at: point.map { _ in 0 },
    options: local, seed: seed, threads: threads, control: control)
}

/// Estimates the local learning coefficient of regression with the function of `network` as the truth, at its
/// exact weights and for standard normal inputs.
///
/// Where the ideal of the coefficients of f_W − f_{W*} is small, its regular coordinates are split off exactly
/// (`learningCoefficient(at:genericRank:plan:seed:control:)`), which keeps λ but for a half each, and the sum of squares of
/// what is left is sampled; elsewhere the population loss.
///
/// - Throws: `ComputationStopped.sizeLimit` where neither is affordable, or as `control` demands.
public func estimateLearningCoefficient(
  at network: Network, options: LearningCoefficientOptions = LearningCoefficientOptions(),
  seed: UInt64 = 1, threads: Int = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientEstimate {
  let center = network.roundedWeights
  if let ideal = try RegularCoordinates(at: network, control: control) {
    var local = options
    local.localization = options.localization(at: center)
    if let estimate = try besideRegularCoordinates(
      ideal, options: local, seed: seed, threads: threads, control: control)
    {
      return estimate
    }
  }
  let loss = try SquaredLoss(
    network.architecture, teacher: network.architecture, teacherParameters: center,
    inputs: .gaussian,
    maximumNodes: LearningCoefficientOptions.maximumNodes(for: network.architecture))
  return try estimateLearningCoefficient(
    of: Potential(loss), at: center, options: options, seed: seed, threads: threads,
    control: control)
}

/// Estimates the local learning coefficient of regression with the function of any polynomial model as the truth, at exact
/// parameters: on the data of a `DataModel`, for standard normal inputs of another model.
///
/// The sum of squares of the coefficients of f_w − f_{w*} is sampled, which is comparable to the loss, with regular coordinates
/// split off exactly; where the coefficients are too large, the squared differences at random inputs, a quarter more values
/// than there are parameters.
///
/// - Throws: `ComputationStopped.undecided` if the function does not depend on the parameters; `sizeLimit` where the values cost
///   too much, or as `control` demands.
public func estimateLearningCoefficient(
  of model: some PolynomialModel, at weights: [Rational],
  options: LearningCoefficientOptions = LearningCoefficientOptions(), seed: UInt64 = 1,
  threads: Int = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientEstimate {
  do throws(ComputationStopped) {
    let generators = try model.fiberIdeal(through: weights, control: control).generators
    guard generators.contains(where: { !$0.isZero }) else {
      throw .undecided(what: "a learning coefficient: the outputs do not depend on the parameters")
    }
    return try estimateLearningCoefficient(
      of: generators, at: weights, options: options, seed: seed, threads: threads,
      control: control)
  } catch {
    guard case .sizeLimit = error else { throw error }
  }
  let center = weights.map(\.asDouble)
  let count =
    model.inputCount == 0
    ? 1 : (5 * model.parameterCount / 4) / max(model.outputCount, 1) + 16
  guard let truth = Dataset(sampling: model, at: center, count: count, seed: seed),
    let targets = truth.targets?.roundedRows
  else { throw .undecided(what: "a learning coefficient: outputs overflow") }
  let fitting = DataFitting(model, inputs: truth.inputs.roundedRows, targets: targets)
  var local = options
  local.localization = options.localization(at: center)
  return try estimateLearningCoefficient(
    of: Potential(fitting), at: center, options: local, seed: seed, threads: threads,
    control: control)
}

extension Potential {
  /// K = the loss on data.
  fileprivate init(_ fitting: DataFitting<some PolynomialModel>) {
    let count = fitting.model.parameterCount
    self.init(
      parameterCount: count,
      work: Saturating.product(count, Saturating.product(4, fitting.inputs.count)),
      makeEvaluator: {
        {
          let (value, gradient) = fitting.valueAndGradient(at: $0)
          $1 = gradient
          return value
        }
      },
      makeValueEvaluator: { { fitting.value(at: $0) } })
  }
}

/// The estimate for what the regular coordinates leave of a germ at the origin; `nil` if that is nothing or much.
private func besideRegularCoordinates(
  _ ideal: RegularCoordinates, options: LearningCoefficientOptions, seed: UInt64, threads: Int,
  control: ComputationControl
) throws(ComputationStopped) -> LearningCoefficientEstimate? {
  guard let first = ideal.rest.first, ideal.rest.reduce(0, { $0 + $1.termCount }) <= 300 else {
    return nil
  }
  let estimate = try estimateLearningCoefficient(
    of: Potential(sumOfSquares: ideal.rest),
    at: [Double](repeating: 0, count: first.ring.variableCount), options: options, seed: seed,
    threads: threads, control: control)
  return estimate.adding(regularCoordinates: ideal.count)
}
