import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Networks
import NumberFields

/// The orbit of a point under the known symmetries of a model.
public struct ParameterOrbit: Hashable, Sendable {
  /// The scalings together, or one group.
  public struct Part: Hashable, Sendable {
    /// Which symmetries.
    public let name: String
    /// The dimension of the orbit of the point under these alone.
    public let dimension: Int
  }

  /// The dimension of the orbit under all connected symmetries, proven.
  public let dimension: Int
  /// The symmetries one after another; their dimensions add up to at least that of all.
  public let parts: [Part]
}

/// The dimension of the orbit of one point under the connected known symmetries, exactly: the rank of their vector fields there.
///
/// - Parameter weights: N parameters.
/// - Parameter model: The model.
/// - Parameter seed: Fixes the primes, on which nothing depends.
/// - Parameter control: Limits and cancellation.
/// - Returns: The dimension of the orbit, and those under the scalings and under each group alone.
/// - Throws: `ComputationStopped.sizeLimit` for too many vector fields; what `control` demands.
public func orbit(
  of weights: [Rational], under model: some PolynomialModel, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> ParameterOrbit {
  var random = RandomSource(seed: seed)
  return try orbit(of: weights, over: RationalField(), under: model) {
    matrix throws(ComputationStopped) in
    try exactRank(of: matrix, using: &random, control: control).rank
  }
}

/// The dimension of the orbit of a point over a number field; see `orbit(of:under:seed:control:)`.
public func orbit(
  of weights: [NumberFieldElement], over field: NumberField, under model: some PolynomialModel,
  seed: UInt64 = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> ParameterOrbit {
  var random = RandomSource(seed: seed)
  return try orbit(of: weights, over: field, under: model) { matrix throws(ComputationStopped) in
    try exactRank(of: matrix, includingKernel: false, using: &random, control: control).rank
  }
}

/// The dimension of the orbit of a network under the symmetries that its layers have: scalings, the linear groups of layers of
/// degree one, shifts of biases that the next layer takes up.
///
/// - Returns: `nil` for more than `largestNetworkOrbit` parameters times vector fields, for which the proof takes long.
/// - Throws: What `control` demands.
public func orbit(
  of network: Network, seed: UInt64 = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> ParameterOrbit? {
  let architecture = network.architecture
  let neurons = architecture.widths.dropFirst().dropLast().reduce(0, Saturating.sum)
  guard Saturating.product(neurons, architecture.parameterCount) <= largestNetworkOrbit,
    let layers = LayeredModel(architecture)
  else { return nil }
  do throws(ComputationStopped) {
    return try orbit(of: network.weights, under: layers, seed: seed, control: control)
  } catch {
    guard case .sizeLimit = error else { throw error }
    return nil
  }
}

/// The most parameters times hidden neurons.
private let largestNetworkOrbit = 1 << 20

private func orbit<F: Field>(
  of weights: [F.Element], over ring: F, under model: some PolynomialModel,
  rank: (Matrix<F>) throws(ComputationStopped) -> Int
) throws(ComputationStopped) -> ParameterOrbit {
  let symmetries = model.symmetries.filter { !$0.velocities.isEmpty }
  let fields = symmetries.map(\.velocities)
  let total = fields.reduce(0) { $0 + $1.count }
  guard Saturating.product(total, weights.count) <= largestOrbitMatrix else {
    throw .sizeLimit(
      what: "the vector fields of the symmetries", needed: "\(total) × \(weights.count) entries",
      limit: largestOrbitMatrix)
  }
  func dimension(_ velocities: [ParameterVelocity]) throws(ComputationStopped) -> Int {
    if velocities.isEmpty { return 0 }
    // With a column for each field, of which there are fewer than parameters, the kernel is small.
    let values = velocities.map { $0.value(at: weights, over: ring) }
    return try rank(
      Matrix(
        ring: ring, rowCount: weights.count, columnCount: velocities.count,
        elements: weights.indices.flatMap { i in values.map { $0[i] } }))
  }
  var scalings: [ParameterVelocity] = []
  var groups: [ParameterOrbit.Part] = []
  for symmetry in symmetries {
    if case .group(let name, let velocities) = symmetry {
      groups.append(.init(name: name, dimension: try dimension(velocities)))
    } else {
      scalings += symmetry.velocities
    }
  }
  var parts: [ParameterOrbit.Part] = []
  if !scalings.isEmpty {
    parts.append(.init(name: "scalings", dimension: try dimension(scalings)))
  }
  return ParameterOrbit(
    dimension: try dimension(Array(fields.joined())), parts: parts + groups)
}
