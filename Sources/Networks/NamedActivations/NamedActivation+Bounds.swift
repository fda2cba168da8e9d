import ExactArithmetic
import Foundation

/// Bounds of values and slopes, for bounds of how much functions differ.
///
/// They rest on the library functions of the machine being accurate to a relative 2⁻⁴⁰; that is far more than they
/// err by, but nothing proves it, so that what follows is `numerical`.
extension NamedActivation {
  /// What the library functions are taken to be accurate to.
  static let accuracy = 0x1p-40

  /// An interval that has σ(z) for all z in another one.
  func values(on interval: ClosedRange<Double>) -> ClosedRange<Double> {
    let (low, high) = (interval.lowerBound, interval.upperBound)
    switch self {
    case .relu: return max(low, 0)...max(high, 0)
    case .sin:
      // Between −1 and 1; sharper where the cosine keeps its sign.
      guard high - low < 3, !containsMultiple(of: Double.pi, offset: Double.pi / 2, interval) else {
        return -1...1
      }
      let (a, b) = (value(at: low), value(at: high))
      return max(outward(min(a, b), -1), -1)...min(outward(max(a, b), 1), 1)
    default:
      let (a, b) = (value(at: low), value(at: high))
      guard a.isFinite, b.isFinite else { return -.infinity...Double.infinity }
      var bottom = min(a, b)
      // GELU and SiLU fall to a minimum first.
      if let minimum, low <= minimum.place, minimum.place <= high { bottom = minimum.value }
      return outward(bottom, -1)...outward(max(a, b), 1)
    }
  }

  /// At least |σ′(z)| for all z in an interval, rounded upwards.
  func slope(on interval: ClosedRange<Double>) -> Double {
    let (low, high) = (interval.lowerBound, interval.upperBound)
    switch self {
    case .relu: return high > 0 ? 1 : 0
    case .leakyReLU(let slope): return high > 0 ? 1 : slope.asDouble.nextUp
    case .sin:
      guard high - low < 3, !containsMultiple(of: Double.pi, offset: 0, interval) else { return 1 }
    case .tanh, .sigmoid, .erf:
      if low <= 0, high >= 0 { return outward(derivative(at: 0), 1) }
    default: break
    }
    var largest = max(derivative(at: low).magnitude, derivative(at: high).magnitude)
    guard largest.isFinite else { return steepest }
    // Between its extreme points the derivative is monotone; a margin covers where they are rounded.
    if let place = extremePlace, low <= place + 0x1p-20, high >= place - 0x1p-20 {
      largest = max(largest, steepest)
    }
    if let place = extremePlace, low <= -place + 0x1p-20, high >= -place - 0x1p-20 {
      largest = max(largest, derivative(at: -place).magnitude)
    }
    return min(outward(largest, 1), outward(steepest, 1))
  }

  /// At least |σ″(z)| for all z; `nil` where there is a kink.
  var curvature: Double? {
    switch self {
    case .tanh: 0.769_800_358_92
    case .sigmoid: 0.096_225_044_865
    case .erf: 0.967_882_898_077
    case .sin: 1
    case .gelu: 0.797_884_560_803
    case .silu: 0.5
    case .softplus: 0.25
    case .relu, .leakyReLU: nil
    }
  }

  /// At least |σ′| everywhere.
  private var steepest: Double {
    switch self {
    case .tanh, .sin, .softplus, .relu, .leakyReLU: 1
    case .sigmoid: 0.25
    case .erf: 1.128_379_167_095_513
    case .gelu: 1.128_904_145_186
    case .silu: 1.099_839_320_129
    }
  }

  /// Where σ′ is largest; it is smallest at the opposite place.
  private var extremePlace: Double? {
    switch self {
    case .gelu: 1.414_213_562_373_095
    case .silu: 2.399_357_280_515_468
    default: nil
    }
  }

  /// Where σ is smallest, and its value rounded downwards.
  private var minimum: (place: Double, value: Double)? {
    switch self {
    case .gelu: (-0.751_791_524_693_564, -0.169_971_207_479_91)
    case .silu: (-1.278_464_542_761_074, -0.278_464_542_761_08)
    default: nil
    }
  }
}

/// A value moved by more than what it may be wrong by.
private func outward(_ value: Double, _ sign: Double) -> Double {
  value + sign * (value.magnitude * NamedActivation.accuracy + 0x1p-48)
}

/// Whether offset + kπ may lie in an interval that is no longer than 3.
private func containsMultiple(
  of period: Double, offset: Double, _ interval: ClosedRange<Double>
) -> Bool {
  guard interval.lowerBound.magnitude < 0x1p30, interval.upperBound.magnitude < 0x1p30 else {
    return true
  }
  let margin = 0x1p-20
  let first = ((interval.lowerBound - margin - offset) / period).rounded(.up)
  return offset + first * period <= interval.upperBound + margin
}
