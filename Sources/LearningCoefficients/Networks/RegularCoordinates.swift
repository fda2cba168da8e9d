import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// An ideal near a point as regular coordinates and the rest; for a network that of the coefficients of f_W − f_{W*}.
package struct RegularCoordinates: Sendable {
  /// The number ρ of regular coordinates, each of which contributes 1/2 to λ.
  package let count: Int
  /// What is left, in a ring of the variables that occur, at its origin; empty for a regular germ.
  package let rest: [Polynomial<RationalField>]

  /// `nil` if the ideal is too large, or the function does not depend on the weights.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  package init?(at network: Network, control: ComputationControl) throws(ComputationStopped) {
    guard let germ = try Germ(network, control: control) else { return nil }
    try self.init(germ, control: control)
  }

  /// The same for an ideal at a point where it vanishes; `nil` if it is too large there.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  package init?(
    of ideal: Ideal<RationalField>, at point: [Rational], control: ComputationControl
  ) throws(ComputationStopped) {
    let germ: Germ
    do throws(LearningCoefficientError) {
      germ = try Germ(ideal, at: point)
    } catch {
      return nil
    }
    try self.init(germ, control: control)
  }

  private init(_ start: Germ, control: ComputationControl) throws(ComputationStopped) {
    var germ = start
    try germ.splitRegularCoordinates(control: control)
    let isCoordinate = germ.generators.map { $0.termCount == 1 && $0.totalDegree == 1 }
    count = isCoordinate.filter { $0 }.count
    let others = zip(germ.generators, isCoordinate).filter { !$1 }.map(\.0)
    let names = Set(others.flatMap(\.support)).sorted().map { germ.ring.variables[$0] }
    do {
      let small = try PolynomialRing(coefficients: RationalField(), variables: names)
      rest = others.compactMap { $0.moved(to: small) }
    } catch {
      contractViolation("the variables of a ring are refused: \(error)")
    }
  }
}
