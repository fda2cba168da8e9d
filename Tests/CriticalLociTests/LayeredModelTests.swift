import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct LayeredModelTests {
  private func convolutional(_ kernels: [Int], degree: Int) throws -> LayeredModel {
    var layers: [any ModelLayer] = []
    for (index, kernel) in kernels.enumerated() {
      if index > 0, degree > 1 { layers.append(ActivationLayer(.monomial(degree: degree))) }
      layers.append(ConvolutionLayer(kernel: [kernel]))
    }
    let length = kernels.reduce(1) { $0 + $1 - 1 }
    return try LayeredModel(inputs: .sequence(length: length, channels: 1), layers: layers)
  }

  @Test(
    "polynomial convolutional networks have dimension k_1 + … + k_L - (L - 1) (arXiv 2410.00722)",
    arguments: [
      ([2, 2], 2), ([3, 2], 2), ([2, 2, 2], 2), ([3, 3], 3), ([2, 3, 2], 3), ([4], 1),
    ])
  func convolutions(kernels: [Int], degree: Int) throws {
    let rank = try genericRank(of: convolutional(kernels, degree: degree))
    #expect(rank.dimension == kernels.reduce(0, +) - kernels.count + 1)
    #expect(rank.evidence.isProven)
  }

  @Test(
    "linear convolutions multiply their kernels as polynomials: the rank is that of Sylvester's matrix"
  )
  func linearConvolutions() throws {
    let model = try convolutional([3, 2], degree: 1)
    // a(x + 1)(x + 2) or (x + 1)^2 or x^2 + 1 with x + 1, the zero kernel, and a common root at infinity.
    for (weights, expected) in [
      ([2, 3, 1, 1, 1], 3), ([1, 2, 1, 1, 1], 3), ([1, 0, 1, 1, 1], 4), ([1, 0, 1, 0, 0], 2),
      ([1, 1, 0, 2, 0], 3), ([0, 0, 0, 1, 1], 3),
    ] as [([Rational], Int)] {
      let found = try rank(of: model, at: weights)
      #expect(found.rank == expected && found.evidence.isProven, "\(weights)")
      #expect(try model.jacobian().evaluated(at: weights).rank == expected)
    }
  }

  private func attention(layers: Int, dimension d: Int, heads a: Int, tokens: Int) throws
    -> LayeredModel
  {
    try LayeredModel(
      inputs: .tokens(count: tokens, features: d),
      layers: (0..<layers).map { _ in LinearAttentionLayer(key: a, value: d) })
  }

  @Test(
    "lightning attention has dimension l(a(2d - a) + d^2) - (l - 1)d^2 - l (arXiv 2408.17221)",
    arguments: [
      (1, 4, [22, 27, 30, 31]), (2, 3, [17, 23, 25]), (1, 2, [6, 7]), (2, 2, [8, 10]),
      (1, 3, [13, 16, 17]),
    ])
  func lightningAttention(layers: Int, dimension d: Int, expected: [Int]) throws {
    for (a, value) in zip(1...d, expected) {
      let model = try attention(layers: layers, dimension: d, heads: a, tokens: d)
      let rank = try genericRank(of: model)
      #expect(rank.dimension == value && rank.evidence.isProven, "\(layers) \(d) \(a): \(rank)")
      #expect(
        rank.upperBound.value == layers * (a * (2 * d - a) + d * d) - (layers - 1) * d * d - layers)
    }
  }

  @Test(
    "lightning attention with three layers",
    .enabled(if: ProcessInfo.processInfo.environment["SLT_LONG_TESTS"] != nil),
    arguments: zip([1, 2, 3, 4], [34, 49, 58, 61]))
  func deepLightningAttention(a: Int, expected: Int) throws {
    let rank = try genericRank(of: attention(layers: 3, dimension: 4, heads: a, tokens: 4))
    #expect(rank.dimension == expected && rank.evidence.isProven)
  }

  @Test(
    "tied autoencoders W^T W x have the dimension of symmetric matrices of rank r: rn - r(r - 1)/2",
    arguments: [(3, 1), (3, 2), (4, 2), (4, 3)])
  func tiedAutoencoders(inputs n: Int, hidden r: Int) throws {
    let model = try LayeredModel(
      inputs: .vector(n),
      layers: [
        DenseLayer(outputs: r),
        DenseLayer(outputs: n, sharing: LayerSharing(layer: 1, isTransposed: true)),
      ])
    #expect(model.parameterCount == n * r)
    let rank = try genericRank(of: model)
    #expect(rank.dimension == r * n - r * (r - 1) / 2 && rank.evidence.isProven)
  }

  @Test(
    "linear layers factor matrices: r(m + n - r), proven by GL(r) between them", arguments: 1...3)
  func linearLayers(r: Int) throws {
    let model = try LayeredModel(
      inputs: .vector(4), layers: [DenseLayer(outputs: r), DenseLayer(outputs: 3)])
    let rank = try genericRank(of: model)
    #expect(rank.dimension == r * (4 + 3 - r) && rank.evidence.isProven)
  }

  @Test(
    "sums of 1/z for linear forms z: each has its forms and no scaling, and one input has only c/x (arXiv 2509.11088)"
  )
  func reciprocals() throws {
    for (inputs, hidden, outputs, expected) in [
      (2, 1, 1, 2), (2, 2, 1, 4), (2, 3, 1, 6), (3, 2, 1, 6), (3, 2, 2, 8), (1, 3, 1, 1),
      (1, 2, 2, 2),
    ] {
      let model = try LayeredModel(
        inputs: .vector(inputs),
        layers: [
          DenseLayer(outputs: hidden),
          RationalActivationLayer(numerator: [1], denominator: [0, 1]),
          DenseLayer(outputs: outputs),
        ])
      let rank = try genericRank(of: model)
      #expect(rank.dimension == expected, "\(inputs) \(hidden) \(outputs)")
      #expect(rank.evidence.isProven)
    }
  }

  @Test("ranks of a rational network at points: equal forms and zero weights")
  func rationalPoints() throws {
    let model = try LayeredModel(
      inputs: .vector(2),
      layers: [
        DenseLayer(outputs: 2), RationalActivationLayer(numerator: [1], denominator: [0, 1]),
        DenseLayer(outputs: 1),
      ])
    // v/(wx): the derivatives are 1/z, x/z^2, y/z^2 and relations among them by proportional forms.
    for (weights, expected) in [
      ([1, 2, 3, 1, 1, 1], 4), ([1, 2, 1, 2, 1, 1], 2), ([1, 2, 3, 1, 0, 1], 3),
      ([1, 2, Rational(1, 2), 1, 1, 3], 2),
    ] as [([Rational], Int)] {
      let found = try rank(of: model, at: weights)
      #expect(found.rank == expected && found.evidence.isProven, "\(weights)")
      #expect(try model.jacobian().evaluated(at: weights).rank == expected)
    }
    #expect(model.isDefined(at: [1, 2, 3, 1, 1, 1]) && !model.isDefined(at: [0, 0, 3, 1, 1, 1]))
  }

  @Test("a product of two linear forms fills the quadratic forms of two variables")
  func gates() throws {
    let model = try LayeredModel(
      inputs: .vector(2), layers: [DenseLayer(outputs: 2), ProductLayer()])
    let rank = try genericRank(of: model)
    #expect(rank.dimension == 3 && rank.evidence.isProven && rank.isFilling)
    #expect(model.parameterCount == 4)
  }

  @Test("dense layers in a layered model have the ranks of the architecture")
  func denseNetworks() throws {
    for (widths, degree) in [([2, 2, 1], 2), ([2, 3, 2], 3), ([2, 2, 2, 1], 2)] {
      let architecture = try Architecture(widths: widths, degree: degree)
      var layers: [any ModelLayer] = []
      for width in widths.dropFirst() {
        if !layers.isEmpty { layers.append(ActivationLayer(.monomial(degree: degree))) }
        layers.append(DenseLayer(outputs: width))
      }
      let model = try LayeredModel(inputs: .vector(widths[0]), layers: layers)
      #expect(model.architecture == architecture)
      #expect(
        try genericRank(of: model).dimension == genericRank(of: architecture).dimension)
      var random = RandomSource(seed: 2)
      for _ in 0..<3 {
        let weights = (0..<model.parameterCount).map { _ in Rational(random.integer(in: -1...1)) }
        let found = try rank(of: model, at: weights)
        #expect(
          try found.rank == rank(at: Network(architecture, weights: weights)).rank
            && found.evidence.isProven)
      }
    }
  }

  @Test("coefficients with denominators: ranks at points are proven and right")
  func denominators() throws {
    let model = try LayeredModel(
      inputs: .vector(2),
      layers: [
        DenseLayer(outputs: 2),
        ActivationLayer(.polynomial(coefficients: [0, Rational(1, 3), Rational(5, 7)])),
        DenseLayer(outputs: 1), ActivationLayer(.polynomial(coefficients: [0, 1, Rational(2, 9)])),
      ])
    var random = RandomSource(seed: 4)
    for _ in 0..<6 {
      let weights = (0..<model.parameterCount).map { _ in
        Rational(random.integer(in: -2...2)) / Rational(random.integer(in: 1...5))
      }
      let found = try rank(of: model, at: weights)
      #expect(
        try found.rank == model.jacobian().evaluated(at: weights).rank && found.evidence.isProven)
    }
  }

  @Test("symmetries explain the kernel at general points, and orbits shrink at special ones")
  func orbits() throws {
    let model = try attention(layers: 2, dimension: 2, heads: 1, tokens: 2)
    let weights = (0..<model.parameterCount).map { Rational(($0 * 7 + 3) % 11 - 5) }
    let found = try rank(of: model, at: weights)
    let moved = try orbit(of: weights, under: model)
    #expect(found.rank == 8 && moved.dimension == found.kernelDimension)
    #expect(moved.parts.contains { $0.name == "GL(2) between layers 1 and 2" })
    let zero = weights.map { _ in Rational(0) }
    #expect(try orbit(of: zero, under: model).dimension == 0)
  }

  /// Affine functions of one input have dimension 2, whatever the layers.
  @Test(
    "shifts explain what biases of linear layers leave free, unless a layer without bias is in between"
  )
  func shifts() throws {
    for (isBiased, count, unexplained) in [(true, 13, 0), (false, 11, 1)] {
      let model = try LayeredModel(
        inputs: .vector(1),
        layers: [
          DenseLayer(outputs: 2, hasBias: true), DenseLayer(outputs: 2, hasBias: isBiased),
          DenseLayer(outputs: 1, hasBias: true),
        ])
      #expect(model.parameterCount == count)
      let weights = (1...count).map { Rational($0 * $0 % 7 + 1) }
      #expect(try rank(of: model, at: weights).rank == 2)
      #expect(try orbit(of: weights, under: model).dimension == count - 2 - unexplained)
    }
    // σ(t) = a₀ + a₁t + a₂t² in front of a bias and behind one: one shift each, and two scalings.
    let model = try LayeredModel(
      inputs: .vector(1),
      layers: [
        DenseLayer(outputs: 1, hasBias: true), TrainableActivationLayer(degree: 2),
        DenseLayer(outputs: 1, hasBias: true),
      ])
    let generic = try genericRank(of: model)
    #expect(generic.dimension == 3 && generic.upperBound.value == 3)
    #expect(generic.evidence.isProven)
  }

  @Test("trainable activations: scalings of what goes in and out are symmetries")
  func trainableActivations() throws {
    for (extent, expected) in [
      (TrainableActivationLayer.Sharing.layer, 2), (TrainableActivationLayer.Sharing.neuron, 4),
    ] {
      let model = try LayeredModel(
        inputs: .vector(2),
        layers: [
          DenseLayer(outputs: 2), TrainableActivationLayer(degree: 2, extent: extent),
          DenseLayer(outputs: 1),
        ])
      let weights = (0..<model.parameterCount).map { Rational($0 + 1) }
      #expect(try orbit(of: weights, under: model).dimension == expected)
    }
  }

  /// f(x) = a/(u·x) + b/(v·x): the derivatives by hand, at 60 points of which a third have parallel rows.
  @Test("ranks of reciprocals on data are those of the derivatives written down by hand")
  func reciprocalsOnData() throws {
    let model = try LayeredModel(
      inputs: .vector(2),
      layers: [
        DenseLayer(outputs: 2), RationalActivationLayer(numerator: [1], denominator: [0, 1]),
        DenseLayer(outputs: 1),
      ])
    var random = RandomSource(seed: 6)
    func number() -> Rational { Rational(random.integer(in: 0...8) - 4) }
    var ranks: Set<Int> = []
    for trial in 0..<60 {
      let inputs = (0..<5).map { _ in [number(), number()] }
      var weights = (0..<6).map { _ in number() }
      if trial % 3 == 0 { (weights[2], weights[3]) = (2 * weights[0], 2 * weights[1]) }
      let data = DataModel(model, data: inputs)
      let values = inputs.map { x in
        (weights[0] * x[0] + weights[1] * x[1], weights[2] * x[0] + weights[3] * x[1])
      }
      let isDefined = values.allSatisfy { !$0.0.isZero && !$0.1.isZero }
      #expect((data.undefinedInput(at: weights, over: RationalField()) == nil) == isDefined)
      guard isDefined else { continue }
      let rows = zip(inputs, values).map { x, z -> [Rational] in
        let (p, q) = (1 / z.0, 1 / z.1)
        return [
          -weights[4] * p * p * x[0], -weights[4] * p * p * x[1], -weights[5] * q * q * x[0],
          -weights[5] * q * q * x[1], p, q,
        ]
      }
      let expected = Matrix(ring: RationalField(), rows: rows, columnCount: 6).rank
      let found = try rank(of: data, at: weights, includingKernel: true)
      #expect(found.rank == expected && found.evidence.isProven)
      ranks.insert(found.rank)
      let outputs = values.map { [weights[4] / $0.0 + weights[5] / $0.1] }
      #expect(try data.fit(at: weights, targets: outputs).isExact)
    }
    #expect(ranks.count >= 3)
  }

  @Test(
    "the symmetries of networks as layers move weights in the kernel of the Jacobian",
    arguments: 0..<20)
  func networksAsLayers(seed: Int) throws {
    var random = RandomSource(seed: UInt64(seed))
    let widths = (0..<random.integer(in: 3...4)).map { _ in random.integer(in: 1...3) }
    let activations = (0..<widths.count - 2).map { _ -> Activation in
      [.monomial(degree: 1), .monomial(degree: 2), .polynomial(coefficients: [0, 1, 1])][
        random.integer(in: 0...2)]
    }
    let architecture = try Architecture(
      widths: widths, activations: activations, hasBias: seed % 2 == 0)
    let layers = try #require(LayeredModel(architecture))
    #expect(layers.architecture == architecture)
    #expect(layers.parameterNames == architecture.parameterNames)
    let weights = (0..<architecture.parameterCount).map { _ in
      Rational(random.integer(in: 0...6) - 3)
    }
    let network = try Network(architecture, weights: weights)
    let moved = try #require(try orbit(of: network))
    let found = try rank(at: network, includingKernel: true)
    #expect(moved.dimension <= found.kernelDimension)
    let kernel = try #require(found.kernelBasis)
    let velocities = layers.symmetries.flatMap(\.velocities).map {
      $0.value(at: weights, over: RationalField())
    }
    let both = Matrix(
      ring: RationalField(), rows: kernel + velocities, columnCount: architecture.parameterCount)
    #expect(both.rank == found.kernelDimension)
    let own = Matrix(
      ring: RationalField(), rows: velocities, columnCount: architecture.parameterCount)
    #expect(own.rank == moved.dimension)
  }
}
