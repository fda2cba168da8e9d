import AlgebraicStructures
import Computation

/// The monomials in named variables with an order: the part of a polynomial ring that does not depend
/// on its coefficients, shared by all copies of the ring.
@usableFromInline
final class MonomialSpace: Sendable {
  @usableFromInline let variables: [String]
  @usableFromInline let order: MonomialOrder
  let indices: [String: Int]
  /// The layouts of width 0, 1, 2, 3: fields of 8, 16, 32, 64 bits.
  @usableFromInline let layouts: [ExponentLayout]

  init(variables: [String], indices: [String: Int], order: MonomialOrder) {
    self.variables = variables
    self.indices = indices
    self.order = order
    layouts = [8, 16, 32, 64].map {
      ExponentLayout(order: order, variableCount: variables.count, bits: $0)
    }
  }

  @usableFromInline
  func isEquivalent(to other: MonomialSpace) -> Bool {
    variables == other.variables && order == other.order
  }

  /// The least width whose fields hold `value`.
  @usableFromInline
  func width(holding value: UInt64) -> Int {
    layouts.firstIndex { value <= $0.fieldMask } ?? layouts.count - 1
  }

  /// The words of monomials given by exponents, in the least width that holds them all.
  @usableFromInline
  func pack(_ monomials: [[Int]]) -> (width: Int, words: [UInt64]) {
    var largest = 0
    let fields = monomials.map { exponents in
      require(
        exponents.count == variables.count,
        "\(exponents.count) exponents given for \(variables.count) variables")
      for e in exponents {
        require(
          (0...ExponentLayout.largestExponent).contains(e),
          "exponent \(e) is outside 0...\(ExponentLayout.largestExponent)")
      }
      let values = layouts[0].fields(exponents)
      largest = max(largest, values.max() ?? 0)
      return values
    }
    let width = width(holding: UInt64(largest))
    return (width, fields.flatMap { layouts[width].pack(fields: $0) })
  }

  /// A width that holds every product of a monomial of `f` with one of `g`, both given by words.
  ///
  /// Traps if the exponent of a variable would exceed 2³¹ − 1.
  @usableFromInline
  func productWidth(
    _ f: [UInt64], _ fWidth: Int, _ g: [UInt64], _ gWidth: Int
  ) -> Int {
    let a = layouts[fWidth].maxima(of: f)
    let b = layouts[gWidth].maxima(of: g)
    if fWidth == gWidth {
      let guards = layouts[fWidth].guardMask
      if !zip(a, b).contains(where: { ($0 &+ $1) & guards != 0 }) { return fWidth }
    }
    let sums = zip(
      layouts[fWidth].fieldValues(of: a, at: 0), layouts[gWidth].fieldValues(of: b, at: 0)
    ).map(+)
    let width = max(fWidth, gWidth, width(holding: UInt64(sums.max() ?? 0)))
    if width == layouts.count - 1 { requireExponentsFit(f, fWidth, g, gWidth) }
    return width
  }

  /// A width that holds every product of `n` of the monomials in `f`.
  ///
  /// Traps if the exponent of a variable would exceed 2³¹ − 1.
  @usableFromInline
  func powerWidth(_ f: [UInt64], _ fWidth: Int, _ n: Int) -> Int {
    for variable in variables.indices {
      let (exponent, overflow) = largestExponent(of: variable, in: f, fWidth)
        .multipliedReportingOverflow(by: n)
      require(
        !overflow && exponent <= ExponentLayout.largestExponent,
        "the exponent of \(variables[variable]) would exceed \(ExponentLayout.largestExponent)")
    }
    let layout = layouts[fWidth]
    let largest = layout.fieldValues(of: layout.maxima(of: f), at: 0).max() ?? 0
    return max(fWidth, width(holding: UInt64(largest * n)))
  }

  /// Traps if an exponent exceeds 2³¹ − 1, which only fields of 64 bits can hold.
  @usableFromInline
  func requireExponentsFit(_ words: [UInt64], _ width: Int) {
    if width < layouts.count - 1 { return }
    for variable in variables.indices {
      let exponent = largestExponent(of: variable, in: words, width)
      require(
        exponent <= ExponentLayout.largestExponent,
        "the exponent of \(variables[variable]) would be \(exponent), "
          + "more than \(ExponentLayout.largestExponent)")
    }
  }

  /// Traps if an exponent of a product would exceed 2³¹ − 1.
  private func requireExponentsFit(_ f: [UInt64], _ fWidth: Int, _ g: [UInt64], _ gWidth: Int) {
    for variable in variables.indices {
      let sum =
        largestExponent(of: variable, in: f, fWidth) + largestExponent(of: variable, in: g, gWidth)
      require(
        sum <= ExponentLayout.largestExponent,
        "the exponent of \(variables[variable]) would be \(sum), "
          + "more than \(ExponentLayout.largestExponent)")
    }
  }

  /// The largest exponent of a variable among the monomials in `words`; 0 without monomials.
  @usableFromInline
  func largestExponent(of variable: Int, in words: [UInt64], _ width: Int) -> Int {
    let layout = layouts[width]
    var largest = 0
    for offset in stride(from: 0, to: words.count, by: layout.wordCount) {
      largest = max(largest, layout.exponent(variable, of: words, at: offset))
    }
    return largest
  }
}
