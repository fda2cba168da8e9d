import AlgebraicStructures
import Computation

/// Ranges of degrees through the interface of a ring: evaluating a polynomial at the degrees of what is inserted gives a
/// lowest and a highest degree that no term of the result leaves.
///
/// Terms that cancel are not noticed, so that the range may be too large. It is no ring; nothing but ranges may be
/// computed with it.
struct DegreeBounds: Field {
  /// The degrees of the terms; `zero` has none.
  struct Element: Hashable, Sendable {
    let low: Int
    let high: Int
    var isZero: Bool { high < 0 }
  }

  static let variable = Element(low: 1, high: 1)

  var zero: Element { Element(low: .max, high: -1) }
  var one: Element { Element(low: 0, high: 0) }
  var characteristic: UInt64 { 0 }

  func add(_ a: Element, _ b: Element) -> Element {
    Element(low: min(a.low, b.low), high: max(a.high, b.high))
  }
  func negate(_ a: Element) -> Element { a }
  func multiply(_ a: Element, _ b: Element) -> Element {
    if a.isZero || b.isZero { return zero }
    return Element(low: Saturating.sum(a.low, b.low), high: Saturating.sum(a.high, b.high))
  }
  func power(_ a: Element, _ n: Int) -> Element {
    if n == 0 { return one }
    if a.isZero { return zero }
    return Element(low: Saturating.product(a.low, n), high: Saturating.product(a.high, n))
  }
  func isZero(_ a: Element) -> Bool { a.isZero }
  func callAsFunction(_ n: Int) -> Element { n == 0 ? zero : one }
  /// That of a constant.
  func inverse(_ a: Element) -> Element? { a == one ? a : nil }
}
