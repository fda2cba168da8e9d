import ExactArithmetic
import Networks

/// The degrees that can occur in the outputs of a stack of layers, as polynomials in its inputs.
///
/// The outputs lie in the span of the forms of these degrees, which is what bounds their ambient
/// space. Always a superset of the true degrees.
enum DegreeSupport: Hashable {
  /// One degree: monomial activations without biases.
  case homogeneous(Int)
  /// Every degree from 0 on: with biases.
  case upTo(Int)
  /// A sorted list: polynomial activations without biases, for example odd degrees only.
  case degrees([Int])

  /// Lists of degrees are replaced by `upTo` beyond this degree.
  static let largestListedDegree = 512

  /// The support of a linear or affine map.
  static func affine(hasBias: Bool) -> DegreeSupport { hasBias ? .upTo(1) : .homogeneous(1) }

  /// The largest degree.
  var degree: Int {
    switch self {
    case .homogeneous(let degree), .upTo(let degree): degree
    case .degrees(let degrees): degrees.last ?? 0
    }
  }

  /// Whether the space of polynomials is mapped to itself by all affine changes of variables.
  var isAffineInvariant: Bool { if case .upTo = self { true } else { false } }

  /// The dimension of the space of polynomials with these degrees in `variables` variables.
  func ambientDimension(variables: Int) -> Int {
    switch self {
    case .homogeneous(let degree):
      Saturating.monomialCount(variables: variables, degree: degree)
    case .upTo(let degree):
      Saturating.monomialCount(variables: variables + 1, degree: degree)
    case .degrees(let degrees):
      degrees.reduce(0) {
        Saturating.sum($0, Saturating.monomialCount(variables: variables, degree: $1))
      }
    }
  }

  /// The support after an activation and the next linear (with biases: affine) layer.
  func composed(with exponents: ActivationExponents, hasBias: Bool) -> DegreeSupport {
    let top = Saturating.product(degree, exponents.degree)
    if case .homogeneous(let degree) = self, let power = exponents.monomialDegree {
      return .homogeneous(Saturating.product(degree, power))
    }
    if hasBias || top > Self.largestListedDegree { return .upTo(top) }
    switch self {
    case .upTo: return .upTo(top)
    case .homogeneous(let degree): return .degrees(exponents.list.map { $0 * degree })
    case .degrees(let degrees): return .degrees(sumset(of: degrees, exponents: exponents.list))
    }
  }
}

/// The powers of t that occur in an activation.
struct ActivationExponents: Hashable {
  /// In increasing order.
  let list: [Int]
  /// The degree r.
  let degree: Int

  init(_ activation: Activation) {
    degree = activation.degree
    if activation.isMonomial {
      list = [degree]
    } else {
      list = activation.coefficients.enumerated().compactMap { $1.isZero ? nil : $0 }
    }
  }

  /// r if σ(t) = c·t^r, else `nil`.
  var monomialDegree: Int? { list.count == 1 ? degree : nil }
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
