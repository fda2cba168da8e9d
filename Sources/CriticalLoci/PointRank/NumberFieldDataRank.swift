import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Networks
import NumberFields

/// The rank of the Jacobian of a model on data in a number field at weights in the same field, proven.
///
/// - Parameter model: A model whose number of inputs is that of the data, else traps.
/// - Parameter data: The inputs, and how outputs are compared.
/// - Parameter weights: N parameters; another count traps.
/// - Parameter bound: What the rank on all inputs is proven to be at most, where more is known than `dimensionBound(of:)` of
///   every model.
/// - Parameter includingKernel: Whether to return the kernel.
/// - Parameter seed: Fixes the choice of primes.
/// - Parameter control: Limits and cancellation.
/// - Throws: `sizeLimit` for a Jacobian of more than 2²² entries; what `control` demands.
public func rank(
  of model: some PolynomialModel, on data: NumberFieldData, at weights: [NumberFieldElement],
  bound: DimensionBound? = nil, includingKernel: Bool = false, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> NumberFieldPointRank {
  require(
    weights.count == model.parameterCount,
    "\(weights.count) parameters for a model with \(model.parameterCount)")
  require(
    data.inputs.allSatisfy { $0.count == model.inputCount },
    "data for a model with \(model.inputCount) inputs")
  let all = try exactJacobianRows(
    of: model, at: weights, over: data.field, inputs: data.inputs, control: control)
  let outputs = model.outputCount
  let rows = data.inputs.indices.flatMap {
    data.contrasts(Array(all[$0 * outputs..<($0 + 1) * outputs]))
  }
  var random = RandomSource(seed: seed)
  let found = try exactRank(
    of: Matrix(ring: data.field, rows: rows, columnCount: model.parameterCount),
    includingKernel: includingKernel, upperBound: dimensionBound(of: model, on: data, bound).value,
    using: &random, control: control)
  return NumberFieldPointRank(
    field: data.field, rank: found.rank, parameterCount: model.parameterCount,
    kernelBasis: includingKernel ? found.kernelBasis : nil, evidence: found.evidence, seed: seed)
}

/// The rank of the Jacobian of a model on data in a number field at general weights: the exact rank at random integer
/// weights, a proven lower bound, and the value where it meets a proven upper one.
///
/// Otherwise the probability that the weights are special is at most rank · degree / 2⁴⁰ (Schwartz, Zippel), as a minor has at
/// most the degree of its entries times its size.
///
/// - Throws: `sizeLimit` for a Jacobian of more than 2²² entries; what `control` demands.
public func genericRank(
  of model: some PolynomialModel, on data: NumberFieldData, bound: DimensionBound? = nil,
  seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> GenericRank {
  var random = RandomSource(seed: seed).split(stream: 0x6669_656c)
  let weights = (0..<model.parameterCount).map { _ in
    NumberFieldElement(Rational(random.integer(in: 0...(1 << 40) - 1)))
  }
  let bound = dimensionBound(of: model, on: data, bound)
  let found = try rank(
    of: model, on: data, at: weights, bound: bound, seed: seed, control: control)
  let values = data.inputs.count * data.outputsPerInput(model.outputCount)
  let degree = Double(bound.value) * Double(model.parameterDegree)
  let detail = "rank \(found.rank) over \(data.field) at random integer weights"
  return GenericRank(
    architecture: nil, dimension: found.rank, upperBound: bound,
    evidence: found.rank == bound.value
      ? .proven(detail: "\(detail), at most \(bound)")
      : .probabilistic(detail: detail, bound: min(1, degree / 0x1p40)),
    trials: [], seed: seed, stopped: nil, ambientDimension: Integer(values),
    parameterCount: model.parameterCount,
    expectedDimension: min(values, model.parameterCount - orbitDimension(of: model)))
}

/// What the rank on the data is at most: the number of values, or the bound on all inputs.
package func dimensionBound(
  of model: some PolynomialModel, on data: NumberFieldData, _ known: DimensionBound?
) -> DimensionBound {
  let values = data.inputs.count * data.outputsPerInput(model.outputCount)
  let bound = known ?? dimensionBound(of: model)
  return values < bound.value
    ? DimensionBound(value: values, theorem: .ambientSpace, parts: []) : bound
}
