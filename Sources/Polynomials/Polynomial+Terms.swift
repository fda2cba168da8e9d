import AlgebraicStructures
import Computation

extension Polynomial {
  /// A coefficient and the exponents of its monomial, one per variable.
  public typealias Term = (coefficient: Coefficients.Element, exponents: [Int])

  /// The term at a position 0 ≤ i < `termCount`, counted from the leading term.
  @inlinable
  public func term(_ index: Int) -> Term {
    (coefficientArray[index], layout.exponents(of: words, at: index * layout.wordCount))
  }

  /// The terms in decreasing monomial order, unpacked one by one.
  @inlinable
  public var terms: some Sequence<Term> { (0..<termCount).lazy.map { term($0) } }

  /// The coefficients in decreasing monomial order; none is zero.
  @inlinable public var coefficients: [Coefficients.Element] { coefficientArray }

  /// The first term in the monomial order, or `nil` for 0.
  @inlinable public var leadingTerm: Term? { isZero ? nil : term(0) }

  /// The coefficient of the leading term, or `nil` for 0.
  @inlinable
  public var leadingCoefficient: Coefficients.Element? { coefficientArray.first }

  /// The exponents of the leading term (the multidegree), or `nil` for 0.
  @inlinable public var multidegree: [Int]? { leadingTerm?.exponents }

  /// The monomial of the leading term with coefficient 1, or `nil` for 0.
  public var leadingMonomial: Polynomial? {
    if isZero { return nil }
    return Polynomial(
      ring: ring, width: width, coefficients: [ring.coefficients.one],
      words: Array(words[..<layout.wordCount]))
  }

  /// The coefficient of a monomial; zero if it does not occur.
  public func coefficient(of exponents: [Int]) -> Coefficients.Element {
    let (needed, monomial) = ring.monomials.pack([exponents])
    guard needed <= width else { return ring.coefficients.zero }
    let layout = layout
    let key = ring.monomials.layouts[needed].repack(monomial, to: layout)
    var low = 0
    var high = termCount
    while low < high {
      let middle = (low + high) / 2
      switch layout.compare(words, middle * layout.wordCount, key, 0) {
      case 0: return coefficientArray[middle]
      case 1: low = middle + 1
      default: high = middle
      }
    }
    return ring.coefficients.zero
  }

  /// The value of a constant polynomial (zero included), or `nil`.
  public var constantValue: Coefficients.Element? {
    if isZero { return ring.coefficients.zero }
    return termCount == 1 && words.allSatisfy { $0 == 0 } ? coefficientArray[0] : nil
  }

  /// The coefficient of the monomial 1.
  public var constantTerm: Coefficients.Element {
    // 1 is the least monomial of every order.
    guard let last = coefficientArray.last, words.suffix(layout.wordCount).allSatisfy({ $0 == 0 })
    else { return ring.coefficients.zero }
    return last
  }
}
