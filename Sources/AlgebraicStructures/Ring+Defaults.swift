import Computation

extension Ring {
  /// a − b as a + (−b).
  @inlinable
  public func subtract(_ a: Element, _ b: Element) -> Element { add(a, negate(b)) }

  /// Comparison with `zero`.
  @inlinable
  public func isZero(_ a: Element) -> Bool { a == zero }

  /// Horner's rule in base 2³².
  public func image(magnitude words: [UInt64], isNegative: Bool) -> Element {
    let base = self(1 << 32)
    var result = zero
    for word in words.reversed() {
      result = add(multiply(result, base), self(Int(word >> 32)))
      result = add(multiply(result, base), self(Int(word & 0xffff_ffff)))
    }
    return isNegative ? negate(result) : result
  }

  /// Repeated squaring: O(log n) multiplications.
  ///
  /// Traps for n < 0.
  @inlinable
  public func power(_ a: Element, _ n: Int) -> Element {
    require(n >= 0, "power: the exponent must not be negative, but it is \(n)")
    var result = one
    var square = a
    var rest = n
    while rest > 0 {
      if rest & 1 == 1 { result = multiply(result, square) }
      rest >>= 1
      if rest > 0 { square = multiply(square, square) }
    }
    return result
  }

  /// The description of the bare element.
  public func describe(_ a: Element) -> String { "\(a)" }

  /// target = target + a · b.
  @inlinable
  public func addProduct(_ a: Element, _ b: Element, to target: inout Element) {
    target = add(target, multiply(a, b))
  }

  /// One multiplication and addition per entry.
  @inlinable
  public func dotProduct(_ a: Span<Element>, _ b: Span<Element>) -> Element {
    require(a.count == b.count, "dotProduct: lengths \(a.count) and \(b.count) differ")
    var sum = zero
    for i in 0..<a.count { addProduct(a[i], b[i], to: &sum) }
    return sum
  }

  /// One multiplication and addition per entry.
  @inlinable
  public func addMultiple(
    of row: Span<Element>, by c: Element, to target: inout MutableSpan<Element>
  ) {
    require(
      row.count == target.count, "addMultiple: lengths \(row.count) and \(target.count) differ")
    for i in 0..<row.count { addProduct(c, row[i], to: &target[i]) }
  }

  /// `nil`: nothing is known about the elements.
  @inlinable
  public func integerMultiples(_ elements: [Element]) -> (integers: [Int], scale: Element)? { nil }

  /// Through the words of the magnitude.
  public func image(high: Int64, low: UInt64) -> Element {
    if high == 0 && low <= UInt64(Int.max) { return self(Int(low)) }
    if high >= 0 { return image(magnitude: [low, UInt64(high)], isNegative: false) }
    let (negatedLow, borrow) = UInt64(0).subtractingReportingOverflow(low)
    let negatedHigh = 0 &- UInt64(bitPattern: high) &- (borrow ? 1 : 0)
    return image(magnitude: [negatedLow, negatedHigh], isNegative: true)
  }
}

extension Field {
  /// a · b⁻¹, or `nil` for b = 0.
  @inlinable
  public func dividedExactly(_ a: Element, by b: Element) -> Element? {
    inverse(b).map { multiply(a, $0) }
  }
}
