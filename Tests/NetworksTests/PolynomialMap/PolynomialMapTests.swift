import SingularLearning
import Testing

@Suite struct PolynomialMapTests {
  @Test func rowsAndEntriesOfASmallNetwork() throws {
    let map = try Architecture(widths: [2, 1, 2], degree: 2).polynomialMap()
    #expect(
      map.rows.map(\.description) == [
        "[1, [2, 0]]", "[1, [1, 1]]", "[1, [0, 2]]", "[2, [2, 0]]", "[2, [1, 1]]", "[2, [0, 2]]",
      ])
    #expect(
      map.entries.map(\.description) == [
        "w1_1_1^2*w2_1_1", "2*w1_1_1*w1_1_2*w2_1_1", "w1_1_2^2*w2_1_1",
        "w1_1_1^2*w2_2_1", "2*w1_1_1*w1_1_2*w2_2_1", "w1_1_2^2*w2_2_1",
      ])
  }

  @Test func rowsAreDegreeLexDecreasing() throws {
    let map = try Architecture(widths: [3, 1, 1], degree: 2, hasBias: true).polynomialMap()
    #expect(
      map.rows.map(\.exponents) == [
        [2, 0, 0], [1, 1, 0], [1, 0, 1], [0, 2, 0], [0, 1, 1], [0, 0, 2],
        [1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0],
      ])
  }

  @Test(arguments: sampleArchitectures)
  func valuesAreTheCoefficientsOfTheNetworkFunction(architecture: Architecture) throws {
    var random = RandomSource(seed: 31)
    let map = try architecture.polynomialMap()
    #expect(map.rows.count == architecture.outputCount * architecture.inputMonomials.count)
    #expect(Integer(map.entries.count { !$0.isZero }) == architecture.ambientDimension)
    let evaluator = try NetworkEvaluator(architecture, ring: RationalField())
    for _ in 0..<3 {
      let weights = smallRationals(architecture.parameterCount, using: &random)
      let input = smallRationals(architecture.inputCount, using: &random)
      var values = [Rational](repeating: 0, count: architecture.outputCount)
      for (row, entry) in zip(map.rows, map.entries) {
        let monomial = zip(input, row.exponents).reduce(Rational(1)) { $0 * $1.0.power($1.1) }
        values[row.output - 1] += entry.evaluate(at: weights) * monomial
      }
      #expect(values == evaluator.outputs(weights: weights, input: input))
    }
  }

  @Test(arguments: sampleArchitectures)
  func valuesModuloAPrime(architecture: Architecture) throws {
    var random = RandomSource(seed: 32)
    let field = try PrimeField(modulus: 1_000_003)
    let map = try architecture.polynomialMap()
    let evaluator = try NetworkEvaluator(architecture, ring: field)
    let reduction = RingHomomorphism(from: RationalField(), to: field) { field.image(of: $0)! }
    let weights = (0..<architecture.parameterCount).map { _ in field.randomElement(using: &random) }
    let input = (0..<architecture.inputCount).map { _ in field.randomElement(using: &random) }
    var values = [UInt64](repeating: 0, count: architecture.outputCount)
    for (row, entry) in zip(map.rows, map.entries) {
      let monomial = zip(input, row.exponents).reduce(field.one) {
        field.multiply($0, field.power($1.0, $1.1))
      }
      let coefficient = entry.evaluate(at: weights, through: reduction)
      field.addProduct(coefficient, monomial, to: &values[row.output - 1])
    }
    #expect(values == evaluator.outputs(weights: weights, input: input))
  }

  /// The expansion by powers of neurons against the generic forward pass over ℚ[weights, inputs].
  @Test(
    arguments: sampleArchitectures + [
      try! Architecture(widths: [2, 2, 2, 2, 1], degree: 2),
      try! Architecture(widths: [3, 3, 3, 1], degree: 2),
      try! Architecture(widths: [2, 3, 2, 1], degree: 3),
      try! Architecture(widths: [2, 2, 1], activations: [.hermite(degree: 5)], hasBias: true),
      // High powers of the second layer, which are summed over its inputs one by one.
      try! Architecture(widths: [2, 2, 2, 1], degrees: [2, 5]),
      try! Architecture(widths: [1, 3, 1, 2], degrees: [2, 5], hasBias: true),
      try! Architecture(
        widths: [2, 2, 1, 1],
        activations: [.polynomial(coefficients: [0, Rational(1, 2), 1]), .hermite(degree: 5)]),
    ])
  func expansionIsTheGenericForwardPass(architecture: Architecture) throws {
    let parameters = architecture.parameterNames
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: parameters + architecture.inputNames)
    let evaluator = try NetworkEvaluator(architecture, ring: ring)
    let generators = ring.generators
    let outputs = evaluator.outputs(
      weights: Array(generators.prefix(parameters.count)),
      input: Array(generators.suffix(architecture.inputCount)))
    let map = try architecture.polynomialMap()
    var expected: [PolynomialMap.Row: Polynomial<RationalField>] = [:]
    for (row, entry) in zip(map.rows, map.entries) where !entry.isZero { expected[row] = entry }
    var found = 0
    let inputs = Array(parameters.count..<ring.variableCount)
    for (index, output) in outputs.enumerated() {
      for (exponents, coefficient) in output.collected(in: inputs) {
        let row = try #require(
          map.rows.first { $0.output == index + 1 && $0.exponents == exponents })
        #expect(coefficient.moved(to: map.ring) == expected[row])
        found += 1
      }
    }
    #expect(found == expected.count)
  }
}
