import ExactArithmetic
import NetworkFiles
import Polynomials

extension JacobianExport {
  private var rowCount: Int { jacobian.count }
  private var columnCount: Int { variables.count }

  var singular: [String] {
    let style = ExpressionStyle(variables: variables)
    var lines = [
      "// \(title)",
      "ring R = 0, (\(variables.joined(separator: ", "))), dp;",
      "ideal phi =\n\(componentList(style));",
      "matrix J[\(rowCount)][\(columnCount)] =\n\(entryList(style));",
    ]
    if let size = minorSize { lines.append("ideal I = minor(J, \(size));") }
    return lines
  }

  var macaulay2: [String] {
    let names = variables.map { VariableName($0).macaulay2 }
    let style = ExpressionStyle(variables: names)
    var lines = [
      "-- \(title)",
      "R = QQ[\(names.joined(separator: ", "))]",
      "phi = matrix(R, {{\n\(componentList(style))}})",
      "J = matrix(R, {\n\(nestedRows(style, open: "{", close: "}"))})",
    ]
    if let size = minorSize { lines.append("I = minors(\(size), J)") }
    return lines
  }

  var sage: [String] {
    let style = ExpressionStyle(variables: variables)
    let names = variables.map { "'\($0)'" }.joined(separator: ", ")
    var lines = [
      "# \(title)",
      "R = PolynomialRing(QQ, [\(names)], order='degrevlex')",
      "R.inject_variables(verbose=False)",
      "phi = [\n\(componentList(style))]",
      "J = matrix(R, [\n\(nestedRows(style, open: "[", close: "]"))])",
    ]
    if let size = minorSize { lines.append("I = R.ideal(J.minors(\(size)))") }
    return lines
  }

  var oscar: [String] {
    let style = ExpressionStyle(
      variables: variables, fraction: { "\($0.numerator)//\($0.denominator)" },
      constant: { "R(\($0))" })
    let names = variables.map { "\"\($0)\"" }.joined(separator: ", ")
    var lines = [
      "# \(title)",
      "using Oscar",
      "R, (\(variables.joined(separator: ", ")),) = polynomial_ring(QQ, [\(names)])",
      "phi = [\n\(componentList(style))]",
      "J = matrix(R, \(rowCount), \(columnCount), [\n\(entryList(style))])",
    ]
    if let size = minorSize { lines.append("I = ideal(R, minors(J, \(size)))") }
    return lines
  }

  var magma: [String] {
    let style = ExpressionStyle(variables: variables)
    var lines = [
      "// \(title)",
      "R<\(variables.joined(separator: ", "))> := "
        + "PolynomialRing(RationalField(), \(columnCount), \"grevlex\");",
      "phi := [ R |\n\(componentList(style))];",
      "J := Matrix(R, \(rowCount), \(columnCount), [ R |\n\(entryList(style))]);",
    ]
    if let size = minorSize { lines.append("I := ideal< R | Minors(J, \(size)) >;") }
    return lines
  }

  var sympy: [String] {
    let style = ExpressionStyle(
      variables: variables, power: "**",
      fraction: { "Rational(\($0.numerator), \($0.denominator))" })
    let names = variables.joined(separator: ", ")
    var lines = [
      "# \(title)",
      "from itertools import combinations",
      "from sympy import Matrix, Rational, expand, symbols",
      "",
      "variables = symbols(\"\(variables.joined(separator: " "))\", seq=True)",
      "\(names)\(columnCount == 1 ? "," : "") = variables",
      "phi = [\n\(componentList(style))]",
      "J = Matrix([\n\(nestedRows(style, open: "[", close: "]"))])",
    ]
    if let size = minorSize {
      lines += [
        "# The generators of the ideal of minors, one by one: list(minors) expands them all.",
        "minors = (",
        "    expand(J.extract(list(rows), list(columns)).det(method=\"berkowitz\"))",
        "    for rows in combinations(range(J.rows), \(size))",
        "    for columns in combinations(range(J.cols), \(size)))",
      ]
    }
    return lines
  }

  var latex: [String] {
    let names = components.first.map { $0.ring.generators.map(\.latex) } ?? variables
    let rows = jacobian.map { "  " + $0.map(\.latex).joined(separator: " & ") }
    var lines = [
      "% \(title)",
      "\\[ R = \\mathbb{Q}[\(names.joined(separator: ", "))] \\]",
      "\\begin{align*}",
      components.enumerated().map { "  \\varphi_{\($0 + 1)} &= \($1.latex)" }
        .joined(separator: " \\\\\n"),
      "\\end{align*}",
      "\\[ J = \\left(\\begin{array}{*{\(columnCount)}{c}}",
      rows.joined(separator: " \\\\\n"),
      "\\end{array}\\right) \\]",
    ]
    if let size = minorSize {
      lines.append("\\[ I = \\bigl\\langle \\text{\(size)-minors of } J \\bigr\\rangle \\]")
    }
    return lines
  }
}
