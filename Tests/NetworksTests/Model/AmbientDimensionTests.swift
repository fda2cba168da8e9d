import AlgebraTestSupport
import SingularLearning
import Testing

/// The monomials that can occur in the outputs of a network.
@Suite struct AmbientDimensionTests {
  /// The degrees of f(t·x) that occur at some random weights: every one of them is listed, and no other.
  private static func occurringDegrees(_ architecture: Architecture) throws -> Set<Int> {
    let field = try PrimeField(modulus: 1_000_003)
    var random = RandomSource(seed: 5)
    var degrees: Set<Int> = []
    for _ in 0..<3 {
      var values: [[UInt64]] = (0..<architecture.inputCount).map { _ in
        [0, field.randomElement(using: &random)]
      }
      for layer in 1...architecture.layerCount {
        values = (0..<architecture.widths[layer]).map { _ in
          var sum: [UInt64] = [architecture.hasBias ? field.randomElement(using: &random) : 0]
          for value in values { add(value, times: field.randomElement(using: &random), to: &sum) }
          return sum
        }
        guard layer < architecture.layerCount else { break }
        let coefficients = architecture.activations[layer - 1].coefficients
        values = values.map { value in
          coefficients.reversed().reduce([0]) { result, coefficient in
            var next = multiply(result, value)
            next[0] = field.add(next[0], field.image(of: coefficient) ?? 0)
            return next
          }
        }
      }
      for value in values { degrees.formUnion(value.indices.filter { value[$0] != 0 }) }
    }
    return degrees

    func add(_ a: [UInt64], times factor: UInt64, to sum: inout [UInt64]) {
      while sum.count < a.count { sum.append(0) }
      for (i, x) in a.enumerated() { field.addProduct(factor, x, to: &sum[i]) }
    }
    func multiply(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
      var product = [UInt64](repeating: 0, count: a.count + b.count - 1)
      for (i, x) in a.enumerated() where x != 0 {
        for (j, y) in b.enumerated() { field.addProduct(x, y, to: &product[i + j]) }
      }
      return product
    }
  }

  /// C(d + n − 1, n − 1) as a count of exponent vectors.
  private static func monomials(_ variables: Int, _ degree: Int) -> Int {
    variables == 1 ? 1 : (0...degree).reduce(0) { $0 + monomials(variables - 1, $1) }
  }

  @Test("by hand: odd, even and mixed activations, with and without biases")
  func byHand() throws {
    let odd = Activation.polynomial(coefficients: [0, 1, 0, 1])
    let even = Activation.polynomial(coefficients: [0, 0, 1, 0, 1])
    func ambient(_ widths: [Int], _ activation: Activation, bias: Bool = false) throws -> Integer {
      try Architecture(
        widths: widths, activations: Array(repeating: activation, count: widths.count - 2),
        hasBias: bias
      ).ambientDimension
    }
    // x, x³
    #expect(try ambient([1, 2, 1], odd) == 2)
    // 2 + 4
    #expect(try ambient([2, 3, 1], .hermite(degree: 3)) == 6)
    // 1 + 3: degrees 0 and 2
    #expect(try ambient([2, 3, 1], .hermite(degree: 2)) == 4)
    // degrees 2 and 4, two outputs
    #expect(try ambient([2, 3, 2], even) == 2 * (3 + 5))
    // degrees 1, 3, 5, 7, 9
    #expect(try ambient([2, 2, 2, 1], odd) == 2 + 4 + 6 + 8 + 10)
    // degrees 4, 6, 8 (squares), 8, 10, 12, 14, 16 (fourth powers)
    #expect(try ambient([1, 2, 2, 1], even) == 7)
    // with biases every degree occurs
    #expect(try ambient([1, 2, 1], odd, bias: true) == 4)
    #expect(try ambient([2, 3, 1], .hermite(degree: 3), bias: true) == 10)
    // t² + t: degrees 1 and 2
    #expect(try ambient([3, 2, 1], .polynomial(coefficients: [0, 1, 1])) == 3 + 6)
  }

  @Test("the degrees are those that occur at random weights")
  func randomWeights() throws {
    let activations: [Activation] = [
      .hermite(degree: 2), .hermite(degree: 3), .hermite(degree: 5), .monomial(degree: 2),
      .polynomial(coefficients: [0, 1, 0, 0, 1]), .polynomial(coefficients: [1, 0, 0, 1]),
      .polynomial(coefficients: [0, 0, 1, 0, 0, 1]),
    ]
    for inputs in 1...3 {
      for first in activations {
        for second in activations.prefix(5) {
          for bias in [false, true] {
            let architecture = try Architecture(
              widths: [inputs, 5, 2, 1], activations: [first, second], hasBias: bias)
            let degrees = try Self.occurringDegrees(architecture)
            let count = degrees.reduce(0) { $0 + Self.monomials(inputs, $1) }
            #expect(architecture.ambientDimension == Integer(count), "\(architecture) \(first)")
          }
        }
      }
    }
  }

  @Test("beyond listed degrees: 3^12 is reached by odd degrees only")
  func progressions() throws {
    let odd = Activation.polynomial(coefficients: [0, 1, 0, 1])
    let depth = 12
    let deep = { (inputs: Int) throws in
      try Architecture(
        widths: [inputs] + Array(repeating: 2, count: depth) + [1],
        activations: Array(repeating: odd, count: depth)
      ).ambientDimension
    }
    let top = 531_441
    // One monomial for each of 1, 3, …, 3^12; d + 1 of them in two variables.
    #expect(try deep(1) == Integer((top + 1) / 2))
    #expect(
      try deep(2)
        == stride(from: 1, through: top, by: 2).reduce(Integer(0)) { $0 + Integer($1 + 1) })
    #expect(
      try deep(3)
        == stride(from: 1, through: top, by: 2)
        .reduce(Integer(0)) { $0 + Integer($1 + 1) * Integer($1 + 2) / 2 })
  }

  @Test("expected dimensions: scalings, also of translated powers where biases take the rest")
  func expectedDimensions() throws {
    let odd = try genericRank(
      of: Architecture(
        widths: [1, 2, 1], activations: [.polynomial(coefficients: [0, 1, 0, 1])]))
    #expect(odd.ambientDimension == 2 && odd.expectedDimension == 2 && odd.dimension == 2)
    #expect(odd.defect == 0 && odd.isFilling && odd.evidence.isProven)
    let cubic = try genericRank(
      of: Architecture(widths: [2, 3, 1], activations: [.hermite(degree: 3)]))
    #expect(cubic.ambientDimension == 6 && cubic.expectedDimension == 6 && cubic.dimension == 6)
    #expect(cubic.defect == 0 && cubic.isFilling)
    // 15 parameters, and two neurons that can be scaled about the centre of t² + t.
    for activation in [
      Activation.monomial(degree: 2), .hermite(degree: 2), .polynomial(coefficients: [3, 1, 1]),
    ] {
      let rank = try genericRank(
        of: Architecture(widths: [5, 2, 1], activations: [activation], hasBias: true))
      #expect(rank.expectedDimension == 13 && rank.dimension == 12 && rank.evidence.isProven)
      let plain = try Architecture(widths: [5, 2, 1], activations: [activation])
      #expect(plain.expectedDimension == (activation.isMonomial ? 10 : 12))
    }
    // (t − 1)³ + 2 is one, (t − 1)³ + t is none.
    let cubes: [([Rational], Int)] = [([1, 3, -3, 1], 25), ([-1, 4, -3, 1], 27)]
    for (coefficients, expected) in cubes {
      let architecture = try Architecture(
        widths: [11, 2, 1], activations: [.polynomial(coefficients: coefficients)], hasBias: true)
      #expect(architecture.parameterCount == 27)
      #expect(architecture.expectedDimension == expected)
    }
  }
}
