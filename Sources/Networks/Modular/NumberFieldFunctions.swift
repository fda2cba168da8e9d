import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation
import LinearAlgebra
import NumberFields

/// The tangents of all outputs by all parameters at weights and inputs in a number field, one row for each input
/// and output: the derivatives, or multiples of them where outputs are quotients.
///
/// - Parameter inputs: The inputs; `nil` for integer points at which a polynomial of the degrees of the model vanishes
///   only if it is zero, so that the rows span those of the Jacobian of the polynomial map.
/// - Throws: `sizeLimit` for more than `largestExactJacobian` entries, and what `control` demands.
package func exactJacobianRows<Model: PolynomialModel>(
  of model: Model, at weights: [NumberFieldElement], over field: NumberField,
  inputs: [[NumberFieldElement]]?, control: ComputationControl
) throws(ComputationStopped) -> [[NumberFieldElement]] {
  let space = PolynomialSpace(
    inputCount: model.inputCount, degree: model.inputDegree, isHomogeneous: model.isHomogeneous)
  let count = inputs.map { Integer($0.count) } ?? space.dimension
  let entries = count * Integer(model.outputCount) * Integer(model.parameterCount)
  guard entries <= Integer(largestExactJacobian),
    let points = inputs ?? unisolventPoints(of: space, in: field)
  else {
    throw .sizeLimit(
      what: "the Jacobian over \(field)", needed: "\(entries) entries", limit: largestExactJacobian)
  }
  var rows: [[NumberFieldElement]] = []
  for point in points {
    try control.checkpoint(operations: 20 * model.outputCount * model.parameterCount)
    guard let gradients = model.tangents(parameters: weights, input: point, over: field) else {
      contractViolation("a model has no image in \(field)")
    }
    for output in 0..<model.outputCount {
      rows.append(
        Array(gradients[output * model.parameterCount..<(output + 1) * model.parameterCount]))
    }
  }
  return rows
}

/// The most entries of a Jacobian with entries in a number field: 32 MiB of references at least.
private let largestExactJacobian = 1 << 22

/// Integer points at which a polynomial of the space vanishes only if it is zero; `nil` if there are too many.
private func unisolventPoints<F: Field>(of space: PolynomialSpace, in field: F) -> [[F.Element]]? {
  guard let points = UnisolventPoints(space, limit: 100_000) else { return nil }
  // Coordinates are at most the degree, which is below 2²⁹.
  let block = points.block(0..<points.count, modulus: 2_147_483_647)
  return (0..<points.count).map { column in
    (0..<space.inputCount).map { field(Int(block[$0, column])) }
  }
}

/// Whether two polynomial models with weights in a field compute the same polynomials, by exact values.
///
/// - Parameter first: The one model.
/// - Parameter weights: Its parameters.
/// - Parameter second: The other; other numbers of inputs or outputs trap.
/// - Parameter otherWeights: Its parameters.
/// - Parameter field: The field of both, ℚ or a number field; one of another characteristic traps.
/// - Parameter seed: Fixes the points of a check that is no proof.
/// - Parameter control: Limits and cancellation.
/// - Returns: `false` is always proven; `true` is proven by equal values at unisolvent points where these are few,
///   and otherwise has a Schwartz–Zippel bound.
/// - Throws: What `control` demands.
public func computeSameFunction<F: Field & CustomStringConvertible>(
  _ first: some PolynomialModel, at weights: [F.Element],
  _ second: some PolynomialModel, at otherWeights: [F.Element], over field: F,
  seed: UInt64 = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> Certified<Bool> {
  require(
    first.inputCount == second.inputCount && first.outputCount == second.outputCount,
    "computeSameFunction: a model with \(first.inputCount) inputs and \(first.outputCount) outputs and "
      + "one with \(second.inputCount) and \(second.outputCount)")
  require(field.characteristic == 0, "computeSameFunction: characteristic 0, found \(field)")
  let space = PolynomialSpace(
    inputCount: first.inputCount, degree: first.inputDegree, isHomogeneous: first.isHomogeneous
  ).union(
    PolynomialSpace(
      inputCount: second.inputCount, degree: second.inputDegree,
      isHomogeneous: second.isHomogeneous))
  let cost = first.parameterCount + second.parameterCount
  let isShort = space.dimension <= Integer(largestExactJacobian / max(cost, 1))
  let proof = isShort ? unisolventPoints(of: space, in: field) : nil
  var random = RandomSource(seed: seed)
  let points =
    proof
    ?? (0..<4).map { _ in
      (0..<space.inputCount).map { _ in field(random.integer(in: 0...(1 << 40) - 1)) }
    }
  for point in points {
    try control.checkpoint(operations: 20 * cost)
    guard let value = first.outputs(parameters: weights, input: point, over: field),
      let other = second.outputs(parameters: otherWeights, input: point, over: field)
    else { contractViolation("a model has no image in \(field)") }
    if value != other {
      return Certified(
        false, .proven(detail: "different values at a point, exactly over \(field)"))
    }
  }
  if proof != nil {
    return Certified(
      true,
      .proven(
        detail:
          "equal values at \(counted(points.count, "unisolvent point")), exactly over \(field)"))
  }
  return Certified(
    true,
    .probabilistic(
      detail: "equal values at \(points.count) random points, exactly over \(field)",
      bound: pow(Double(space.degree) / 0x1p40, Double(points.count))))
}

/// Whether a model with weights in a number field has given values at given inputs, by exact evaluation.
///
/// - Parameter model: The model.
/// - Parameter weights: N parameters.
/// - Parameter field: The field of weights, inputs and targets.
/// - Parameter inputs: The inputs.
/// - Parameter targets: The outputs wanted for each input; another number of them, or of outputs, traps.
/// - Parameter control: Limits and cancellation.
/// - Returns: The answer, which is proven, and for `false` the first input, from 0, where the value is another.
/// - Throws: What `control` demands.
public func interpolates(
  _ model: some PolynomialModel, at weights: [NumberFieldElement], over field: NumberField,
  inputs: [[NumberFieldElement]], targets: [[NumberFieldElement]],
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> (holds: Certified<Bool>, failure: Int?) {
  require(
    inputs.count == targets.count, "\(targets.count) targets for \(inputs.count) inputs")
  for (index, (input, target)) in zip(inputs, targets).enumerated() {
    try control.checkpoint(operations: 20 * model.parameterCount)
    require(
      target.count == model.outputCount,
      "a target of \(target.count) numbers for \(model.outputCount) outputs")
    guard let value = model.outputs(parameters: weights, input: input, over: field) else {
      contractViolation("a model has no image in \(field)")
    }
    if value != target {
      return (
        Certified(
          false, .proven(detail: "another value at input \(index + 1), exactly over \(field)")),
        index
      )
    }
  }
  return (
    Certified(
      true, .proven(detail: "equal at all \(inputs.count) inputs, exactly over \(field)")), nil
  )
}
