import AlgebraicStructures
import Computation
import ExactArithmetic

/// A polynomial model at a finite list of inputs: the map w ↦ (f_w(x_i))_i, a model without inputs.
///
/// For a categorical loss outputs count up to a constant that is added to all of them: the map is
/// w ↦ (f_w(x_i)_k − f_w(x_i)_K)_{i, k < K} with K the last output, whose components and derivatives span the same as
/// those of P f_w(x_i), P = identity minus averaging over the outputs, and have no denominators.
public struct DataModel<Model: PolynomialModel>: PolynomialModel {
  /// The model.
  public let model: Model
  /// The x_i.
  public let data: [[Rational]]
  /// How outputs are compared.
  public let loss: DataLoss

  /// A model on data; traps unless every x_i has as many entries as the model has inputs, for a categorical loss of
  /// fewer than two outputs, and for one of outputs that are no polynomials.
  ///
  /// Quotients have values at an x_i for general parameters (`undefinedInput(at:over:)`), else ranks mean nothing.
  public init(_ model: Model, data: [[Rational]], loss: DataLoss = .squared) {
    require(
      data.allSatisfy { $0.count == model.inputCount },
      "data for a model with \(model.inputCount) inputs")
    require(
      loss == .squared || model.outputCount > 1,
      "a categorical loss of \(model.outputCount) outputs")
    require(
      loss == .squared || model.isPolynomial,
      "a categorical loss of outputs that are no polynomials")
    self.model = model
    self.data = data
    self.loss = loss
  }

  /// Those of the model.
  public var parameterNames: [String] { model.parameterNames }
  /// That of the model.
  public var parameterCount: Int { model.parameterCount }
  /// Those of the model.
  public var parameterBlocks: [Range<Int>] { model.parameterBlocks }
  /// None.
  public var inputCount: Int { 0 }
  /// The outputs that count for each x_i in turn.
  public var outputCount: Int { data.count * outputsPerInput }
  /// 0: there are no inputs.
  public var inputDegree: Int { 0 }
  /// That of the model.
  public var parameterDegree: Int { model.parameterDegree }
  /// Those of the model, and the common denominator of the data to the power in which it can occur.
  public var denominatorBits: Double {
    let denominator = data.joined().reduce(Integer.one) {
      Integer.leastCommonMultiple($0, $1.denominator)
    }
    return model.denominatorBits
      + (denominator == 1 ? 0 : Double(model.inputDegree) * Double(denominator.bitCount))
  }
  /// As those of the model.
  public var isPolynomial: Bool { model.isPolynomial }
  /// Those of the model.
  public var symmetries: [ParameterSymmetry] { model.symmetries }

  /// The number of outputs that count for each input: one less than those of the model for a categorical loss.
  public var outputsPerInput: Int {
    loss == .categorical ? model.outputCount - 1 : model.outputCount
  }

  /// What `spanned(by:outputCount:)` of the model says of these data.
  public var spanned: Architecture? { model.spanned(by: data, outputCount: outputsPerInput) }

  /// The outputs at x_1, then those at x_2, ….
  public func outputs<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    joined(ring, width: 1) { model.outputs(parameters: parameters, input: $0, over: ring) }
  }

  /// The derivatives in the same order.
  public func gradients<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    joined(ring, width: parameterCount) {
      model.gradients(parameters: parameters, input: $0, over: ring)
    }
  }

  /// The tangents in the same order: for quotients multiples of the derivatives by functions that vanish where an output has
  /// no value.
  public func tangents<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    joined(ring, width: parameterCount) {
      model.tangents(parameters: parameters, input: $0, over: ring)
    }
  }

  /// The quotients in the same order.
  public func quotients<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> ModelQuotients<R>? {
    if isPolynomial {
      return outputs(parameters: parameters, input: input, over: ring).map {
        ModelQuotients(outputs: $0.map { ($0, nil) })
      }
    }
    var outputs: [(numerator: R.Element, denominator: R.Element?)] = []
    var inverted: [R.Element] = []
    for point in data {
      let image = point.compactMap { ring.image(of: $0) }
      guard image.count == point.count,
        let next = model.quotients(parameters: parameters, input: image, over: ring)
      else { return nil }
      outputs += next.outputs
      inverted += next.inverted
    }
    return ModelQuotients(outputs: outputs, inverted: inverted)
  }

  /// The first x_i, counted from 1, where an output has no value at parameters in a field, as a denominator vanishes; `nil` if
  /// there is none.
  public func undefinedInput<F: Field>(at parameters: [F.Element], over field: F) -> Int? {
    if isPolynomial { return nil }
    return data.firstIndex { point in
      let image = point.compactMap { field.image(of: $0) }
      return image.count < point.count
        || model.outputs(parameters: parameters, input: image, over: field) == nil
    }.map { $0 + 1 }
  }

  /// What of the targets, one for each output of the model at each x_i, the outputs are to be equal to.
  ///
  /// - Parameter targets: As many as data, each with as many entries as the model has outputs, else traps.
  public func wanted(_ targets: [[Rational]]) -> [Rational] {
    require(
      targets.count == data.count && targets.allSatisfy { $0.count == model.outputCount },
      "\(targets.count) targets for \(data.count) inputs and \(model.outputCount) outputs")
    return targets.flatMap { contrasts($0, RationalField(), width: 1) }
  }

  /// Rows of `width` elements for each output at each point, joined.
  private func joined<R: Ring>(
    _ ring: R, width: Int, _ values: ([R.Element]) -> [R.Element]?
  ) -> [R.Element]? {
    var result: [R.Element] = []
    result.reserveCapacity(outputCount * width)
    for point in data {
      let image = point.compactMap { ring.image(of: $0) }
      guard image.count == point.count, let next = values(image) else { return nil }
      result += contrasts(next, ring, width: width)
    }
    return result
  }

  /// All rows, or for a categorical loss all but the last less the last.
  private func contrasts<R: Ring>(_ rows: [R.Element], _ ring: R, width: Int) -> [R.Element] {
    guard loss == .categorical else { return rows }
    let last = rows.count - width
    return (0..<last).map { ring.subtract(rows[$0], rows[last + $0 % width]) }
  }
}

/// How far the model is from having given values on the data.
public struct DataFit: Hashable, Sendable {
  /// The number of inputs with a wrong output.
  public let wrongCount: Int
  /// The first of them, counted from 1; `nil` for an exact fit.
  public let firstWrong: Int?
  /// The number of inputs.
  public let count: Int

  /// Whether all outputs are as wanted.
  public var isExact: Bool { wrongCount == 0 }
  /// Exact arithmetic decides.
  public var evidence: Evidence {
    .proven(detail: "exact values at \(counted(count, "input", "inputs"))")
  }
}

extension DataModel {
  /// Compares the outputs at exact parameters with targets, in exact arithmetic: for a categorical loss up to a
  /// constant that is added to all outputs at an input.
  ///
  /// An input where an output has no value is a wrong one.
  ///
  /// - Parameter weights: N parameters; another count traps.
  /// - Parameter targets: As in `wanted(_:)`.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: what `control` demands.
  /// - Complexity: one evaluation of the model for each input.
  public func fit(
    at weights: [Rational], targets: [[Rational]],
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> DataFit {
    try fit(at: weights, over: RationalField(), targets: targets, control: control)
  }

  /// The same at parameters in another field of characteristic zero.
  public func fit<F: Field>(
    at weights: [F.Element], over ring: F, targets: [[Rational]],
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> DataFit {
    require(
      weights.count == parameterCount, "\(weights.count) parameters for \(parameterCount)")
    let wanted = wanted(targets).compactMap { ring.image(of: $0) }
    let width = outputsPerInput
    var wrong = 0
    var first: Int?
    for (index, point) in data.enumerated() {
      try control.checkpoint(operations: 20 * parameterCount)
      let input = point.compactMap { ring.image(of: $0) }
      require(input.count == point.count, "data without an image in \(ring)")
      let outputs = model.outputs(parameters: weights, input: input, over: ring)
      require(outputs != nil || !isPolynomial, "a model has no image in \(ring)")
      let values = outputs.map { contrasts($0, ring, width: 1) } ?? []
      if !values.elementsEqual(wanted[index * width..<(index + 1) * width]) {
        wrong += 1
        if first == nil { first = index + 1 }
      }
    }
    return DataFit(wrongCount: wrong, firstWrong: first, count: data.count)
  }
}
