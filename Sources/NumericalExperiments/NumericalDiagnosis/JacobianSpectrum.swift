import AlgebraicStructures
import CriticalLoci
import ExactArithmetic
import Networks

/// The singular values of the Jacobian at floating-point weights, and the rank that they show.
///
/// The rows of the Jacobian are taken in an orthonormal basis of functions (`JacobianSampler`). A gap alone
/// says little: the spectra of deep networks fall in large steps at ordinary weights. So the rank is
/// 1. the exact rank k at the nearest subnetwork (`nearestSubnetwork(of:tolerance:)`), if k is less than the
///    generic rank and there is a gap of at least 30 behind σ_k, where it is predicted; else
/// 2. what `NumericalRank` counts at double precision, if it decides; that finds critical points that are
///    no subnetworks only where they are hit up to rounding.
public struct JacobianSpectrum: Hashable, Sendable {
  /// All singular values in decreasing order.
  public let singularValues: [Double]
  /// The numerical rank; `nil` where double precision cannot tell.
  public let rank: Int?
  /// The exact rank at the nearest subnetwork; `nil` if no neuron is near to inactive or redundant.
  public let subnetworkRank: PointRank?
  /// The ratio of the singular values before and behind the rank; `nil` without a rank, and infinite if no
  /// later one is nonzero.
  public let gap: Double?
  /// How the rank is known: by floating point.
  public let evidence: Evidence

  /// The spectrum of decreasing singular values.
  init(
    singularValues: [Double], genericRank: Int, subnetworkRank: PointRank?,
    rule: NumericalRank.Rule
  ) {
    self.singularValues = singularValues
    self.subnetworkRank = subnetworkRank
    if let predicted = subnetworkRank?.rank, predicted > 0, predicted < genericRank,
      predicted < singularValues.count
    {
      let (before, behind) = (singularValues[predicted - 1], singularValues[predicted])
      if before > rule.cut * singularValues[0], before >= NumericalRank.requiredGap * behind {
        rank = predicted
        gap = before / behind
        let noise = max(behind, rule.noise * singularValues[0])
        evidence = .numerical(
          detail:
            "a gap behind singular value \(predicted), the exact rank at the nearest subnetwork",
          tolerance: (before * noise).squareRoot() / singularValues[0])
        return
      }
    }
    let counted = NumericalRank(singularValues: singularValues, rule: rule)
    // No more than the generic rank of the exact singular values are nonzero.
    rank = counted.rank.flatMap { $0 <= genericRank ? $0 : nil }
    gap = rank == nil ? nil : counted.gap
    evidence = .numerical(
      detail: rank == nil
        ? "the singular values do not tell" : "singular values told from rounding errors",
      tolerance: rule.cut)
  }

  /// The largest number of parameters, and of parameters times outputs, for which the singular values are
  /// computed.
  public static let maximumSize = (parameters: 2_000, entries: 20_000)

  /// Whether the singular values are computed for an architecture.
  static func isAffordable(_ architecture: Architecture) -> Bool {
    architecture.parameterCount <= maximumSize.parameters
      && architecture.parameterCount * architecture.outputCount <= maximumSize.entries
  }

  /// The spectrum at the weights of a network, with the exact rank at `nearest`, a network of the same
  /// architecture.
  ///
  /// - Returns: `nil` if a derivative overflows.
  /// - Throws: `ComputationStopped` as `control` demands.
  static func compute(
    at network: FloatingNetwork, nearest: Network?, genericRank: Int, seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) -> JacobianSpectrum? {
    let architecture = network.architecture
    var subnetworkRank: PointRank?
    if let nearest {
      subnetworkRank = try CriticalLoci.rank(
        at: nearest, includingKernel: false, seed: seed, control: control)
    }
    try control.checkpoint()
    let matrix = JacobianSampler(architecture, seed: seed).jacobian(at: network.weights)
    guard let values = matrix.singularValues() else { return nil }
    let rule = NumericalRank.Rule.random(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount,
      conditioning: Double(architecture.inputDegree))
    return JacobianSpectrum(
      singularValues: values, genericRank: genericRank, subnetworkRank: subnetworkRank, rule: rule)
  }
}
