extension Integer: Hashable, Comparable {
  /// Whether the values are equal.
  @inlinable
  public static func == (x: Integer, y: Integer) -> Bool {
    switch (x.storage, y.storage) {
    case (.small(let a), .small(let b)): a == b
    case (.big(let a), .big(let b)): a === b || compareSlowly(x, y) == 0
    default: false
    }
  }

  /// Whether x is less than y.
  @inlinable
  public static func < (x: Integer, y: Integer) -> Bool {
    if case .small(let a) = x.storage, case .small(let b) = y.storage { return a < b }
    return compareSlowly(x, y) < 0
  }

  /// Feeds the canonical form into `hasher`.
  @inlinable
  public func hash(into hasher: inout Hasher) {
    if case .small(let n) = storage { hasher.combine(n) } else { hashSlowly(into: &hasher) }
  }

  @usableFromInline @inline(never)
  func hashSlowly(into hasher: inout Hasher) {
    hasher.combine(isNegative)
    hasher.combine(magnitudeWords)
  }
}
