import Computation
import ExactArithmetic
import Networks
import Polynomials

/// The coefficients of f_W − f_{W*} near given weights as regular coordinates and the rest.
package struct RegularCoordinates: Sendable {
  /// The number ρ of regular coordinates, each of which contributes 1/2 to λ.
  package let count: Int
  /// What is left, in a ring of the variables that occur, at its origin; empty for a regular germ.
  package let rest: [Polynomial<RationalField>]

  /// `nil` if the ideal is too large, or the function does not depend on the weights.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  package init?(at network: Network, control: ComputationControl) throws(ComputationStopped) {
    guard var germ = try Germ(network, control: control) else { return nil }
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
