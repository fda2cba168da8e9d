/// A sum of products of sparse polynomials, sorted, computed in blocks of decreasing monomials.
///
/// A sample of the products gives monomials that split all products into blocks of some ten thousand.
/// Because rows decrease, each row contributes a range of its products to each block, and a hash
/// table that stays in the cache adds up one block. One product costs one table access whatever the
/// number of terms, and only sums are sorted. Monomials must be packed alike and wide enough for the
/// products (not checked).
@usableFromInline
struct BlockedProduct<Scheme: ProductScheme>: ~Copyable {
  @usableFromInline static var blockSize: Int { 1 << 14 }

  @usableFromInline let wordCount: Int
  @usableFromInline let families: [ProductRows<Scheme.Factor>]
  @usableFromInline var accumulator: ProductAccumulator<Scheme>
  /// The hashes of the monomials of all f and g, family by family.
  @usableFromInline var hashes = GrowingBuffer<UInt64>(capacity: 64)
  /// Where each row of each family continues.
  @usableFromInline var next = GrowingBuffer<Int>(capacity: 64)

  @inlinable
  init(_ families: [ProductRows<Scheme.Factor>], scheme: Scheme, wordCount: Int) {
    self.families = families
    self.wordCount = wordCount
    let products = families.reduce(0) { $0 + $1.count }
    accumulator = ProductAccumulator(
      scheme: scheme, wordCount: wordCount, capacity: min(products, Self.blockSize))
    for rows in families {
      hashes.reserve(rows.f.count + rows.g.count)
      for i in 0..<rows.f.count { hashes.append(hash(rows.f, i)) }
      for j in 0..<rows.g.count { hashes.append(hash(rows.g, j)) }
      for i in 0..<rows.f.count { next.append(rows.start(i)) }
    }
  }

  @inlinable
  func hash(_ f: TermView<Scheme.Factor>, _ i: Int) -> UInt64 {
    accumulator.table.hash(f.words + i * wordCount)
  }

  /// The sums that `transform` does not drop.
  @inlinable
  consuming func run<Coefficient>(
    _ transform: (Scheme.Sum) -> Coefficient?
  ) -> (coefficients: [Coefficient], words: [UInt64]) {
    var coefficients: [Coefficient] = []
    var words: [UInt64] = []
    let bounds = blockBounds(families, wordCount: wordCount, blockSize: Self.blockSize)
    bounds.withUnsafeBufferPointer { bounds in
      for start in stride(from: 0, to: bounds.count, by: wordCount) {
        addBlock(downTo: bounds.baseAddress! + start)
        accumulator.flush(to: &coefficients, &words, transform)
      }
    }
    addBlock(downTo: nil)
    accumulator.flush(to: &coefficients, &words, transform)
    return (coefficients, words)
  }

  /// Adds all products that have not been added and are not below `bound`.
  @inlinable
  mutating func addBlock(downTo bound: UnsafePointer<UInt64>?) {
    var fHashes = hashes.base
    var nexts = next.base
    for rows in families {
      let gHashes = UnsafePointer(fHashes + rows.f.count)
      for i in 0..<rows.f.count {
        let start = nexts[i]
        let end = rows.end(i)
        if start >= end { continue }
        let stop = accumulator.addRow(
          rows, i, from: start, to: end, downTo: bound, hash: fHashes[i], hashes: gHashes)
        nexts[i] = stop
        // If a row has not begun, no later row has.
        if stop == rows.start(i) { break }
      }
      fHashes += rows.f.count + rows.g.count
      nexts += rows.f.count
    }
  }
}

/// Monomials, decreasing, that split the products into blocks of about `blockSize`.
@inlinable
func blockBounds<Factor>(
  _ families: [ProductRows<Factor>], wordCount: Int, blockSize: Int
) -> [UInt64] {
  let products = families.reduce(0) { $0 + $1.count }
  if products < 2 * blockSize { return [] }
  // Sixteen samples per block, at regular distances; an odd stride avoids resonance with rows.
  var samples: [UInt64] = []
  let distance = max(1, blockSize / 16) | 1
  for rows in families {
    var i = 0
    var position = 0
    while i < rows.f.count {
      let length = rows.end(i) - rows.start(i)
      if position >= length {
        position -= length
        i += 1
        continue
      }
      let a = rows.f.words + i * wordCount
      let b = rows.g.words + (rows.start(i) + position) * wordCount
      for k in 0..<wordCount { samples.append(a[k] &+ b[k]) }
      position += distance
    }
  }
  return quantiles(of: samples, wordCount: wordCount, distance: 16)
}

/// Every `distance`-th of the monomials in decreasing order, without repetitions.
@usableFromInline
func quantiles(of words: [UInt64], wordCount: Int, distance: Int) -> [UInt64] {
  words.withUnsafeBufferPointer { words in
    let count = words.count / wordCount
    guard let base = words.baseAddress else { return [] }
    let order = decreasingOrder(of: base, wordCount: wordCount, count: count)
    var result: [UInt64] = []
    for position in stride(from: distance, to: count, by: distance) {
      let start = Int(order[position]) * wordCount
      let monomial = words[start..<start + wordCount]
      if !result.suffix(wordCount).elementsEqual(monomial) { result.append(contentsOf: monomial) }
    }
    return result
  }
}
