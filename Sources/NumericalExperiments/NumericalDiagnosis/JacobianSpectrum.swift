import AlgebraicStructures
import CriticalLoci
import Networks

/// The singular values of the Jacobian at floating-point weights, and the rank that they show.
///
/// The rows of the Jacobian are taken in an orthonormal basis of functions (`JacobianSampler`). At most R of
/// the exact singular values are nonzero, R the generic rank, so only σ₁, …, σ_R are looked at. The rank is
/// the k < R with the largest ratio σ_k/σ_{k+1} if that is at least 30, else R; values below the rounding
/// error count as that error.
public struct JacobianSpectrum: Hashable, Sendable {
  /// All singular values in decreasing order.
  public let singularValues: [Double]
  /// The numerical rank.
  public let rank: Int
  /// σ_k/σ_{k+1} for k the rank; `nil` if it is the generic rank.
  public let gap: Double?
  /// The relative cut between the values that count and those that do not.
  public let cut: Double

  /// How the rank is known: by floating point.
  public var evidence: Evidence {
    .numerical(
      detail: gap.map { "a gap of \(Float($0)) behind singular value \(rank)" }
        ?? "no gap of \(Int(ToleranceChoice.requiredGap)) before the generic rank",
      tolerance: cut)
  }

  /// The spectrum of decreasing singular values with the relative rounding error `noise`.
  init(singularValues: [Double], genericRank: Int, noise: Double) {
    self.singularValues = singularValues
    let largest = singularValues.first ?? 0
    guard largest > 0 else {
      (rank, gap, cut) = (0, nil, noise)
      return
    }
    let values = singularValues.prefix(genericRank).map { max($0 / largest, noise) }
    var best: (rank: Int, ratio: Double) = (values.count, 0)
    for k in 1..<max(values.count, 1) where values[k - 1] / values[k] > best.ratio {
      best = (k, values[k - 1] / values[k])
    }
    guard best.ratio >= ToleranceChoice.requiredGap else {
      (rank, gap, cut) = (values.count, nil, noise)
      return
    }
    (rank, gap) = (best.rank, best.ratio)
    cut = (values[best.rank - 1] * values[best.rank]).squareRoot()
  }

  /// The largest number of parameters, and of parameters times outputs, for which the singular values are
  /// computed.
  static let maximumSize = (parameters: 2_000, entries: 20_000)

  /// The spectrum at the weights of a network; `nil` for larger networks (2,000 parameters, 20,000
  /// parameters times outputs) and if a derivative overflows.
  init?(of network: FloatingNetwork, genericRank: Int, seed: UInt64) {
    let architecture = network.architecture
    let limit = JacobianSpectrum.maximumSize
    guard architecture.parameterCount <= limit.parameters,
      architecture.parameterCount * architecture.outputCount <= limit.entries
    else { return nil }
    let sampler = JacobianSampler(architecture, seed: seed)
    let matrix = sampler.jacobian(at: network.weights)
    guard let values = matrix.singularValues() else { return nil }
    let rule = NumericalRank.Rule.random(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount,
      conditioning: Double(architecture.inputDegree))
    self.init(singularValues: values, genericRank: genericRank, noise: rule.noise)
  }
}
