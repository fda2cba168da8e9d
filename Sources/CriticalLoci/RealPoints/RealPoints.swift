import Computation
import ExactArithmetic
import Networks

/// What is known of the real points of a component, which is irreducible over ℚ.
public struct RealPoints: Hashable, Sendable {
  /// How many of the points of a component are real.
  public enum Extent: String, Hashable, Sendable, CaseIterable {
    /// Every polynomial over ℚ that vanishes at the real points vanishes on the component: some real point
    /// is smooth.
    case dense
    /// The real points lie in a smaller closed set.
    case lowerDimensional = "lower-dimensional"
    /// There are none.
    case none
    /// Nothing is known.
    case unknown
  }

  /// How many there are.
  public let extent: Extent
  /// The dimension of the set of real points; `nil` if it is not known or there are none.
  public let dimension: Int?
  /// An exact real point of the component; `nil` if none is known.
  public let point: Network?
  /// Whether some real point of the component is no subnetwork; `nil` if that is not known.
  ///
  /// `false` for components of kind `subnetwork`.
  public let leavesSubnetworks: Bool?
  /// How `extent` is known; for `unknown` what was tried.
  public let evidence: Evidence

  /// What is known, with all parts.
  public init(
    extent: Extent, dimension: Int?, point: Network?, leavesSubnetworks: Bool?, evidence: Evidence
  ) {
    self.extent = extent
    self.dimension = dimension
    self.point = point
    self.leavesSubnetworks = leavesSubnetworks
    self.evidence = evidence
  }

  /// That nothing is known, and why.
  public static func unknown(_ reason: String) -> RealPoints {
    RealPoints(
      extent: .unknown, dimension: nil, point: nil, leavesSubnetworks: nil,
      evidence: .probabilistic(detail: reason, bound: 1))
  }

  /// The same with an exact point at another place.
  func moved(to point: Network?, dimension: Int?) -> RealPoints {
    RealPoints(
      extent: extent, dimension: dimension, point: point, leavesSubnetworks: leavesSubnetworks,
      evidence: evidence)
  }
}
