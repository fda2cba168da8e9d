import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// Ranks of the Jacobian of any polynomial model at random parameters, from singular values at random inputs, next to the
/// exact generic rank.
public struct ModelRankSample: SampledRanks {
  /// What was found at each point, in order; `nil` where the Jacobian overflowed.
  public let points: [NumericalRank?]
  /// The rank at the point that was given, if there was one.
  public let givenPoint: NumericalRank?
  /// The exact generic rank.
  public let genericRank: GenericRank
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the sampling early, if anything.
  public let stopped: ComputationStopped?
  /// The number of random inputs at which each Jacobian is taken; 0 for a model without inputs, as one on data.
  public let inputCount: Int

  /// `standard`: independent standard normal parameters.
  public var distribution: String { "standard" }
  /// Not of random inputs, but all of the data where the model is one on data.
  public var isExactExpectation: Bool { inputCount == 0 }
}

/// A model on data, whose Jacobian is that of the analysis of trained weights: rows divided by √n for n inputs.
private protocol ModelOnData {
  func jacobian(at weights: [Double]) -> DataJacobian
}

extension DataModel: ModelOnData {
  fileprivate func jacobian(at weights: [Double]) -> DataJacobian {
    let inputs = data.map { $0.map(\.asDouble) }
    if let architecture = model as? Architecture, SquaredLoss.limit(of: architecture) == nil {
      return DataJacobian(architecture, at: weights, inputs: inputs, loss: loss)
    }
    return DataJacobian(model, at: weights, inputs: inputs, loss: loss)
  }
}

/// Samples the rank of the Jacobian of any polynomial model at standard normal parameters.
///
/// The rows are the gradients of the outputs at standard normal inputs, a quarter more than the rank can be: almost surely
/// they have the rank of the Jacobian of the coefficients. A model on data has the rows of `DataJacobian`: one for
/// each output at each input, divided by the square root of the number of inputs. `sampleRanks(of:)` for an architecture is faster and takes an exact expectation where it can.
///
/// - Parameter model: The model.
/// - Parameter count: The number of points, at least 1.
/// - Parameter parameters: A point to treat as well.
/// - Parameter seed: Fixes all randomness, for any number of threads.
/// - Parameter threads: The number of points at the same time.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` when a limit comes before the exact generic rank is known; a later limit shortens the
///   sample and is kept in `stopped`. `sizeLimit` for Jacobians of more than `JacobianSampler.maximumEntries`.
/// - Complexity: for each point the singular values of a matrix of somewhat more than N × N entries, O(N³).
public func sampleRanks<Model: PolynomialModel>(
  ofModel model: Model, count: Int = 100, at parameters: [Double]? = nil, seed: UInt64 = 1,
  threads: Int = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> ModelRankSample {
  require(count >= 1, "a sample of \(count) points")
  let bound = dimensionBound(of: model).value
  let inputs =
    model.inputCount == 0 ? 1 : (5 * bound / 4) / max(model.outputCount, 1) + 16
  let entries = Saturating.product(
    Saturating.product(inputs, model.outputCount), model.parameterCount)
  guard entries <= JacobianSampler.maximumEntries else {
    throw .sizeLimit(
      what: "the number of entries of the Jacobian in double precision",
      needed:
        "\(inputs) inputs x \(model.outputCount) outputs x \(model.parameterCount) parameters",
      limit: JacobianSampler.maximumEntries)
  }
  try control.requireMemory(bytes: 16 * Double(entries) * Double(max(threads, 1)))
  let generic = try genericRank(of: model, seed: seed, control: control)
  let random = RandomSource(seed: seed)
  @Sendable func rank(
    at weights: [Double], _ source: inout RandomSource
  ) throws(ComputationStopped) -> NumericalRank? {
    let points = (0..<inputs).map { _ in source.normals(model.inputCount) }
    let jacobian =
      (model as? any ModelOnData)?.jacobian(at: weights)
      ?? DataJacobian(model, at: weights, inputs: points)
    return try DataSpectrum(jacobian, seed: seed, control: control).map {
      NumericalRank(singularValues: $0.singularValues, rule: $0.rule)
    }
  }
  var (given, stopped): (NumericalRank?, ComputationStopped?) = (nil, nil)
  do throws(ComputationStopped) {
    var source = random.split(stream: UInt64.max)
    given = try parameters.flatMap { point throws(ComputationStopped) in
      try rank(at: point, &source)
    }
  } catch {
    stopped = error
  }
  let outcome = concurrentValues(count: stopped == nil ? count : 0, threads: threads) {
    index throws(ComputationStopped) -> NumericalRank? in
    try control.checkpoint()
    var source = random.split(stream: UInt64(index))
    let weights = source.normals(model.parameterCount)
    return try rank(at: weights, &source)
  }
  return ModelRankSample(
    points: outcome.values, givenPoint: given, genericRank: generic, seed: seed,
    stopped: stopped ?? outcome.stopped, inputCount: model.inputCount == 0 ? 0 : inputs)
}
