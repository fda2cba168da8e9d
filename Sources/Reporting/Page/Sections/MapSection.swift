import AlgebraicStructures
import Analyses
import Computation
import Networks
import Polynomials

extension HTMLReport {
  /// The polynomial map and its Jacobian, in full while they are short.
  var mapSection: Markup {
    let content: Markup
    let printing = provenance.further.jacobian.map { command -> Markup in
      " The command \(.code(command)) prints them."
    }
    switch analysis.expansion.value {
    case .shown(let map, let jacobian): content = expanded(map, jacobian)
    case .counted(let rows, let columns, let mapTerms, let jacobianTerms):
      content = .paragraph(
        """
        The map has \(counted(rows, "coefficient")) with \(mapTerms) terms together, and its Jacobian is \
        a matrix of \(rows) rows and \(columns) columns with \(jacobianTerms) terms: too long to be \
        shown.\(printing ?? .empty)
        """)
    case .notExpanded(let reason): content = .paragraph("Not expanded: \(reason).")
    case nil:
      content = .paragraph("Not expanded: \(analysis.expansion.limitText ?? "not computed").")
    }
    return .section("map", "Polynomial map and Jacobian", content)
  }

  private func expanded(_ map: PolynomialMap, _ jacobian: SymbolicJacobian) -> Markup {
    let labels = map.rows.map { label($0) }
    var coefficients = MarkupTable(
      caption: "The polynomial map: the coefficient of each monomial of the inputs",
      columns: [.init(heading: "monomial"), .init(heading: "its coefficient")],
      hasRowHeadings: true)
    for (label, entry) in zip(labels, map.entries) {
      coefficients.rows.append([label, .span("polynomial", MathML.breakable(entry))])
    }
    let example = MathML.formula(MathML.variable("w1_2_3"))
    let name = MathML.formula(MathML.weightMatrix(1))
    return .paragraph(
      """
      The coefficients of the function as polynomials in the weights, where \(example) is the entry of \
      \(name) in row 2 and column 3.
      """)
      + .folded(
        "The map: \(counted(map.entries.count, "coefficient"))", coefficients.markup,
        isOpen: Self.isShort(jacobian))
      + jacobianMarkup(jacobian, labels: labels)
  }

  private func jacobianMarkup(_ jacobian: SymbolicJacobian, labels: [Markup]) -> Markup {
    var table = MarkupTable(
      caption: "The Jacobian: a row for each coefficient, a column for each parameter",
      columns: [.init(heading: "")]
        + jacobian.columns.map { .init(heading: MathML.formula(MathML.variable($0))) },
      hasRowHeadings: true, class: "matrix")
    for (label, row) in zip(labels, jacobian.entries) {
      table.rows.append(
        [label]
          + row.map { entry in
            entry.isZero ? .span("zero", "0") : MathML.formula(MathML.polynomial(entry))
          })
    }
    return .folded(
      "The Jacobian: \(jacobian.rows.count) × \(jacobian.columns.count)",
      .element("div", ["class": "wide"], table.markup),
      isOpen: Self.isShort(jacobian))
  }

  /// Whether the text report shows the map and the Jacobian too.
  private static func isShort(_ jacobian: SymbolicJacobian) -> Bool {
    let terms = jacobian.entries.joined().reduce(0) { $0 + $1.termCount }
    return terms <= AnalysisPlan().largestJacobian
  }

  /// The monomial of a row, with its output where there are several.
  private func label(_ row: PolynomialMap.Row) -> Markup {
    let monomial = MathML.formula(MathML.monomial(architecture.inputNames, row.exponents))
    return architecture.outputCount == 1 ? monomial : "output \(row.output), \(monomial)"
  }
}
