/// Terms as a kernel sees them: coefficients and packed monomials in memory, in decreasing order.
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

/// Products fᵢ · gⱼ of terms, arranged in rows: row i holds a range of j.
///
/// Products decrease along each row, and so do the first products of the rows.
@usableFromInline
struct ProductRows<Factor> {
  @usableFromInline
  enum Shape {
    /// All j.
    case rectangle
    /// Only j > i, for twice the mixed products of a square.
    case aboveDiagonal
    /// Only j = i, for the squares in a square.
    case diagonal
  }

  @usableFromInline let f: TermView<Factor>
  @usableFromInline let g: TermView<Factor>
  @usableFromInline let shape: Shape

  @inlinable
  init(f: TermView<Factor>, g: TermView<Factor>, shape: Shape) {
    self.f = f
    self.g = g
    self.shape = shape
  }

  @inlinable
  func start(_ row: Int) -> Int {
    switch shape {
    case .rectangle: 0
    case .aboveDiagonal: row + 1
    case .diagonal: row
    }
  }

  @inlinable
  func end(_ row: Int) -> Int { shape == .diagonal ? row + 1 : g.count }

  /// The number of products.
  @inlinable
  var count: Int {
    switch shape {
    case .rectangle: f.count * g.count
    case .aboveDiagonal: f.count * (f.count - 1) / 2
    case .diagonal: f.count
    }
  }
}
