import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// The fit of addition modulo an odd p by cosines and sines, of width 2p − 1 with activation t², over
/// ℚ(cos 2π/4p); inputs are pairs of unit vectors.
struct FourierFit {
  let p: Int
  let network: NumberFieldNetwork
  let inputs: [[NumberFieldElement]]
  let targets: [[NumberFieldElement]]

  init(p: Int) throws {
    self.p = p
    let field = try NumberField.realCyclotomic(4 * p)
    func scaled(_ factor: Rational, _ value: NumberFieldElement) -> NumberFieldElement {
      field.multiply(NumberFieldElement(factor), value)
    }
    func cosine(_ k: Int, _ x: Int) throws -> NumberFieldElement {
      try #require(field.cosine(4 * k * x))
    }
    func sine(_ k: Int, _ x: Int) throws -> NumberFieldElement {
      try #require(field.cosine(4 * k * x - p))
    }
    // Rows (u′, u″) and outgoing weights of the units.
    var rows = [[NumberFieldElement](repeating: NumberFieldElement(Rational(1, 2)), count: 2 * p)]
    let third = Rational(1, Integer(p))
    var outgoing = [
      try (0..<p).map { x in
        try (1...(p - 1) / 2).reduce(NumberFieldElement(third)) {
          field.add($0, scaled(-2 * third, field.add(try cosine($1, x), try sine($1, x))))
        }
      }
    ]
    for k in 1...(p - 1) / 2 {
      let (c, s) = (try (0..<p).map { try cosine(k, $0) }, try (0..<p).map { try sine(k, $0) })
      rows += [c + c, s + s.map(field.negate), s + c, c + s]
      let (even, odd) = (c.map { scaled(third, $0) }, s.map { scaled(third, $0) })
      outgoing += [even, even, odd, odd]
    }
    network = try NumberFieldNetwork(
      Architecture(widths: [2 * p, 2 * p - 1, p], degree: 2), field: field,
      weights: rows.flatMap { $0 } + (0..<p).flatMap { x in outgoing.map { $0[x] } })
    func unit(_ k: Int) -> [NumberFieldElement] {
      (0..<p).map { $0 == k ? field.one : field.zero }
    }
    let pairs = (0..<p).flatMap { a in (0..<p).map { (a, $0) } }
    inputs = pairs.map { unit($0) + unit($1) }
    targets = pairs.map { unit(($0 + $1) % p) }
  }
}

@Suite struct NumberFieldPointRankTests {
  @Test(
    "the Fourier fit adds modulo p, and its rank on one-hot pairs",
    arguments: [(3, 27), (5, 105), (7, 229)])
  func fourierFit(p: Int, expected: Int) throws {
    try check(p, expected)
  }

  @Test(
    "the same for larger p",
    .enabled(if: ProcessInfo.processInfo.environment["SLT_LONG_TESTS"] != nil),
    arguments: [(9, 399), (11, 621)])
  func largeFourierFit(p: Int, expected: Int) throws {
    try check(p, expected)
  }

  private func check(_ p: Int, _ expected: Int) throws {
    let fit = try FourierFit(p: p)
    let point = fit.network
    let (holds, failure) = try interpolates(
      point.architecture, at: point.weights, over: point.field, inputs: fit.inputs,
      targets: fit.targets)
    #expect(holds.value && holds.evidence.isProven && failure == nil)
    let found = try rank(at: point, inputs: fit.inputs)
    #expect(found.rank == expected)
    #expect(found.evidence.isProven)
  }

  @Test("a wrong target is found") func wrongTarget() throws {
    let fit = try FourierFit(p: 3)
    var targets = fit.targets
    targets[4][0] = fit.network.field.generator
    let (holds, failure) = try interpolates(
      fit.network.architecture, at: fit.network.weights, over: fit.network.field,
      inputs: fit.inputs, targets: targets)
    #expect(!holds.value && failure == 4)
  }

  @Test("the regular representation over the rationals has the same rank")
  func regularRepresentation() throws {
    let fit = try FourierFit(p: 5)
    let point = fit.network
    let rows = try fit.inputs.flatMap { input in
      let gradients = try #require(
        point.architecture.gradients(parameters: point.weights, input: input, over: point.field))
      let count = point.weights.count
      return (0..<5).map { Array(gradients[$0 * count..<($0 + 1) * count]) }
    }
    var random = RandomSource(seed: 1)
    let found = try rankByRegularRepresentation(
      of: Matrix(ring: point.field, rows: rows), using: &random, control: ComputationControl())
    #expect(found.rank == 105)
  }

  @Test("at rational weights the rank is that over the rationals", arguments: 0..<12)
  func rationalWeights(seed: Int) throws {
    var random = RandomSource(seed: UInt64(seed))
    let architecture = try Architecture(
      widths: [2, 3, 2], degree: 2 + seed % 3, hasBias: seed.isMultiple(of: 2))
    let network = try Network(
      architecture,
      weights: (0..<architecture.parameterCount).map { _ in
        Rational(random.integer(in: -1...1)) / 2
      })
    let field = try NumberField.realCyclotomic(7)
    let expected = try rank(at: network)
    let found = try rank(
      at: NumberFieldNetwork(network, field: field), includingKernel: true)
    #expect(found.rank == expected.rank)
    #expect(found.kernelBasis?.count == network.weights.count - found.rank)
  }

  /// Rows (1, a) and (a, a²) = a·(1, a): proportional over ℚ(√2), not over ℚ.
  @Test("neurons that are proportional over the field only") func proportionalRows() throws {
    let field = try NumberField(
      generator: "a", minimalPolynomial: "a^2 - 2", root: Rational("1.414"))
    let architecture = try Architecture(widths: [2, 2, 1], degree: 2)
    func network(_ weights: [String]) throws -> NumberFieldNetwork {
      try NumberFieldNetwork(
        architecture, field: field, weights: weights.map { try field.parse($0) })
    }
    let redundant = try network(["1", "a", "a", "2", "1", "1"])
    #expect(try rank(at: redundant).rank == 2)
    #expect(try rank(at: network(["1", "a", "a", "1", "1", "1"])).rank == 3)
    // (x + ay)² + (ax + 2y)² = 3(x + ay)².
    let single = try network(["1", "a", "0", "0", "3", "1"])
    let same = try computeSameFunction(
      architecture, at: redundant.weights, architecture, at: single.weights, over: field)
    #expect(same.value && same.evidence.isProven)
    let conjugate = try network(["1", "-a", "0", "0", "3", "1"])
    let other = try computeSameFunction(
      architecture, at: redundant.weights, architecture, at: conjugate.weights, over: field)
    #expect(!other.value && other.evidence.isProven)
  }

  @Test("the learning coefficient by the rank") func learningCoefficients() throws {
    let fit = try FourierFit(p: 3)
    let point = fit.network
    let found = try rank(at: point, inputs: fit.inputs)
    // As many as outputs on the data: the map is a submersion.
    let value = learningCoefficient(
      of: point.architecture, at: point.weights, over: point.field, rank: found, genericRank: nil,
      bound: 27)
    #expect(value.lambda == Rational(27, 2) && value.multiplicity == 1)
    #expect(value.evidence.isProven)
    let larger = try FourierFit(p: 5)
    let bounds = learningCoefficient(
      of: larger.network.architecture, at: larger.network.weights, over: larger.network.field,
      rank: try rank(at: larger.network, inputs: larger.inputs), genericRank: nil, bound: 117)
    #expect(bounds.lambda == nil && bounds.lower == Rational(105, 2))
    // 135 parameters, one scaling for each of the 9 neurons.
    #expect(bounds.upper == 63)
  }
}
