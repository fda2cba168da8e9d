import ExactArithmetic

extension Architecture {
  /// A bound on the number of terms of all entries of the polynomial map together.
  ///
  /// Exact for monomial activations with at most two hidden layers, with or without biases. Beyond, it
  /// counts products of terms of different neurons as if none were equal, which is at most what an
  /// expansion meets on the way; a polynomial activation counts as if nothing cancelled. Infinite when
  /// it exceeds the range of `Double`.
  ///
  /// - Complexity: at most some 10⁹ floating-point operations, whatever the degrees.
  public var polynomialMapTermBound: Double {
    let hidden = PowerTermBounds(self).map { $0.activations.value(1) } ?? compositionBound
    let perOutput = Double(widths[layerCount - 1]) * hidden + (hasBias ? 1 : 0)
    return Double(outputCount) * perOutput
  }

  /// The bound for messages, with `up to` where it is not known to be exact.
  var polynomialMapTermBoundText: String {
    let isExact =
      activations.count <= 2 && activations.allSatisfy(\.isMonomial)
      && activations.dropFirst().allSatisfy { $0.degree <= PowerTermBounds.largestTable }
    return (isExact ? "" : "up to ") + approximate(polynomialMapTermBound)
  }

  /// A bound on the terms of a last hidden neuron that expands every power as if its terms were
  /// independent variables; only for degrees too large for `PowerTermBounds`.
  private var compositionBound: Double {
    var terms = 1.0
    for (index, activation) in activations.enumerated() {
      let sum = Double(widths[index]) * terms + (hasBias ? 1 : 0)
      terms = exponents(of: activation).reduce(0) { $0 + multisets(of: $1, from: sum) }
    }
    return terms
  }
}

/// A count as exact digits where a `Double` has them, else with two digits and a power of ten.
func approximate(_ count: Double) -> String {
  if count == .infinity { return "10^308 or more" }
  if count < 0x1p53 { return "\(Int(count))" }
  var (mantissa, exponent) = (count, 0)
  while mantissa >= 10 {
    mantissa /= 10
    exponent += 1
  }
  return "about \((mantissa * 10).rounded() / 10)*10^\(exponent)"
}

/// The powers of t that occur in an activation.
private func exponents(of activation: Activation) -> [Int] {
  if activation.isMonomial { return [activation.degree] }
  return activation.terms.map(\.power)
}

/// The number C(kinds + size − 1, size) of multisets, as a floating-point number.
func multisets(of size: Int, from kinds: Double) -> Double {
  let short = min(Double(size), kinds - 1)
  let long = max(Double(size), kinds - 1)
  var count = 1.0
  var i = 1.0
  // The product grows, so it is exact below 2⁵³ and overflows to infinity after few steps.
  while i <= short && count < .infinity {
    count = count * (long + i) / i
    i += 1
  }
  return count
}

/// For every layer in turn, bounds on the number of terms of all powers of a neuron.
///
/// With z = Σ w_j a_j, the terms of zⁿ fall apart by the exponents k_j of the w_j, and those of one part
/// are at most the product of the numbers of terms of a_j^{k_j}: so G(n) = [tⁿ] (Σ_k A(k) t^k)^d, where
/// A counts terms of powers of a_j and d is the number of neurons. The neurons of the first layer have
/// no weights in common, which makes this exact for the second. A power σ(z)^m consists of zⁿ with n in
/// an arithmetic progression.
private struct PowerTermBounds {
  /// Bounds by exponent, from a table or by a formula.
  enum Powers {
    case table([Double])
    case ones
    case linearForm(variables: Double, degree: Int)

    func value(_ n: Int) -> Double {
      switch self {
      case .table(let values): values[n]
      case .ones: 1
      case .linearForm(let variables, let degree): multisets(of: n * degree, from: variables)
      }
    }
  }

  /// The terms of powers of an activated neuron of the last hidden layer.
  var activations = Powers.ones

  static let largestTable = 8192
  static let largestSum = 1 << 26

  /// `nil` if the degrees are too large for tables.
  init?(_ architecture: Architecture) {
    // largest[ℓ] is the largest power of an activated neuron of layer ℓ that occurs in an output.
    var largest = [Int](repeating: 1, count: architecture.layerCount)
    for layer in (1..<architecture.layerCount).reversed() {
      largest[layer - 1] = largest[layer] * architecture.activations[layer - 1].degree
    }
    for (index, activation) in architecture.activations.enumerated() {
      let inputs = architecture.widths[index]
      let limit = largest[index]
      let sums: Powers
      if index == 0 {
        sums = .linearForm(variables: Double(inputs + (architecture.hasBias ? 1 : 0)), degree: 1)
      } else if limit > PowerTermBounds.largestTable {
        return nil
      } else {
        var series = power((0...limit).map(activations.value), inputs)
        if architecture.hasBias { series = product(series, series.map { _ in 1 }) }
        sums = .table(series)
      }
      guard
        let next = PowerTermBounds.activated(sums, activation, upTo: largest[index + 1])
      else { return nil }
      activations = next
    }
  }

  /// Bounds for σ(z)^m from those for zⁿ.
  private static func activated(
    _ sums: Powers, _ activation: Activation, upTo largest: Int
  ) -> Powers? {
    let exponents = exponents(of: activation)
    if exponents.count == 1 {
      if case .linearForm(let variables, _) = sums {
        return .linearForm(variables: variables, degree: exponents[0])
      }
      return .table((0...largest).map { sums.value($0 * exponents[0]) })
    }
    let (low, high) = (exponents[0], exponents[exponents.count - 1])
    let step = exponents.reduce(0) { greatestCommonDivisor($0, $1 - low) }
    let (count, overflow) = largest.multipliedReportingOverflow(by: largest)
    guard !overflow, count < largestSum / high else { return nil }
    return .table(
      (0...largest).map { m in
        stride(from: m * low, through: m * high, by: step).reduce(0) { $0 + sums.value($1) }
      })
  }
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  b == 0 ? a : greatestCommonDivisor(b, a % b)
}

/// The product of two power series of the same length.
private func product(_ a: [Double], _ b: [Double]) -> [Double] {
  a.indices.map { n in (0...n).reduce(0) { $0 + a[$1] * b[n - $1] } }
}

/// The n-th power of a power series, n ≥ 1.
private func power(_ series: [Double], _ n: Int) -> [Double] {
  if n == 1 { return series }
  let half = power(product(series, series), n / 2)
  return n % 2 == 1 ? product(half, series) : half
}
