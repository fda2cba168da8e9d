import SingularLearning
import Testing

/// Architectures that between them use every kind of activation, biases, one layer and width one.
let sampleArchitectures: [Architecture] = [
  try! Architecture(widths: [2, 3, 1], degree: 3),
  try! Architecture(widths: [2, 2, 2, 1], degrees: [3, 2]),
  try! Architecture(widths: [3, 2, 2], degree: 2, hasBias: true),
  try! Architecture(widths: [2, 3], degree: 1),
  try! Architecture(widths: [1, 1, 1, 1], degrees: [1, 4], hasBias: true),
  try! Architecture(
    widths: [2, 2, 3, 2],
    activations: [
      .polynomial(coefficients: [1, Rational(1, 2), 0, Rational(-2, 3)]), .hermite(degree: 2),
    ], hasBias: true),
  try! Architecture(
    widths: [2, 2, 1], activations: [.polynomial(coefficients: [0, 0, Rational(5, 7)])]),
]

func smallRationals(_ count: Int, using random: inout RandomSource) -> [Rational] {
  (0..<count).map { _ in
    Rational(Integer(random.integer(in: -6...6)), Integer(random.integer(in: 1...4)))
  }
}

@Suite struct NetworkEvaluatorTests {
  /// The network function written out with nested lists, sharing no code with the evaluator.
  func naiveOutputs(_ network: Network, at input: [Rational]) -> [Rational] {
    var values = input
    let architecture = network.architecture
    for layer in 1...architecture.layerCount {
      let bias = network.bias(ofLayer: layer)
      values = network.matrix(ofLayer: layer).enumerated().map { row, weights in
        var z = bias?[row] ?? 0
        for (w, a) in zip(weights, values) { z = z + w * a }
        guard layer < architecture.layerCount else { return z }
        var value: Rational = 0
        for (power, c) in architecture.activations[layer - 1].coefficients.enumerated() {
          value = value + c * z.power(power)
        }
        return value
      }
    }
    return values
  }

  @Test(arguments: sampleArchitectures)
  func forwardPassIsTheDefinition(architecture: Architecture) throws {
    var random = RandomSource(seed: 11)
    let evaluator = try NetworkEvaluator(architecture, ring: RationalField())
    for _ in 0..<5 {
      let weights = smallRationals(architecture.parameterCount, using: &random)
      let input = smallRationals(architecture.inputCount, using: &random)
      let network = try Network(architecture, weights: weights)
      let expected = naiveOutputs(network, at: input)
      #expect(evaluator.outputs(weights: weights, input: input) == expected)
      #expect(network.outputs(at: input) == expected)
    }
  }

  /// A polynomial of degree n in t is determined by n + 1 values, so its derivative is an exact
  /// combination of them: no limits needed.
  @Test(arguments: sampleArchitectures)
  func gradientIsTheExactDerivative(architecture: Architecture) throws {
    var random = RandomSource(seed: 12)
    let evaluator = try NetworkEvaluator(architecture, ring: RationalField())
    let weights = smallRationals(architecture.parameterCount, using: &random)
    let input = smallRationals(architecture.inputCount, using: &random)
    let rows = evaluator.gradients(weights: weights, input: input)
    // f is of degree ≤ D in each single weight.
    let nodes = (0...architecture.inputDegree).map { Rational($0) }
    for parameter in 0..<architecture.parameterCount {
      let values = nodes.map { t in
        var moved = weights
        moved[parameter] = moved[parameter] + t
        return evaluator.outputs(weights: moved, input: input)
      }
      for k in 0..<architecture.outputCount {
        let slope = lagrangeDerivativeAtZero(nodes: nodes, values: values.map { $0[k] })
        #expect(rows[k * architecture.parameterCount + parameter] == slope)
      }
    }
  }

  func lagrangeDerivativeAtZero(nodes: [Rational], values: [Rational]) -> Rational {
    var sum: Rational = 0
    for i in nodes.indices {
      var weight: Rational = 0
      for j in nodes.indices where j != i {
        var term = Rational(1) / (nodes[i] - nodes[j])
        for k in nodes.indices where k != i && k != j {
          term = term * (-nodes[k]) / (nodes[i] - nodes[k])
        }
        weight = weight + term
      }
      sum = sum + weight * values[i]
    }
    return sum
  }

  @Test(arguments: sampleArchitectures)
  func reductionModuloPrimesCommutes(architecture: Architecture) throws {
    var random = RandomSource(seed: 13)
    let rational = try NetworkEvaluator(architecture, ring: RationalField())
    let weights = smallRationals(architecture.parameterCount, using: &random)
    let input = smallRationals(architecture.inputCount, using: &random)
    for modulus in [101, 8_388_593, 2_147_483_647, 4_611_686_018_427_387_847] as [UInt64] {
      let field = try PrimeField(modulus: modulus)
      let modular = try NetworkEvaluator(architecture, ring: field)
      let w = try #require(modular.images(of: weights))
      let x = try #require(modular.images(of: input))
      #expect(
        modular.gradients(weights: w, input: x)
          == modular.images(of: rational.gradients(weights: weights, input: input)))
      #expect(
        modular.outputs(weights: w, input: x)
          == modular.images(of: rational.outputs(weights: weights, input: input)))
    }
  }

  /// In F_2 and F_3 the derivative of a power can vanish, which an implementation that divides t^r by t
  /// would get wrong.
  @Test func smallCharacteristic() throws {
    for (modulus, degree) in [(2, 2), (2, 3), (3, 3), (3, 2)] as [(UInt64, Int)] {
      let field = try PrimeField(modulus: modulus)
      let evaluator = try NetworkEvaluator(
        Architecture(widths: [1, 1, 1], degree: degree), ring: field)
      for a in 0..<modulus {
        for x in 0..<modulus {
          let z = field.multiply(a, x)
          let slope = field.multiply(field(degree), field.power(z, degree - 1))
          #expect(
            evaluator.gradients(weights: [a, 1], input: [x])
              == [field.multiply(slope, x), field.power(z, degree)])
        }
      }
    }
  }

  @Test func finiteDifferencesInDoublePrecision() throws {
    for architecture in sampleArchitectures {
      var random = RandomSource(seed: 14)
      let evaluator = try NetworkEvaluator(architecture, ring: DoubleField())
      func uniform() -> Double { Double(random.integer(in: -1000...1000)) / 1000 }
      let weights = (0..<architecture.parameterCount).map { _ in uniform() }
      let input = (0..<architecture.inputCount).map { _ in uniform() }
      let rows = evaluator.gradients(weights: weights, input: input)
      let h = 1e-5
      for parameter in weights.indices {
        var (up, down) = (weights, weights)
        up[parameter] += h
        down[parameter] -= h
        let above = evaluator.outputs(weights: up, input: input)
        let below = evaluator.outputs(weights: down, input: input)
        for k in above.indices {
          let slope = (above[k] - below[k]) / (2 * h)
          let exact = rows[k * weights.count + parameter]
          #expect(abs(slope - exact) < 1e-6 * max(1, abs(exact)), "\(architecture) \(parameter)")
        }
      }
    }
  }

  /// Σ_j W_ℓ[i,j] ∂f/∂W_ℓ[i,j] = r_ℓ·Σ_k W_{ℓ+1}[k,i] ∂f/∂W_{ℓ+1}[k,i]: the infinitesimal form of the
  /// scaling symmetry of neuron i.
  @Test(arguments: [[3], [2, 3], [4, 1, 2]])
  func eulerRelationOfTheScalingSymmetry(degrees: [Int]) throws {
    var random = RandomSource(seed: 15)
    let widths = [2] + degrees.map { _ in 3 } + [2]
    let architecture = try Architecture(widths: widths, degrees: degrees)
    let evaluator = try NetworkEvaluator(architecture, ring: RationalField())
    let weights = smallRationals(architecture.parameterCount, using: &random)
    let rows = evaluator.gradients(
      weights: weights, input: smallRationals(2, using: &random))
    for output in 0..<2 {
      func radial(_ index: Int) -> Rational {
        weights[index] * rows[output * architecture.parameterCount + index]
      }
      for layer in 1...degrees.count {
        for neuron in 1...3 {
          var (incoming, outgoing) = (Rational(0), Rational(0))
          for j in 1...widths[layer - 1] {
            incoming =
              incoming
              + radial(architecture.parameterIndex(layer: layer, row: neuron, column: j))
          }
          for k in 1...widths[layer + 1] {
            outgoing =
              outgoing
              + radial(architecture.parameterIndex(layer: layer + 1, row: k, column: neuron))
          }
          #expect(incoming == Rational(degrees[layer - 1]) * outgoing)
        }
      }
    }
  }

  @Test func workspaceFactorsAreTheGradient() throws {
    var random = RandomSource(seed: 16)
    let architecture = sampleArchitectures[5]
    let field = try PrimeField(modulus: 65_537)
    let evaluator = try NetworkEvaluator(architecture, ring: field)
    var workspace = evaluator.makeWorkspace()
    for _ in 0..<3 {  // the same workspace again: nothing may be left over
      let weights = (0..<architecture.parameterCount).map { _ in
        field.randomElement(using: &random)
      }
      let input = (0..<architecture.inputCount).map { _ in field.randomElement(using: &random) }
      let cotangent = (0..<architecture.outputCount).map { _ in
        field.randomElement(using: &random)
      }
      evaluator.forward(weights: weights.span, input: input.span, in: &workspace)
      #expect(workspace.output == evaluator.outputs(weights: weights, input: input))
      evaluator.backward(
        weights: weights.span, outputCotangent: cotangent.span, in: &workspace)
      var product: [UInt64] = []
      for layer in 0..<architecture.layerCount {
        for delta in workspace.cotangents[layer] {
          product += workspace.activations[layer].map { field.multiply(delta, $0) }
        }
      }
      var written = [UInt64](repeating: 7, count: architecture.parameterCount + 2)
      var span = written.mutableSpan
      evaluator.writeGradient(from: workspace, to: &span, at: 1)
      #expect(written == [7] + product + [7])
      let rows = evaluator.gradients(weights: weights, input: input)
      let combined = (0..<architecture.parameterCount).map { j in
        cotangent.indices.reduce(field.zero) { sum, k in
          let entry = rows[k * architecture.parameterCount + j]
          return field.add(sum, field.multiply(cotangent[k], entry))
        }
      }
      #expect(product == combined)
    }
  }

  @Test func coefficientsWithoutImageAreNamed() throws {
    let architecture = try Architecture(
      widths: [2, 2, 2, 1],
      activations: [.monomial(degree: 2), .polynomial(coefficients: [0, 1, Rational(3, 14)])])
    let error = #expect(throws: ActivationImageError.self) {
      _ = try NetworkEvaluator(architecture, ring: PrimeField(modulus: 7))
    }
    #expect(
      error?.description
        == "the coefficient 3/14 of t^2 in the activation of layer 2 has no image in a ring of "
        + "characteristic 7")
    let field = try PrimeField(modulus: 7)
    let evaluator = try NetworkEvaluator(Architecture(widths: [1, 1], degree: 1), ring: field)
    #expect(evaluator.images(of: [1, Rational(1, 7)]) == nil)
  }
}
