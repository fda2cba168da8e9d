/// A commutative ring with one, as a *value* that computes on bare elements.
///
/// A modulus known only at run time cannot live in a Swift type, and a copy in every residue would
/// double its size; so the ring does the arithmetic and the element is just the data. Elements are
/// canonical: `==` is mathematical equality. Aggregates (`Polynomial`, `Matrix`) hold their ring
/// once and offer operators.
///
/// Laws (checked by `checkRingLaws` in the test support): associativity, commutativity, units,
/// inverses, distributivity, and every optional hook agrees with its default implementation.
public protocol Ring: Hashable, Sendable {
  /// The bare data of an element, in canonical form.
  associatedtype Element: Hashable & Sendable

  /// The neutral element of addition.
  var zero: Element { get }
  /// The neutral element of multiplication.
  var one: Element { get }
  /// The characteristic: 0, or the least n > 0 with n · 1 = 0.
  var characteristic: UInt64 { get }

  /// The sum a + b.
  func add(_ a: Element, _ b: Element) -> Element
  /// The difference a − b.
  func subtract(_ a: Element, _ b: Element) -> Element
  /// The additive inverse −a.
  func negate(_ a: Element) -> Element
  /// The product a · b.
  func multiply(_ a: Element, _ b: Element) -> Element
  /// Whether a = 0.
  func isZero(_ a: Element) -> Bool
  /// The image of `n` under the unique ring map ℤ → R.
  func callAsFunction(_ n: Int) -> Element
  /// The image of ±Σ words[i]·2^(64 i) under the unique ring map ℤ → R (least significant first).
  func image(magnitude words: [UInt64], isNegative: Bool) -> Element
  /// The quotient a / b if it exists in the ring and is unique, else `nil` (in particular for b = 0).
  func dividedExactly(_ a: Element, by b: Element) -> Element?
  /// The multiplicative inverse of a unit, else `nil`.
  func inverse(_ a: Element) -> Element?
  /// The power aⁿ, n ≥ 0; a⁰ = 1 also for a = 0.
  func power(_ a: Element, _ n: Int) -> Element
  /// The text of an element, as the parsers of this package read it.
  func describe(_ a: Element) -> String

  // Bulk hooks: defaults exist, rings override them for speed.

  /// target += a · b.
  func addProduct(_ a: Element, _ b: Element, to target: inout Element)
  /// Σ a[i] · b[i]; the spans must have equal counts.
  func dotProduct(_ a: Span<Element>, _ b: Span<Element>) -> Element
  /// target[i] += c · row[i]; the spans must have equal counts.
  func addMultiple(of row: Span<Element>, by c: Element, to target: inout MutableSpan<Element>)
  /// Machine integers n with elements[i] = scale · n[i], if all elements are such multiples, else
  /// `nil`. Sums of products can then be computed with integers and mapped back once at the end.
  func integerMultiples(_ elements: [Element]) -> (integers: [Int], scale: Element)?
  /// The image of high · 2⁶⁴ + low under the unique ring map ℤ → R.
  func image(high: Int64, low: UInt64) -> Element
}

/// A ring with division with remainder and greatest common divisors.
public protocol EuclideanDomain: Ring {
  /// Quotient q and remainder r with a = q b + r and r smaller than b. Traps for b = 0.
  func quotientAndRemainder(_ a: Element, by b: Element) -> (quotient: Element, remainder: Element)
  /// The canonical greatest common divisor; gcd(0, 0) = 0.
  func greatestCommonDivisor(_ a: Element, _ b: Element) -> Element
  /// A unit u such that u · a is the canonical associate of a (positive integer, monic, or one).
  func normalizingUnit(_ a: Element) -> Element
}

/// A ring in which every element but zero is a unit.
public protocol Field: Ring {}
