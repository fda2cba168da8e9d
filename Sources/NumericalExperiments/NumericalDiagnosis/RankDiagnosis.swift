import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// The rank of the Jacobian as floating-point weights W show it, or the statement that they do not.
///
/// The numerical rank of J at a cut δ is the smallest rank of a matrix within δ of it in the spectral norm,
/// and that is the number of singular values above δ (Eckart, Young 1936). It depends on the cut, so it is
/// given with the interval of cuts at which it is the same. With R the generic rank, it is
/// 0. 0, if all entries of J vanish at W, which exact arithmetic confirms: a product that underflows is no
///    zero;
/// 1. else k < R, if J has exactly the rank k at the nearest subnetwork W₀, and σ_k is at least 30 times
///    ε = ‖J(W) − J(W₀)‖: the numerical rank is k at every cut from ε to σ_k, because σ_{k+1} ≤ ε
///    (Weyl's inequality); W₀ is first `nearestSubnetwork(of:tolerance:)`, then the same with all weights of
///    inactive neurons set to zero;
/// 2. else R, if σ_R is clearly above the rounding errors, those of the weights in the precision of their
///    file included: no singular value behind it can be nonzero;
/// 3. else k < R, if σ_{k+1} is rounding error behind a gap (`NumericalRank`), and at random weights nearby
///    σ_R is clearly above it: so critical points show that are no subnetworks, hit up to rounding;
/// 4. else not decided. A gap alone says little: the spectra of deep networks fall in large steps at
///    ordinary weights, beyond double precision.
public struct RankDiagnosis: Hashable, Sendable {
  /// The numerical rank; `nil` where double precision cannot tell.
  public let rank: Int?
  /// The exact rank at the nearest subnetwork that decides, or at the first, for large networks
  /// probabilistic; `nil` if no neuron is near to inactive or redundant.
  public let subnetworkRank: PointRank?
  /// The cuts relative to σ₁ at which the rank is `rank`, from the lower bound to below the upper one; `nil`
  /// without a rank and for rank 0, where no singular value sets a scale.
  public let cuts: Range<Double>?
  /// How the rank is known: by floating point, with a cut in the middle of the interval as its tolerance.
  public let evidence: Evidence

  /// How many times larger than the change of J a singular value must be to count.
  static let requiredRatio = 30.0

  /// The rank that `spectrum` shows.
  ///
  /// - Parameter subnetworks: Subnetworks nearby, if there are any, the nearest one first.
  /// - Throws: `ComputationStopped` as `control` demands.
  static func of(
    _ spectrum: JacobianSpectrum, genericRank: Int, subnetworks: [Network], seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) -> RankDiagnosis {
    let (largest, rule) = (spectrum.largest, spectrum.rule)
    var subnetworkRank: PointRank?
    func decided(_ rank: Int, from lower: Double, _ detail: String) -> RankDiagnosis {
      let cuts = max(lower / largest, rule.noise)..<spectrum.value(rank) / largest
      return RankDiagnosis(
        rank: rank, subnetworkRank: subnetworkRank, cuts: cuts,
        evidence: .numerical(
          detail: detail, tolerance: (cuts.lowerBound * cuts.upperBound).squareRoot()))
    }
    guard largest > 0 else {
      let exact = try quickRank(at: spectrum.network.exact, seed: seed, control: control)
      let isZero = exact.rank == 0
      return RankDiagnosis(
        rank: isZero ? 0 : nil, subnetworkRank: subnetworks.isEmpty ? nil : exact, cuts: nil,
        evidence: .numerical(
          detail: isZero
            ? "J is zero at exactly these weights: \(exact.evidence.detail)"
            : "the entries of J are too small for double precision", tolerance: rule.cut))
    }
    for point in subnetworks {
      let exact = try quickRank(at: point, seed: seed, control: control)
      let k = exact.rank
      let limit = k > 0 ? spectrum.value(k) / requiredRatio : 0
      let change =
        try spectrum.distance(to: point, limit: limit, control: control) ?? .infinity
      let isSeparated = k > 0 && max(change, rule.noise * largest) <= limit
      if isSeparated || subnetworkRank == nil { subnetworkRank = exact }
      if isSeparated, k < genericRank {
        return decided(
          k, from: change,
          "\(k) singular values are larger than the change of J from the nearest subnetwork, "
            + "where its exact rank is \(k)")
      }
    }
    if genericRank > 0, spectrum.value(genericRank) > rule.cut * largest {
      return decided(
        genericRank, from: 0,
        "singular value \(genericRank) is larger than rounding errors, and "
          + "more cannot be nonzero")
    }
    if let k = spectrum.gapRank, k > 0, k < genericRank,
      let near = try spectrum.neighbor(seed: seed, control: control),
      near.value(genericRank) > rule.cut * near.largest
    {
      return decided(
        k, from: spectrum.value(k + 1),
        "a gap behind singular value \(k), where rounding errors "
          + "begin; weights nearby have no such gap")
    }
    return RankDiagnosis(
      rank: nil, subnetworkRank: subnetworkRank, cuts: nil,
      evidence: .numerical(
        detail: "the singular values do not tell the rank", tolerance: rule.cut))
  }
}
