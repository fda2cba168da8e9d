import AlgebraicStructures
import Computation
import ExactArithmetic

extension Polynomial {
  /// The power by the multinomial formula, f ≠ 0, n ≥ 1.
  ///
  /// (Σ cᵢ mᵢ)ⁿ = Σ n!/(a₁!⋯aₖ!) Π cᵢ^aᵢ mᵢ^aᵢ over all a with Σ aᵢ = n: one product of coefficients
  /// per term, and no addition unless monomials coincide.
  @inlinable
  func multinomialPower(_ n: Int) -> Polynomial {
    let width = ring.monomials.powerWidth(words, self.width, n)
    let words = words(inWidth: width)
    let size = ring.monomials.layouts[width].wordCount
    let c = ring.coefficients
    // The absolute values of the coefficients of the power add up to at most (Σ |cᵢ|)ⁿ.
    if let f = c.integerMultiples(coefficientArray), f.scale == c.one,
      powerFitsWord(f.integers, n)
    {
      let (sums, products) = wordMultinomialPower(f.integers, words, n, wordCount: size)
      return Polynomial(
        ring: ring, width: width, unsortedCoefficients: sums.map { c($0) }, words: products)
    }
    var expansion = MultinomialExpansion(
      ring: c, coefficients: coefficientArray, words: words, wordCount: size, exponent: n)
    expansion.run()
    return Polynomial(
      ring: ring, width: width, unsortedCoefficients: expansion.products,
      words: expansion.productWords)
  }
}

/// Whether (Σ |cᵢ|)ⁿ < 2⁶².
@usableFromInline
func powerFitsWord(_ integers: [Int], _ n: Int) -> Bool {
  var sum: UInt = 0
  for c in integers {
    let (total, overflow) = sum.addingReportingOverflow(c.magnitude)
    if overflow || total >= 1 << 62 { return false }
    sum = total
  }
  if sum <= 1 { return true }
  var power: UInt = 1
  for _ in 0..<n {
    let (product, overflow) = power.multipliedReportingOverflow(by: sum)
    if overflow || product >= 1 << 62 { return false }
    power = product
  }
  return true
}

/// The multinomial formula on machine integers that are known to be large enough.
@usableFromInline
func wordMultinomialPower(
  _ integers: [Int], _ words: [UInt64], _ n: Int, wordCount: Int
) -> ([Int], [UInt64]) {
  var expansion = MultinomialExpansion(
    ring: WordRing(), coefficients: integers, words: words, wordCount: wordCount, exponent: n)
  expansion.run()
  return (expansion.products, expansion.productWords)
}

/// The terms of a power, one by one, by recursion over the terms of the base.
@usableFromInline
struct MultinomialExpansion<R: Ring> {
  @usableFromInline let ring: R
  @usableFromInline let words: [UInt64]
  @usableFromInline let wordCount: Int
  @usableFromInline let exponent: Int
  @usableFromInline let termCount: Int
  /// `powers[i * (exponent + 1) + a]` is the coefficient of term i to the a.
  @usableFromInline var powers: [R.Element] = []
  /// `rows[r]` holds the binomial coefficients r over a; empty until needed.
  @usableFromInline var rows: [[R.Element]]
  /// The words of the partial products, one monomial per level of the recursion.
  @usableFromInline var levels: [UInt64]
  @usableFromInline var products: [R.Element] = []
  @usableFromInline var productWords: [UInt64] = []

  @inlinable
  init(ring: R, coefficients: [R.Element], words: [UInt64], wordCount: Int, exponent: Int) {
    self.ring = ring
    self.words = words
    self.wordCount = wordCount
    self.exponent = exponent
    termCount = coefficients.count
    rows = Array(repeating: [], count: exponent + 1)
    levels = Array(repeating: 0, count: (termCount + 1) * wordCount)
    for c in coefficients {
      var power = ring.one
      powers.append(power)
      for _ in 0..<exponent {
        power = ring.multiply(power, c)
        powers.append(power)
      }
    }
  }

  @inlinable
  mutating func run() { expand(term: 0, rest: exponent, coefficient: ring.one) }

  /// Distributes the exponent `rest` over the terms from `term` on.
  @inlinable
  mutating func expand(term: Int, rest: Int, coefficient: R.Element) {
    let level = term * wordCount
    if rest == 0 {
      products.append(coefficient)
      for k in 0..<wordCount { productWords.append(levels[level + k]) }
      return
    }
    if term == termCount - 1 {
      let product = ring.multiply(coefficient, powers[term * (exponent + 1) + rest])
      products.append(product)
      for k in 0..<wordCount {
        productWords.append(levels[level + k] &+ UInt64(rest) &* words[level + k])
      }
      return
    }
    if rows[rest].isEmpty { rows[rest] = binomialRow(rest) }
    for a in stride(from: rest, through: 0, by: -1) {
      for k in 0..<wordCount {
        levels[level + wordCount + k] = levels[level + k] &+ UInt64(a) &* words[level + k]
      }
      let choices = ring.multiply(rows[rest][a], powers[term * (exponent + 1) + a])
      if ring.isZero(choices) { continue }
      expand(term: term + 1, rest: rest - a, coefficient: ring.multiply(coefficient, choices))
    }
  }

  /// The binomial coefficients n over 0, …, n.
  @inlinable
  func binomialRow(_ n: Int) -> [R.Element] {
    var binomial = Integer.one
    var row = [ring.one]
    for a in 0..<n {
      binomial = binomial * Integer(n - a) / Integer(a + 1)
      row.append(ring.image(of: binomial))
    }
    return row
  }
}
