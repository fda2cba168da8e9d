import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The locus {rank J ≤ k} on random planes of small dimension, compared with a list of components.
public struct SliceCheck: Hashable, Sendable {
  /// One plane of dimension c, which meets components of codimension c in points.
  public struct Slice: Hashable, Sendable {
    /// c.
    public let codimension: Int
    /// Σ degree · orbit size of the listed components of codimension c; `nil` if a degree is not known.
    public let expectedDegree: Integer?
    /// The number of points on listed components of codimension c, conjugate points counted each.
    public let foundDegree: Int
    /// The number of points of the locus on no listed component of codimension at most c.
    public let unmatchedCount: Int

    /// Whether the points are exactly those expected.
    public var agrees: Bool {
      unmatchedCount == 0 && (expectedDegree.map { $0 == Integer(foundDegree) } ?? true)
    }
  }

  /// By codimension.
  public let slices: [Slice]
  /// k.
  public let rankBound: Int
  /// The prime modulo which the planes are.
  public let modulus: UInt64
  /// The seed of the planes.
  public let seed: UInt64
  /// Always probabilistic; says what an agreement means.
  public let evidence: Evidence

  /// Whether all slices agree.
  public var isConsistent: Bool { slices.allSatisfy(\.agrees) }
}

/// Compares a list of components of {rank J ≤ k} with the locus on random planes modulo a prime.
///
/// For each codimension c a random affine plane of dimension c is cut with the locus: the points outside
/// listed components of smaller codimension must lie on listed components of codimension c, and there must
/// be Σ degree · orbit size of them. Neither charts nor symmetries are used. In the plane the locus is
/// given by random combinations of minors, which interpolation finds, or for c ≥ 3 by elimination of
/// the coefficients of a linear relation between the rows of J.
///
/// An agreement shows (with high probability over the planes) that modulo this prime the list has all
/// components of these codimensions, with the right degrees. That the prime is not one of the finitely many
/// at which the locus degenerates is not proven.
///
/// - Parameter architecture: The shape of the network.
/// - Parameter rankBound: The bound k, at least 0.
/// - Parameter components: Components with generators, or with operations that define them.
/// - Parameter codimensions: Which planes; `nil` for all codimensions of listed components.
/// - Parameter seed: Fixes the prime and the planes.
/// - Parameter control: Limits and cancellation.
/// - Throws: `sizeLimit` and `undecided` where the equations on the plane are out of reach; what `control`
///   demands.
public func sliceCheck(
  of architecture: Architecture, rankAtMost rankBound: Int, components: [CriticalComponent],
  codimensions: [Int]? = nil, seed: UInt64 = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> SliceCheck {
  require(rankBound >= 0, "sliceCheck: a rank of at most \(rankBound)")
  let locus = try ListedLocus(architecture, components, control: control)
  let wanted = codimensions ?? Set(components.map(\.codimension)).sorted()
  var slices: [SliceCheck.Slice] = []
  for codimension in wanted {
    require(
      codimension >= 1 && codimension <= architecture.parameterCount,
      "a slice of codimension \(codimension) for \(architecture.parameterCount) parameters")
    var random = RandomSource(seed: seed).split(stream: UInt64(codimension))
    let plane = RandomPlane(
      dimension: codimension, parameterCount: architecture.parameterCount,
      field: primeFieldOfKernel, using: &random)
    let computation = SliceComputation(
      locus: locus, plane: plane, rankBound: rankBound, codimension: codimension, control: control)
    slices.append(try computation.run(using: &random))
  }
  return SliceCheck(
    slices: slices, rankBound: rankBound, modulus: primeFieldOfKernel.modulus, seed: seed,
    evidence: .probabilistic(
      detail: "random planes modulo \(primeFieldOfKernel.modulus); no bound is proven for the "
        + "primes at which the locus degenerates", bound: 1))
}
