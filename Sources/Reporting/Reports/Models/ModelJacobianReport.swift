import ExactArithmetic
import Networks
import Polynomials

/// The symbolic Jacobian of a model with layers; with polynomial outputs also their coefficients.
public struct ModelJacobianReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The model.
  public let model: LayeredModel
  /// The coefficients of the outputs by input monomial; `nil` for quotients, whose Jacobian has the rows of the numerators of
  /// the gradients.
  public let map: [Polynomial<RationalField>]?
  /// The Jacobian.
  public let jacobian: SymbolicJacobian
  /// The seed that the command was given; nothing here is random.
  public let seed: UInt64

  /// A report on a Jacobian.
  public init(
    name: String?, model: LayeredModel, map: [Polynomial<RationalField>]?,
    jacobian: SymbolicJacobian, seed: UInt64
  ) {
    self.name = name
    self.model = model
    self.map = map
    self.jacobian = jacobian
    self.seed = seed
  }

  /// The map and the Jacobian; for people entries that are zero are left out.
  public var document: Document {
    Document(name: name, model) { document in
      body(&document)
      document.data("seed", seed)
    }
  }

  func body(_ document: inout Document) {
    document.data("rows", jacobian.rows.map { [$0.output.json, $0.exponents.json] })
    document.data("columns", jacobian.columns)
    document.data("entries", jacobian.entries)
    document.data("map", map)
    if let map {
      document.line("The polynomial map: the coefficient of each input monomial")
      document.table(
        Array(zip(jacobian.rows.map(rowLabel), map)),
        [.words("") { "\($0.0)" }, .words("") { "\($0.1)" }])
    }
    let what = map == nil ? "The Jacobian of the numerators of the gradients" : "Its Jacobian"
    document.paragraph(
      "\(what), \(jacobian.rows.count) x \(jacobian.columns.count): what is not zero in each row")
    document.table(
      derivatives,
      [.words("") { "\($0.label)" }, .words("") { "\($0.column)" }, .words("") { "\($0.entry)" }])
  }

  private var derivatives: [(label: String, column: String, entry: Polynomial<RationalField>)] {
    zip(jacobian.rows, jacobian.entries).flatMap { row, entries in
      let shown = zip(jacobian.columns, entries).filter { !$0.1.isZero }
      return shown.enumerated().map { ($0 == 0 ? rowLabel(row) : "", $1.0, $1.1) }
    }
  }

  private func rowLabel(_ row: PolynomialMap.Row) -> String {
    let factors = zip(model.inputNames, row.exponents).compactMap { name, exponent in
      exponent == 0 ? nil : exponent == 1 ? name : "\(name)^\(exponent)"
    }
    let monomial = factors.isEmpty ? "1" : factors.joined(separator: "*")
    return model.outputCount == 1 ? monomial : "output \(row.output), \(monomial)"
  }

  /// The map and the Jacobian for another system, with the ideal of the minors of size `minorSize`.
  public func export(minorSize: Int?) -> JacobianExport {
    JacobianExport(
      title: modelTitle(name: name, model), variables: jacobian.columns, components: map ?? [],
      jacobian: jacobian.entries, minorSize: minorSize)
  }
}
