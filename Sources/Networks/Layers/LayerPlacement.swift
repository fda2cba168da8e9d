import Computation

/// Gives layers their places: shapes, numbers, and positions of their parameters.
struct LayerPlacement {
  private(set) var names: [String] = []
  private(set) var blocks: [Range<Int>] = []
  private var taken: Set<String> = []
  /// The layers with parameters so far, each with the positions of those.
  private var numbered: [(layer: SharedLayer, positions: [Int])] = []

  mutating func places(
    _ layers: [any ModelLayer], input: LayerShape, position: [Int]
  ) throws(LayeredModelError) -> [LayeredModel.Place] {
    var shape = input
    var result: [LayeredModel.Place] = []
    for (index, layer) in layers.enumerated() {
      let position = position + [index]
      do throws(LayerMismatch) {
        let output = try layer.outputShape(for: shape)
        guard output.isPositive, output.count <= LayeredModel.maximumValueCount else {
          throw LayerMismatch(
            "", expected: "from 1 to \(LayeredModel.maximumValueCount) values", found: "\(output)")
        }
        guard
          Saturating.sum(layer.parameterCount(for: shape), names.count)
            <= Architecture.maximumParameterCount
        else {
          throw LayerMismatch(
            "", expected: "at most \(Architecture.maximumParameterCount) parameters in all",
            found: "more")
        }
        let (number, positions) = try parameters(of: layer, input: shape)
        result.append(
          LayeredModel.Place(
            layer: layer, input: shape, output: output, number: number, positions: positions,
            inner: []))
        shape = output
      } catch {
        throw LayeredModelError(position: position, kind: layer.kind, mismatch: error)
      }
      if !layer.inner.isEmpty {
        let place = result.removeLast()
        let inner = try places(layer.inner, input: place.input, position: position)
        guard let last = inner.last, last.output.count == place.input.count else {
          throw LayeredModelError(
            position: position, kind: layer.kind,
            mismatch: LayerMismatch(
              "", expected: "layers inside from \(place.input) to as many values",
              found: "\(inner.last?.output.description ?? "none")"))
        }
        result.append(
          LayeredModel.Place(
            layer: layer, input: place.input, output: place.output, number: place.number,
            positions: place.positions, inner: inner))
      }
    }
    return result
  }

  /// The number of a layer, and where its parameters stand.
  private mutating func parameters(
    of layer: any ModelLayer, input: LayerShape
  ) throws(LayerMismatch) -> (number: Int, positions: [Int]) {
    let count = layer.parameterCount(for: input)
    guard count > 0 else { return (0, []) }
    let number = numbered.count + 1
    let own = layer.parameterNames(for: input, number: number)
    require(own.count == count, "\(own.count) names of \(count) parameters of \(layer.title)")
    var places = [Int?](repeating: nil, count: count)
    if let sharing = layer.sharing {
      guard numbered.indices.contains(sharing.layer - 1) else {
        throw LayerMismatch(
          "tied",
          expected: numbered.isEmpty
            ? "a layer with parameters before"
            : "the number of a layer with parameters before, from 1 to \(numbered.count)",
          found: "\(sharing.layer)")
      }
      let source = numbered[sharing.layer - 1]
      places = try layer.sharedPositions(for: input, from: source.layer)
        .map { $0.map { source.positions[$0] } }
    }
    let first = names.count
    var positions: [Int] = []
    for (place, name) in zip(places, own) {
      if place == nil {
        guard taken.insert(name).inserted else {
          throw LayerMismatch(
            "", expected: "names of parameters that are all different", found: "'\(name)' twice")
        }
        names.append(name)
      }
      positions.append(place ?? names.count - 1)
    }
    if names.count > first { blocks.append(first..<names.count) }
    numbered.append((SharedLayer(layer: layer, input: input), positions))
    return (number, positions)
  }
}

/// The degrees of a model, by evaluating it at degrees.
struct LayerDegrees {
  let isPolynomial: Bool
  /// Of all entries of the tangents in the inputs.
  let input: DegreeBounds.Element
  /// Of the same in the parameters.
  let parameter: DegreeBounds.Element

  init(_ places: [LayeredModel.Place], inputs: LayerShape, parameterCount: Int) {
    let degrees = DegreeBounds()
    func elements(_ element: DegreeBounds.Element, _ count: Int) -> [DegreeBounds.Element] {
      Array(repeating: element, count: count)
    }
    isPolynomial =
      LayerEvaluation(ring: degrees).outputs(
        of: places, parameters: elements(DegreeBounds.variable, parameterCount),
        input: elements(DegreeBounds.variable, inputs.count)) != nil
    let fractions = FractionRing(degrees)
    func range(
      parameters: DegreeBounds.Element, inputs input: DegreeBounds.Element
    ) -> DegreeBounds.Element {
      guard
        let outputs = LayerEvaluation(ring: fractions).outputs(
          of: places,
          parameters: elements(parameters, parameterCount).map(fractions.integral),
          input: elements(input, inputs.count).map(fractions.integral))
      else { contractViolation("a model has no image in quotients") }
      // A numerator times the derivative of the denominator, and conversely.
      return outputs.map { output in
        output.denominator.map { degrees.multiply($0, output.numerator) } ?? output.numerator
      }.reduce(degrees.zero, degrees.add)
    }
    let (input, parameter) = (
      range(parameters: degrees.one, inputs: DegreeBounds.variable),
      range(parameters: DegreeBounds.variable, inputs: degrees.one)
    )
    // The zero function has no degrees.
    self.input = input.isZero ? degrees.one : input
    self.parameter = parameter.isZero ? degrees.one : parameter
  }
}
