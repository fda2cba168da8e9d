import CFLINT

/// A multivariate polynomial over ℤ/p, p prime, inside FLINT, with its context.
///
/// The memory is allocated rather than stored inline, since FLINT calls may name one variable as
/// source and target. Not for sharing between threads.
final class ModularMultivariate {
  let context: UnsafeMutablePointer<nmod_mpoly_ctx_struct>
  let raw: UnsafeMutablePointer<nmod_mpoly_struct>
  let variableCount: Int

  /// 0 in `variableCount` variables modulo a prime.
  ///
  /// Primality is not checked.
  init(variableCount: Int, modulus: UInt64) {
    self.variableCount = variableCount
    context = .allocate(capacity: 1)
    raw = .allocate(capacity: 1)
    nmod_mpoly_ctx_init(context, variableCount, ORD_LEX, UInt(modulus))
    nmod_mpoly_init(raw, context)
  }

  convenience init(_ table: TermTable<UInt64>, modulus: UInt64) {
    self.init(variableCount: table.variableCount, modulus: modulus)
    for term in 0..<table.termCount {
      let monomial = Array(table.monomial(term)) + [0]
      nmod_mpoly_push_term_ui_ui(raw, UInt(table.coefficients[term]), monomial, context)
    }
    nmod_mpoly_sort_terms(raw, context)
    nmod_mpoly_combine_like_terms(raw, context)
  }

  deinit {
    nmod_mpoly_clear(raw, context)
    nmod_mpoly_ctx_clear(context)
    raw.deallocate()
    context.deallocate()
  }

  var table: TermTable<UInt64> {
    var result = TermTable<UInt64>(variableCount: variableCount)
    var monomial = [UInt](repeating: 0, count: variableCount + 1)
    for term in 0..<nmod_mpoly_length(raw, context) {
      nmod_mpoly_get_term_exp_ui(&monomial, raw, term, context)
      let coefficient = nmod_mpoly_get_term_coeff_ui(raw, term, context)
      result.append(UInt64(coefficient), monomial.prefix(variableCount))
    }
    return result
  }

  /// The greatest common divisor, or `nil` if FLINT gives up.
  ///
  /// Both must have equal variable counts.
  static func greatestCommonDivisor(
    _ f: TermTable<UInt64>, _ g: TermTable<UInt64>, modulus: UInt64
  ) -> TermTable<UInt64>? {
    let a = ModularMultivariate(f, modulus: modulus)
    let b = ModularMultivariate(g, modulus: modulus)
    let result = ModularMultivariate(variableCount: f.variableCount, modulus: modulus)
    guard nmod_mpoly_gcd(result.raw, a.raw, b.raw, a.context) != 0 else { return nil }
    return result.table
  }

  /// The factorisation into irreducibles (or only into squarefree pairwise coprime factors), or `nil`
  /// if FLINT gives up.
  static func factorization(
    _ f: TermTable<UInt64>, modulus: UInt64, squarefreeOnly: Bool
  ) -> FactorTable<UInt64>? {
    let a = ModularMultivariate(f, modulus: modulus)
    var factors = nmod_mpoly_factor_struct()
    nmod_mpoly_factor_init(&factors, a.context)
    defer { nmod_mpoly_factor_clear(&factors, a.context) }
    let succeeded =
      squarefreeOnly
      ? nmod_mpoly_factor_squarefree(&factors, a.raw, a.context)
      : nmod_mpoly_factor(&factors, a.raw, a.context)
    guard succeeded != 0 else { return nil }
    var result = FactorTable(
      constant: UInt64(nmod_mpoly_factor_get_constant_ui(&factors, a.context)))
    let base = ModularMultivariate(variableCount: f.variableCount, modulus: modulus)
    for index in 0..<nmod_mpoly_factor_length(&factors, a.context) {
      nmod_mpoly_factor_get_base(base.raw, &factors, index, a.context)
      let exponent = nmod_mpoly_factor_get_exp_si(&factors, index, a.context)
      result.factors.append((base.table, exponent))
    }
    return result
  }
}
