import Computation
import ExactArithmetic
import Networks

/// A specification of a model that may have data: of a network of dense layers, or of a model of other layers.
public protocol DataSpecification: Sendable {
  /// The kind of model.
  associatedtype Model: PolynomialModel
  /// The text of the user's choice.
  var name: String? { get }
  /// The model.
  var model: Model { get }
  /// The inputs, where only finitely many count, perhaps with targets.
  var data: Dataset? { get }

  /// The same on other data, which trap if they do not fit.
  ///
  /// `data`: The data; `nil` for all inputs.
  func replacingData(_ data: Dataset?) -> Self
}

extension DataSpecification {
  /// The model at its data; `nil` without data, or where their inputs are floating-point numbers.
  public var dataModel: DataModel<Model>? {
    guard let data, let inputs = data.inputs.exactRows else { return nil }
    return DataModel(model, data: inputs, loss: data.loss)
  }
}

extension NetworkSpecification: DataSpecification {
  /// The architecture.
  public var model: Architecture { architecture }
}
