import ExactArithmetic
import Polynomials

/// A polynomial map with its Jacobian, to be written as a script for another system.
///
/// A script declares the polynomial ring over ℚ, the map `phi`, the Jacobian `J` and, if the size is
/// known, the ideal of the minors of J of that size: the equations of the points where the rank drops.
public struct JacobianExport: Sendable {
  /// One line for the comment at the head.
  public let title: String
  /// The names of the variables, in the form `w1_2_1`.
  public let variables: [String]
  /// The components of the map.
  public let components: [Polynomial<RationalField>]
  /// The Jacobian by rows; row i belongs to component i, column j to variable j.
  public let jacobian: [[Polynomial<RationalField>]]
  /// The size of the minors, normally the generic rank of J; `nil` leaves the ideal out.
  public let minorSize: Int?

  /// An export of the given map and Jacobian; lines of `title` are joined.
  public init(
    title: String, variables: [String], components: [Polynomial<RationalField>],
    jacobian: [[Polynomial<RationalField>]], minorSize: Int?
  ) {
    self.title = title.split(whereSeparator: \.isNewline).joined(separator: " ")
    self.variables = variables
    self.components = components
    self.jacobian = jacobian
    self.minorSize = minorSize
  }

  /// The script, ending in a newline.
  public func script(for system: ExportSystem) -> String {
    let lines =
      switch system {
      case .singular: singular
      case .macaulay2: macaulay2
      case .sage: sage
      case .oscar: oscar
      case .magma: magma
      case .latex: latex
      case .sympy: sympy
      }
    return lines.joined(separator: "\n") + "\n"
  }

  /// All entries of the Jacobian by rows, one a line.
  func entryList(_ style: ExpressionStyle, margin: String = "  ") -> String {
    jacobian.map { row in margin + row.map(style.text).joined(separator: ",\n" + margin) }
      .joined(separator: ",\n")
  }

  /// The Jacobian as a list of rows between `open` and `close`, one row a line.
  func nestedRows(_ style: ExpressionStyle, open: String, close: String) -> String {
    jacobian.map { row in "  " + open + row.map(style.text).joined(separator: ", ") + close }
      .joined(separator: ",\n")
  }

  /// The components, one a line.
  func componentList(_ style: ExpressionStyle) -> String {
    "  " + components.map(style.text).joined(separator: ",\n  ")
  }
}
