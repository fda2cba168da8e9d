import Computation
import ExactArithmetic
import LinearAlgebra
import Networks

/// A proven upper bound of the dimension of a neurovariety, with the theorem that gives it.
public struct DimensionBound: Hashable, Sendable, CustomStringConvertible {
  /// The bound: the generic rank is at most this.
  public let value: Int
  /// The theorem applied last.
  public let theorem: DimensionTheorem
  /// The bounds of the parts that a composition theorem was applied to; otherwise empty.
  public let parts: [DimensionBound]

  /// For example `41 by composition at layer 3 (15 by ambient space, 45 by ambient space)`.
  public var description: String {
    let inner = parts.map(\.description).joined(separator: ", ")
    return "\(value) by \(theorem.name)" + (inner.isEmpty ? "" : " (\(inner))")
  }
}

/// The best upper bound of the generic rank that the theorems of `DimensionTheorem` give together: a
/// dynamic programme over all ways to cut the network into blocks of consecutive layers.
///
/// Networks of more than `DimensionBoundTable.maximumLayerCount` layers are not cut: their bound is the best
/// of the theorems for the network as a whole.
///
/// - Returns: A proven bound, at most N and at most the ambient dimension.
/// - Complexity: O(L³) elementary bounds.
public func dimensionBound(of architecture: Architecture) -> DimensionBound {
  if architecture.layerCount > DimensionBoundTable.maximumLayerCount {
    return elementaryBound(of: architecture)
  }
  return DimensionBoundTable(architecture).bound
}

/// The bound that holds for every polynomial model: N less the dimension of general orbits of its known symmetries, or the
/// dimension of the space of polynomials of its degrees; for a model on data that is in other coordinates a smaller
/// network the bound of that (`DimensionTheorem.inputSpan`).
///
/// - Complexity: `orbitDimension(of:)`; for data a rank of the matrix of inputs, and a bound of an architecture.
public func dimensionBound(of model: some PolynomialModel) -> DimensionBound {
  let bound = expectedBound(of: model)
  guard let spanned = model.spanned else { return bound }
  let part = dimensionBound(of: spanned)
  return part.value < bound.value
    ? DimensionBound(value: part.value, theorem: .inputSpan, parts: [part]) : bound
}

/// What counting parameters, symmetries and values says.
func expectedBound(of model: some PolynomialModel) -> DimensionBound {
  let space = PolynomialSpace(
    inputCount: model.inputCount, degree: model.inputDegree, isHomogeneous: model.isHomogeneous)
  let free = model.parameterCount - orbitDimension(of: model)
  if let ambient = (Integer(model.outputCount) * space.dimension).asInt, ambient < free {
    return DimensionBound(value: ambient, theorem: .ambientSpace, parts: [])
  }
  let hasGroups = model.symmetries.contains { if case .group = $0 { true } else { false } }
  return DimensionBound(value: free, theorem: hasGroups ? .symmetries : .parameterCount, parts: [])
}

/// The best bound that does not cut the network.
private func elementaryBound(of architecture: Architecture) -> DimensionBound {
  let widths = architecture.widths
  var block = ArchitectureBlock(
    inputs: widths[0], outputs: widths[1], hasBias: architecture.hasBias)
  for (activation, outputs) in zip(architecture.activations, widths.dropFirst(2)) {
    block.append(
      activation: ActivationExponents(activation, hasBias: architecture.hasBias), outputs: outputs)
  }
  var best = DimensionBound(value: architecture.parameterCount, theorem: .parameterCount, parts: [])
  block.forEachElementaryBound { value, theorem in
    if value < best.value { best = DimensionBound(value: value, theorem: theorem, parts: []) }
  }
  return best
}
