import AlgebraicStructures
import Computation
import ExactArithmetic

/// A polynomial model at a finite list of inputs: the map w ↦ (f_w(x_i))_i, a model without inputs.
public struct DataModel<Model: PolynomialModel>: PolynomialModel {
  /// The model.
  public let model: Model
  /// The x_i.
  public let data: [[Rational]]

  /// A model on data; traps unless every x_i has as many entries as the model has inputs.
  public init(_ model: Model, data: [[Rational]]) {
    require(
      data.allSatisfy { $0.count == model.inputCount },
      "data for a model with \(model.inputCount) inputs")
    self.model = model
    self.data = data
  }

  /// Those of the model.
  public var parameterNames: [String] { model.parameterNames }
  /// Those of the model.
  public var parameterBlocks: [Range<Int>] { model.parameterBlocks }
  /// None.
  public var inputCount: Int { 0 }
  /// The outputs of the model for each x_i in turn.
  public var outputCount: Int { data.count * model.outputCount }
  /// 0: there are no inputs.
  public var inputDegree: Int { 0 }
  /// That of the model.
  public var parameterDegree: Int { model.parameterDegree }
  /// Those of the model.
  public var symmetries: [ParameterSymmetry] { model.symmetries }

  /// The outputs at x_1, then those at x_2, ….
  public func outputs<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    joined(ring) { model.outputs(parameters: parameters, input: $0, over: ring) }
  }

  /// The derivatives in the same order.
  public func gradients<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    joined(ring) { model.gradients(parameters: parameters, input: $0, over: ring) }
  }

  private func joined<R: Ring>(
    _ ring: R, _ values: ([R.Element]) -> [R.Element]?
  ) -> [R.Element]? {
    var result: [R.Element] = []
    for point in data {
      let image = point.compactMap { ring.image(of: $0) }
      guard image.count == point.count, let next = values(image) else { return nil }
      result += next
    }
    return result
  }
}
