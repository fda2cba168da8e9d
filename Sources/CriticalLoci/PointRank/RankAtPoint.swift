import Computation

/// The rank of a Jacobian at one point, over whatever field the point is.
public protocol RankAtPoint: Sendable {
  /// A number of the field.
  associatedtype Scalar: Sendable

  /// The rank.
  var rank: Int { get }
  /// N, the number of columns of the Jacobian.
  var parameterCount: Int { get }
  /// How `rank` is known.
  var evidence: Evidence { get }
  /// A basis of the kernel, one vector of N entries each; `nil` if it is not known.
  var kernelBasis: [[Scalar]]? { get }
}

extension RankAtPoint {
  /// N − rank: the dimension of the space of directions in which the function does not change to first
  /// order.
  public var kernelDimension: Int { parameterCount - rank }
}

extension PointRank: RankAtPoint {}
extension NumberFieldPointRank: RankAtPoint {}
