import Computation
import ExactArithmetic
import Networks
import Polynomials

/// The values of a model on given inputs as polynomials in the weights, and their symbolic Jacobian.
public struct DataJacobianReport<Model: ReportedModel>: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The model on its data.
  public let model: DataModel<Model>
  /// The values that are not zero, with the number of each among all, from 1.
  public let values: [(index: Int, polynomial: Polynomial<RationalField>)]
  /// The seed that the command was given; nothing here is random.
  public let seed: UInt64

  /// A report on values that are expanded already, and their Jacobian's rows.
  init(
    name: String?, model: DataModel<Model>, rows: [PolynomialMap.Row],
    values: [Polynomial<RationalField>], seed: UInt64
  ) {
    self.name = name
    self.model = model
    self.seed = seed
    self.values = zip(rows, values).map { ($0.output, $1) }
  }

  /// Expands the values.
  ///
  /// - Throws: `sizeLimit` for more than `maximumTerms` terms; what `control` demands.
  public init(
    name: String?, model: DataModel<Model>, maximumTerms: Int, seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) {
    if let architecture = model.model as? Architecture {
      // What is expanded at one input is at most the map in all inputs.
      let bound = architecture.polynomialMapTermBound * Double(model.data.count)
      guard bound <= Double(maximumTerms) else {
        throw .sizeLimit(
          what: "the number of terms of the values", needed: "\(bound)", limit: maximumTerms)
      }
    }
    let (rows, entries) = try model.coefficients(maximumTerms: maximumTerms, control: control)
    self.init(name: name, model: model, rows: rows, values: entries, seed: seed)
  }

  /// The values and the Jacobian; for people entries that are zero are left out.
  public var document: Document {
    Document(name: name, model) { document in
      body(&document)
      document.data("seed", seed)
    }
  }

  func body(_ document: inout Document) {
    document.onData(model)
    document.data("rows", values.map { [place($0.index).output, place($0.index).input] })
    document.data("columns", model.parameterNames)
    document.data("entries", values.map { $0.polynomial.gradient })
    document.data("map", values.map(\.polynomial))
    document.space()
    document.line("The values that are not zero")
    document.table(
      values.map { (label(of: $0.index), $0.polynomial) },
      [.words("") { "\($0.0)" }, .words("") { "\($0.1)" }])
    document.paragraph(
      "Their Jacobian, \(values.count) x \(model.parameterCount): what is not zero in each row")
    document.table(
      derivatives,
      [.words("") { "\($0.label)" }, .words("") { "\($0.column)" }, .words("") { "\($0.entry)" }])
  }

  /// The values and the Jacobian for another system, with the ideal of the minors of size `minorSize`.
  public func export(minorSize: Int?) -> JacobianExport {
    JacobianExport(
      title: model.title(name: name), variables: model.parameterNames,
      components: values.map(\.polynomial), jacobian: values.map { $0.polynomial.gradient },
      minorSize: minorSize)
  }

  private var derivatives: [(label: String, column: String, entry: Polynomial<RationalField>)] {
    values.flatMap { value in
      let shown = zip(model.parameterNames, value.polynomial.gradient).filter { !$0.1.isZero }
      return shown.enumerated().map { ($0 == 0 ? label(of: value.index) : "", $1.0, $1.1) }
    }
  }

  private func place(_ index: Int) -> (output: Int, input: Int) {
    ((index - 1) % model.outputsPerInput + 1, (index - 1) / model.outputsPerInput + 1)
  }

  private func label(of index: Int) -> String {
    let (output, input) = place(index)
    let difference = model.loss == .categorical ? " less output \(model.model.outputCount)" : ""
    return "input \(input)"
      + (model.model.outputCount == 1 ? "" : ", output \(output)\(difference)")
  }
}
