import AlgebraicStructures

extension Polynomial {
  /// The quotient if `divisor` divides this polynomial, else `nil`; `nil` for the divisor 0.
  ///
  /// Stops at the first term that cannot be divided.
  @inlinable
  public func dividedExactly(by divisor: Polynomial) -> Polynomial? {
    ring.requireSame(divisor.ring)
    if divisor.isZero { return nil }
    if isZero { return self }
    return divide(by: [divisor], isExact: true)?.quotients[0]
  }

  /// Quotients qᵢ and remainder r with f = Σ qᵢ gᵢ + r.
  ///
  /// No term of r is divisible by a leading term of the gᵢ (over a field: by a leading monomial), and
  /// no leading monomial of qᵢ gᵢ exceeds that of f. Where several gᵢ fit, the first is taken, so the
  /// result depends on their order. Zero divisors get the quotient 0. A heap of pending products:
  /// O(n log n) for n products of quotient and divisor terms. Terms of the result with an exponent
  /// beyond 2³¹ − 1 trap.
  /// - SeeAlso: Cox, Little, O'Shea, *Ideals, Varieties, and Algorithms*, ch. 2 §3.
  @inlinable
  public func divided(
    by divisors: [Polynomial]
  ) -> (quotients: [Polynomial], remainder: Polynomial) {
    for divisor in divisors { ring.requireSame(divisor.ring) }
    // Without the demand of exactness the division always ends with a result.
    return divide(by: divisors, isExact: false)!
  }

  /// Division in the least width that holds everything that occurs.
  @inlinable
  func divide(
    by divisors: [Polynomial], isExact: Bool
  ) -> (quotients: [Polynomial], remainder: Polynomial)? {
    var width = divisors.reduce(width) { max($0, $1.width) }
    while true {
      var division = Division(dividend: self, divisors: divisors, width: width)
      switch division.run(isExact: isExact) {
      case .done: return (division.quotients, division.remainder)
      case .inexact: return nil
      case .overflow:
        require(width < 3, "division: an exponent would exceed \(Int32.max)")
        width += 1
      }
    }
  }
}

/// A division in progress: the next largest product of a quotient term and a divisor term is on top
/// of a heap.
@usableFromInline
struct Division<C: Ring> {
  @usableFromInline enum Outcome { case done, inexact, overflow }

  /// The product of quotient term `quotientTerm` and term `divisorTerm` of divisor `divisor`, with
  /// its monomial at `slot`.
  @usableFromInline
  struct Entry {
    @usableFromInline var divisor: Int
    @usableFromInline var quotientTerm: Int
    @usableFromInline var divisorTerm: Int
    @usableFromInline var slot: Int

    @inlinable
    init(divisor: Int, quotientTerm: Int, divisorTerm: Int, slot: Int) {
      self.divisor = divisor
      self.quotientTerm = quotientTerm
      self.divisorTerm = divisorTerm
      self.slot = slot
    }
  }

  @usableFromInline let layout: ExponentLayout
  @usableFromInline let dividend: Polynomial<C>
  @usableFromInline let divisors: [Polynomial<C>]
  @usableFromInline var quotients: [Polynomial<C>]
  @usableFromInline var remainder: Polynomial<C>
  @usableFromInline var heap: [Entry] = []
  @usableFromInline var slots: [UInt64] = []

  @inlinable
  init(dividend: Polynomial<C>, divisors: [Polynomial<C>], width: Int) {
    let ring = dividend.ring
    layout = ring.monomials.layouts[width]
    func widened(_ f: Polynomial<C>) -> Polynomial<C> {
      Polynomial(
        ring: ring, width: width, coefficients: f.coefficientArray,
        words: f.words(inWidth: width))
    }
    self.dividend = widened(dividend)
    self.divisors = divisors.map(widened)
    remainder = widened(ring.zero)
    quotients = divisors.map { _ in widened(ring.zero) }
  }

  @inlinable
  mutating func run(isExact: Bool) -> Outcome {
    let c = dividend.ring.coefficients
    let size = layout.wordCount
    var position = 0
    var monomial = [UInt64](repeating: 0, count: size)
    var quotient = monomial
    while position < dividend.termCount || !heap.isEmpty {
      var sum = c.zero
      var isFromDividend = heap.isEmpty
      if !heap.isEmpty && position < dividend.termCount {
        isFromDividend =
          layout.compare(dividend.words, position * size, slots, heap[0].slot) >= 0
      }
      for k in 0..<size {
        monomial[k] = isFromDividend ? dividend.words[position * size + k] : slots[heap[0].slot + k]
      }
      if isFromDividend {
        sum = dividend.coefficientArray[position]
        position += 1
      }
      while let top = heap.first, layout.compare(slots, top.slot, monomial, 0) == 0 {
        let product = c.multiply(
          quotients[top.divisor].coefficientArray[top.quotientTerm],
          divisors[top.divisor].coefficientArray[top.divisorTerm])
        sum = c.subtract(sum, product)
        guard advanceTop() else { return .overflow }
      }
      if c.isZero(sum) { continue }
      if let d = divideTerm(sum, monomial, &quotient) {
        guard pushProduct(of: d) else { return .overflow }
      } else if isExact {
        return .inexact
      } else {
        remainder.coefficientArray.append(sum)
        remainder.words.append(contentsOf: monomial)
      }
    }
    return .done
  }

  /// Appends the quotient of a term by the first leading term that divides it to the quotient of
  /// that divisor, whose index is returned.
  @inlinable
  mutating func divideTerm(
    _ coefficient: C.Element, _ monomial: [UInt64], _ quotient: inout [UInt64]
  ) -> Int? {
    for (d, divisor) in divisors.enumerated() where !divisor.isZero {
      guard layout.quotient(monomial, 0, divisor.words, 0, into: &quotient),
        let factor = dividend.ring.coefficients.dividedExactly(
          coefficient, by: divisor.coefficientArray[0])
      else { continue }
      quotients[d].coefficientArray.append(factor)
      quotients[d].words.append(contentsOf: quotient)
      return d
    }
    return nil
  }

  /// Puts the newest quotient term of divisor `d` times the second term of that divisor, if there
  /// is one, on the heap; `false` on overflow.
  @inlinable
  mutating func pushProduct(of d: Int) -> Bool {
    if divisors[d].termCount == 1 { return true }
    slots.append(contentsOf: repeatElement(0, count: layout.wordCount))
    heap.append(
      Entry(
        divisor: d, quotientTerm: quotients[d].termCount - 1, divisorTerm: 1,
        slot: slots.count - layout.wordCount))
    guard computeMonomial(of: heap.count - 1) else { return false }
    siftUp()
    return true
  }

  /// Replaces the top of the heap by the next product of its quotient term; `false` on overflow.
  @inlinable
  mutating func advanceTop() -> Bool {
    heap[0].divisorTerm += 1
    if heap[0].divisorTerm == divisors[heap[0].divisor].termCount {
      heap.swapAt(0, heap.count - 1)
      heap.removeLast()
    } else if !computeMonomial(of: 0) {
      return false
    }
    siftDown()
    return true
  }

  /// Writes the product monomial of an entry to its slot; `false` if a field overflows.
  @inlinable
  mutating func computeMonomial(of index: Int) -> Bool {
    let entry = heap[index]
    let size = layout.wordCount
    var guards: UInt64 = 0
    for k in 0..<size {
      let word =
        quotients[entry.divisor].words[entry.quotientTerm * size + k]
        &+ divisors[entry.divisor].words[entry.divisorTerm * size + k]
      slots[entry.slot + k] = word
      guards |= word
    }
    if layout.bits == 64 {
      for variable in 0..<layout.variableCount
      where layout.exponent(variable, of: slots, at: entry.slot) > Int(Int32.max) { return false }
    }
    return guards & layout.guardMask == 0
  }

  @inlinable
  func isLess(_ a: Int, _ b: Int) -> Bool {
    layout.compare(slots, heap[a].slot, slots, heap[b].slot) < 0
  }

  @inlinable
  mutating func siftUp() {
    var child = heap.count - 1
    while child > 0, isLess((child - 1) / 2, child) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  @inlinable
  mutating func siftDown() {
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, isLess(child, child + 1) { child += 1 }
      if !isLess(parent, child) { return }
      heap.swapAt(parent, child)
      parent = child
    }
  }
}
