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
  /// The fits with neurons Re, Im ζ(A + τB̄), A = e^{2πika/p} and B = e^{2πikb/p}, for each frequency k with two τ and ζ,
  /// here p = 5 and rational ones: all are exact, and their ranks are that of the Fourier fit, where τ = 1, i and ζ = 1.
  @Test("the Fourier fit modulo 5 lies in a family of exact fits of the same rank")
  func fourierFamily() throws {
    let p = 5
    let field = try NumberField.realCyclotomic(4 * p)
    typealias Complex = (re: NumberFieldElement, im: NumberFieldElement)
    func times(_ a: Complex, _ b: Complex) -> Complex {
      (
        field.subtract(field.multiply(a.re, b.re), field.multiply(a.im, b.im)),
        field.add(field.multiply(a.re, b.im), field.multiply(a.im, b.re))
      )
    }
    func rational(_ re: Rational, _ im: Rational) -> Complex {
      (NumberFieldElement(re), NumberFieldElement(im))
    }
    func scaled(_ factor: Rational, _ x: NumberFieldElement) -> NumberFieldElement {
      field.multiply(NumberFieldElement(factor), x)
    }
    let reference = try FourierFit(p: p)
    var random = RandomSource(seed: 3)
    func number() -> Rational { Rational(random.integer(in: 0...8) - 4) }
    var found = 0
    while found < 3 {
      var rows = [[NumberFieldElement](repeating: NumberFieldElement(Rational(1, 2)), count: 2 * p)]
      var columns: [[NumberFieldElement]] = []
      var constants = [NumberFieldElement](
        repeating: NumberFieldElement(Rational(1, Integer(p))), count: p)
      for k in 1...(p - 1) / 2 {
        let waves: [Complex] = try (0..<p).map {
          (try #require(field.cosine(4 * k * $0)), try #require(field.cosine(4 * k * $0 - p)))
        }
        let (tau, zeta) = (
          [(number(), number()), (number(), number())],
          [(number(), number()), (number(), number())]
        )
        let norms = zeta.map { $0.0 * $0.0 + $0.1 * $0.1 }
        let determinant = tau[0].0 * tau[1].1 - tau[1].0 * tau[0].1
        guard !determinant.isZero, norms.allSatisfy({ !$0.isZero }) else { break }
        for e in 0...1 {
          let (z, t) = (rational(zeta[e].0, zeta[e].1), rational(tau[e].0, tau[e].1))
          let first = waves.map { times(z, $0) }
          let second = waves.map { times(times(z, t), ($0.re, field.negate($0.im))) }
          rows += [first.map(\.re) + second.map(\.re), first.map(\.im) + second.map(\.im)]
          // Cramer's rule for Σ V_e |ζ_e|² τ_e = e^{2πikc/p}/p.
          let other = tau[1 - e]
          let sign: Rational = e == 0 ? 1 : -1
          let column = waves.map { wave in
            scaled(
              sign / (determinant * norms[e] * Rational(p)),
              field.subtract(scaled(other.1, wave.re), scaled(other.0, wave.im)))
          }
          columns += [column, column]
          let size = norms[e] * (1 + tau[e].0 * tau[e].0 + tau[e].1 * tau[e].1)
          constants = zip(constants, column).map { field.subtract($0, scaled(size, $1)) }
        }
      }
      guard rows.count == 2 * p - 1 else { continue }
      found += 1
      let outgoing = [constants] + columns
      let network = try NumberFieldNetwork(
        reference.network.architecture, field: field,
        weights: rows.flatMap { $0 } + (0..<p).flatMap { c in outgoing.map { $0[c] } })
      let fit = try interpolates(
        network.architecture, at: network.weights, over: field, inputs: reference.inputs,
        targets: reference.targets)
      #expect(fit.holds.value && fit.holds.evidence.isProven)
      #expect(try rank(at: network, inputs: reference.inputs).rank == 105)
    }
  }

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
