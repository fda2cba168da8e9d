import SingularLearning
import Testing

@Suite struct LayeredSpecificationTests {
  private func layered(_ text: String) throws -> LayeredSpecification {
    guard case .layered(let specification) = try ModelSpecification(text: text, file: "net.yaml")
    else {
      throw SpecificationFailure()
    }
    return specification
  }

  private struct SpecificationFailure: Error {}

  @Test("every kind of layer is read, in YAML and in JSON")
  func everyKind() throws {
    let yaml = """
      name: all
      inputs: {length: 8, channels: 2}
      layers:
        - convolution: {channels: 2, kernel: 3, stride: 1, padding: same, bias: true}
        - pool: {mean: 2}
        - activation: {polynomial: {degree: 3, trainable: layer}}
        - residual:
            - convolution: {channels: 2, kernel: 1}
            - activation: {polynomial: [0, "1/2", 1]}
        - dense: {outputs: 4, bias: true}
        - activation: {polynomial: {degree: 2, trainable: neuron}}
        - product: 2
        - dense: 3
        - activation: {rational: {numerator: [1], denominator: [0, 1]}}
        - dense: {outputs: 2, tied: 6, transposed: true}
        - activation: {hermite: 2}
      """
    let model = try layered(yaml).model
    #expect(
      model.layers.map(\.kind) == [
        "convolution", "pool", "activation", "residual", "dense", "activation", "product", "dense",
        "activation", "dense", "activation",
      ])
    #expect(model.inputShape == .sequence(length: 8, channels: 2))
    #expect(model.outputShape == .vector(2) && !model.isPolynomial)
    #expect(model.parameterNames.prefix(2) == ["k1_1_1_1", "k1_1_1_2"])
    let json = """
      {"name": "all", "inputs": {"length": 8, "channels": 2}, "layers": [
        {"convolution": {"channels": 2, "kernel": 3, "stride": 1, "padding": "same", "bias": true}},
        {"pool": {"mean": 2}}, {"activation": {"polynomial": {"degree": 3, "trainable": "layer"}}},
        {"residual": [{"convolution": {"channels": 2, "kernel": 1}}, {"activation": {"polynomial": [0, "1/2", 1]}}]},
        {"dense": {"outputs": 4, "bias": true}},
        {"activation": {"polynomial": {"degree": 2, "trainable": "neuron"}}}, {"product": 2},
        {"dense": 3}, {"activation": {"rational": {"numerator": [1], "denominator": [0, 1]}}},
        {"dense": {"outputs": 2, "tied": 6, "transposed": true}}, {"activation": {"hermite": 2}}]}
      """
    #expect(try layered(json).model == model)
    let attention = try layered(
      "inputs: {tokens: 3, features: 4}\nlayers: [attention: {kind: linear, heads: 2, key: 2, value: 3}]"
    )
    #expect(
      attention.model.layers.map(\.title) == [
        LinearAttentionLayer(heads: 2, key: 2, value: 3).title
      ])
    let rectangle = try layered(
      "inputs: {height: 4, width: 3}\nlayers: [convolution: {kernel: [2, 3], padding: circular}]")
    #expect(rectangle.model.outputShape == .grid(height: 4, width: 3, channels: 1))
  }

  @Test("layers of a dense network are read as that network, with its weights")
  func denseNetworks() throws {
    let layers = """
      inputs: 2
      layers:
        - dense: 2
        - activation: {monomial: 3}
        - dense: 1
      """
    let plain = try NetworkSpecification(text: "widths: [2, 2, 1]\nactivation: {monomial: 3}")
    #expect(try ModelSpecification(text: layers) == .network(plain))
    let weighted = try NetworkSpecification(
      text:
        "widths: [2, 2, 1]\nactivation: {monomial: 3}\nweights: [[[1, 2], [3, \"1/4\"]], [[5, 6]]]")
    for weights in [
      "[[1, 2, 3, 1/4], [5, 6]]", "[[[1, 2], [3, 0.25]], [[5, 6]]]",
      "{w1_1_1: 1, w1_1_2: 2, w1_2_1: 3, w1_2_2: 1/4, w2_1_1: 5, w2_1_2: 6}",
    ] {
      #expect(
        try ModelSpecification(text: "\(layers)\nweights: \(weights)") == .network(weighted))
    }
  }

  @Test("weights by names or by layers")
  func weights() throws {
    let text = """
      inputs: 3
      layers:
        - convolution: {kernel: 2}
        - activation: {monomial: 2}
        - dense: {outputs: 1, bias: true}
      """
    let expected: [Rational] = [1, Rational(-1, 2), 3, 4, 5]
    #expect(try layered("\(text)\nweights: [[1, -1/2], [[3, 4, 5]]]").weights == expected)
    #expect(
      try layered(
        "\(text)\nweights: {k1_1_1_1: 1, k1_1_1_2: -0.5, w2_1_1: 3, w2_1_2: 4, b2_1: 5}"
      ).weights == expected)
    let model = try layered(text).model
    #expect(
      try LayeredSpecification.weights(of: model, text: "weights: [[1, -1/2], [3, 4, 5]]")
        == expected)
  }

  @Test("layers that are repeated")
  func repetition() throws {
    let text = """
      inputs: 3
      layers:
        - repeat: {times: 2, layers: [dense: 3, residual: [dense: 3]]}
        - product: 3
      """
    let plain = try layered(
      "inputs: 3\nlayers: [dense: 3, residual: [dense: 3], dense: 3, residual: [dense: 3], product: 3]"
    )
    #expect(try layered(text) == plain)
    let template = try SpecificationTemplate(
      text: text, file: "net.yaml",
      replacing: ["layers[0].repeat.times", "layers[0].repeat.layers[1].residual[0].dense"])
    #expect(
      template.text(with: [12, 4])
        == text.replacing("times: 2", with: "times: 12").replacing(
          "residual: [dense: 3]", with: "residual: [dense: 4]"))
    for (times, message) in [
      (
        "0",
        "net.yaml:2:26: layers[0].repeat.times: expected a whole number from 1 to 10000, found '0'"
      ),
      (
        "10000",
        "net.yaml:2:26: layers[0].repeat.times: expected at most 10000 layers in all, found more"
      ),
    ] {
      let error = #expect(throws: SpecificationError.self) {
        _ = try layered(
          "inputs: 1\nlayers: [repeat: {times: \(times), layers: [dense: 1, activation: {monomial: 2}]}]"
        )
      }
      #expect(error?.description == message)
    }
  }

  @Test(
    "errors name file, place, field, what was expected and what was found",
    arguments: [
      (
        "inputs: 4\nlayers:\n  - dense: 3\n  - product: 2",
        "net.yaml:4:5: layers[1].product: expected a number of channels that 2 divides, found 3 values"
      ),
      (
        "inputs: 4\nlayers:\n  - dance: 3",
        "net.yaml:3:5: layers[0]: expected a mapping with one of the keys dense, activation, convolution, pool, product, residual, attention, repeat, found the key 'dance'"
      ),
      (
        "inputs: 4\nlayers:\n  - convolution: {kernel: 5}",
        "net.yaml:3:5: layers[0].convolution.kernel: expected an extent from 1 to 4, found 5"
      ),
      (
        "inputs: 4\nlayers:\n  - convolution: {kernel: 2, padding: reflect}",
        "net.yaml:3:39: layers[0].convolution.padding: expected one of valid, same, circular, found 'reflect'"
      ),
      (
        "inputs: 4\nlayers:\n  - activation: {polynomial: {degree: 2, trainable: yes}}",
        "net.yaml:3:53: layers[0].activation.polynomial.trainable: expected layer or neuron, found 'yes'"
      ),
      (
        "layers: []",
        "net.yaml:1:1: inputs: expected the inputs, as in 6 or {tokens: 3, features: 4}, found no such key"
      ),
      (
        "inputs: {tokens: 3}\nlayers: [dense: 2]",
        "net.yaml:1:9: inputs: expected a number, {length: 8, channels: 2}, {height: 4, width: 4, channels: 1} or {tokens: 3, features: 4}, found the keys tokens"
      ),
      (
        "inputs: 2\nlayers: [dense: 2, product: 2]\nweights: [[1, 2, 3]]",
        "net.yaml:3:11: weights[0]: expected 4 numbers (w1_1_1 to w1_2_2), found 3"
      ),
      (
        "inputs: 2\nlayers: [dense: 2, product: 2]\nweights: {w1_1_1: 2}",
        "net.yaml:3:10: weights.w1_1_2: expected a number, found no such key"
      ),
      (
        "inputs: 2\nlayers: [dense: 2, product: 2]\nweights: {w9: 2}",
        "net.yaml:3:11: weights: expected a mapping with the names w1_1_1, w1_1_2, w1_2_1, w1_2_2, found the unknown name 'w9'"
      ),
      (
        "inputs: 2\nlayers: [dense: {outputs: 2, transposed: true}]",
        "net.yaml:2:42: layers[0].dense.transposed: expected 'tied' beside 'transposed', found no such key"
      ),
      (
        "inputs: 2\nwidths: [2, 1]\nlayers: [dense: 2]",
        "net.yaml:2:1: expected one of the keys name, inputs, layers, weights, data, field, found the unknown key 'widths'"
      ),
    ])
  func errors(text: String, message: String) {
    do {
      _ = try ModelSpecification(text: text, file: "net.yaml")
      Issue.record("no error: \(message)")
    } catch {
      #expect(error.description == message)
    }
  }
}
