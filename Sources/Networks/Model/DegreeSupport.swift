import ExactArithmetic

/// The degrees that occur in the outputs of a stack of layers, as polynomials in its inputs.
///
/// The functions of all weights span the forms of these degrees: their span is mapped to itself by all
/// linear changes of the inputs, and the forms of one degree are irreducible under these. A degree is
/// listed when some powers of the exponents add up to it; in layers of few neurons its coefficient can
/// cancel for special coefficients of the activations, so that in general this is a superset.
package enum DegreeSupport: Hashable, Sendable {
  /// One degree: activations c·t^r without biases.
  case homogeneous(Int)
  /// Every degree from 0 on: with biases.
  case upTo(Int)
  /// A sorted list: polynomial activations without biases, for example odd degrees only.
  case degrees([Int])
  /// Every `step`-th degree from `lowest` to `degree`, step ≥ 1: lists that are too long.
  ///
  /// Near both ends some of them may be missing.
  case progression(lowest: Int, step: Int, degree: Int)

  /// Lists of degrees are replaced by progressions beyond this degree.
  package static let largestListedDegree = 4_096

  /// The support of a linear or affine map.
  package static func affine(hasBias: Bool) -> DegreeSupport {
    hasBias ? .upTo(1) : .homogeneous(1)
  }

  /// The support of the outputs of an architecture.
  package init(_ architecture: Architecture) {
    self = architecture.activations.reduce(.affine(hasBias: architecture.hasBias)) {
      $0.composed(
        with: ActivationExponents($1, hasBias: architecture.hasBias), hasBias: architecture.hasBias)
    }
  }

  /// The largest degree.
  package var degree: Int {
    switch self {
    case .homogeneous(let degree), .upTo(let degree), .progression(_, _, let degree): degree
    case .degrees(let degrees): degrees.last ?? 0
    }
  }

  /// The support after an activation and the next linear (with biases: affine) layer.
  package func composed(with exponents: ActivationExponents, hasBias: Bool) -> DegreeSupport {
    let top = product(degree, exponents.degree)
    if hasBias { return .upTo(top) }
    switch self {
    case .upTo: return .upTo(top)
    case .homogeneous(let degree):
      if let power = exponents.monomialDegree { return .homogeneous(product(degree, power)) }
      if top <= Self.largestListedDegree { return .degrees(exponents.list.map { $0 * degree }) }
    case .degrees(let degrees):
      if top <= Self.largestListedDegree {
        return .degrees(sumset(of: degrees, exponents: exponents.list))
      }
    case .progression: break
    }
    return progression(after: exponents, degree: top)
  }

  /// The smallest progression that contains the support after an activation.
  private func progression(after exponents: ActivationExponents, degree top: Int) -> DegreeSupport {
    let (lowest, step) = lowestAndStep
    let first = exponents.list.first ?? 0
    // The sums of e of the degrees are e·lowest modulo the step.
    var newStep = step
    for exponent in exponents.list {
      newStep = greatestCommonDivisor(newStep, product(exponent - first, lowest))
    }
    return .progression(lowest: product(first, lowest), step: max(newStep, 1), degree: top)
  }

  /// The lowest degree, and a common divisor of the differences of degrees, 0 for one degree.
  private var lowestAndStep: (Int, Int) {
    switch self {
    case .homogeneous(let degree): return (degree, 0)
    case .upTo(let degree): return (0, degree == 0 ? 0 : 1)
    case .progression(let lowest, let step, _): return (lowest, step)
    case .degrees(let degrees):
      let lowest = degrees.first ?? 0
      return (lowest, degrees.reduce(0) { greatestCommonDivisor($0, $1 - lowest) })
    }
  }
}

/// a·b for a, b ≥ 0, or a number that is larger than every degree of an architecture.
private func product(_ a: Int, _ b: Int) -> Int {
  let (value, overflows) = a.multipliedReportingOverflow(by: b)
  return overflows ? .max >> 4 : value
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

/// The union over e in `exponents` (increasing) of all sums of e members of `degrees`.
private func sumset(of degrees: [Int], exponents: [Int]) -> [Int] {
  let top = (degrees.last ?? 0) * (exponents.last ?? 0)
  var current = [Bool](repeating: false, count: top + 1)
  current[0] = true
  var result = current.map { _ in false }
  var fold = 0
  for exponent in exponents {
    while fold < exponent {
      var next = [Bool](repeating: false, count: top + 1)
      for (sum, occurs) in current.enumerated() where occurs {
        for degree in degrees where sum + degree <= top { next[sum + degree] = true }
      }
      current = next
      fold += 1
    }
    for (sum, occurs) in current.enumerated() where occurs { result[sum] = true }
  }
  return result.enumerated().compactMap { $1 ? $0 : nil }
}
