import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// E|f(x) − g(x)|² for the functions of two networks and independent standard normal inputs, exactly.
///
/// Two ways, of which the first that is affordable is taken:
/// - **One hidden layer, or none.** In the orthogonal basis of Hermite polynomials
///   t^j = Σ_m j!/(m! a! 2^a) |u|^{2a} H_m with a = (j − m)/2 for t = u·x, where E H_m(u·x) H_m(v·x) = m! (u·v)^m, so
///   that the expectation of a product of two neurons is a polynomial in |u|², |v|² and u·v. This needs no expansion
///   in the inputs, of which there can be many.
/// - **Expansion.** The outputs of f − g are expanded and written in products of Hermite polynomials, one variable
///   after the other: Σ h_α He_α has the expectation of the square Σ α! h_α².
///
/// - Parameter first: f.
/// - Parameter second: g, with as many inputs and outputs, else traps; `nil` for g = 0.
/// - Parameter control: Limits and cancellation.
/// - Returns: The squared distance, or `nil` where neither way is affordable.
/// - Throws: what `control` demands.
/// - Complexity: h²·(d₀ + d₂ + r) operations on rationals for h hidden neurons of both networks together, or the
///   expansion of both.
public func squaredGaussianDistance(
  _ first: Network, _ second: Network?, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> Rational? {
  let (a, b) = (first.architecture, second?.architecture ?? first.architecture)
  require(
    a.inputCount == b.inputCount && a.outputCount == b.outputCount,
    "a network with \(a.inputCount) inputs and \(a.outputCount) outputs and one with \(b.inputCount) and "
      + "\(b.outputCount)")
  switch gaussianDistanceCost(a, second == nil ? nil : b) {
  case .neurons: return try NeuronExpectations(first, second).squaredNorm(control: control)
  case .expansion:
    let ring: PolynomialRing<RationalField>
    do {
      ring = try PolynomialRing(coefficients: RationalField(), variables: a.inputNames)
    } catch {
      contractViolation("input names make no polynomial ring: \(error)")
    }
    let outputs = try expand(first, in: ring, control: control)
    let others = try second.map { second throws(ComputationStopped) in
      try expand(second, in: ring, control: control)
    }
    var sum = Rational.zero
    for (index, output) in outputs.enumerated() {
      try control.checkpoint()
      sum = sum + hermiteSquare(others.map { output - $0[index] } ?? output)
    }
    return sum
  case nil: return nil
  }
}

/// The way in which an exact distance is computed, with about how many operations on rationals it takes.
package enum GaussianDistanceCost {
  /// By pairs of neurons.
  case neurons(Double)
  /// By expansion.
  case expansion(Double)

  /// The operations.
  package var operations: Double {
    switch self {
    case .neurons(let count), .expansion(let count): count
    }
  }
}

/// The most operations on rationals of the way by pairs of neurons.
private let largestNeuronCost = 3e6

/// The largest degree there: coefficients have factorials.
private let largestNeuronDegree = 64

/// How the exact distance of networks of these architectures is computed; `nil` where it is not affordable.
package func gaussianDistanceCost(
  _ first: Architecture, _ second: Architecture?
) -> GaussianDistanceCost? {
  let both = [first] + (second.map { [$0] } ?? [])
  let units = both.reduce(0) { $0 + ($1.layerCount == 1 ? $1.outputCount : $1.widths[1]) }
  let degree = both.map(\.inputDegree).max() ?? 1
  if both.allSatisfy({ $0.layerCount <= 2 }), degree <= largestNeuronDegree {
    let pairs = Double(units) * Double(units + 1) / 2
    let cost = pairs * Double(first.inputCount + first.outputCount + degree)
    if cost <= largestNeuronCost { return .neurons(cost) }
  }
  guard both.allSatisfy({ isExpandable($0) }) else { return nil }
  return .expansion(
    both.reduce(0) { sum, architecture in
      let monomials = PolynomialSpace(architecture).dimension.asDouble
      return sum + monomials * monomials
        * Double(architecture.widths.dropFirst().reduce(0, +)) / 10
    })
}

/// Expectations of products of the neurons of two networks with at most one hidden layer.
private struct NeuronExpectations {
  /// A summand of the outputs: a polynomial of u·x with the outgoing weights of it.
  private struct Unit {
    /// u.
    var direction: [Rational]
    /// h_m, in the basis H_m.
    var coefficients: [Rational]
    /// The weights of the outputs.
    var outgoing: [Rational]
  }

  private var units: [Unit] = []

  init(_ first: Network, _ second: Network?) {
    add(first, sign: 1)
    if let second { add(second, sign: -1) }
  }

  private mutating func add(_ network: Network, sign: Rational) {
    let architecture = network.architecture
    let isLinear = architecture.layerCount == 1
    let outputs = architecture.outputCount
    let biases = network.bias(ofLayer: 1)
    let last = isLinear ? nil : network.matrix(ofLayer: 2)
    for (i, row) in network.matrix(ofLayer: 1).enumerated() {
      let terms =
        isLinear ? [(power: 1, coefficient: Rational.one)] : architecture.activations[0].terms
      units.append(
        Unit(
          direction: row,
          coefficients: hermiteCoefficients(
            terms, shift: biases?[i] ?? 0,
            square: RationalField().dotProduct(row.span, row.span)),
          outgoing: (0..<outputs).map { sign * (last?[$0][i] ?? ($0 == i ? 1 : 0)) }))
    }
    guard !isLinear, let constants = network.bias(ofLayer: 2) else { return }
    units.append(
      Unit(
        direction: Array(repeating: 0, count: architecture.inputCount), coefficients: [1],
        outgoing: constants.map { sign * $0 }))
  }

  /// E Σ_o (Σ_i α_{oi} φ_i)².
  func squaredNorm(control: ComputationControl) throws(ComputationStopped) -> Rational {
    let field = RationalField()
    var sum = Rational.zero
    for (i, unit) in units.enumerated() {
      try control.checkpoint(operations: 100 * (i + 1) * unit.direction.count)
      for (k, other) in units[...i].enumerated() {
        let weight = field.dotProduct(unit.outgoing.span, other.outgoing.span)
        if weight.isZero { continue }
        let product = field.dotProduct(unit.direction.span, other.direction.span)
        var (expectation, power, factorial) = (Rational.zero, Rational.one, Integer.one)
        for (m, (x, y)) in zip(unit.coefficients, other.coefficients).enumerated() {
          if m > 0 {
            power = power * product
            factorial = factorial * Integer(m)
          }
          expectation = expectation + Rational(factorial) * x * y * power
        }
        sum = sum + (i == k ? 1 : 2) * weight * expectation
      }
    }
    return sum
  }
}

/// The coefficients h_m of σ(z + b) = Σ_m h_m H_m for z normal with variance v, where E H_m² = m! vᵐ and H_m has leading
/// coefficient 1.
private func hermiteCoefficients(
  _ terms: [(power: Int, coefficient: Rational)], shift: Rational, square: Rational
) -> [Rational] {
  let degree = terms.last?.power ?? 0
  var result = [Rational](repeating: 0, count: degree + 1)
  // (z + b)^k = Σ_j C(k, j) b^{k−j} z^j.
  var powers = result
  for (k, coefficient) in terms {
    if shift.isZero {
      powers[k] = powers[k] + coefficient
      continue
    }
    for j in 0...k {
      powers[j] =
        powers[j] + coefficient * Rational(binomial(Integer(k - j), plus: Integer(j)))
        * shift.power(k - j)
    }
  }
  for (j, coefficient) in powers.enumerated() where !coefficient.isZero {
    // j!/(m! a! 2^a) for a = 0, 1, …: from one to the next (j − 2a)(j − 2a − 1)/(2(a + 1)).
    var factor = coefficient
    for a in 0...j / 2 {
      let m = j - 2 * a
      result[m] = result[m] + factor
      if m >= 2 {
        factor = factor * square * Rational(Integer(m) * Integer(m - 1), Integer(2 * (a + 1)))
      }
    }
  }
  return result
}

/// E p(x)² for independent standard normal variables.
private func hermiteSquare(_ p: Polynomial<RationalField>) -> Rational {
  var terms: [[Int]: Rational] = [:]
  for (coefficient, exponents) in p.terms { terms[Array(exponents)] = coefficient }
  for variable in p.ring.variables.indices {
    var next: [[Int]: Rational] = [:]
    for (exponents, coefficient) in terms {
      let j = exponents[variable]
      var (target, factor) = (exponents, coefficient)
      for a in 0...j / 2 {
        let m = j - 2 * a
        target[variable] = m
        next[target, default: 0] = next[target, default: 0] + factor
        if m >= 2 { factor = factor * Rational(Integer(m) * Integer(m - 1), Integer(2 * (a + 1))) }
      }
    }
    terms = next
  }
  return terms.reduce(0) { sum, term in
    let norm = term.key.reduce(Integer.one) { $0 * factorial($1) }
    return sum + Rational(norm) * term.value * term.value
  }
}
