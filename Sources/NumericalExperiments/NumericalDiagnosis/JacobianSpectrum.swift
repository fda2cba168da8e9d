import AlgebraicStructures
import CriticalLoci
import ExactArithmetic
import Networks

/// The singular values of the Jacobian at floating-point weights.
///
/// The rows of the Jacobian are taken in an orthonormal basis of functions (`JacobianSampler`).
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

  /// Whether the singular values are computed for an architecture.
  static func isAffordable(_ architecture: Architecture) -> Bool {
    architecture.parameterCount <= maximumSize.parameters
      && architecture.parameterCount * architecture.outputCount <= maximumSize.entries
  }

  /// The spectrum at the weights of a network; `nil` if a derivative overflows.
  init?(of network: FloatingNetwork, seed: UInt64) {
    sampler = JacobianSampler(network.architecture, seed: seed)
    matrix = sampler.jacobian(at: network.weights)
    guard let values = matrix.singularValues(), let largest = values.first, largest.isFinite,
      let change = sampler.change(of: matrix, roundingWeightsOf: network, seed: seed)
    else { return nil }
    singularValues = values
    let arithmetic = NumericalRank.Rule.random(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount,
      conditioning: Double(network.architecture.inputDegree))
    let noise = max(arithmetic.noise, largest > 0 ? min(change / largest, 0.01) : 0)
    rule = NumericalRank.Rule(
      cut: max(arithmetic.cut, NumericalRank.requiredGap * noise), noise: noise)
    self.network = network
  }

  /// The largest singular value.
  var largest: Double { singularValues[0] }

  /// σ_k for k = 1, 2, …; 0 beyond the last.
  func value(_ k: Int) -> Double { k <= singularValues.count ? singularValues[k - 1] : 0 }

  /// ‖J(W) − J(V)‖ in the spectral norm for the weights V of another network of the same architecture;
  /// `nil` if it overflows.
  ///
  /// For large matrices a larger norm, where that is at most `limit` too, or where the spectral norm is more
  /// than `limit` anyway.
  func distance(to other: Network, limit: Double) -> Double? {
    sampler.distance(
      of: matrix, fromJacobianAt: other.weights.map(\.asDouble), limit: limit)
  }

  /// The singular values at random weights nearby: each weight has moved by about a thousandth of the
  /// largest in its layer.
  func neighbor(seed: UInt64) -> JacobianSpectrum? {
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
    return JacobianSpectrum(
      of: FloatingNetwork(architecture, weights: weights), seed: seed)
  }
}

extension JacobianSampler {
  /// ‖`matrix` − J(V)‖, as `JacobianSpectrum.distance(to:limit:)` says.
  fileprivate func distance(
    of matrix: DenseMatrix, fromJacobianAt weights: [Double], limit: Double
  ) -> Double? {
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
    return difference.singularValues().map { $0.first ?? 0 }
  }

  /// An estimate of how much the Jacobian `matrix` changes when all weights change by half a unit in the last
  /// place: four times what one random choice of signs does.
  fileprivate func change(
    of matrix: DenseMatrix, roundingWeightsOf network: FloatingNetwork, seed: UInt64
  ) -> Double? {
    var random = RandomSource(seed: seed).split(stream: 0x726f_756e)
    let half = network.type.epsilon / 2
    let weights = network.weights.map { $0 * (1 + (random.integer(in: 0...1) == 0 ? half : -half)) }
    return distance(of: matrix, fromJacobianAt: weights, limit: .infinity).map { 4 * $0 }
  }
}
