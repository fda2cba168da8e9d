import SingularLearning

/// A ring that forwards only the required operations, so that every optional hook is its default.
///
/// The law suites compare a ring with its default hooks.
struct DefaultHooks<Base: Ring>: Ring {
  let base: Base

  var zero: Base.Element { base.zero }
  var one: Base.Element { base.one }
  var characteristic: UInt64 { base.characteristic }
  func add(_ a: Base.Element, _ b: Base.Element) -> Base.Element { base.add(a, b) }
  func negate(_ a: Base.Element) -> Base.Element { base.negate(a) }
  func multiply(_ a: Base.Element, _ b: Base.Element) -> Base.Element { base.multiply(a, b) }
  func callAsFunction(_ n: Int) -> Base.Element { base(n) }
  func inverse(_ a: Base.Element) -> Base.Element? { base.inverse(a) }
  func dividedExactly(_ a: Base.Element, by b: Base.Element) -> Base.Element? {
    base.dividedExactly(a, by: b)
  }
}
