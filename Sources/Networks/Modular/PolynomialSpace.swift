import Computation
import ExactArithmetic

/// A space of polynomials that contains every output of an architecture: the forms of one degree, or all
/// polynomials up to a degree.
package struct PolynomialSpace: Hashable, Sendable {
  /// The number of variables.
  package let inputCount: Int
  /// The degree of the forms, or the largest degree.
  package let degree: Int
  /// Whether only forms of degree `degree` belong to the space.
  package let isHomogeneous: Bool

  /// The space of the outputs of `architecture`, one output at a time.
  package init(_ architecture: Architecture) {
    inputCount = architecture.inputCount
    degree = architecture.inputDegree
    isHomogeneous = architecture.isHomogeneous
  }

  package init(inputCount: Int, degree: Int, isHomogeneous: Bool) {
    self.inputCount = inputCount
    self.degree = degree
    self.isHomogeneous = isHomogeneous
  }

  /// A space that contains this one and `other`; traps if the numbers of variables differ.
  package func union(_ other: PolynomialSpace) -> PolynomialSpace {
    require(
      inputCount == other.inputCount,
      "polynomials in \(inputCount) and \(other.inputCount) variables")
    return PolynomialSpace(
      inputCount: inputCount, degree: max(degree, other.degree),
      isHomogeneous: isHomogeneous && other.isHomogeneous && degree == other.degree)
  }

  /// The dimension.
  package var dimension: Integer {
    let (n, d) = (Integer(inputCount), Integer(degree))
    return isHomogeneous ? binomial(n - 1, plus: d) : binomial(n, plus: d)
  }
}
