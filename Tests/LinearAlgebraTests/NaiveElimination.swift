import SingularLearning

/// Reference elimination modulo p, as plain as possible: the columns that are no combination of
/// the columns before them.
func naivePivotColumns(_ matrix: ModularMatrix) -> [Int] {
  let p = UInt64(matrix.modulus)
  var rows = (0..<matrix.rowCount).map { matrix.row($0).map(UInt64.init) }
  var pivots: [Int] = []
  for column in 0..<matrix.columnCount where pivots.count < rows.count {
    let top = pivots.count
    guard let found = rows.indices[top...].first(where: { rows[$0][column] != 0 }) else { continue }
    rows.swapAt(top, found)
    let inverse = modularPower(rows[top][column], p - 2, p)
    for i in (top + 1)..<max(rows.count, top + 1) where rows[i][column] != 0 {
      let factor = p - rows[i][column] * inverse % p
      for j in column..<matrix.columnCount {
        rows[i][j] = (rows[i][j] + factor * rows[top][j]) % p
      }
    }
    pivots.append(column)
  }
  return pivots
}

private func modularPower(_ base: UInt64, _ exponent: UInt64, _ p: UInt64) -> UInt64 {
  var (result, square, rest) = (1 % p, base % p, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result = result * square % p }
    square = square * square % p
    rest >>= 1
  }
  return result
}

/// Families of matrices on which eliminations tend to fail.
enum MatrixFamily: CaseIterable {
  case uniform, lowRank, sparse, zeroRowsAndColumns, repeatedColumns, extreme, zero

  func make(
    modulus: UInt32, rowCount: Int, columnCount: Int, using random: inout RandomSource
  ) -> ModularMatrix {
    let p = UInt64(modulus)
    var matrix = ModularMatrix(modulus: modulus, rowCount: rowCount, columnCount: columnCount)
    func fill(_ value: (Int, Int) -> UInt64) {
      for i in 0..<rowCount { for j in 0..<columnCount { matrix[i, j] = UInt32(value(i, j) % p) } }
    }
    switch self {
    case .uniform: fill { _, _ in random.next() }
    case .zero: break
    case .sparse: fill { _, _ in random.next(below: 5) == 0 ? random.next() : 0 }
    case .zeroRowsAndColumns:
      fill { i, j in i % 3 == 1 || j % 4 == 0 || j < columnCount / 3 ? 0 : random.next() }
    case .repeatedColumns:
      let seeds = (0..<rowCount).map { _ in random.next() % p }
      fill { i, j in j % 3 == 2 ? random.next() : seeds[i] * UInt64(j / 6 + 1) }
    case .extreme:
      let values = [0, 1, p - 1, p / 2, (p + 1) / 2, p / 2 + 2]
      fill { _, _ in values[Int(random.next(below: 6))] }
    case .lowRank:
      let rank = min(rowCount, columnCount) / 2
      let left = (0..<rowCount * rank).map { _ in random.next() % p }
      let right = (0..<rank * columnCount).map { _ in random.next() % p }
      fill { i, j in
        (0..<rank).reduce(0) {
          ($0 + left[i * rank + $1] * right[$1 * columnCount + j] % p) % p
        }
      }
    }
    return matrix
  }
}
