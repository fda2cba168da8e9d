import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import NetworkFiles
import Polynomials

/// An ideal, to be written as a script for another system: it declares the ring `R` and the ideal `I`.
///
/// The ring of the script has degree reverse lexicographic order.
public struct IdealExport: Hashable, Sendable {
  private let variables: [String]
  private let characteristic: UInt64
  /// The generators with coefficients lifted to ℚ, residues to their least absolute representatives.
  private let generators: [Polynomial<RationalField>]

  /// An export of the given ideal.
  public init<C: GroebnerField>(_ ideal: Ideal<C>) {
    variables = ideal.ring.variables
    characteristic = ideal.ring.characteristic
    let target = ideal.ring.changing(coefficients: RationalField())
    let modulus = Integer(ideal.ring.characteristic)
    generators = ideal.generators.map { generator in
      generator.mapCoefficients(into: target) { coefficient in
        if let rational = coefficient as? Rational { return rational }
        guard let residue = coefficient as? UInt64 else {
          contractViolation("coefficients of \(ideal.ring) cannot be exported")
        }
        let integer = Integer(residue)
        return Rational(integer + integer > modulus ? integer - modulus : integer)
      }
    }
  }

  /// The script, ending in a newline.
  public func script(for system: ExportSystem) -> String {
    let names = variables.joined(separator: ", ")
    let isModular = characteristic > 0
    let lines: [String]
    switch system {
    case .singular:
      lines = [
        "ring R = \(characteristic), (\(names)), dp;",
        "ideal I =\n\(list(ExpressionStyle(variables: variables)));",
      ]
    case .macaulay2:
      let indexed = variables.map { VariableName($0).macaulay2 }
      lines = [
        "R = \(isModular ? "ZZ/\(characteristic)" : "QQ")[\(indexed.joined(separator: ", "))]",
        "I = ideal(\n\(list(ExpressionStyle(variables: indexed, constant: { "\($0)_R" }))))",
      ]
    case .sage:
      let quoted = variables.map { "'\($0)'" }.joined(separator: ", ")
      lines = [
        "R = PolynomialRing(\(isModular ? "GF(\(characteristic))" : "QQ"), [\(quoted)], "
          + "order='degrevlex')",
        "R.inject_variables(verbose=False)",
        "I = R.ideal([\n\(list(ExpressionStyle(variables: variables)))])",
      ]
    case .oscar:
      let quoted = variables.map { "\"\($0)\"" }.joined(separator: ", ")
      let style = ExpressionStyle(
        variables: variables, fraction: { "\($0.numerator)//\($0.denominator)" },
        constant: { "R(\($0))" })
      lines = [
        "using Oscar",
        "R, (\(names),) = polynomial_ring(\(isModular ? "GF(\(characteristic))" : "QQ"), [\(quoted)])",
        "I = ideal(R, [\n\(list(style))])",
      ]
    case .magma:
      let field = isModular ? "GF(\(characteristic))" : "RationalField()"
      lines = [
        "R<\(names)> := PolynomialRing(\(field), \(variables.count), \"grevlex\");",
        "I := ideal< R |\n\(list(ExpressionStyle(variables: variables))) >;",
      ]
    case .sympy:
      let style = ExpressionStyle(
        variables: variables, power: "**",
        fraction: { "Rational(\($0.numerator), \($0.denominator))" })
      lines =
        [
          "from sympy import Rational, groebner, symbols", "",
          "variables = symbols(\"\(variables.joined(separator: " "))\", seq=True)",
          "\(names)\(variables.count == 1 ? "," : "") = variables",
          "I = [\n\(list(style))]",
        ] + (isModular ? ["modulus = \(characteristic)"] : [])
    case .latex:
      lines = [
        "\\[ I = \\langle \(generators.map(\.latex).joined(separator: ",\\; ")) \\rangle \\]"
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func list(_ style: ExpressionStyle) -> String {
    generators.isEmpty ? "  0" : "  " + generators.map(style.text).joined(separator: ",\n  ")
  }
}
