import AlgebraicStructures
import Computation

/// A ring some of whose elements have names.
package protocol NamedElements: Ring {
  /// The element with the given name, or `nil`.
  func element(named name: String) -> Element?
}

extension PolynomialRing: NamedElements {
  /// The variable with that name, of this ring or of a polynomial ring of coefficients.
  package func element(named name: String) -> Polynomial<Coefficients>? {
    if let index = index(of: name) { return variable(index) }
    guard let named = coefficients as? any NamedElements else { return nil }
    func find<R: NamedElements>(_ ring: R) -> Any? { ring.element(named: name) }
    return (find(named) as? Coefficients.Element).map { constant($0) }
  }
}
