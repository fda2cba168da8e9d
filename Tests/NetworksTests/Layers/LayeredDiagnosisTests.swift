import SingularLearning
import Testing

@Suite struct LayeredDiagnosisTests {
  @Test("a reduced model has the same outputs, and tied layers stay as they are")
  func reduction() throws {
    let model = try LayeredModel(
      inputs: .tokens(count: 2, features: 2),
      layers: [
        DenseLayer(outputs: 3), ActivationLayer(.monomial(degree: 3)), DenseLayer(outputs: 2),
        LinearAttentionLayer(key: 1, value: 2), DenseLayer(outputs: 2),
        ActivationLayer(.monomial(degree: 2)),
        DenseLayer(outputs: 2, sharing: LayerSharing(layer: 4)),
      ])
    // Row 3 is twice row 1, and row 2 is zero: one neuron is left, of which two features for attention are multiples.
    let dense: [Rational] = [1, 2, 0, 0, 2, 4, 1, 5, 1, 0, 1, 1]
    let weights = dense + (1...(model.parameterCount - dense.count)).map { Rational($0) }
    let found = try diagnose(model, at: weights)
    #expect(found.blocks.map(\.layers) == [[1, 2], [2, 3]])
    #expect(found.blocks.map(\.unit) == [.neurons, .channels])
    #expect(found.functionPreserved.value && found.functionPreserved.evidence.isProven)
    #expect(found.model.layers.first as? DenseLayer == DenseLayer(outputs: 1))
    #expect(found.weights.count == 11)
    for x in [[1, 2, 3, 4], [0, -1, 5, 2]] as [[Rational]] {
      let outputs = model.outputs(parameters: weights, input: x, over: RationalField())
      #expect(outputs != nil)
      #expect(
        found.model.outputs(parameters: found.weights, input: x, over: RationalField()) == outputs)
    }
    // Nothing takes the product.
    let gates = try LayeredModel(
      inputs: .vector(2), layers: [DenseLayer(outputs: 2), ProductLayer()])
    let nothing = try diagnose(gates, at: [0, 0, 1, 2])
    #expect(nothing.blocks.isEmpty && nothing.weights == [0, 0, 1, 2] && nothing.model == gates)
  }

  @Test("a specification of every kind of layer is read back from its YAML")
  func yaml() throws {
    for sample in layerSamples + rationalSamples {
      let model = try LayeredModel(inputs: sample.inputs, layers: sample.layers)
      let weights = (0..<model.parameterCount).map { Rational($0 - 3) / 2 }
      let specification = LayeredSpecification(name: sample.name, model: model, weights: weights)
      switch try ModelSpecification(text: specification.yaml) {
      case .layered(let again): #expect(again == specification)
      case .network(let network):
        #expect(network.network?.weights == weights && network.architecture == model.architecture)
      }
    }
  }

  /// v/(wx) at (2, 6): the quotients are equal where v·2 = 6·w, and w is inverted.
  @Test("differences of quotients, and what they invert")
  func quotients() throws {
    let model = try LayeredModel(
      inputs: .vector(1),
      layers: [
        DenseLayer(outputs: 1), RationalActivationLayer(numerator: [1], denominator: [0, 1]),
        DenseLayer(outputs: 1),
      ])
    #expect(
      try model.differences(from: [2, 6]).map(\.description) == ["-6*w1_1_1 + 2*w2_1_1"])
    #expect(
      try model.invertedCoefficients().map { $0.map(\.description) } == [["w1_1_1"]])
    let squares = try Architecture(widths: [1, 1, 1], degree: 2)
    #expect(
      try squares.differences(from: [3, 2]).map(\.description) == ["w1_1_1^2*w2_1_1 - 18"])
    #expect(try squares.invertedCoefficients().isEmpty)
  }
}
