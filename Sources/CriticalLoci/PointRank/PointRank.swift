import Computation
import ExactArithmetic
import Networks

/// The rank of the Jacobian of the polynomial map at one exact point.
public struct PointRank: Hashable, Sendable {
  /// The rank of J(W); always at least a proven lower bound, and `evidence` says how it is known that it
  /// is not larger.
  public let rank: Int
  /// N, the number of columns of J.
  public let parameterCount: Int
  /// A basis of the kernel of J(W), one vector of N entries each; `nil` if it was not asked for or is
  /// not proven.
  public let kernelBasis: [[Rational]]?
  /// How `rank` is known.
  public let evidence: Evidence
  /// The seed of all randomness.
  public let seed: UInt64
}

/// The rank of the Jacobian J(W) of the polynomial map at the weights of `network`, over ℚ.
///
/// *Lower bound.* The gradients of the outputs at integer inputs are rows in the row space of J(W); their
/// rank modulo a prime is at most rank J(W).
///
/// *Upper bound*, by the first of these that applies:
/// 1. The lower bound meets the proven upper bound of the generic rank (`dimensionBound(of:)`).
/// 2. The kernel of the rows found so far is computed over ℚ, and for each basis vector v the directional
///    derivative D f_W · v, a polynomial in the inputs, is proven to vanish identically: it has the
///    coefficients J(W)·v, and a bound for their size is known, so zeros at unisolvent points modulo
///    enough primes prove it (`VanishingTest`). Then N − rank independent vectors lie in the kernel of
///    J(W). If some derivative does not vanish, the points were special and more are taken.
/// 3. Where neither is affordable, independent random primes and points, with a Schwartz–Zippel bound; the
///    evidence is then `probabilistic`.
///
/// - Parameter network: The point W.
/// - Parameter includingKernel: Whether to return the kernel. It costs a rational solution of a system of
///   the size of the rank where the upper bound does not need it anyway.
/// - Parameter seed: Fixes all randomness.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
public func rank(
  at network: Network, includingKernel: Bool = true, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> PointRank {
  try PointRankComputation(
    NetworkPoint(network), upperBound: dimensionBound(of: network.architecture), seed: seed,
    control: control
  ).run(includingKernel: includingKernel)
}

/// The rank of the Jacobian of any polynomial model at exact parameters, over ℚ, in the same way.
///
/// - Parameter model: The model.
/// - Parameter weights: N parameters; another count traps.
/// - Parameter includingKernel: Whether to return the kernel.
/// - Parameter seed: Fixes all randomness.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
public func rank(
  of model: some PolynomialModel, at weights: [Rational], includingKernel: Bool = true,
  seed: UInt64 = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> PointRank {
  try PointRankComputation(
    ParameterPoint(model, weights: weights), upperBound: dimensionBound(of: model), seed: seed,
    control: control
  ).run(includingKernel: includingKernel)
}

/// As `rank(at:includingKernel:seed:control:)` without the kernel, but rather probabilistic than proven where
/// the proof takes more than about 10⁹ operations.
package func quickRank(
  at network: Network, seed: UInt64, control: ComputationControl
) throws(ComputationStopped) -> PointRank {
  try PointRankComputation(
    NetworkPoint(network), upperBound: dimensionBound(of: network.architecture), kernelWork: 1e9,
    seed: seed, control: control
  ).run(includingKernel: false)
}
