import ExactArithmetic
import Networks
import Polynomials

/// The polynomial map of a network and its symbolic Jacobian.
public struct JacobianReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The polynomial map.
  public let map: PolynomialMap
  /// Its Jacobian.
  public let jacobian: SymbolicJacobian
  /// The seed that the command was given; nothing here is random.
  public let seed: UInt64

  /// A report on a map and its Jacobian.
  public init(name: String?, map: PolynomialMap, jacobian: SymbolicJacobian, seed: UInt64) {
    self.name = name
    self.map = map
    self.jacobian = jacobian
    self.seed = seed
  }

  /// The keys `widths`, `degrees`, `rows`, `columns`, `entries` (the Jacobian by rows), `map`, `seed`.
  public var json: JSONValue {
    .object(
      [.init("schema", .integer(jsonSchemaVersion))]
        + architectureMembers(name: name, map.architecture) + members + [
          .init("seed", .seed(seed))
        ])
  }

  /// What `json` says about the Jacobian itself, for reports that contain this one.
  var members: [JSONValue.Member] {
    [
      .init("rows", .array(jacobian.rows.map { [.exact($0.output), .list($0.exponents)] })),
      .init("columns", .array(jacobian.columns.map { .string($0) })),
      .init(
        "entries", .array(jacobian.entries.map { .array($0.map { .string($0.description) }) })),
      .init("map", .array(map.entries.map { .string($0.description) })),
    ]
  }

  /// The same as text; entries that are zero are left out.
  public var text: String {
    var report = TextReport()
    report.heading(architectureTitle(name: name, map.architecture))
    append(to: &report)
    return report.text
  }

  /// The two tables of `text` without its heading.
  func append(to report: inout TextReport) {
    let labels = map.rows.map { rowLabel($0) }
    report.line("The polynomial map: the coefficient of each input monomial")
    var coefficients = TextTable()
    for (label, entry) in zip(labels, map.entries) {
      coefficients.append([label, entry.description])
    }
    report.table(coefficients)
    report.space()
    report.line(
      "Its Jacobian, \(jacobian.rows.count) x \(jacobian.columns.count): what is not zero in each row"
    )
    var derivatives = TextTable()
    for (label, row) in zip(labels, jacobian.entries) {
      var first = label
      for (column, entry) in zip(jacobian.columns, row) where !entry.isZero {
        derivatives.append([first, column, entry.description])
        first = ""
      }
    }
    report.table(derivatives)
  }

  /// For example `x1^2*x2`, with several outputs `output 2, x1^2*x2`.
  private func rowLabel(_ row: PolynomialMap.Row) -> String {
    let factors = zip(map.architecture.inputNames, row.exponents).compactMap { name, exponent in
      exponent == 0 ? nil : exponent == 1 ? name : "\(name)^\(exponent)"
    }
    let monomial = factors.isEmpty ? "1" : factors.joined(separator: "*")
    return map.architecture.outputCount == 1 ? monomial : "output \(row.output), \(monomial)"
  }
}

extension JacobianReport {
  /// The map and the Jacobian for another system, with the ideal of the minors of size `minorSize`.
  public func export(minorSize: Int?) -> JacobianExport {
    JacobianExport(
      title: architectureTitle(name: name, map.architecture), variables: jacobian.columns,
      components: map.entries, jacobian: jacobian.entries, minorSize: minorSize)
  }
}

extension JSONValue: ExpressibleByArrayLiteral {
  /// The list of these values.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}
