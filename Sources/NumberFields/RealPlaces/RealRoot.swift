import Computation
import ExactArithmetic
import Polynomials

/// A real root of an irreducible polynomial over ℚ: an interval with rational ends that contains no other root.
///
/// Signs of polynomials at the root are decided exactly, by halving the interval until that of the value does not
/// contain 0.
struct RealRoot: Hashable, Sendable {
  /// The polynomial, constant term first.
  let polynomial: [Rational]
  /// The lower end; the root itself for a polynomial of degree one.
  private(set) var lower: Rational
  /// The upper end.
  private(set) var upper: Rational
  /// The sign of the polynomial at the lower end.
  private let lowerSign: Int

  /// The root in an isolating interval, lower end excluded.
  init(of polynomial: [Rational], lower: Rational, upper: Rational) {
    self.polynomial = polynomial
    if polynomial.count == 2 {
      let root = -polynomial[0] / polynomial[1]
      (self.lower, self.upper, lowerSign) = (root, root, 0)
      return
    }
    (self.lower, self.upper) = (lower, upper)
    lowerSign = value(of: polynomial, at: lower).signum
    refine(to: Rational(1, Integer(2).power(64)))
  }

  /// All real roots of an irreducible polynomial, in increasing order.
  static func all(of polynomial: [Rational]) -> [RealRoot] {
    SturmChain(coefficients: polynomial).isolatingIntervals.map {
      RealRoot(of: polynomial, lower: $0.lower, upper: $0.upper)
    }
  }

  /// The same in intervals that are short next to the distances between them, so that their middles can be compared.
  static func separated(of polynomial: [Rational]) -> [RealRoot] {
    var roots = all(of: polynomial)
    for (i, j) in zip(roots.indices, roots.indices.dropFirst()) {
      while true {
        let length = max(roots[i].upper - roots[i].lower, roots[j].upper - roots[j].lower)
        if length * 100 < roots[j].lower - roots[i].upper { break }
        roots[i].refine(to: length / 2)
        roots[j].refine(to: length / 2)
      }
    }
    return roots
  }

  /// The middle of the interval.
  var middle: Rational { (lower + upper) / 2 }

  /// Halves the interval until it is at most as long as `length`.
  mutating func refine(to length: Rational) {
    while upper - lower > length { halve() }
  }

  private mutating func halve() {
    // An irreducible polynomial of degree two or more has no rational root.
    let middle = (lower + upper) / 2
    if value(of: polynomial, at: middle).signum == lowerSign {
      lower = middle
    } else {
      upper = middle
    }
  }

  /// The sign at the root of a polynomial of smaller degree, constant term first, which is not zero there unless it
  /// has no terms.
  func sign(of other: [Rational]) -> Int {
    if other.count <= 1 { return other.first?.signum ?? 0 }
    var root = self
    while true {
      let (low, high) = root.range(of: other)
      if low.signum > 0 { return 1 }
      if high.signum < 0 { return -1 }
      root.halve()
    }
  }

  /// A rational number within 2⁻⁶⁰, relative for values above one, of the value of a polynomial at the root.
  func approximation(of other: [Rational]) -> Rational {
    var root = self
    let tolerance = Rational(1, Integer(2).power(60))
    while true {
      let (low, high) = root.range(of: other)
      if high - low <= tolerance * max(1, low.magnitude) { return (low + high) / 2 }
      root.halve()
    }
  }

  /// Bounds of the values on the interval, by Horner's rule.
  private func range(of other: [Rational]) -> (low: Rational, high: Rational) {
    var (low, high) = (Rational.zero, Rational.zero)
    for coefficient in other.reversed() {
      let ends = [low * lower, low * upper, high * lower, high * upper]
      low = (ends.min() ?? 0) + coefficient
      high = (ends.max() ?? 0) + coefficient
    }
    return (low, high)
  }
}

private func value(of polynomial: [Rational], at point: Rational) -> Rational {
  polynomial.reversed().reduce(Rational.zero) { $0 * point + $1 }
}
