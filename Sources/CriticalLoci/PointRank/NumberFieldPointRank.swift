import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Networks
import NumberFields

/// The rank of the Jacobian of a model at one point over a number field, proven.
public struct NumberFieldPointRank: Hashable, Sendable {
  /// The field.
  public let field: NumberField
  /// The rank, over the field and over every larger one.
  public let rank: Int
  /// N, the number of columns of the Jacobian.
  public let parameterCount: Int
  /// A basis of the kernel, one vector of N entries each; `nil` if it was not asked for.
  public let kernelBasis: [[NumberFieldElement]]?
  /// What proves the rank.
  public let evidence: Evidence
  /// The seed of all randomness, which has no influence on the rank.
  public let seed: UInt64
}

/// The rank of the Jacobian of a polynomial model at weights in a number field: of the polynomial map, or of the map to
/// the outputs at given inputs.
///
/// The Jacobian is evaluated exactly over the field, for the polynomial map at unisolvent integer points where a few random
/// ones do not reach the proven bound, and its rank is proven as `exactRank(of:includingKernel:upperBound:using:control:)` says.
///
/// - Parameter model: The model.
/// - Parameter weights: N parameters; another count traps.
/// - Parameter field: The field of weights and inputs.
/// - Parameter inputs: The inputs of a data model; `nil` for the polynomial map.
/// - Parameter bound: What the rank is proven to be at most, where more is known than `dimensionBound(of:)` of every model.
/// - Parameter includingKernel: Whether to return the kernel.
/// - Parameter seed: Fixes the choice of primes.
/// - Parameter control: Limits and cancellation.
/// - Throws: `sizeLimit` where a Jacobian of more than 2²² entries is needed; what `control` demands.
public func rank(
  of model: some PolynomialModel, at weights: [NumberFieldElement], over field: NumberField,
  inputs: [[NumberFieldElement]]? = nil, bound: DimensionBound? = nil,
  includingKernel: Bool = false, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> NumberFieldPointRank {
  try rank(
    of: model, at: weights, over: field, inputs: inputs,
    upperBound: bound ?? dimensionBound(of: model),
    includingKernel: includingKernel, seed: seed, control: control)
}

/// The rank of the Jacobian of the polynomial map at a network with weights in a number field; see
/// `rank(of:at:over:inputs:includingKernel:seed:control:)`.
public func rank(
  at network: NumberFieldNetwork, inputs: [[NumberFieldElement]]? = nil,
  includingKernel: Bool = false, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> NumberFieldPointRank {
  try rank(
    of: network.architecture, at: network.weights, over: network.field, inputs: inputs,
    upperBound: dimensionBound(of: network.architecture), includingKernel: includingKernel,
    seed: seed, control: control)
}

private func rank(
  of model: some PolynomialModel, at weights: [NumberFieldElement], over field: NumberField,
  inputs: [[NumberFieldElement]]?, upperBound: DimensionBound, includingKernel: Bool, seed: UInt64,
  control: ComputationControl
) throws(ComputationStopped) -> NumberFieldPointRank {
  require(
    weights.count == model.parameterCount,
    "\(weights.count) parameters for a model with \(model.parameterCount)")
  for input in inputs ?? [] {
    require(
      input.count == model.inputCount,
      "an input of \(input.count) numbers for a model with \(model.inputCount)")
  }
  func found(_ inputs: [[NumberFieldElement]]?) throws(ComputationStopped) -> NumberFieldPointRank {
    let rows = try exactJacobianRows(
      of: model, at: weights, over: field, inputs: inputs, control: control)
    var random = RandomSource(seed: seed)
    let found = try exactRank(
      of: Matrix(ring: field, rows: rows, columnCount: model.parameterCount),
      includingKernel: includingKernel, upperBound: upperBound.value, using: &random,
      control: control)
    return NumberFieldPointRank(
      field: field, rank: found.rank, parameterCount: model.parameterCount,
      kernelBasis: includingKernel ? found.kernelBasis : nil, evidence: found.evidence, seed: seed)
  }
  let space = PolynomialSpace(
    inputCount: model.inputCount, degree: model.inputDegree, isHomogeneous: model.isHomogeneous)
  let count = upperBound.value / max(model.outputCount, 1) + 2
  if inputs == nil, space.dimension > Integer(4 * count) {
    // Rows at some inputs lie in the row space; where they reach the bound, others add nothing.
    var random = RandomSource(seed: seed).split(stream: 0x706f_696e)
    let few = (0..<count).map { _ in
      (0..<model.inputCount).map { _ in
        NumberFieldElement(Rational(random.integer(in: 0...200) - 100))
      }
    }
    let lower = try found(few)
    if lower.rank == upperBound.value { return lower }
  }
  return try found(inputs)
}
