import CFLINT
import ExactArithmetic

/// A multivariate polynomial over ℤ inside FLINT, with its context.
///
/// The memory is allocated rather than stored inline, since FLINT calls may name one variable as
/// source and target. Not for sharing between threads.
final class IntegerMultivariate {
  let context: UnsafeMutablePointer<fmpz_mpoly_ctx_struct>
  let raw: UnsafeMutablePointer<fmpz_mpoly_struct>
  let variableCount: Int

  /// 0 in `variableCount` variables.
  init(variableCount: Int) {
    self.variableCount = variableCount
    context = .allocate(capacity: 1)
    raw = .allocate(capacity: 1)
    fmpz_mpoly_ctx_init(context, variableCount, ORD_LEX)
    fmpz_mpoly_init(raw, context)
  }

  convenience init(_ table: TermTable<Integer>) {
    self.init(variableCount: table.variableCount)
    var coefficient: fmpz = 0
    fmpz_init(&coefficient)
    defer { fmpz_clear(&coefficient) }
    for term in 0..<table.termCount {
      store(table.coefficients[term], in: &coefficient)
      // An array of at least one element also serves rings without variables.
      let monomial = Array(table.monomial(term)) + [0]
      fmpz_mpoly_push_term_fmpz_ui(raw, &coefficient, monomial, context)
    }
    fmpz_mpoly_sort_terms(raw, context)
    fmpz_mpoly_combine_like_terms(raw, context)
  }

  deinit {
    fmpz_mpoly_clear(raw, context)
    fmpz_mpoly_ctx_clear(context)
    raw.deallocate()
    context.deallocate()
  }

  var table: TermTable<Integer> {
    var result = TermTable<Integer>(variableCount: variableCount)
    var monomial = [UInt](repeating: 0, count: variableCount + 1)
    var coefficient: fmpz = 0
    fmpz_init(&coefficient)
    defer { fmpz_clear(&coefficient) }
    for term in 0..<fmpz_mpoly_length(raw, context) {
      fmpz_mpoly_get_term_coeff_fmpz(&coefficient, raw, term, context)
      fmpz_mpoly_get_term_exp_ui(&monomial, raw, term, context)
      result.append(load(&coefficient), monomial.prefix(variableCount))
    }
    return result
  }

  /// The greatest common divisor, or `nil` if FLINT gives up.
  ///
  /// Both must have equal variable counts.
  static func greatestCommonDivisor(
    _ f: TermTable<Integer>, _ g: TermTable<Integer>
  ) -> TermTable<Integer>? {
    let a = IntegerMultivariate(f)
    let b = IntegerMultivariate(g)
    let result = IntegerMultivariate(variableCount: f.variableCount)
    guard fmpz_mpoly_gcd(result.raw, a.raw, b.raw, a.context) != 0 else { return nil }
    return result.table
  }

  /// The factorisation into irreducibles (or only into squarefree pairwise coprime factors), or `nil`
  /// if FLINT gives up.
  static func factorization(
    _ f: TermTable<Integer>, squarefreeOnly: Bool
  ) -> FactorTable<Integer>? {
    let a = IntegerMultivariate(f)
    var factors = fmpz_mpoly_factor_struct()
    fmpz_mpoly_factor_init(&factors, a.context)
    defer { fmpz_mpoly_factor_clear(&factors, a.context) }
    let succeeded =
      squarefreeOnly
      ? fmpz_mpoly_factor_squarefree(&factors, a.raw, a.context)
      : fmpz_mpoly_factor(&factors, a.raw, a.context)
    guard succeeded != 0 else { return nil }
    var constant: fmpz = 0
    fmpz_init(&constant)
    defer { fmpz_clear(&constant) }
    fmpz_mpoly_factor_get_constant_fmpz(&constant, &factors, a.context)
    var result = FactorTable(constant: load(&constant))
    let base = IntegerMultivariate(variableCount: f.variableCount)
    for index in 0..<fmpz_mpoly_factor_length(&factors, a.context) {
      fmpz_mpoly_factor_get_base(base.raw, &factors, index, a.context)
      let exponent = fmpz_mpoly_factor_get_exp_si(&factors, index, a.context)
      result.factors.append((base.table, exponent))
    }
    return result
  }
}

/// Writes `n` into an initialised FLINT integer.
private func store(_ n: Integer, in target: UnsafeMutablePointer<fmpz>) {
  if let small = n.asInt {
    fmpz_set_si(target, small)
  } else {
    let words = n.magnitudeWords.map { UInt($0) }
    fmpz_set_ui_array(target, words, words.count)
    if n.isNegative { fmpz_neg(target, target) }
  }
}

/// The value of a FLINT integer.
private func load(_ source: UnsafeMutablePointer<fmpz>) -> Integer {
  if fmpz_fits_si(source) != 0 { return Integer(Int(fmpz_get_si(source))) }
  let isNegative = fmpz_sgn(source) < 0
  var magnitude: fmpz = 0
  fmpz_init(&magnitude)
  defer { fmpz_clear(&magnitude) }
  fmpz_abs(&magnitude, source)
  var words = [UInt](repeating: 0, count: Int(fmpz_size(&magnitude)))
  fmpz_get_ui_array(&words, words.count, &magnitude)
  return Integer(magnitudeWords: words.map { UInt64($0) }, isNegative: isNegative)
}
