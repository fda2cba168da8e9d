import AlgebraTestSupport
import SingularLearning

/// A random architecture with at most three layers of small widths, monomial or polynomial activations,
/// with or without biases.
func randomSmallArchitecture(using random: inout RandomSource) throws -> Architecture {
  let depth = random.integer(in: 1...3)
  let widths = (0...depth).map { _ in random.integer(in: 1...3) }
  let activations = (1..<max(depth, 1)).map { _ -> Activation in
    let degree = random.integer(in: 1...3)
    if random.integer(in: 0...1) == 0 { return .monomial(degree: degree) }
    let lower = (0..<degree).map { _ in
      Rational(Integer(random.integer(in: -2...2)), Integer(random.integer(in: 1...2)))
    }
    return .polynomial(coefficients: lower + [randomNonzeroRational(using: &random)])
  }
  return try Architecture(
    widths: widths, activations: activations, hasBias: random.integer(in: 0...1) == 1)
}

/// Rational numbers of modest size that are doubles exactly.
func dyadicNumbers(_ count: Int, using random: inout RandomSource) -> [Rational] {
  (0..<count).map { _ in Rational(Integer(random.integer(in: -24...24)), 16) }
}

/// The mean-squared loss and its derivatives in exact arithmetic, by means that share nothing with the
/// kernels: generic evaluation over ℚ and over ℚ[t].
struct ExactLoss {
  let architecture: Architecture
  let inputs: [[Rational]]
  let targets: [[Rational]]

  /// Coefficients in t of the loss at w + t·v.
  func expansion(at w: [Rational], along v: [Rational]) throws -> Polynomial<RationalField> {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["t"])
    let evaluator = try NetworkEvaluator(architecture, ring: ring)
    let t = ring.variable(0)
    let weights = zip(w, v).map { ring.constant($0) + ring.constant($1) * t }
    var sum = ring.zero
    for (x, y) in zip(inputs, targets) {
      let outputs = evaluator.outputs(weights: weights, input: x.map { ring.constant($0) })
      for (f, target) in zip(outputs, y) {
        let difference = f - ring.constant(target)
        sum = sum + difference * difference
      }
    }
    return ring.constant(Rational(1, Integer(inputs.count))) * sum
  }

  func unitVector(_ index: Int) -> [Rational] {
    (0..<architecture.parameterCount).map { $0 == index ? 1 : 0 }
  }

  func value(at w: [Rational]) throws -> Rational {
    try expansion(at: w, along: w.map { _ in 0 }).coefficient(of: [0])
  }

  func gradient(at w: [Rational]) throws -> [Rational] {
    try w.indices.map { try expansion(at: w, along: unitVector($0)).coefficient(of: [1]) }
  }

  func hessianTrace(at w: [Rational]) throws -> Rational {
    try w.indices.reduce(0) {
      try $0 + 2 * expansion(at: w, along: unitVector($1)).coefficient(of: [2])
    }
  }

  /// H v by polarisation of the quadratic form: entry i is (q(v + e_i) − q(v) − q(e_i)).
  func hessianProduct(at w: [Rational], _ v: [Rational]) throws -> [Rational] {
    func form(_ u: [Rational]) throws -> Rational {
      try expansion(at: w, along: u).coefficient(of: [2])
    }
    let own = try form(v)
    return try w.indices.map { index in
      let unit = unitVector(index)
      return try form(zip(v, unit).map { $0 + $1 }) - own - form(unit)
    }
  }
}

/// E (f − g)² over independent inputs, from the coefficients of the polynomial f − g and moments.
func exactPopulationLoss(
  _ student: Network, teacher: Network, inputs: InputDistribution
) throws -> Rational {
  let ring = try PolynomialRing(
    coefficients: RationalField(), variables: student.architecture.inputNames)
  func outputs(_ network: Network) throws -> [Polynomial<RationalField>] {
    let evaluator = try NetworkEvaluator(network.architecture, ring: ring)
    return evaluator.outputs(
      weights: network.weights.map { ring.constant($0) },
      input: (0..<network.architecture.inputCount).map { ring.variable($0) })
  }
  var sum = Rational.zero
  for (f, g) in zip(try outputs(student), try outputs(teacher)) {
    let difference = f - g
    for (coefficient, exponents) in (difference * difference).terms {
      sum = sum + exponents.reduce(coefficient) { $0 * moment($1, inputs) }
    }
  }
  return sum
}

private func moment(_ k: Int, _ inputs: InputDistribution) -> Rational {
  if !k.isMultiple(of: 2) { return 0 }
  return switch inputs {
  case .gaussian: Rational(stride(from: 1, to: k, by: 2).reduce(Integer(1)) { $0 * Integer($1) })
  case .uniform: Rational(1, Integer(k + 1))
  }
}

/// Whether two numbers agree to a relative error, or an absolute one relative to `scale`.
func agree(_ a: Double, _ b: Double, scale: Double = 0, relative: Double = 1e-10) -> Bool {
  abs(a - b) <= relative * max(abs(b), scale)
}
