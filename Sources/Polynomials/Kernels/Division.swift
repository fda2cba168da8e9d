import AlgebraicStructures
import Computation

/// A division with remainder in progress, in one layout.
@usableFromInline
struct Division<C: Ring>: ~Copyable {
  @usableFromInline enum Outcome { case done, inexact, overflow }

  @usableFromInline let ring: PolynomialRing<C>
  @usableFromInline let width: Int
  @usableFromInline let layout: ExponentLayout
  @usableFromInline let dividend: OwnedTerms<C.Element>
  @usableFromInline let divisors: [OwnedTerms<C.Element>]
  @usableFromInline var quotients: [(coefficients: [C.Element], words: [UInt64])]
  @usableFromInline var remainder: (coefficients: [C.Element], words: [UInt64]) = ([], [])
  @usableFromInline var heap: DivisionHeap

  @inlinable
  init(dividend: Polynomial<C>, divisors: [Polynomial<C>], width: Int) {
    ring = dividend.ring
    self.width = width
    layout = ring.monomials.layouts[width]
    self.dividend = OwnedTerms(dividend.coefficientArray, dividend.words(inWidth: width))
    self.divisors = divisors.map { OwnedTerms($0.coefficientArray, $0.words(inWidth: width)) }
    quotients = divisors.map { _ in ([], []) }
    heap = DivisionHeap(wordCount: layout.wordCount)
  }

  /// The quotients and the remainder, after `run`.
  @inlinable
  var result: (quotients: [Polynomial<C>], remainder: Polynomial<C>) {
    func polynomial(_ terms: (coefficients: [C.Element], words: [UInt64])) -> Polynomial<C> {
      ring.monomials.requireExponentsFit(terms.words, width)
      return Polynomial(
        ring: ring, width: width, coefficients: terms.coefficients, words: terms.words)
    }
    return (quotients.map(polynomial), polynomial(remainder))
  }

  /// Divides until nothing is left, or until a term cannot be divided and `isExact` holds.
  @inlinable
  mutating func run(isExact: Bool) -> Outcome {
    let c = ring.coefficients
    let size = layout.wordCount
    let f = dividend.view
    var position = 0
    var monomial = [UInt64](repeating: 0, count: size)
    var quotient = monomial
    while position < f.count || !heap.isEmpty {
      var sum = c.zero
      if position < f.count
        && (heap.isEmpty || heap.compareTop(f.words + position * size) <= 0)
      {
        for k in 0..<size { monomial[k] = f.words[position * size + k] }
        sum = f.coefficients[position]
        position += 1
      } else {
        let top = heap.slots.base + heap.top.slot
        for k in 0..<size { monomial[k] = top[k] }
      }
      guard subtractProducts(of: monomial, from: &sum) else { return .overflow }
      if c.isZero(sum) { continue }
      if let d = divideTerm(sum, monomial, &quotient) {
        guard pushProduct(of: d, quotient) else { return .overflow }
      } else if isExact {
        return .inexact
      } else {
        remainder.coefficients.append(sum)
        remainder.words.append(contentsOf: monomial)
      }
    }
    return .done
  }

  /// Takes all products with the given monomial out of the heap; `false` on overflow of a next one.
  @inlinable
  mutating func subtractProducts(of monomial: [UInt64], from sum: inout C.Element) -> Bool {
    let c = ring.coefficients
    return monomial.withUnsafeBufferPointer { monomial in
      while !heap.isEmpty, heap.compareTop(monomial.baseAddress!) == 0 {
        let top = heap.top
        let divisor = divisors[Int(top.divisor)].view
        let product = c.multiply(
          quotients[Int(top.divisor)].coefficients[Int(top.quotientTerm)],
          divisor.coefficients[Int(top.divisorTerm)])
        sum = c.subtract(sum, product)
        let next = Int(top.divisorTerm) + 1
        if next == divisor.count {
          heap.removeTop()
        } else {
          let bits = heap.advanceTop(divisor.words + next * layout.wordCount)
          if overflows(bits) { return false }
        }
      }
      return true
    }
  }

  /// Appends the quotient of a term by the first leading term that divides it to the quotient of
  /// that divisor, whose index is returned.
  @inlinable
  mutating func divideTerm(
    _ coefficient: C.Element, _ monomial: [UInt64], _ quotient: inout [UInt64]
  ) -> Int? {
    for d in divisors.indices where divisors[d].coefficients.count > 0 {
      let g = divisors[d].view
      guard layout.quotient(monomial, g.words, into: &quotient),
        let factor = ring.coefficients.dividedExactly(coefficient, by: g.coefficients[0])
      else { continue }
      quotients[d].coefficients.append(factor)
      quotients[d].words.append(contentsOf: quotient)
      return d
    }
    return nil
  }

  /// Puts the newest quotient term of divisor `d` times the second term of that divisor, if there
  /// is one, on the heap; `false` on overflow.
  @inlinable
  mutating func pushProduct(of d: Int, _ quotient: [UInt64]) -> Bool {
    let g = divisors[d].view
    if g.count == 1 { return true }
    let bits = quotient.withUnsafeBufferPointer {
      heap.push(
        quotient: $0.baseAddress!, quotientTerm: quotients[d].coefficients.count - 1, divisor: d,
        divisorTerm: 1, g.words + layout.wordCount)
    }
    return !overflows(bits)
  }

  /// Whether the union of the bits of a product's words shows that a field is too narrow.
  @inlinable
  func overflows(_ bits: UInt64) -> Bool { bits & layout.guardMask != 0 }
}
