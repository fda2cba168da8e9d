import AlgebraicStructures
import Computation
import ExactArithmetic

/// Runs layers one after another, forwards and backwards.
struct LayerEvaluation<R: Ring> {
  let ring: R

  /// What the forward pass leaves: the values that came into each layer.
  struct Trace {
    var values: [R.Element]
    var inner: [Trace] = []
  }

  func outputs(
    of places: [LayeredModel.Place], parameters: [R.Element], input: [R.Element]
  ) -> [R.Element]? {
    var values = input
    for place in places {
      if !place.inner.isEmpty {
        guard let inner = outputs(of: place.inner, parameters: parameters, input: values) else {
          return nil
        }
        values += inner
      }
      guard
        let next = place.layer.outputs(
          values, parameters: place.positions.map { parameters[$0] }, input: place.input,
          over: ring)
      else { return nil }
      values = next
    }
    return values
  }

  private func traced(
    _ places: [LayeredModel.Place], parameters: [R.Element], input: [R.Element]
  ) -> (traces: [Trace], output: [R.Element])? {
    var values = input
    var traces: [Trace] = []
    for place in places {
      var trace = Trace(values: values)
      if !place.inner.isEmpty {
        guard let inner = traced(place.inner, parameters: parameters, input: values) else {
          return nil
        }
        trace.inner = inner.traces
        trace.values += inner.output
      }
      guard
        let next = place.layer.outputs(
          trace.values, parameters: place.positions.map { parameters[$0] }, input: place.input,
          over: ring)
      else { return nil }
      traces.append(trace)
      values = next
    }
    return (traces, values)
  }

  /// Adds what cotangents of the output mean for the parameters to `rows`; the cotangents of the input.
  private func pullback(
    _ cotangents: [[R.Element]], through places: [LayeredModel.Place], _ traces: [Trace],
    parameters: [R.Element], to rows: inout [[R.Element]]
  ) -> [[R.Element]]? {
    var cotangents = cotangents
    for (place, trace) in zip(places, traces).reversed() {
      guard
        let pulled = place.layer.pullback(
          cotangents, at: trace.values, parameters: place.positions.map { parameters[$0] },
          input: place.input, over: ring)
      else { return nil }
      for (index, cotangent) in pulled.enumerated() {
        for (position, value) in zip(place.positions, cotangent.parameters) {
          rows[index][position] = ring.add(rows[index][position], value)
        }
      }
      cotangents = pulled.map(\.input)
      if !place.inner.isEmpty {
        let count = place.input.count
        guard
          let inner = pullback(
            cotangents.map { Array($0.dropFirst(count)) }, through: place.inner, trace.inner,
            parameters: parameters, to: &rows)
        else { return nil }
        cotangents = zip(cotangents, inner).map { outside, inside in
          zip(outside, inside).map { ring.add($0, $1) }
        }
      }
    }
    return cotangents
  }

  /// The derivatives of all outputs by all parameters, row-major.
  func gradients(
    of places: [LayeredModel.Place], parameters: [R.Element], input: [R.Element]
  ) -> [R.Element]? {
    guard let (traces, output) = traced(places, parameters: parameters, input: input) else {
      return nil
    }
    let units = output.indices.map { index in
      output.indices.map { $0 == index ? ring.one : ring.zero }
    }
    var rows = units.map { _ in [R.Element](repeating: ring.zero, count: parameters.count) }
    guard pullback(units, through: places, traces, parameters: parameters, to: &rows) != nil else {
      return nil
    }
    return Array(rows.joined())
  }
}

extension LayeredModel {
  /// Layer after layer; `nil` also where the denominator of a rational activation has no inverse.
  public func outputs<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    requireCounts(parameters: parameters.count, input: input.count)
    return LayerEvaluation(ring: ring).outputs(of: places, parameters: parameters, input: input)
  }

  /// By the pullbacks of the layers in reverse order.
  ///
  /// - Complexity: for each output about twice the operations of `outputs`.
  public func gradients<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    requireCounts(parameters: parameters.count, input: input.count)
    return LayerEvaluation(ring: ring).gradients(of: places, parameters: parameters, input: input)
  }

  /// For polynomial outputs the gradients, for a quotient n/d the rows d·∂n − n·∂d, which are d² times the gradient.
  public func tangents<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    if isPolynomial { return gradients(parameters: parameters, input: input, over: ring) }
    requireCounts(parameters: parameters.count, input: input.count)
    let recording = RecordingRing(ring)
    let fractions = FractionRing(recording)
    let variables = parameters.map { recording.variable($0) }
    guard
      let outputs = LayerEvaluation(ring: fractions).outputs(
        of: places, parameters: variables.map(fractions.integral),
        input: input.map { fractions.integral(recording.constant($0)) })
    else { return nil }
    return outputs.flatMap { output in
      guard let denominator = output.denominator else {
        return recording.derivatives(of: output.numerator, by: variables)
      }
      return recording.derivatives(
        of: [
          (output.numerator, denominator.value), (denominator, ring.negate(output.numerator.value)),
        ], by: variables)
    }
  }

  /// By evaluating with pairs of numerators and denominators.
  public func quotients<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> ModelQuotients<R>? {
    requireCounts(parameters: parameters.count, input: input.count)
    let fractions = FractionRing(ring)
    return LayerEvaluation(ring: fractions).outputs(
      of: places, parameters: parameters.map(fractions.integral),
      input: input.map(fractions.integral)
    ).map {
      ModelQuotients(
        outputs: $0.map { ($0.numerator, $0.denominator) }, inverted: fractions.inverted)
    }
  }

  private func requireCounts(parameters: Int, input: Int) {
    require(
      parameters == parameterCount && input == inputCount,
      "\(parameters) parameters and \(input) inputs for a model with \(parameterCount) and \(inputCount)"
    )
  }
}

extension LayeredModel {
  /// Whether the outputs have a value at one of 16 random inputs: no denominator vanishes identically at these weights.
  public func isDefined(at weights: [Rational]) -> Bool {
    isDefined(at: weights, over: RationalField())
  }

  /// The same at weights in another field of characteristic zero.
  public func isDefined<F: Field>(at weights: [F.Element], over field: F) -> Bool {
    if isPolynomial { return true }
    var random = RandomSource(seed: 1)
    return (0..<16).contains { _ in
      let input = (0..<inputCount).map { _ in field(random.integer(in: -1_000_000...1_000_000)) }
      return outputs(parameters: weights, input: input, over: field) != nil
    }
  }

  /// The first input of data, counted from 1, where a denominator vanishes at 16 random parameters, so that the model has no
  /// value there at all; `nil` if there is none, and for floating-point numbers.
  public func undefinedInput(in data: Dataset) -> Int? {
    if isPolynomial { return nil }
    var random = RandomSource(seed: 1)
    let points = (0..<16).map { _ in
      (0..<parameterCount).map { _ in Rational(random.integer(in: -1_000_000...1_000_000)) }
    }
    func isDefined<F: Field>(_ input: [F.Element], over field: F) -> Bool {
      points.contains { point in
        let image = point.compactMap { field.image(of: $0) }
        return image.count == point.count
          && outputs(parameters: image, input: input, over: field) != nil
      }
    }
    var undefined: Int?
    switch data.inputs {
    case .exact(let rows): undefined = rows.firstIndex { !isDefined($0, over: RationalField()) }
    case .numberField(let field, let rows):
      undefined = rows.firstIndex { !isDefined($0, over: field) }
    case .floating: break
    }
    return undefined.map { $0 + 1 }
  }
}
