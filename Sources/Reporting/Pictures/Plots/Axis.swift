import AlgebraicStructures
import Computation
import Foundation

/// One axis of a plot: a range of values on a linear or logarithmic scale, and its ticks.
struct Axis {
  /// A mark with its label.
  struct Tick {
    var value: Double
    var label: String
  }

  /// The smallest value.
  let lower: Double
  /// The largest value.
  let upper: Double
  /// Whether equal ratios have equal lengths.
  let isLogarithmic: Bool
  /// What the axis shows.
  let title: String
  /// The smallest distance of ticks on a linear axis.
  private var leastStep = 0.0

  /// The largest number on an axis: the length of every axis is finite, and so are ten times its ends.
  private static let largest = 1e300

  /// A linear axis; an empty range is widened, and one beyond ±10³⁰⁰ is cut off there.
  ///
  /// What is no number counts
  /// as 0.
  init(_ title: String, from lower: Double, to upper: Double) {
    self.title = title
    isLogarithmic = false
    let (lower, upper) = (Self.clamped(lower), Self.clamped(upper))
    let margin = upper > lower ? 0 : max(abs(lower), 1)
    self.lower = lower - margin
    self.upper = upper + margin
  }

  private static func clamped(_ value: Double) -> Double {
    value.isNaN ? 0 : min(max(value, -largest), largest)
  }

  /// An axis for the numbers 1 to `count`, with half a unit on both sides.
  init(_ title: String, numbersTo count: Int) {
    self.init(title, from: 0.5, to: Double(max(count, 1)) + 0.5)
    leastStep = 1
  }

  /// A logarithmic axis over whole decades, at least one, around the positive numbers `lower` to `upper`; decades
  /// outside of 10⁻³⁰⁰ to 10³⁰⁰ are left out.
  init(_ title: String, decadesFrom lower: Double, to upper: Double) {
    require(0 < lower && lower <= upper, "decades from \(lower) to \(upper)")
    self.title = title
    isLogarithmic = true
    let lower = min(max(lower, 1 / Self.largest), Self.largest / 10)
    let upper = min(max(upper, lower), Self.largest)
    let first = (log10(lower) + 1e-9).rounded(.down)
    let last = max((log10(upper) - 1e-9).rounded(.up), first + 1)
    self.lower = pow(10, first)
    self.upper = pow(10, last)
  }

  /// The place of a value between 0 (lower end) and 1; outside for values beyond the ends.
  ///
  /// It is never farther than ±1000 lengths, where infinite values are, and on a logarithmic scale those of 0
  /// and below. What is no
  /// number is at the lower end.
  func place(_ value: Double) -> Double {
    let place =
      isLogarithmic
      ? (log10(max(value, 0)) - log10(lower)) / (log10(upper) - log10(lower))
      : (value - lower) / (upper - lower)
    return place.isNaN ? 0 : min(max(place, -1000), 1000)
  }

  /// Ticks at round numbers, at most about `count`.
  func ticks(_ count: Int = 6) -> [Tick] {
    isLogarithmic ? decadeTicks(count) : linearTicks(count)
  }

  private func decadeTicks(_ count: Int) -> [Tick] {
    let (first, last) = (roundedInteger(log10(lower)), roundedInteger(log10(upper)))
    let step = [1, 2, 3, 5, 10, 20, 50, 100].first { (last - first) / $0 < count } ?? 200
    // Multiples of the step, so that 1 has a tick.
    return (first...last).filter { $0.isMultiple(of: step) }.map {
      Tick(value: pow(10, Double($0)), label: powerOfTen($0))
    }
  }

  private func linearTicks(_ count: Int) -> [Tick] {
    guard count > 0 else { return [] }
    let raw = max((upper - lower) / Double(count), leastStep)
    let unit = pow(10, log10(raw).rounded(.down))
    let step = unit * ([1, 2, 5].first { $0 * unit >= raw * (1 - 1e-9) } ?? 10)
    let first = roundedInteger((lower / step - 1e-9).rounded(.up))
    let last = roundedInteger((upper / step + 1e-9).rounded(.down))
    // A range far from 0 that is short against its distance has no ticks of its own in double precision.
    guard first <= last, last - first <= 2 * count + 2 else { return [] }
    return (first...last).map {
      let value = Double($0) * step
      return Tick(value: value, label: axisLabel(value, step: step))
    }
  }

  private func axisLabel(_ value: Double, step: Double) -> String {
    if abs(value) >= 1e6 || step < 1e-4 { return value == 0 ? "0" : scientific(value) }
    let digits = min(max(roundedInteger((-log10(step)).rounded(.up)), 0), 6)
    return decimal(value, digits: digits).replacing("-", with: minusSign)
  }
}

/// The minus sign of typography.
let minusSign = "\u{2212}"

/// 10 to the given power in print: 1, 10, 10², 10⁻³.
func powerOfTen(_ exponent: Int) -> String {
  if exponent == 0 { return "1" }
  if exponent == 1 { return "10" }
  let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
  let text = String("\(exponent.magnitude)".compactMap { $0.wholeNumberValue }.map { digits[$0] })
  return "10" + (exponent < 0 ? "⁻" : "") + text
}

/// A number with two significant digits: 0.012, 1.2, 1200, or 1.2·10⁵ and 1.2·10⁻⁵ beyond.
func scientific(_ value: Double) -> String {
  guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
  let sign = value < 0 ? minusSign : ""
  let size = abs(value)
  var power = roundedInteger(log10(size).rounded(.down))
  var leading = (size / pow(10, Double(power)) * 10).rounded() / 10
  if leading >= 10 { (leading, power) = (1, power + 1) }
  if (-3...4).contains(power) {
    return sign + decimal(leading * pow(10, Double(power)), digits: max(0, 1 - power))
  }
  return sign + (leading == 1 ? "" : decimal(leading, digits: 1) + "·") + powerOfTen(power)
}
