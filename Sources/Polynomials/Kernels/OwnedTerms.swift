/// Terms in memory of their own at a fixed address, which kernels see through `view`.
///
/// Valid as long as the object lives: callers keep it alive across the kernel.
@usableFromInline
final class OwnedTerms<Coefficient> {
  @usableFromInline let coefficients: UnsafeMutableBufferPointer<Coefficient>
  @usableFromInline let words: UnsafeMutableBufferPointer<UInt64>

  @inlinable
  init(_ coefficients: [Coefficient], _ words: [UInt64]) {
    self.coefficients = .allocate(capacity: coefficients.count)
    self.words = .allocate(capacity: words.count)
    _ = self.coefficients.initialize(from: coefficients)
    _ = self.words.initialize(from: words)
  }

  @inlinable
  deinit {
    coefficients.deinitialize()
    coefficients.deallocate()
    words.deallocate()
  }

  @inlinable
  var view: TermView<Coefficient> {
    // Allocated memory has an address, even of capacity zero.
    TermView(
      coefficients: UnsafePointer(coefficients.baseAddress!),
      words: UnsafePointer(words.baseAddress!), count: coefficients.count)
  }
}

/// The rows of a sum of products, with the terms they point to.
@usableFromInline
struct OwnedRows<Coefficient> {
  @usableFromInline var owners: [OwnedTerms<Coefficient>] = []
  @usableFromInline var families: [ProductRows<Coefficient>] = []

  @inlinable init() {}

  /// Adds f · g.
  @inlinable
  mutating func appendProduct(
    _ f: ([Coefficient], [UInt64]), _ g: ([Coefficient], [UInt64])
  ) {
    let a = OwnedTerms(f.0, f.1)
    let b = OwnedTerms(g.0, g.1)
    owners += [a, b]
    // Rows come from the factor with fewer terms.
    let (short, long) = a.view.count <= b.view.count ? (a.view, b.view) : (b.view, a.view)
    families.append(ProductRows(f: short, g: long, shape: .rectangle))
  }

  /// Adds f², given the coefficients of 2f.
  @inlinable
  mutating func appendSquare(_ f: ([Coefficient], [UInt64]), doubled: [Coefficient]) {
    let a = OwnedTerms(f.0, f.1)
    let twice = OwnedTerms(doubled, f.1)
    owners += [a, twice]
    families.append(ProductRows(f: a.view, g: twice.view, shape: .aboveDiagonal))
    families.append(ProductRows(f: a.view, g: a.view, shape: .diagonal))
  }
}
