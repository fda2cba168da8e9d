import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension Architecture {
  /// The polynomial ring in the parameters, in parameter order, degree-reverse-lexicographic.
  func parameterRing<R: Ring>(over coefficients: R) -> PolynomialRing<R> {
    do {
      return try PolynomialRing(coefficients: coefficients, variables: parameterNames)
    } catch {
      contractViolation("parameter names make no polynomial ring: \(error)")
    }
  }

  /// ℚ[parameters].
  package var parameterRing: PolynomialRing<RationalField> { parameterRing(over: RationalField()) }
}
