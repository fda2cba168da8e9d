/// Terms as a kernel sees them: coefficients and packed monomials in memory.
@usableFromInline
struct TermView<Coefficient> {
  @usableFromInline let coefficients: UnsafePointer<Coefficient>
  @usableFromInline let words: UnsafePointer<UInt64>
  @usableFromInline let count: Int

  @inlinable
  init(coefficients: UnsafePointer<Coefficient>, words: UnsafePointer<UInt64>, count: Int) {
    self.coefficients = coefficients
    self.words = words
    self.count = count
  }
}

/// A sum of products of sparse polynomials under construction, in a hash table.
///
/// One product of terms costs one table access whatever the number of terms; sorting happens once at
/// the end. Monomials must be packed alike, and wide enough for the products (not checked).
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

  /// Adds f · g.
  @inlinable
  mutating func addProduct(_ f: TermView<Scheme.Factor>, _ g: TermView<Scheme.Factor>) {
    let hashes = hashes(of: g)
    for i in 0..<f.count {
      addRow(f, i, g, 0..<g.count, g.coefficients, hashes.base)
    }
  }

  /// Adds f², given the coefficients of 2f.
  @inlinable
  mutating func addSquare(_ f: TermView<Scheme.Factor>, doubled: UnsafePointer<Scheme.Factor>) {
    let hashes = hashes(of: f)
    for i in 0..<f.count {
      addRow(f, i, f, i..<i + 1, f.coefficients, hashes.base)
      addRow(f, i, f, i + 1..<f.count, doubled, hashes.base)
    }
  }

  @inlinable
  func hashes(of f: TermView<Scheme.Factor>) -> GrowingBuffer<UInt64> {
    var hashes = GrowingBuffer<UInt64>(capacity: f.count)
    for i in 0..<f.count { hashes.append(table.hash(f.words + i * table.wordCount)) }
    return hashes
  }

  /// Adds the product of term i of f with the terms of g in `range`.
  @inlinable @inline(__always)
  mutating func addRow(
    _ f: TermView<Scheme.Factor>, _ i: Int, _ g: TermView<Scheme.Factor>, _ range: Range<Int>,
    _ factors: UnsafePointer<Scheme.Factor>, _ hashes: UnsafeMutablePointer<UInt64>
  ) {
    let size = table.wordCount
    let a = f.words + i * size
    let hash = table.hash(a)
    for j in range {
      let known = table.count
      let number = table.number(a, g.words + j * size, hash: hash &+ hashes[j])
      if number == known {
        sums.append(scheme.product(f.coefficients[i], factors[j]))
      } else {
        scheme.addProduct(f.coefficients[i], factors[j], to: &sums.base[number])
      }
    }
  }

  /// The sums in decreasing order of their monomials, mapped by `transform`, which returns `nil` for
  /// terms to drop.
  @inlinable
  func sorted<Coefficient>(
    _ transform: (Scheme.Sum) -> Coefficient?
  ) -> (coefficients: [Coefficient], words: [UInt64]) {
    let size = table.wordCount
    let order = decreasingOrder(of: table.words.base, wordCount: size, count: table.count)
    var coefficients: [Coefficient] = []
    var words: [UInt64] = []
    coefficients.reserveCapacity(order.count)
    words.reserveCapacity(order.count * size)
    for number in order {
      guard let c = transform(sums.base[Int(number)]) else { continue }
      coefficients.append(c)
      words.append(
        contentsOf: UnsafeBufferPointer(start: table.words.base + Int(number) * size, count: size))
    }
    return (coefficients, words)
  }
}
