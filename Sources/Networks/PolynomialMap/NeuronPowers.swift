import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// Expands the outputs of a network at the input (1, …, 1) as polynomials in its parameters, by powers of
/// neurons, layer by layer.
///
/// The input monomial of a term is not lost: the exponent of x_k is the sum of the exponents of the
/// weights in column k of the first layer.
///
/// With z = Σ w_j a_j, partial sums obey zⁿ = Σ_k C(n, k) z'ⁿ⁻ᵏ w_j^k a_j^k. Terms are therefore made once
/// where the a_j have no weights in common, however high the degree; powers of the linear forms of the
/// first layer come from the multinomial formula, and so do low powers of all neurons.
/// The coefficient ring must contain all activation coefficients.
struct NeuronPowers<Coefficients: Ring> {
  typealias Entry = Polynomial<Coefficients>

  let architecture: Architecture
  let ring: PolynomialRing<Coefficients>
  let control: ComputationControl
  /// `powers[j][m]` is the m-th power of the activated neuron j of the last layer that was done; an
  /// empty list stands for the constant 1, as inputs and bias units are.
  private var powers: [[Entry]]

  init(
    _ architecture: Architecture, ring: PolynomialRing<Coefficients>, control: ComputationControl
  ) {
    self.architecture = architecture
    self.ring = ring
    self.control = control
    powers = Array(repeating: [], count: architecture.inputCount)
  }

  /// The outputs.
  mutating func outputs() throws(ComputationStopped) -> [Entry] {
    for layer in 1..<architecture.layerCount {
      let largest = architecture.activations[layer...].reduce(1) { $0 * $1.degree }
      let activation = architecture.activations[layer - 1]
      var next: [[Entry]] = []
      for row in 1...architecture.widths[layer] {
        next.append(try activated(activation, layer: layer, row: row, upTo: largest))
      }
      powers = next
    }
    var outputs: [Entry] = []
    for row in 1...architecture.outputCount {
      outputs.append(try sumPowers([1], layer: architecture.layerCount, row: row)[1] ?? ring.zero)
    }
    return outputs
  }

  /// σ(z)^m for m = 0, …, `largest`.
  private func activated(
    _ activation: Activation, layer: Int, row: Int, upTo largest: Int
  ) throws(ComputationStopped) -> [Entry] {
    let degree = activation.degree
    if let coefficient = activation.monomialCoefficient {
      let sums = try sumPowers(
        Set((0...largest).map { $0 * degree }), layer: layer, row: row)
      return (0...largest).map { m in
        let power = sums[m * degree] ?? ring.zero
        return coefficient == 1 ? power : power.scaled(by: image(coefficient.power(m)))
      }
    }
    let sums = try sumPowers(Set(0...largest * degree), layer: layer, row: row)
    var coefficients: [Rational] = [1]
    var result: [Entry] = []
    for m in 0...largest {
      try control.checkpoint()
      result.append(
        ring.sum(
          coefficients.enumerated().lazy.filter { $1 != 0 }.map { n, c in
            (sums[n] ?? ring.zero).scaled(by: image(c))
          }))
      if m < largest { coefficients = product(coefficients, activation.coefficients) }
    }
    return result
  }

  /// zⁿ for all n in `exponents`, where z is the weighted sum of a neuron, bias included.
  private func sumPowers(
    _ exponents: Set<Int>, layer: Int, row: Int
  ) throws(ComputationStopped) -> [Int: Entry] {
    let start = architecture.weightRange(ofLayer: layer, row: row).lowerBound
    let count = architecture.rowStride(ofLayer: layer)
    let factors = powers + Array(repeating: [], count: count - powers.count)
    var result: [Int: Entry] = [:]
    if factors.allSatisfy(\.isEmpty) {
      let form = ring.sum((0..<count).map { ring.variable(start + $0) })
      for n in exponents {
        try control.checkpoint()
        result[n] = form.power(n)
      }
      return result
    }
    let largest = exponents.max() ?? 0
    if isExpandedDirectly(factors, largest) {
      let sum = ring.sum(
        factors.enumerated().map { index, factor in
          let variable = ring.variable(start + index)
          return factor.isEmpty ? variable : variable * factor[1]
        })
      for n in exponents {
        try control.checkpoint()
        result[n] = sum.power(n)
      }
      return result
    }
    // partial[n] is the n-th power of the sum over the inputs so far.
    var partial: [Int: Entry] = [0: ring.one]
    for (index, factor) in factors.enumerated() {
      let variable = ring.variable(start + index)
      let terms = (0...largest).map { k in
        let power = variable.power(k)
        return factor.isEmpty ? power : power * factor[k]
      }
      var next: [Int: Entry] = [:]
      for n in 0...largest where index < count - 1 || exponents.contains(n) {
        try control.checkpoint()
        next[n] = convolution(partial, terms, n)
      }
      partial = next
    }
    for n in exponents { result[n] = partial[n] }
    return result
  }

  /// Whether z to the given power has few equal products of terms: then the multinomial formula for all
  /// terms of z at once is faster than the sums of products.
  private func isExpandedDirectly(_ factors: [[Entry]], _ power: Int) -> Bool {
    if power > 4 { return false }
    // Term counts of the powers of partial sums whose summands have no weights in common.
    var counts = [1.0] + [Double](repeating: 0, count: power)
    var terms = 0.0
    for factor in factors {
      let sizes = (0...power).map { factor.isEmpty ? 1 : Double(factor[$0].termCount) }
      counts = (0...power).map { n in
        (0...n).reduce(0) { $0 + counts[n - $1] * sizes[$1] }
      }
      terms += factor.isEmpty ? 1 : Double(factor[1].termCount)
    }
    return multisets(of: power, from: terms) <= 2 * counts[power]
  }

  /// Σ_k C(n, k)·partial[n − k]·terms[k].
  private func convolution(_ partial: [Int: Entry], _ terms: [Entry], _ n: Int) -> Entry {
    var (left, right): ([Entry], [Entry]) = ([], [])
    var binomial: Integer = 1
    for k in 0...n {
      if let factor = partial[n - k] {
        let (short, long) =
          factor.termCount < terms[k].termCount ? (factor, terms[k]) : (terms[k], factor)
        left.append(
          binomial.isOne ? short : short.scaled(by: ring.coefficients.image(of: binomial)))
        right.append(long)
      }
      binomial = binomial * Integer(n - k) / Integer(k + 1)
    }
    return ring.dotProduct(left.span, right.span)
  }

  private func image(_ coefficient: Rational) -> Coefficients.Element {
    guard let image = ring.coefficients.image(of: coefficient) else {
      contractViolation("the activation coefficient \(coefficient) is not in \(ring.coefficients)")
    }
    return image
  }

  /// The product of two polynomials in one variable, constant terms first.
  private func product(_ a: [Rational], _ b: [Rational]) -> [Rational] {
    var result = [Rational](repeating: 0, count: a.count + b.count - 1)
    for (i, x) in a.enumerated() where x != 0 {
      for (j, y) in b.enumerated() { result[i + j] = result[i + j] + x * y }
    }
    return result
  }
}
