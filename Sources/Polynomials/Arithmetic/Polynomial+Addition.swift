import AlgebraicStructures
import Computation

extension Polynomial {
  /// The sum; O(terms).
  @inlinable
  public static func + (f: Polynomial, g: Polynomial) -> Polynomial {
    let c = f.ring.coefficients
    return f.merged(with: g, only: { $0 }, both: { c.add($0, $1) })
  }

  /// The difference; O(terms).
  @inlinable
  public static func - (f: Polynomial, g: Polynomial) -> Polynomial {
    let c = f.ring.coefficients
    return f.merged(with: g, only: { c.negate($0) }, both: { c.subtract($0, $1) })
  }

  /// The negative.
  @inlinable
  public static prefix func - (f: Polynomial) -> Polynomial {
    let c = f.ring.coefficients
    return Polynomial(
      ring: f.ring, width: f.width, coefficients: f.coefficientArray.map { c.negate($0) },
      words: f.words)
  }

  /// Adds `g`.
  @inlinable
  public static func += (f: inout Polynomial, g: Polynomial) { f = f + g }

  /// Subtracts `g`.
  @inlinable
  public static func -= (f: inout Polynomial, g: Polynomial) { f = f - g }

  /// The ordered merge of two term lists: terms only in `g` pass through `only`, common ones through
  /// `both`.
  @inlinable
  func merged(
    with g: Polynomial, only: (Coefficients.Element) -> Coefficients.Element,
    both: (Coefficients.Element, Coefficients.Element) -> Coefficients.Element
  ) -> Polynomial {
    ring.requireSame(g.ring)
    if g.isZero { return self }
    let width = max(self.width, g.width)
    let layout = ring.monomials.layouts[width]
    let size = layout.wordCount
    let a = words(inWidth: width)
    let b = g.words(inWidth: width)
    var coefficients: [Coefficients.Element] = []
    var words: [UInt64] = []
    coefficients.reserveCapacity(termCount + g.termCount)
    words.reserveCapacity(a.count + b.count)
    var i = 0
    var j = 0
    while i < termCount && j < g.termCount {
      switch layout.compare(a, i * size, b, j * size) {
      case 1:
        coefficients.append(coefficientArray[i])
        for k in 0..<size { words.append(a[i * size + k]) }
        i += 1
      case 0:
        let sum = both(coefficientArray[i], g.coefficientArray[j])
        if !ring.coefficients.isZero(sum) {
          coefficients.append(sum)
          for k in 0..<size { words.append(a[i * size + k]) }
        }
        i += 1
        j += 1
      default:
        coefficients.append(only(g.coefficientArray[j]))
        for k in 0..<size { words.append(b[j * size + k]) }
        j += 1
      }
    }
    coefficients.append(contentsOf: coefficientArray[i...])
    words.append(contentsOf: a[(i * size)...])
    for rest in j..<g.termCount { coefficients.append(only(g.coefficientArray[rest])) }
    words.append(contentsOf: b[(j * size)...])
    return Polynomial(ring: ring, width: width, coefficients: coefficients, words: words)
  }
}
