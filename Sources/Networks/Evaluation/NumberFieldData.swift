import AlgebraicStructures
import Computation
import NumberFields

/// Finitely many inputs with entries in a number field, perhaps with the outputs that are wanted there.
///
/// Ranks of a model on them are those of the map w ↦ (f_w(x_i))_i over the field, and over every larger one.
public struct NumberFieldData: Hashable, Sendable {
  /// The field.
  public let field: NumberField
  /// The x_i.
  public let inputs: [[NumberFieldElement]]
  /// The y_i, as many.
  public let targets: [[NumberFieldElement]]?
  /// How outputs are compared with them.
  public let loss: DataLoss

  /// The data; traps unless there is an input and there are as many targets as inputs.
  public init(
    field: NumberField, inputs: [[NumberFieldElement]], targets: [[NumberFieldElement]]? = nil,
    loss: DataLoss = .squared
  ) {
    require(!inputs.isEmpty, "data without inputs")
    require(
      targets.map { $0.count == inputs.count } ?? true,
      "\(inputs.count) inputs with \(targets?.count ?? 0) targets")
    (self.field, self.inputs, self.targets, self.loss) = (field, inputs, targets, loss)
  }

  /// How many of `outputCount` outputs count for each input: one less for a categorical loss.
  package func outputsPerInput(_ outputCount: Int) -> Int {
    loss == .categorical ? outputCount - 1 : outputCount
  }

  /// The rows of all outputs at one input, or for a categorical loss of all but the last less the last.
  package func contrasts(_ rows: [[NumberFieldElement]]) -> [[NumberFieldElement]] {
    guard loss == .categorical, let last = rows.last else { return rows }
    return rows.dropLast().map { row in zip(row, last).map { field.subtract($0, $1) } }
  }

  /// Compares the outputs of a model at parameters in the field with the targets, exactly.
  ///
  /// - Parameter model: A model whose numbers of inputs and outputs are those of the data, else traps.
  /// - Parameter weights: N parameters.
  /// - Parameter control: Limits and cancellation.
  /// - Returns: `nil` without targets; an input where an output has no value is a wrong one.
  /// - Throws: What `control` demands.
  public func fit(
    of model: some PolynomialModel, at weights: [NumberFieldElement],
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> DataFit? {
    guard let targets else { return nil }
    var (wrong, first) = (0, Int?.none)
    for (index, (input, target)) in zip(inputs, targets).enumerated() {
      try control.checkpoint(operations: 20 * model.parameterCount)
      require(
        input.count == model.inputCount && target.count == model.outputCount,
        "data for another model")
      let values = model.outputs(parameters: weights, input: input, over: field)
      require(values != nil || !model.isPolynomial, "a model has no image in \(field)")
      if values.map({ contrasts($0.map { [$0] }) }) != contrasts(target.map { [$0] }) {
        wrong += 1
        if first == nil { first = index + 1 }
      }
    }
    return DataFit(wrongCount: wrong, firstWrong: first, count: inputs.count)
  }

  /// The first input, counted from 1, where an output of a model has no value, as a denominator vanishes; `nil` if there is
  /// none.
  public func undefinedInput(
    of model: some PolynomialModel, at parameters: [NumberFieldElement]
  ) -> Int? {
    if model.isPolynomial { return nil }
    return inputs.firstIndex {
      model.outputs(parameters: parameters, input: $0, over: field) == nil
    }.map { $0 + 1 }
  }
}

extension Dataset {
  /// The field of numbers that are not rational; `nil` if there are none.
  public var field: NumberField? {
    for table in [inputs, targets] {
      if case .numberField(let field, _) = table { return field }
    }
    return nil
  }

  /// The same data over a field; `nil` for floating-point numbers, and for numbers in another field.
  public func over(_ field: NumberField) -> NumberFieldData? {
    guard let inputs = inputs.rows(over: field) else { return nil }
    var wanted: [[NumberFieldElement]]?
    if let targets {
      guard let rows = targets.rows(over: field) else { return nil }
      wanted = rows
    }
    return NumberFieldData(field: field, inputs: inputs, targets: wanted, loss: loss)
  }
}

extension DataTable {
  /// The rows as elements of a field; `nil` for floating-point numbers, and for numbers in another field.
  fileprivate func rows(over field: NumberField) -> [[NumberFieldElement]]? {
    switch self {
    case .exact(let rows): rows.map { $0.map { NumberFieldElement($0) } }
    case .floating: nil
    case .numberField(let own, let rows): own == field ? rows : nil
    }
  }
}
