import NetworkFiles
import Networks

/// A model that a document can be about: a network of dense layers, a model of other layers, or one of them on data.
public protocol ReportedModel: PolynomialModel {
  /// The model on one line, after its name if it has one.
  func title(name: String?) -> String
  /// What programs read of the model.
  func addMembers(name: String?, to document: inout Document)
  /// On which inputs it is looked at, where not all count.
  func addInputs(to document: inout Document)
}

extension ReportedModel {
  /// Nothing: all inputs count.
  public func addInputs(to document: inout Document) {}
}

extension Document {
  /// A document about a model, which it names, with what `body` says.
  init(
    name: String?, _ model: some ReportedModel, style: TitleStyle = .underlined,
    _ body: (inout Document) -> Void
  ) {
    self.init(model.title(name: name), style: style)
    model.addMembers(name: name, to: &self)
    body(&self)
  }
}

extension Architecture: ReportedModel {
  /// For example `widths (2,3,1), activation t^3`.
  public func title(name: String?) -> String { architectureTitle(name: name, self) }
  /// `name`, `widths`, `degrees`, and where they say more `activations` and `bias`.
  public func addMembers(name: String?, to document: inout Document) {
    for member in architectureMembers(name: name, self) { document.data(member.key, member.value) }
  }
}

extension LayeredModel: ReportedModel {
  /// For example `3 values: dense 4; product 2`.
  public func title(name: String?) -> String { modelTitle(name: name, self) }
  /// `name`, `inputs` and `layers`.
  public func addMembers(name: String?, to document: inout Document) {
    document.data("name", ifAny: name)
    document.data("inputs", "\(inputShape)")
    document.data("layers", layers.map(\.title))
  }
}

extension DataModel: ReportedModel where Model: ReportedModel {
  /// That of the model.
  public func title(name: String?) -> String { model.title(name: name) }
  /// Those of the model.
  public func addMembers(name: String?, to document: inout Document) {
    model.addMembers(name: name, to: &document)
  }
  /// `dataPoints` and `loss`.
  public func addInputs(to document: inout Document) { document.onData(self) }
}

extension LayeredSpecification {
  /// The model, on its data if there are any.
  public var subject: any ReportedModel { if let dataModel { dataModel } else { model } }
}
