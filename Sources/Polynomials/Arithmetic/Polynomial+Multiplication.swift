import AlgebraicStructures
import Computation

extension Polynomial {
  /// The product.
  ///
  /// One term times a polynomial is a shift. Otherwise every product of terms goes to a hash table or
  /// a dense box of accumulators, in machine integers where the coefficients allow it; the result is
  /// sorted once. O(terms of f · terms of g), independent of the number of terms of the result.
  @inlinable
  public static func * (f: Polynomial, g: Polynomial) -> Polynomial {
    f.ring.requireSame(g.ring)
    if f.isZero || g.isZero { return f.ring.zero }
    if f.termCount == 1 { return g.multiplied(byTermOf: f) }
    if g.termCount == 1 { return f.multiplied(byTermOf: g) }
    return sumOfProducts([(f, g)], in: f.ring)
  }

  /// Multiplies by `g`.
  @inlinable
  public static func *= (f: inout Polynomial, g: Polynomial) { f = f * g }

  /// Σ fᵢ · gᵢ for nonzero factors of `ring`.
  @inlinable
  static func sumOfProducts(
    _ pairs: [(f: Polynomial, g: Polynomial)], in ring: PolynomialRing<Coefficients>
  ) -> Polynomial {
    let space = ring.monomials
    let width = pairs.reduce(0) {
      max($0, space.productWidth($1.f.words, $1.f.width, $1.g.words, $1.g.width))
    }
    if let sum = integerSum(pairs, width: width, in: ring) { return sum }
    return ringSum(pairs, width: width, in: ring)
  }

  /// The sum of products by machine integers, or `nil` where the coefficients do not allow it.
  @inlinable
  static func integerSum(
    _ pairs: [(f: Polynomial, g: Polynomial)], width: Int, in ring: PolynomialRing<Coefficients>
  ) -> Polynomial? {
    let c = ring.coefficients
    var scale: Coefficients.Element?
    var integerPairs: [(f: IntegerTerms, g: IntegerTerms)] = []
    for pair in pairs {
      guard let f = c.integerMultiples(pair.f.coefficientArray),
        let g = c.integerMultiples(pair.g.coefficientArray)
      else { return nil }
      let product = c.multiply(f.scale, g.scale)
      if let known = scale, known != product { return nil }
      scale = product
      integerPairs.append(
        (
          IntegerTerms(integers: f.integers, words: pair.f.words(inWidth: width)),
          IntegerTerms(integers: g.integers, words: pair.g.words(inWidth: width))
        ))
    }
    guard let scale, let sum = integerProduct(integerPairs, layout: ring.monomials.layouts[width])
    else { return nil }
    let isScaled = scale != c.one
    func scaled(_ a: Coefficients.Element) -> Coefficients.Element {
      isScaled ? c.multiply(a, scale) : a
    }
    switch sum {
    case .words(let sums, let words):
      return Polynomial(
        ring: ring, width: width, coefficients: sums.map { scaled(c($0)) }, words: words
      ).withoutZeros
    case .doubleWords(let sums, let words):
      return Polynomial(
        ring: ring, width: width,
        coefficients: sums.map { scaled(c.image(high: $0.high, low: $0.low)) }, words: words
      ).withoutZeros
    }
  }

  /// The sum of products by the operations of the coefficient ring.
  @inlinable
  static func ringSum(
    _ pairs: [(f: Polynomial, g: Polynomial)], width: Int, in ring: PolynomialRing<Coefficients>
  ) -> Polynomial {
    let c = ring.coefficients
    var rows = OwnedRows<Coefficients.Element>()
    for (f, g) in pairs {
      let a = (f.coefficientArray, f.words(inWidth: width))
      if f == g {
        rows.appendSquare(a, doubled: f.coefficientArray.map { c.add($0, $0) })
      } else {
        rows.appendProduct(a, (g.coefficientArray, g.words(inWidth: width)))
      }
    }
    let (coefficients, words) = withExtendedLifetime(rows.owners) {
      BlockedProduct(
        rows.families, scheme: RingScheme(ring: c),
        wordCount: ring.monomials.layouts[width].wordCount
      ).run { c.isZero($0) ? nil : $0 }
    }
    return Polynomial(ring: ring, width: width, coefficients: coefficients, words: words)
  }

  /// The terms with nonzero coefficients.
  @inlinable
  var withoutZeros: Polynomial {
    coefficientArray.contains { ring.coefficients.isZero($0) }
      ? compactMapCoefficients { $0 } : self
  }

  /// The product with a polynomial of one term.
  @inlinable
  func multiplied(byTermOf g: Polynomial) -> Polynomial {
    let width = ring.monomials.productWidth(words, width, g.words, g.width)
    let size = ring.monomials.layouts[width].wordCount
    var products = words(inWidth: width)
    let shift = g.words(inWidth: width)
    for start in stride(from: 0, to: products.count, by: size) {
      for k in 0..<size { products[start + k] &+= shift[k] }
    }
    let shifted = Polynomial(
      ring: ring, width: width, coefficients: coefficientArray, words: products)
    let c = g.coefficientArray[0]
    return c == ring.coefficients.one ? shifted : shifted.scaled(by: c)
  }
}

extension PolynomialRing {
  /// Σ a[i] · b[i] through one table, sorted once.
  @inlinable
  public func dotProduct(
    _ a: Span<Polynomial<Coefficients>>, _ b: Span<Polynomial<Coefficients>>
  ) -> Polynomial<Coefficients> {
    require(a.count == b.count, "dotProduct: lengths \(a.count) and \(b.count) differ")
    var pairs: [(f: Polynomial<Coefficients>, g: Polynomial<Coefficients>)] = []
    for i in 0..<a.count {
      let f = a[i]
      let g = b[i]
      requireSame(f.ring)
      requireSame(g.ring)
      if !f.isZero && !g.isZero { pairs.append((f, g)) }
    }
    if pairs.isEmpty { return zero }
    return Polynomial.sumOfProducts(pairs, in: self)
  }
}
