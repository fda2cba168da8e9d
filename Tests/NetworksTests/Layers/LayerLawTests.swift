import SingularLearning
import Testing

@Suite struct LayerLawTests {
  /// The laws of one model at random points.
  private func check(_ model: LayeredModel, seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let field = RationalField()
    let prime = try PrimeField(modulus: 1_073_741_789)
    #expect(Set(model.parameterNames).count == model.parameterCount)
    #expect(model.parameterBlocks.map(\.count).reduce(0, +) == model.parameterCount)
    for _ in 0..<3 {
      let weights = model.randomParameters(using: &random)
      let x = (0..<model.inputCount).map { _ in Rational(random.integer(in: -5...5)) }
      guard let outputs = model.outputs(parameters: weights, input: x, over: field) else {
        #expect(!model.isPolynomial)
        continue
      }
      #expect(outputs.count == model.outputCount)
      let gradients = try #require(model.gradients(parameters: weights, input: x, over: field))
      #expect(gradients.count == model.outputCount * model.parameterCount)
      // The recorded reverse mode of the whole model.
      #expect(
        RecordedModel(model: model).gradients(parameters: weights, input: x, over: field)
          == gradients)
      // Each layer's own pullback, by differences that are exact: f(w + tv) - f(w) modulo t^2.
      let residues = weights.compactMap { prime.image(of: $0) }
      let inputs = x.compactMap { prime.image(of: $0) }
      let direction = residues.map { _ in UInt64(random.integer(in: 0...1_000_000)) }
      let dual = DualNumbers(prime)
      let moved = try #require(
        model.outputs(
          parameters: zip(residues, direction).map { DualNumbers.Element(value: $0, slope: $1) },
          input: inputs.map { DualNumbers.Element(value: $0, slope: 0) }, over: dual))
      let modular = try #require(model.gradients(parameters: residues, input: inputs, over: prime))
      for (output, element) in moved.enumerated() {
        let slope = direction.indices.reduce(prime.zero) {
          prime.add(
            $0, prime.multiply(modular[output * direction.count + $1], direction[$1]))
        }
        #expect(element.slope == slope)
      }
      // Multiples of the gradients, row by row.
      let tangents = try #require(model.tangents(parameters: weights, input: x, over: field))
      for row in 0..<model.outputCount {
        let range = row * model.parameterCount..<(row + 1) * model.parameterCount
        let pairs = zip(gradients[range], tangents[range])
        if let (g, t) = pairs.first(where: { !$0.0.isZero }) {
          #expect(pairs.allSatisfy { $0.1 == $0.0 * (t / g) })
        }
        #expect(!model.isPolynomial || gradients == tangents)
      }
      // Symmetries keep the function.
      for symmetry in model.symmetries {
        if case .permutation(let positions) = symmetry {
          #expect(
            model.outputs(parameters: positions.map { weights[$0] }, input: x, over: field)
              == outputs)
        }
        for velocity in symmetry.velocities {
          let v = velocity.value(at: weights, over: field)
          for row in 0..<model.outputCount {
            #expect(
              v.indices.reduce(Rational(0)) {
                $0 + gradients[row * v.count + $1] * v[$1]
              }.isZero)
          }
        }
      }
    }
  }

  @Test(
    "gradients of every kind of layer are those of the recorded reverse mode and of dual numbers, and symmetries keep the function",
    arguments: layerSamples.indices)
  func polynomialLayers(index: Int) throws {
    let sample = layerSamples[index]
    let model = try LayeredModel(inputs: sample.inputs, layers: sample.layers)
    #expect(model.isPolynomial, "\(sample.name)")
    try check(model, seed: UInt64(index + 1))
  }

  @Test("the same for rational activations", arguments: rationalSamples.indices)
  func rationalLayers(index: Int) throws {
    let sample = rationalSamples[index]
    let model = try LayeredModel(inputs: sample.inputs, layers: sample.layers)
    #expect(!model.isPolynomial, "\(sample.name)")
    try check(model, seed: UInt64(index + 1))
  }

  @Test(
    "degrees bound those of the coefficients, and forms are forms", arguments: layerSamples.indices)
  func degrees(index: Int) throws {
    let sample = layerSamples[index]
    let model = try LayeredModel(inputs: sample.inputs, layers: sample.layers)
    guard model.parameterCount + model.inputCount <= 20, model.inputDegree <= 6 else { return }
    let (rows, entries) = try model.coefficients()
    #expect(rows.map { $0.exponents.reduce(0, +) }.max() == model.inputDegree)
    #expect(entries.compactMap(\.totalDegree).max() == model.parameterDegree)
    if model.isHomogeneous {
      #expect(rows.allSatisfy { $0.exponents.reduce(0, +) == model.inputDegree })
    }
  }

  @Test("a network of dense layers is the architecture: names, outputs, gradients")
  func denseNetworks() throws {
    for hasBias in [false, true] {
      let model = try LayeredModel(
        inputs: .vector(2),
        layers: [
          DenseLayer(outputs: 3, hasBias: hasBias), ActivationLayer(.monomial(degree: 3)),
          DenseLayer(outputs: 2, hasBias: hasBias),
          ActivationLayer(.polynomial(coefficients: [1, Rational(1, 2), 3])),
          DenseLayer(outputs: 2, hasBias: hasBias),
        ])
      let architecture = try #require(model.architecture)
      #expect(architecture.hasBias == hasBias && architecture.widths == [2, 3, 2, 2])
      #expect(model.parameterNames == architecture.parameterNames)
      #expect(model.parameterBlocks == architecture.parameterBlocks)
      #expect(model.inputDegree == architecture.inputDegree)
      #expect(model.parameterDegree == architecture.parameterDegree)
      var random = RandomSource(seed: 5)
      let weights = model.randomParameters(using: &random)
      let x: [Rational] = [3, Rational(-1, 2)]
      let field = RationalField()
      #expect(
        model.outputs(parameters: weights, input: x, over: field)
          == architecture.outputs(parameters: weights, input: x, over: field))
      #expect(
        model.gradients(parameters: weights, input: x, over: field)
          == architecture.gradients(parameters: weights, input: x, over: field))
    }
  }

  @Test("a vanishing denominator has no output, and no image modulo a prime")
  func vanishingDenominator() throws {
    let sample = rationalSamples[0]
    let model = try LayeredModel(inputs: sample.inputs, layers: sample.layers)
    #expect(
      model.outputs(parameters: [1, -1, 2, 3, 1, 1], input: [1, 1], over: RationalField()) == nil)
    #expect(
      model.outputs(parameters: [1, 1, 2, 3, 1, 1], input: [1, 1], over: RationalField())
        == [Rational(7, 10)])
  }

  @Test("errors name the layer, the field, what was expected and what was found")
  func errors() {
    let cases: [(LayerShape, [any ModelLayer], String)] = [
      (
        .vector(4), [DenseLayer(outputs: 3), ProductLayer()],
        "layers[1].product: expected a number of channels that 2 divides, found 3 values"
      ),
      (
        .sequence(length: 4, channels: 1), [ConvolutionLayer(kernel: [5])],
        "layers[0].convolution.kernel: expected an extent from 1 to 4, found 5"
      ),
      (
        .vector(4), [LinearAttentionLayer(key: 1, value: 1)],
        "layers[0].attention: expected tokens with features, as in inputs: {tokens: 3, features: 4}, found 4 values"
      ),
      (
        .vector(2), [DenseLayer(outputs: 2, sharing: LayerSharing(layer: 1))],
        "layers[0].dense.tied: expected a layer with parameters before, found 1"
      ),
      (
        .vector(2), [ResidualLayer([DenseLayer(outputs: 3)])],
        "layers[0].residual: expected layers inside from 2 values to as many values, found 3 values"
      ),
      (
        .vector(2), [ResidualLayer([DenseLayer(outputs: 0)])],
        "layers[0].residual[0].dense.outputs: expected at least 1, found 0"
      ),
      (
        .vector(1 << 20), [DenseLayer(outputs: 1 << 20)],
        "layers[0].dense: expected at most 1073741824 parameters in all, found more"
      ),
      (
        .sequence(length: 6, channels: 1), [MeanPoolingLayer(window: 4)],
        "layers[0].pool.mean: expected a window that divides 6, found 4"
      ),
    ]
    for (inputs, layers, message) in cases {
      do {
        _ = try LayeredModel(inputs: inputs, layers: layers)
        Issue.record("no error: \(message)")
      } catch {
        #expect(error.description == message)
      }
    }
  }
}

/// A model of which only the outputs are known.
private struct RecordedModel: PolynomialModel {
  let model: LayeredModel
  var parameterNames: [String] { model.parameterNames }
  var inputCount: Int { model.inputCount }
  var outputCount: Int { model.outputCount }
  var inputDegree: Int { model.inputDegree }
  var parameterDegree: Int { model.parameterDegree }
  func outputs<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    model.outputs(parameters: parameters, input: input, over: ring)
  }
}

/// a + bt modulo t²: forward derivatives, independent of the reverse mode.
private struct DualNumbers: Ring {
  struct Element: Hashable, Sendable {
    let value: UInt64
    let slope: UInt64
  }
  let base: PrimeField
  init(_ base: PrimeField) { self.base = base }
  var zero: Element { Element(value: 0, slope: 0) }
  var one: Element { Element(value: 1, slope: 0) }
  var characteristic: UInt64 { base.characteristic }
  func add(_ a: Element, _ b: Element) -> Element {
    Element(value: base.add(a.value, b.value), slope: base.add(a.slope, b.slope))
  }
  func negate(_ a: Element) -> Element {
    Element(value: base.negate(a.value), slope: base.negate(a.slope))
  }
  func multiply(_ a: Element, _ b: Element) -> Element {
    Element(
      value: base.multiply(a.value, b.value),
      slope: base.add(base.multiply(a.value, b.slope), base.multiply(a.slope, b.value)))
  }
  func callAsFunction(_ n: Int) -> Element { Element(value: base(n), slope: 0) }
  func dividedExactly(_ a: Element, by b: Element) -> Element? {
    inverse(b).map { multiply(a, $0) }
  }
  func inverse(_ a: Element) -> Element? {
    base.inverse(a.value).map {
      Element(value: $0, slope: base.negate(base.multiply(a.slope, base.multiply($0, $0))))
    }
  }
}
