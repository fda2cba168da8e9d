import AlgebraTestSupport
import SingularLearning
import Testing

/// Diagnosis and reduction of networks with weights in number fields.
@Suite struct NumberFieldDiagnosisTests {
  private func golden() throws -> NumberField {
    try NumberField(generator: "a", minimalPolynomial: "a^2 + a - 1", root: Rational("0.618"))
  }

  private func network(
    _ architecture: Architecture, _ field: NumberField, _ weights: [String]
  ) throws -> NumberFieldNetwork {
    try NumberFieldNetwork(
      architecture, field: field, weights: weights.map { try field.parse($0) })
  }

  @Test func rowsThatAreProportionalOverTheField() throws {
    let field = try golden()
    let point = try network(
      Architecture(widths: [2, 2, 1], degree: 3), field, ["1", "a", "a", "1 - a", "1", "2*a"])
    let found = try diagnose(point)
    #expect(found.neurons.map(\.state) == [.redundant, .redundant])
    #expect(found.neurons[1].proportionalTo == [.init(index: 1, factor: field.generator)])
    #expect(
      found.operations.map { $0.text(field.describe) }
        == ["layer 1: merge neuron 2 into neuron 1 (factor a)"])
    // 1 + 2a·a³.
    #expect(try found.reduced.weights == ["1", "a", "1 + 2*a^4"].map { try field.parse($0) })
    #expect(found.functionPreserved.value && found.functionPreserved.evidence.isProven)
  }

  @Test func outgoingWeightsThatCancelOverTheField() throws {
    let field = try golden()
    // The cube of a times a row: −a³ cancels it.
    let point = try network(
      Architecture(widths: [2, 2, 1], degree: 3), field, ["1", "a", "a", "1 - a", "-a^3", "1"])
    let found = try diagnose(point)
    #expect(found.operations.count == 2 && found.reduced.weights.allSatisfy(\.isZero))
    #expect(found.functionPreserved.value)
  }

  @Test func oppositeRowsAndConstants() throws {
    let field = try NumberField.realCyclotomic(7)
    let odd = try Architecture(
      widths: [1, 3, 1], activations: [.polynomial(coefficients: [0, 1, 0, 1])], hasBias: true)
    // Row and bias; the third neuron is constant.
    let point = try network(odd, field, ["a", "1", "-a", "-1", "0", "a", "1", "a", "2", "0"])
    let found = try diagnose(point)
    #expect(found.neurons.map(\.state) == [.redundant, .redundant, .inactiveIn])
    #expect(found.reduced.architecture.widths == [1, 1, 1])
    // (1 − a)·σ(ax + 1) + 2(a + a³).
    #expect(
      try found.reduced.weights == ["a", "1", "1 - a", "2*a + 2*a^3"].map { try field.parse($0) })
    #expect(found.functionPreserved.value && found.functionPreserved.evidence.isProven)
  }

  @Test func linearLayersMixOverTheField() throws {
    let field = try golden()
    let linear = try Architecture(widths: [3, 3, 2], degree: 1)
    // The third row is the first plus a times the second.
    let point = try network(
      linear, field,
      ["1", "0", "a", "0", "1", "1", "1", "a", "2*a", "1", "a", "2", "a", "0", "1"])
    let found = try diagnose(point)
    #expect(found.isSubnetwork && found.reduced.architecture.widths == [3, 2, 2])
    #expect(found.functionPreserved.value)
  }

  /// Over ℚ(√2) with rational weights everything is as over ℚ.
  @Test(arguments: 0..<60) func asOverTheRationals(seed: Int) throws {
    var random = RandomSource(seed: UInt64(seed))
    let field = try NumberField(
      generator: "s", minimalPolynomial: "s^2 - 2", root: Rational("1.414"))
    let activations: [Activation] = [
      .monomial(degree: 1), .monomial(degree: 2), .hermite(degree: 2), .hermite(degree: 3),
      .polynomial(coefficients: [1, 1, 1]), .polynomial(coefficients: [0, 1, 0, 1]),
      .polynomial(coefficients: [2, 1]),
    ]
    let architecture = try Architecture(
      widths: [2, 3, 2, 1],
      activations: (0..<2).map { _ in activations[random.integer(in: 0...activations.count - 1)] },
      hasBias: seed.isMultiple(of: 2))
    let network = try Network(
      architecture,
      weights: (0..<architecture.parameterCount).map { _ in Rational(random.integer(in: -1...1)) })
    let expected = try diagnose(network)
    let found = try diagnose(NumberFieldNetwork(network, field: field))
    #expect(found.neurons.map(\.state) == expected.neurons.map(\.state))
    #expect(
      found.operations.map { $0.text(field.describe) } == expected.operations.map(\.description))
    #expect(found.reduced == NumberFieldNetwork(expected.reduced, field: field))
    #expect(found.functionPreserved.value)
    let again = try network.weights.map { try field.parse($0.description) }
    #expect(again == NumberFieldNetwork(network, field: field).weights)
  }
}
