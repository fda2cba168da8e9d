/// Terms with machine-integer coefficients.
@usableFromInline
struct IntegerTerms {
  var integers: [Int]
  var words: [UInt64]

  @usableFromInline
  init(integers: [Int], words: [UInt64]) {
    self.integers = integers
    self.words = words
  }

  /// The largest absolute value.
  var magnitude: UInt { integers.reduce(0) { max($0, $1.magnitude) } }

  /// The coefficients of twice these terms if they are those of `other`, for squares; `nil` for
  /// coefficients too large to be doubled.
  func doubled(ifEqualTo other: IntegerTerms) -> [Int]? {
    guard integers == other.integers, words == other.words, magnitude < 1 << 62 else { return nil }
    return integers.map { 2 * $0 }
  }
}

/// A sum of products with integer coefficients of one or two words, sorted, without zeros.
@usableFromInline
enum IntegerSum {
  case words([Int], [UInt64])
  case doubleWords([DoubleWord], [UInt64])
}

/// Σ fᵢ · gᵢ, or `nil` if a coefficient might not fit two words.
///
/// A coefficient is at most Σ max|fᵢ| · max|gᵢ| · min(#fᵢ, #gᵢ); this bound picks the word size.
@usableFromInline
func integerProduct(
  _ pairs: [(f: IntegerTerms, g: IntegerTerms)], layout: ExponentLayout
) -> IntegerSum? {
  var bits = 0
  for pair in pairs {
    let factors = [pair.f.magnitude, pair.g.magnitude].map {
      UInt.bitWidth - $0.leadingZeroBitCount
    }
    let count = min(pair.f.integers.count, pair.g.integers.count)
    bits = max(bits, factors[0] + factors[1] + (Int.bitWidth - count.leadingZeroBitCount))
  }
  bits += Int.bitWidth - (pairs.count - 1).leadingZeroBitCount
  if bits <= 63 {
    let (sums, words) = sumOfProducts(pairs, WordScheme(), layout)
    return .words(sums, words)
  }
  if bits <= 127 {
    let (sums, words) = sumOfProducts(pairs, DoubleWordScheme(), layout)
    return .doubleWords(sums, words)
  }
  return nil
}

/// Picks the kernel: a dense box of sums where it has few enough points, else the hash table.
private func sumOfProducts<Scheme: IntegerScheme>(
  _ pairs: [(f: IntegerTerms, g: IntegerTerms)], _ scheme: Scheme, _ layout: ExponentLayout
) -> (coefficients: [Scheme.Sum], words: [UInt64]) {
  if let box = DenseBox(pairs, layout: layout) { return box.sumOfProducts(pairs, scheme) }
  var rows = OwnedRows<Int>()
  for (f, g) in pairs {
    if let doubled = f.doubled(ifEqualTo: g) {
      rows.appendSquare((f.integers, f.words), doubled: doubled)
    } else {
      rows.appendProduct((f.integers, f.words), (g.integers, g.words))
    }
  }
  return withExtendedLifetime(rows.owners) {
    BlockedProduct(rows.families, scheme: scheme, wordCount: layout.wordCount).run {
      scheme.isZero($0) ? nil : $0
    }
  }
}
