import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// How many points of the zero set of a prime ideal over ℚ are real.
public struct RealExtent: Hashable, Sendable {
  /// Whether they are dense in it.
  public let extent: RealPoints.Extent
  /// The dimension of the set of real points; `nil` if it is not known or there are none.
  public let dimension: Int?
  /// How `extent` is known, which is proven unless it is `unknown`.
  public let evidence: Evidence

  /// Nothing is known, since a limit came before.
  public init(stopped: ComputationStopped) {
    self.init(
      extent: .unknown, dimension: nil,
      evidence: .probabilistic(detail: "not decided: \(stopped)", bound: 1))
  }

  private init(extent: RealPoints.Extent, dimension: Int?, evidence: Evidence) {
    (self.extent, self.dimension, self.evidence) = (extent, dimension, evidence)
  }

  /// Looks for smooth real points on slices, and for definite polynomials in the ideal.
  ///
  /// - Parameter prime: The prime ideal.
  /// - Parameter seed: Fixes the slices.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: what `control` demands.
  public init(
    of prime: MinimalPrime<RationalField>, seed: UInt64 = 1,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) {
    let basis = try prime.ideal.groebnerBasis(
      order: .degreeReverseLexicographic, control: control)
    let variety = try RealVariety(
      basis, dimension: prime.dimension, seed: seed, control: control)
    self.init(
      extent: variety.extent, dimension: variety.realDimension, evidence: variety.evidence)
  }
}
