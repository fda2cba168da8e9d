import SingularLearning
import Testing

@Suite struct DimensionBoundTests {
  @Test("the bound equals the published dimension of all 12,907 architectures")
  func publishedDimensions() throws {
    let rows = try referenceDimensions()
    #expect(rows.count == 12_907)
    for row in rows {
      let bound = dimensionBound(of: row.architecture)
      #expect(bound.value == row.dimension, "\(row.architecture): \(bound)")
    }
  }

  /// The rank of gradients at random weights and points modulo a prime, not capped by any bound.
  func sampledRank(_ architecture: Architecture, seed: UInt64) throws -> Int {
    let field = try PrimeField(modulus: 2_147_483_629)
    let evaluator = try NetworkEvaluator(architecture, ring: field)
    var random = RandomSource(seed: seed)
    let weights = (0..<architecture.parameterCount).map { _ in
      field.randomElement(using: &random)
    }
    let pointCount = architecture.parameterCount / architecture.outputCount + 3
    var elements: [UInt32] = []
    for _ in 0..<pointCount {
      let input = (0..<architecture.inputCount).map { _ in field.randomElement(using: &random) }
      elements += evaluator.gradients(weights: weights, input: input).map { UInt32($0) }
    }
    return ModularMatrix(
      modulus: UInt32(field.modulus), rowCount: pointCount * architecture.outputCount,
      columnCount: architecture.parameterCount, elements: elements
    ).rank()
  }

  static func randomActivation(_ random: inout RandomSource) -> Activation {
    switch random.integer(in: 0...9) {
    case 0: .polynomial(coefficients: [0, 1, Rational(1, 2)])
    case 1: .polynomial(coefficients: [1, 0, 0, 2])
    case 2: .hermite(degree: 3)
    case 3: .hermite(degree: 2)
    case 4: .polynomial(coefficients: [1, 1])
    case 5: .monomial(degree: 1)
    case 6, 7: .monomial(degree: 3)
    default: .monomial(degree: 2)
    }
  }

  /// A computed rank is a proven lower bound, so exceeding the bound would refute a theorem or its
  /// implementation.
  ///
  /// Mixed activations and biases reach every branch.
  @Test("no computed rank exceeds the bound", arguments: 0..<20)
  func soundness(batch: Int) throws {
    for number in 0..<100 {
      var random = RandomSource(seed: UInt64(100 * batch + number))
      let hidden = random.integer(in: 0...4)
      let widths = (0..<hidden + 2).map { _ in random.integer(in: 1...5) }
      let onlySquares = number % 3 == 0
      let activations = (0..<hidden).map { _ in
        onlySquares ? .monomial(degree: 2) : Self.randomActivation(&random)
      }
      let architecture = try Architecture(
        widths: widths, activations: activations, hasBias: number % 4 == 1)
      let bound = dimensionBound(of: architecture)
      let rank = try sampledRank(architecture, seed: UInt64(number))
      #expect(rank <= bound.value, "\(architecture.activations) \(architecture): \(bound)")
    }
  }

  @Test("shallow exceptions of Alexander and Hirschowitz, Ottaviani, and curves")
  func exceptions() throws {
    for (widths, degree, dimension) in [
      ([3, 5, 1], 4, 14), ([4, 9, 1], 4, 34), ([5, 14, 1], 4, 69), ([5, 7, 1], 3, 34),
      ([4, 5, 3], 2, 29), ([6, 8, 3], 2, 62), ([4, 6, 5], 2, 47), ([5, 3, 1], 2, 12),
      ([3, 5, 2], 3, 19),
    ] {
      let architecture = try Architecture(widths: widths, degree: degree)
      #expect(dimensionBound(of: architecture).value == dimension)
      #expect(try sampledRank(architecture, seed: 1) == dimension)
    }
  }

  @Test("linear networks are determinantal varieties")
  func linearNetworks() throws {
    for widths in [[3, 4], [5, 2, 5], [5, 2, 4, 3, 5], [2, 3, 2], [4, 3, 3, 4]] {
      let rank = widths.min()!
      let expected = rank * (widths[0] + widths[widths.count - 1] - rank)
      #expect(
        try dimensionBound(of: Architecture(widths: widths, degree: 1)).value == expected)
    }
  }

  /// Beyond the layers of the table the bound comes from the network as a whole: one input and one output
  /// of degree 1 span a line, and with two outputs the bottleneck of width 1 leaves a plane.
  @Test func manyLayersHaveABound() throws {
    let line = try Architecture(widths: Array(repeating: 1, count: 501), degree: 1)
    #expect(dimensionBound(of: line).value == 1)
    #expect(try genericRank(of: line).evidence.isProven)
    let plane = try Architecture(widths: Array(repeating: 1, count: 500) + [2], degree: 1)
    #expect(dimensionBound(of: plane).value == 2)
  }
}
