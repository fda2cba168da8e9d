/// A set of columns of a matrix, as bits.
struct ColumnSet: Hashable {
  private var first: UInt64 = 0
  /// The bits from 64 on, in words; trailing words may be missing but are then zero.
  private var rest: [UInt64] = []

  /// The empty set.
  init() {}

  init(_ columns: [Int]) {
    for column in columns { insert(column) }
  }

  mutating func insert(_ column: Int) {
    if column < 64 {
      first |= 1 << UInt64(column)
    } else {
      let word = column / 64 - 1
      while rest.count <= word { rest.append(0) }
      rest[word] |= 1 << UInt64(column % 64)
    }
  }

  func contains(_ column: Int) -> Bool { word(column / 64) >> UInt64(column % 64) & 1 != 0 }

  /// The number of members beyond a column.
  func count(after column: Int) -> Int {
    var count = ((word(column / 64) >> UInt64(column % 64)) >> 1).nonzeroBitCount
    var next = column / 64 + 1
    while next <= rest.count {
      count += rest[next - 1].nonzeroBitCount
      next += 1
    }
    return count
  }

  private func word(_ index: Int) -> UInt64 {
    index == 0 ? first : index <= rest.count ? rest[index - 1] : 0
  }
}
