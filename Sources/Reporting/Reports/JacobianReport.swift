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

  /// The map and the Jacobian; for people entries that are zero are left out.
  public var document: Document {
    Document(name: name, map.architecture) { document in
      body(&document)
      document.data("seed", seed)
    }
  }

  func body(_ document: inout Document) {
    let rows = Array(zip(map.rows.map { rowLabel($0) }, map.entries))
    document.data("rows", jacobian.rows.map { [$0.output.json, $0.exponents.json] })
    document.data("columns", jacobian.columns)
    document.data("entries", jacobian.entries)
    document.data("map", map.entries)
    document.line("The polynomial map: the coefficient of each input monomial")
    document.table(rows, [.words("") { "\($0.0)" }, .words("") { "\($0.1)" }])
    document.paragraph(
      "Its Jacobian, \(jacobian.rows.count) x \(jacobian.columns.count): what is not zero in each row"
    )
    document.table(
      derivatives,
      [.words("") { "\($0.label)" }, .words("") { "\($0.column)" }, .words("") { "\($0.entry)" }])
  }

  /// The entries that are not zero by rows; the label of a row stands at its first.
  private var derivatives: [(label: String, column: String, entry: Polynomial<RationalField>)] {
    zip(map.rows, jacobian.entries).flatMap { row, entries in
      let shown = zip(jacobian.columns, entries).filter { !$0.1.isZero }
      return shown.enumerated().map { ($0 == 0 ? rowLabel(row) : "", $1.0, $1.1) }
    }
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
