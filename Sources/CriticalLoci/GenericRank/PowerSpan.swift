import Computation

/// Lower bounds of the dimension of the span of the functions that a layer receives, at general weights.
///
/// If S is a t-dimensional space of polynomials, the r-th powers of its members span the products of r
/// members (polarisation), and these have at least r(t − 1) + 1 different leading monomials: the sums
/// of r out of t elements of an ordered group. All powers t^e of a polynomial activation lie in the span
/// of σ(λq) (Vandermonde), so the same holds for every activation of degree r. General members of a
/// spanning family are independent until they span; so d neurons span min(d, ·), and with biases the
/// constants add one dimension until everything is spanned.
enum PowerSpan {
  /// The dimension for `inputs` general linear forms, with biases including the constants.
  static func initial(inputs: Int, hasBias: Bool) -> Int { inputs + (hasBias ? 1 : 0) }

  /// The step through one hidden layer.
  ///
  /// - Parameter span: A lower bound for the space that the layer's rows combine.
  /// - Parameter isFirst: Whether `span` counts linear forms (with biases: and constants), whose powers
  ///   span all forms of degree r.
  /// - Returns: A lower bound for the space that the next layer's rows combine.
  static func next(span: Int, width: Int, degree: Int, isFirst: Bool, hasBias: Bool) -> Int {
    let products =
      isFirst
      ? Saturating.monomialCount(variables: span, degree: degree)
      : Saturating.sum(Saturating.product(degree, span - 1), 1)
    return min(width + (hasBias ? 1 : 0), products)
  }
}
