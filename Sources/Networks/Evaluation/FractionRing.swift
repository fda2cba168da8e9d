import AlgebraicStructures
import Computation
import Synchronization

/// Quotients of elements of a ring as pairs of a numerator and a denominator that are never reduced.
///
/// Sums and products are formal, so that the result of an evaluation is a fixed pair of polynomials in what was inserted;
/// the denominator may be zero. Equality compares pairs, which is not equality of quotients.
struct FractionRing<R: Ring>: Ring {
  /// A numerator and a denominator; no denominator stands for 1.
  struct Element: Hashable, Sendable {
    let numerator: R.Element
    let denominator: R.Element?
  }

  /// What was inverted.
  private final class Log: Sendable {
    let inverted = Mutex<[R.Element]>([])
  }

  let base: R
  private let log = Log()

  init(_ base: R) { self.base = base }

  static func == (a: FractionRing, b: FractionRing) -> Bool { a.log === b.log }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(log)) }

  /// The numerators of all elements that were inverted: where one is zero, an evaluation divides by zero.
  var inverted: [R.Element] { log.inverted.withLock { $0 } }

  var zero: Element { integral(base.zero) }
  var one: Element { integral(base.one) }
  var characteristic: UInt64 { base.characteristic }

  func integral(_ value: R.Element) -> Element { Element(numerator: value, denominator: nil) }

  private func product(_ a: R.Element?, _ b: R.Element?) -> R.Element? {
    guard let a else { return b }
    return b.map { base.multiply(a, $0) } ?? a
  }

  func add(_ a: Element, _ b: Element) -> Element {
    Element(
      numerator: base.add(
        b.denominator.map { base.multiply(a.numerator, $0) } ?? a.numerator,
        a.denominator.map { base.multiply(b.numerator, $0) } ?? b.numerator),
      denominator: product(a.denominator, b.denominator))
  }

  func negate(_ a: Element) -> Element {
    Element(numerator: base.negate(a.numerator), denominator: a.denominator)
  }

  func multiply(_ a: Element, _ b: Element) -> Element {
    Element(
      numerator: base.multiply(a.numerator, b.numerator),
      denominator: product(a.denominator, b.denominator))
  }

  /// Whether it is the integral zero.
  func isZero(_ a: Element) -> Bool { a.denominator == nil && base.isZero(a.numerator) }

  func callAsFunction(_ n: Int) -> Element { integral(base(n)) }

  /// For constants of the ring below; quotients are made by `inverse`.
  func dividedExactly(_ a: Element, by b: Element) -> Element? {
    guard a.denominator == nil, b.denominator == nil else { return nil }
    return base.dividedExactly(a.numerator, by: b.numerator).map(integral)
  }

  /// The pair with its parts exchanged, whether or not the new denominator is zero.
  func inverse(_ a: Element) -> Element? {
    log.inverted.withLock { $0.append(a.numerator) }
    return Element(numerator: a.denominator ?? base.one, denominator: a.numerator)
  }
}
