import AlgebraicStructures
import Computation
import ExactArithmetic

/// A nonnegative number that is at least the one it stands for: arithmetic rounded upwards.
///
/// A rounded sum, product or square root is at least the next smaller double's successor, so one step
/// up makes it an upper bound; zero stays exact. An overflow is +∞, which bounds everything.
struct UpperBound: Hashable, Comparable, Sendable {
  /// The bound.
  let value: Double

  static let zero = UpperBound(exactly: 0)
  static let one = UpperBound(exactly: 1)

  /// The number itself; traps unless it is at least 0.
  init(exactly value: Double) {
    require(value >= 0, "an upper bound of a magnitude must be at least 0, but is \(value)")
    self.value = value
  }

  /// The smallest double that is at least |q|.
  init(magnitude q: Rational) {
    let size = q.magnitude
    let nearest = size.asDouble
    if let exact = Rational(exactly: nearest), exact < size {
      value = nearest.nextUp
    } else {
      value = nearest
    }
  }

  private init(rounded value: Double) { self.value = value.nextUp }

  static func + (a: UpperBound, b: UpperBound) -> UpperBound {
    if a.value == 0 { return b }
    return b.value == 0 ? a : UpperBound(rounded: a.value + b.value)
  }

  static func * (a: UpperBound, b: UpperBound) -> UpperBound {
    // 0·∞ is 0 here: the factor that is 0 is 0 exactly, and the other one bounds a finite number.
    a.value == 0 || b.value == 0 ? .zero : UpperBound(rounded: a.value * b.value)
  }

  static func < (a: UpperBound, b: UpperBound) -> Bool { a.value < b.value }

  /// A bound of a / n, n > 0.
  func divided(by n: Integer) -> UpperBound {
    // One step below the nearest double is at most n; below 2⁵³ the double is n.
    let nearest = n.asDouble
    let divisor = nearest < 0x1p53 ? nearest : nearest.nextDown
    return value == 0 ? self : UpperBound(rounded: value / divisor)
  }

  var squareRoot: UpperBound { value == 0 ? self : UpperBound(rounded: value.squareRoot()) }

  func power(_ n: Int) -> UpperBound {
    var result = UpperBound.one
    var (square, exponent) = (self, n)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * square }
      exponent >>= 1
      if exponent > 0 { square = square * square }
    }
    return result
  }
}

extension Sequence<UpperBound> {
  /// A bound of the sum.
  var sum: UpperBound { reduce(.zero, +) }

  /// A bound of the Euclidean norm.
  var norm: UpperBound {
    // Scaled by a power of two, which is exact, so that squares neither overflow nor vanish.
    let largest = map(\.value).max() ?? 0
    guard largest > 0, largest.isFinite else { return UpperBound(exactly: largest) }
    let exponent = largest.exponent
    let scaled = map { UpperBound(exactly: $0.value.scaled(by: -exponent)) }
    return UpperBound(exactly: scaled.map { $0 * $0 }.sum.squareRoot.value.scaled(by: exponent))
  }
}

extension Double {
  /// x · 2^n for x ≥ 0, exactly or, when that is subnormal, rounded up.
  fileprivate func scaled(by n: Exponent) -> Double {
    let result = Double(sign: .plus, exponent: n, significand: self)
    return self == 0 || result.isNormal ? result : result.nextUp
  }
}
