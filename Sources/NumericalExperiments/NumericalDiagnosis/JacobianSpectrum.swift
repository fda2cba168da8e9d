import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// The singular values of the Jacobian at floating-point weights.
///
/// The rows of the Jacobian are taken in an orthonormal basis of functions for the inner product E⟨f, g⟩, with
/// inputs uniform on the unit sphere for a homogeneous network, else standard normal (`JacobianSampler`).
public struct JacobianSpectrum: Sendable {
  /// All singular values in decreasing order.
  public let singularValues: [Double]
  /// How singular values are told from rounding errors: those of the arithmetic, and what rounding the
  /// weights to the precision of their file can change.
  public let rule: NumericalRank.Rule
  let network: FloatingNetwork
  private let sampler: JacobianSampler
  private let matrix: DenseMatrix

  /// The largest number of parameters, and of parameters times outputs, for which the singular values are
  /// computed.
  public static let maximumSize = (parameters: 2_000, entries: 20_000)

  /// What keeps the singular values at the weights of an architecture from being computed: `maximumSize`, or
  /// what `JacobianSampler.limit(of:)` names; `nil` if nothing does.
  public static func limit(of architecture: Architecture) -> ComputationStopped? {
    let (parameters, outputs) = (architecture.parameterCount, architecture.outputCount)
    let sizes = [
      ("the number of parameters for singular values", parameters, maximumSize.parameters),
      (
        "the number of parameters times outputs for singular values",
        parameters.multipliedReportingOverflow(by: outputs).overflow ? .max : parameters * outputs,
        maximumSize.entries
      ),
    ]
    for (what, size, limit) in sizes where size > limit {
      return .sizeLimit(what: what, needed: "\(size)", limit: limit)
    }
    return JacobianSampler.limit(of: architecture)
  }

  /// The spectrum at the weights of a network; `nil` if a derivative overflows.
  ///
  /// Traps where `limit(of:)` is not `nil`.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  static func of(
    _ network: FloatingNetwork, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> JacobianSpectrum? {
    let sampler = JacobianSampler(network.architecture, seed: seed)
    let matrix = sampler.jacobian(at: network.weights)
    guard let values = try matrix.singularValues(control: control), let largest = values.first,
      largest.isFinite,
      let change = try sampler.change(
        of: matrix, roundingWeightsOf: network, seed: seed, control: control)
    else { return nil }
    return JacobianSpectrum(
      network, sampler: sampler, matrix: matrix, values: values, change: change)
  }

  private init(
    _ network: FloatingNetwork, sampler: JacobianSampler, matrix: DenseMatrix, values: [Double],
    change: Double
  ) {
    (self.network, self.sampler, self.matrix) = (network, sampler, matrix)
    let largest = values.first ?? 0
    singularValues = values
    let arithmetic = NumericalRank.Rule.random(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount,
      conditioning: Double(network.architecture.inputDegree))
    let noise = max(arithmetic.noise, largest > 0 ? min(change / largest, 0.01) : 0)
    rule = NumericalRank.Rule(
      cut: max(arithmetic.cut, NumericalRank.requiredGap * noise), noise: noise)
  }

  /// Whether the expectation over inputs is exact, up to rounding (`JacobianSampler`).
  public var isExactExpectation: Bool { sampler.isExactExpectation }

  /// The largest singular value.
  public var largest: Double { singularValues.first ?? 0 }

  /// σ_k for k = 1, 2, …; 0 beyond the last.
  public func value(_ k: Int) -> Double { k <= singularValues.count ? singularValues[k - 1] : 0 }

  /// ‖J(W) − J(V)‖ in the spectral norm for the weights V of another network of the same architecture;
  /// `nil` if it overflows.
  ///
  /// For large matrices a larger norm, where that is at most `limit` too, or where the spectral norm is more
  /// than `limit` anyway.
  func distance(
    to other: Network, limit: Double, control: ComputationControl
  ) throws(ComputationStopped) -> Double? {
    try sampler.distance(
      of: matrix, fromJacobianAt: other.weights.map(\.asDouble), limit: limit, control: control)
  }

  /// The singular values at random weights nearby: each weight has moved by about a thousandth of the
  /// largest in its layer.
  func neighbor(
    seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> JacobianSpectrum? {
    let architecture = network.architecture
    var random = RandomSource(seed: seed).split(stream: 0x6e65_6172)
    var weights = network.weights
    for layer in 1...architecture.layerCount {
      let start = architecture.layerOffset(layer)
      let count = architecture.rowStride(ofLayer: layer) * architecture.widths[layer]
      let size = weights[start..<start + count].reduce(0) { max($0, $1.magnitude) }
      for k in start..<start + count {
        let moved = weights[k] + 1e-3 * (size > 0 ? size : 1) * random.normal()
        if moved.isFinite { weights[k] = moved }
      }
    }
    return try JacobianSpectrum.of(
      FloatingNetwork(architecture, weights: weights), seed: seed, control: control)
  }
}

extension JacobianSampler {
  /// ‖`matrix` − J(V)‖, as `JacobianSpectrum.distance(to:limit:)` says.
  fileprivate func distance(
    of matrix: DenseMatrix, fromJacobianAt weights: [Double], limit: Double,
    control: ComputationControl
  ) throws(ComputationStopped) -> Double? {
    let other = jacobian(at: weights)
    let difference = DenseMatrix(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount,
      elements: zip(matrix.elements, other.elements).map { $0 - $1 })
    if difference.elements.count > 100_000 {
      // The Frobenius norm is at least the spectral norm and at most √rank times as large.
      let norm = difference.elements.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let rank = Double(min(matrix.rowCount, matrix.columnCount))
      if norm <= limit || norm > limit * rank.squareRoot() { return norm.isFinite ? norm : nil }
    }
    return try difference.singularValues(control: control).map { $0.first ?? 0 }
  }

  /// An estimate of how much the Jacobian `matrix` changes when all weights change by half a unit in the last
  /// place: four times what one random choice of signs does.
  fileprivate func change(
    of matrix: DenseMatrix, roundingWeightsOf network: FloatingNetwork, seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) -> Double? {
    var random = RandomSource(seed: seed).split(stream: 0x726f_756e)
    let half = network.type.epsilon / 2
    let weights = network.weights.map { $0 * (1 + (random.integer(in: 0...1) == 0 ? half : -half)) }
    return try distance(
      of: matrix, fromJacobianAt: weights, limit: .infinity, control: control
    ).map { 4 * $0 }
  }
}
