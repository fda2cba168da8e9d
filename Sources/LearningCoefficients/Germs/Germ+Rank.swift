import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Polynomials

extension Germ {
  /// The most minors that are computed.
  private static let largestMinorCount = 500

  /// Whether it is shown that the differentials of the generators, in all coordinates, have at least rank `size` at every
  /// zero of K on the stratum: so many generators are regular coordinates there.
  ///
  /// Then λ ≥ size/2, whatever the density. `false` with a common factor or a relation, and where the minors are too many
  /// or the work is more than `steps`. Decided over the complex numbers.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  func hasRank(
    _ size: Int, steps: Int, control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    guard relation == nil, hasTrivialFactor, termCount <= 2_000 else { return false }
    let jacobian = jacobianOnStratum
    guard jacobian.minorCount(size: size) <= Integer(Self.largestMinorCount) else { return false }
    let part = control.limited(toSteps: steps)
    do {
      let minors = try jacobian.minors(size: size, control: part)
      let equations = generators.map { restricted($0) }.filter { !$0.isZero } + minors
      return equations.isEmpty ? false : try haveNoCommonZero(equations, control: part)
    } catch {
      if let stop = control.pendingStop { throw stop }
      return false
    }
  }

  /// The derivatives of the generators in all coordinates, at the points of the stratum.
  private var jacobianOnStratum: Matrix<PolynomialRing<RationalField>> {
    let coordinates = roles.indices.filter { roles[$0] != .absent }
    return Matrix(
      ring: ring,
      rows: generators.map { generator in
        coordinates.map { restricted(generator.derivative(in: $0)) }
      })
  }
}
