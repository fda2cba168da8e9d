/// Why a polynomial ring could not be made.
public enum PolynomialRingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Two variables have the same name.
  case duplicateVariable(String)
  /// A name is not a letter or underscore followed by letters, digits and underscores.
  case invalidVariable(String)
  /// The monomial order does not fit the variables.
  case invalidOrder(String)

  /// One line that names the culprit.
  public var description: String {
    switch self {
    case .duplicateVariable(let name): "the variable \"\(name)\" occurs twice"
    case .invalidVariable(let name):
      "\"\(name)\" is no variable name: expected an ASCII letter or underscore, then ASCII letters, "
        + "digits and underscores"
    case .invalidOrder(let problem): "invalid monomial order: \(problem)"
    }
  }
}
