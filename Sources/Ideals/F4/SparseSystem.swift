/// Polynomials as plain numbers: what goes into the Groebner engine and comes out of it.
struct SparseSystem: Hashable, Sendable {
  /// A polynomial: terms in decreasing order, the exponents of term k at k · variableCount.
  struct Row: Hashable, Sendable {
    var exponents: [Int32]
    var coefficients: [UInt32]
  }

  let variableCount: Int
  var rows: [Row]

  /// The largest exponent of a variable; 0 without terms.
  var largestExponent: Int { Int(rows.lazy.flatMap(\.exponents).max() ?? 0) }
}
