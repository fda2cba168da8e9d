/// Sums of products of terms by monomial, in a hash table that is filled and emptied block by block.
@usableFromInline
struct ProductAccumulator<Scheme: ProductScheme>: ~Copyable {
  @usableFromInline let scheme: Scheme
  @usableFromInline var table: MonomialTable
  @usableFromInline var sums: GrowingBuffer<Scheme.Sum>

  @inlinable
  init(scheme: Scheme, wordCount: Int, capacity: Int) {
    self.scheme = scheme
    table = MonomialTable(wordCount: wordCount, capacity: capacity)
    sums = GrowingBuffer(capacity: capacity)
  }

  /// Adds the products of row i from `start` on, as long as they are not below the monomial `bound`
  /// (`nil`: to `end`), and returns where it stopped.
  @inlinable @inline(__always)
  mutating func addRow(
    _ rows: ProductRows<Scheme.Factor>, _ i: Int, from start: Int, to end: Int,
    downTo bound: UnsafePointer<UInt64>?, hash: UInt64, hashes: UnsafePointer<UInt64>
  ) -> Int {
    let size = table.wordCount
    let a = rows.f.words + i &* size
    var j = start
    while j < end {
      let b = rows.g.words + j &* size
      if let bound, isProductBelow(bound, a, b, size) { break }
      let known = table.count
      let number = table.number(a, b, hash: hash &+ hashes[j])
      if number == known {
        sums.append(scheme.product(rows.f.coefficients[i], rows.g.coefficients[j]))
      } else {
        scheme.addProduct(
          rows.f.coefficients[i], rows.g.coefficients[j], to: &sums.base[number])
      }
      j &+= 1
    }
    return j
  }

  /// Moves the sums, in decreasing order of their monomials, to the end of the arrays and empties
  /// the table.
  ///
  /// `transform` returns `nil` for terms to drop.
  @inlinable
  mutating func flush<Coefficient>(
    to coefficients: inout [Coefficient], _ words: inout [UInt64],
    _ transform: (Scheme.Sum) -> Coefficient?
  ) {
    let size = table.wordCount
    let order = decreasingOrder(of: table.words.base, wordCount: size, count: table.count)
    for number in order {
      guard let c = transform(sums.base[Int(number)]) else { continue }
      coefficients.append(c)
      let monomial = table.words.base + Int(number) &* size
      for k in 0..<size { words.append(monomial[k]) }
    }
    table.removeAll()
    sums.removeAll()
  }
}

/// Whether the product of the monomials `a` and `b` is less than `bound`.
@inlinable @inline(__always)
func isProductBelow(
  _ bound: UnsafePointer<UInt64>, _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>,
  _ size: Int
) -> Bool {
  for k in 0..<size {
    let word = a[k] &+ b[k]
    if word != bound[k] { return word < bound[k] }
  }
  return false
}
