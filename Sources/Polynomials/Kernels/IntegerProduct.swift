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

  /// Lends the terms to a kernel.
  func withView<Result>(_ body: (TermView<Int>) -> Result) -> Result {
    integers.withUnsafeBufferPointer { integers in
      words.withUnsafeBufferPointer { words in
        guard let c = integers.baseAddress, let w = words.baseAddress else {
          // Without terms nothing is read; any address will do.
          return withUnsafePointer(to: 0) { c in
            withUnsafePointer(to: 0 as UInt64) {
              body(TermView(coefficients: c, words: $0, count: 0))
            }
          }
        }
        return body(TermView(coefficients: c, words: w, count: integers.count))
      }
    }
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
    let (sums, words) = accumulate(pairs, WordScheme(), layout) { $0 == 0 ? nil : $0 }
    return .words(sums, words)
  }
  if bits <= 127 {
    let (sums, words) = accumulate(pairs, DoubleWordScheme(), layout) {
      $0.high == 0 && $0.low == 0 ? nil : $0
    }
    return .doubleWords(sums, words)
  }
  return nil
}

private func accumulate<Scheme: ProductScheme>(
  _ pairs: [(f: IntegerTerms, g: IntegerTerms)], _ scheme: Scheme, _ layout: ExponentLayout,
  _ transform: (Scheme.Sum) -> Scheme.Sum?
) -> (coefficients: [Scheme.Sum], words: [UInt64]) where Scheme.Factor == Int {
  let capacity = pairs.reduce(0) { $0 + 2 * ($1.f.integers.count + $1.g.integers.count) }
  var sum = ProductAccumulator(scheme: scheme, wordCount: layout.wordCount, capacity: capacity)
  for (f, g) in pairs {
    f.withView { a in
      if f.integers == g.integers && f.words == g.words && f.magnitude < 1 << 62 {
        let doubled = f.integers.map { 2 * $0 }
        doubled.withUnsafeBufferPointer { sum.addSquare(a, doubled: $0.baseAddress!) }
      } else if f.integers.count <= g.integers.count {
        g.withView { sum.addProduct(a, $0) }
      } else {
        g.withView { sum.addProduct($0, a) }
      }
    }
  }
  return sum.sorted(transform)
}
