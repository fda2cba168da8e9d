import Computation
import CriticalLoci
import ExactArithmetic
import NetworkFiles
import Networks
import NumberFields

/// The inputs that count for a model, as exact numbers: all of them, or finitely many, perhaps with targets.
public enum ExactInputs<Model: PolynomialModel>: Sendable {
  /// All inputs: the function as a polynomial.
  case all(Model)
  /// Finitely many rational ones.
  case rational(DataModel<Model>, targets: [[Rational]]?)
  /// Finitely many with numbers in a number field.
  case numberField(Model, NumberFieldData)

  /// The model.
  public var model: Model {
    switch self {
    case .all(let model), .numberField(let model, _): model
    case .rational(let data, _): data.model
    }
  }

  /// The model on rational data; `nil` for other inputs.
  public var dataModel: DataModel<Model>? {
    if case .rational(let data, _) = self { data } else { nil }
  }

  /// The number of inputs and how outputs are compared there; `nil` for all inputs.
  public var data: (count: Int, loss: DataLoss)? {
    switch self {
    case .all: nil
    case .rational(let model, _): (model.data.count, model.loss)
    case .numberField(_, let data): (data.inputs.count, data.loss)
    }
  }

  /// The number of values that count; `nil` for all inputs.
  public var valueCount: Int? {
    switch self {
    case .all: nil
    case .rational(let model, _): model.outputCount
    case .numberField(let model, let data):
      data.inputs.count * data.outputsPerInput(model.outputCount)
    }
  }

  /// What the generic rank is proven to be at most.
  public var dimensionBound: DimensionBound {
    switch self {
    case .all(let model): bestBound(of: model)
    case .rational(let model, _): CriticalLoci.dimensionBound(of: model)
    case .numberField(let model, let data):
      CriticalLoci.dimensionBound(of: model, on: data, bestBound(of: model))
    }
  }

  /// The rank at general weights; see `genericRank(of:seed:)` for models.
  ///
  /// `failureBound` is not for data in a number field, of which there is one trial.
  public func genericRank(
    seed: UInt64 = 1, failureBound: Double = 1e-12,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> GenericRank {
    switch self {
    case .all(let model):
      if let architecture = model as? Architecture {
        return try CriticalLoci.genericRank(
          of: architecture, seed: seed, failureBound: failureBound, control: control)
      }
      return try CriticalLoci.genericRank(
        of: model, seed: seed, failureBound: failureBound, control: control)
    case .rational(let model, _):
      return try CriticalLoci.genericRank(
        of: model, seed: seed, failureBound: failureBound, control: control)
    case .numberField(let model, let data):
      return try CriticalLoci.genericRank(
        of: model, on: data, bound: bestBound(of: model), seed: seed, control: control)
    }
  }

  /// The rank at weights in a field, which is that of the data if these lie in one.
  func rank(
    at weights: [NumberFieldElement], over field: NumberField, includingKernel: Bool, seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) -> NumberFieldPointRank {
    switch self {
    case .all(let model):
      try CriticalLoci.rank(
        of: model, at: weights, over: field, bound: bestBound(of: model),
        includingKernel: includingKernel, seed: seed, control: control)
    case .rational(let model, _):
      try CriticalLoci.rank(
        of: model, at: weights, over: field, includingKernel: includingKernel, seed: seed,
        control: control)
    case .numberField(let model, let data):
      try CriticalLoci.rank(
        of: model, on: data, at: weights, bound: bestBound(of: model),
        includingKernel: includingKernel, seed: seed, control: control)
    }
  }

  /// Whether the model at weights in a field has the targets as outputs; `nil` without targets.
  func fit(
    at weights: [NumberFieldElement], over field: NumberField, control: ComputationControl
  ) throws(ComputationStopped) -> DataFit? {
    switch self {
    case .all, .rational(_, nil): nil
    case .rational(let model, let targets?):
      try model.fit(at: weights, over: field, targets: targets, control: control)
    case .numberField(let model, let data):
      try data.fit(of: model, at: weights, control: control)
    }
  }
}

/// The bound of the most theorems, which are those of networks of dense layers.
private func bestBound(of model: some PolynomialModel) -> DimensionBound {
  if let architecture = model as? Architecture { return dimensionBound(of: architecture) }
  return dimensionBound(of: model)
}

extension DataSpecification {
  /// The inputs that count; `nil` where they are floating-point numbers.
  public var exactInputs: ExactInputs<Model>? {
    guard let data else { return .all(model) }
    if let field = data.field {
      return data.over(field).map { .numberField(model, $0) }
    }
    return dataModel.map { .rational($0, targets: data.targets?.exactRows) }
  }
}
