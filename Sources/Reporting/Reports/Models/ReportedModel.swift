import NetworkFiles
import Networks

/// A model that a document can be about: a network of dense layers, a model of other layers, or one of them on data.
public protocol ReportedModel: PolynomialModel {
  /// The model on one line, after its name if it has one.
  func title(name: String?) -> String
  /// What programs read of the model.
  func addMembers(name: String?, to document: inout Document)
  /// What people read of the model beside its title, where that leaves something out.
  func addDetails(name: String?, to document: inout Document)
  /// On which inputs it is looked at, where not all count.
  func addInputs(to document: inout Document)
}

extension ReportedModel {
  /// Nothing: the title says all.
  public func addDetails(name: String?, to document: inout Document) {}
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
    if style == .underlined { model.addDetails(name: name, to: &self) }
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
  /// For example `3 values: dense 4; product 2`; of models with many layers only their number.
  public func title(name: String?) -> String { modelTitle(name: name, self) }
  /// `name`, `inputs` and `layers`.
  public func addMembers(name: String?, to document: inout Document) {
    document.data("name", ifAny: name)
    document.data("inputs", "\(inputShape)")
    document.data("layers", layers.map(\.title))
  }
  /// The inputs and layers, where the title is too long for them.
  public func addDetails(name: String?, to document: inout Document) {
    guard modelTitle(name: name, self) != fullTitle(name: name, self) else { return }
    document.say("inputs", "\(inputShape.description)")
    document.say("layers", "\(layers.map(\.title).joined(separator: "; "))")
  }
}

extension DataModel: ReportedModel where Model: ReportedModel {
  /// That of the model.
  public func title(name: String?) -> String { model.title(name: name) }
  /// Those of the model.
  public func addMembers(name: String?, to document: inout Document) {
    model.addMembers(name: name, to: &document)
  }
  /// Those of the model.
  public func addDetails(name: String?, to document: inout Document) {
    model.addDetails(name: name, to: &document)
  }
  /// `dataPoints` and `loss`.
  public func addInputs(to document: inout Document) { document.onData(self) }
}

extension LayeredSpecification {
  /// The model, on its data if there are any.
  public var subject: any ReportedModel { if let dataModel { dataModel } else { model } }
}
