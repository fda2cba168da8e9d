/// An exact division of polynomials with machine integers as coefficients, in a box of the exponents of the dividend.
///
/// Points are numbered as in `DenseBox`, which is a lexicographic order, so that the largest number left is the leading term
/// in that order: long division from the end of the box, one row of products for each term of the quotient.
@usableFromInline
struct DenseDivision {
  @usableFromInline
  enum Outcome {
    /// The terms of the quotient, in no order.
    case quotient([(coefficient: Int, exponents: [Int])])
    /// The divisor, divided by its content, does not divide over ℤ.
    case inexact
    /// A number does not fit a machine integer.
    case overflow
  }

  private let box: DenseBox
  private let dividend: IntegerTerms
  private let divisor: IntegerTerms
  /// The exponents that a quotient can have.
  private let lowest: [Int]
  private let highest: [Int]

  /// A division that promises to be faster in a box than by a heap; else `nil`.
  ///
  /// - Parameter divisor: Terms with coprime coefficients.
  @usableFromInline
  init?(dividend: IntegerTerms, divisor: IntegerTerms, layout: ExponentLayout) {
    if divisor.integers.count < 4 || dividend.integers.count < 64 { return nil }
    let (fLow, fHigh) = layout.exponentRange(of: dividend.words)
    let (gLow, gHigh) = layout.exponentRange(of: divisor.words)
    let limit = min(64 * Double(dividend.integers.count), 0x1p24)
    guard let box = DenseBox(lowest: fLow, highest: fHigh, layout: layout, limit: limit) else {
      return nil
    }
    (self.box, self.dividend, self.divisor) = (box, dividend, divisor)
    lowest = zip(fLow, gLow).map { $0 - $1 }
    highest = zip(fHigh, gHigh).map { $0 - $1 }
  }

  /// Divides.
  @usableFromInline
  func run() -> Outcome {
    if zip(lowest, highest).contains(where: { $0 > $1 || $0 < 0 }) { return .inexact }
    let rest = UnsafeMutablePointer<Int>.allocate(capacity: box.volume)
    defer { rest.deallocate() }
    rest.initialize(repeating: 0, count: box.volume)
    let origin = box.origin
    for (number, c) in zip(box.numbers(of: dividend.words), dividend.integers) {
      rest[number - origin] = c
    }
    let numbers = box.numbers(of: divisor.words)
    let order = numbers.indices.sorted { numbers[$0] > numbers[$1] }
    let leading = divisor.integers[order[0]]
    let leadingExponents = box.layout.exponents(
      of: divisor.words, at: order[0] * box.layout.wordCount)
    // How far below the leading term the others stand.
    let steps = order.dropFirst().map { numbers[order[0]] - numbers[$0] }
    let factors = order.dropFirst().map { divisor.integers[$0] }
    var terms: [(coefficient: Int, exponents: [Int])] = []
    var point = box.volume - 1
    while point >= 0 {
      let c = rest[point]
      if c == 0 {
        point -= 1
        continue
      }
      if c == .min { return .overflow }
      let (quotient, remainder) = c.quotientAndRemainder(dividingBy: leading)
      guard remainder == 0, let exponents = exponents(at: point, over: leadingExponents) else {
        return .inexact
      }
      terms.append((quotient, exponents))
      rest[point] = 0
      if !Self.subtract(quotient, factors, below: rest + point, steps) { return .overflow }
      point -= 1
    }
    return .quotient(terms)
  }

  /// The exponents of a quotient term, or `nil` if it is none.
  private func exponents(at point: Int, over leading: [Int]) -> [Int]? {
    var result = zip(box.corner, leading).map { $0 - $1 }
    for (axis, variable) in box.variables.enumerated() {
      result[variable] += point / box.strides[axis] % box.sizes[axis]
    }
    for (variable, exponent) in result.enumerated()
    where exponent < lowest[variable] || exponent > highest[variable] {
      return nil
    }
    return result
  }

  /// target[−steps[j]] −= c · factors[j]; whether no number was too large.
  ///
  /// All targets are points of the box, since the exponents of quotient and divisor are in their ranges.
  private static func subtract(
    _ c: Int, _ factors: [Int], below target: UnsafeMutablePointer<Int>, _ steps: [Int]
  ) -> Bool {
    var overflows = false
    factors.withUnsafeBufferPointer { factors in
      steps.withUnsafeBufferPointer { steps in
        for j in 0..<steps.count {
          let (product, first) = c.multipliedReportingOverflow(by: factors[j])
          let (difference, second) = target[-steps[j]].subtractingReportingOverflow(product)
          target[-steps[j]] = difference
          overflows = overflows || first || second
        }
      }
    }
    return !overflows
  }
}

extension IntegerTerms {
  /// The greatest common divisor of the coefficients, positive, and the terms divided by it; for terms that are not all
  /// zero and larger than −2⁶³.
  @usableFromInline
  var primitive: (content: Int, terms: IntegerTerms)? {
    if integers.contains(.min) { return nil }
    var content = 0
    for c in integers {
      var (a, b) = (content, abs(c))
      while b != 0 { (a, b) = (b, a % b) }
      content = a
      if content == 1 { return (1, self) }
    }
    return (content, IntegerTerms(integers: integers.map { $0 / content }, words: words))
  }
}
