import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks
import Polynomials

/// The rows of a class of redundant neurons as positions of parameters.
struct RedundantRows {
  /// The positions for each member; with biases the last one is the bias.
  let rows: [[Int]]
  /// For each member whether its row is opposite to the first.
  let isOpposite: [Bool]
  /// What redundancy means.
  let relation: RowRelation

  /// The number of entries of a row.
  var length: Int { rows[0].count }

  /// The codimension of the condition.
  var codimension: Int {
    (rows.count - 1) * (relation.isProportional ? length - 1 : length)
  }

  /// The rows at a point, taken from the center.
  func centered<R: Ring>(_ weights: [R.Element], over ring: R) -> [[R.Element]] {
    rows.map { positions in
      var row = positions.map { weights[$0] }
      if let offset = offset(in: ring), let last = row.indices.last {
        row[last] = ring.add(row[last], ring.negate(offset))
      }
      return row
    }
  }

  /// Sets the rows after the first to the multiples of the first by the given factors, from the center.
  func spread<R: Ring>(_ factors: [R.Element], over ring: R, in weights: inout [R.Element]) {
    let first = centered(weights, over: ring)[0]
    let offset = offset(in: ring)
    for (row, factor) in zip(rows, factors).dropFirst() {
      for (position, value) in zip(row, first) { weights[position] = ring.multiply(factor, value) }
      if let offset, let last = row.last { weights[last] = ring.add(weights[last], offset) }
    }
  }

  /// Whether the rows are redundant at a point.
  func hold<F: Field>(at weights: [F.Element], over field: F) -> Bool {
    let rows = centered(weights, over: field)
    guard relation.isProportional else {
      return zip(rows, isOpposite).allSatisfy { row, isOpposite in
        row == (isOpposite ? rows[0].map(field.negate) : rows[0])
      }
    }
    guard let first = rows.first(where: { $0.contains { !field.isZero($0) } }) else { return true }
    return rows.allSatisfy { areProportional($0, toNonzero: first, over: field) }
  }

  /// Polynomials in the weights that vanish exactly where the rows are redundant: 2 × 2 minors, differences or
  /// sums.
  func equations(
    _ weights: [Polynomial<RationalField>], over ring: PolynomialRing<RationalField>
  ) -> [Polynomial<RationalField>] {
    let rows = centered(weights, over: ring)
    var result: [Polynomial<RationalField>] = []
    for (i, row) in rows.enumerated().dropFirst() {
      guard relation.isProportional else {
        result += zip(rows[0], row).map { isOpposite[i] ? $0 + $1 : $0 - $1 }
        continue
      }
      for other in rows[..<i] {
        for b in row.indices {
          for a in 0..<b { result.append(other[a] * row[b] - other[b] * row[a]) }
        }
      }
    }
    return result
  }

  /// The center as an element of the ring, for rows with biases and a center other than 0.
  private func offset<R: Ring>(in ring: R) -> R.Element? {
    guard relation.hasBias, !relation.center.isZero else { return nil }
    guard let image = ring.image(of: relation.center) else {
      contractViolation("the center \(relation.center) of an activation has no image in the ring")
    }
    return image
  }
}

/// Whether `row` is a multiple of `other`, which has a nonzero entry.
func areProportional<F: Field>(
  _ row: [F.Element], toNonzero other: [F.Element], over field: F
) -> Bool {
  guard let pivot = other.firstIndex(where: { !field.isZero($0) }) else { return false }
  return zip(row, other).allSatisfy {
    field.multiply($0, other[pivot]) == field.multiply($1, row[pivot])
  }
}
