/// Columns of a matrix that nearly span all of them, by Gram–Schmidt with the largest remaining column first.
///
/// With k columns kept the others are combinations of them with coefficients R₁₁⁻¹R₁₂, up to columns of norm at most the
/// (k + 1)-th diagonal entry of R and a factor that is small in practice. Each step orthogonalizes twice, so that the
/// coefficients are as good as rounding allows also where columns are nearly dependent.
///
/// H. Cheng, Z. Gimbutas, P. G. Martinsson, V. Rokhlin, *On the compression of low rank matrices*, SIAM J. Sci. Comput. 26 (2005);
/// for neurons J. Chee, M. Flynn, A. Damle, C. De Sa, *Model preserving compression for neural networks*, NeurIPS 2022.
struct InterpolativeDecomposition {
  /// The columns in the order in which they were taken.
  private(set) var order: [Int] = []
  /// Row k of R: the coefficients of all columns, in the original order, along the k-th direction.
  private var triangle: [[Double]] = []
  /// The means of the columns, if constants count for nothing.
  private var means: [Double]

  /// The decomposition of columns of equal length.
  ///
  /// `freeConstants`: Whether a constant may be added to every combination.
  ///
  /// - Complexity: O(n d²) for d columns of length n.
  init(_ columns: [[Double]], freeConstants: Bool) {
    let count = columns.first?.count ?? 0
    means = columns.map { freeConstants ? $0.reduce(0, +) / Double(max(count, 1)) : 0 }
    var rest = zip(columns, means).map { column, mean in column.map { $0 - mean } }
    var open = Array(columns.indices)
    while true {
      let norms = open.map { euclideanNorm(rest[$0]) }
      // The first of the largest.
      guard let place = norms.indices.max(by: { (norms[$0], $1) < (norms[$1], $0) }) else { break }
      let (next, norm) = (open[place], norms[place])
      guard norm > 0, norm.isFinite else { break }
      let direction = rest[next].map { $0 / norm }
      var row = [Double](repeating: 0, count: columns.count)
      open.remove(at: place)
      order.append(next)
      row[next] = norm
      for column in open {
        for _ in 0..<2 {
          let product = zip(direction, rest[column]).reduce(0) { $0 + $1.0 * $1.1 }
          row[column] += product
          for i in direction.indices { rest[column][i] -= product * direction[i] }
        }
      }
      triangle.append(row)
    }
    order += open
  }

  /// The number of columns that can be told from combinations of others at all.
  var rank: Int { triangle.count }

  /// The combinations of the first `count` columns of the order that are nearest to the others, in this order, with the
  /// constants.
  ///
  /// `count`: At most `rank`.
  func combinations(
    keeping count: Int
  ) -> [(column: Int, coefficients: [Double], constant: Double)] {
    let kept = order.prefix(count)
    return order.dropFirst(count).map { column in
      var coefficients = [Double](repeating: 0, count: count)
      for k in stride(from: count - 1, through: 0, by: -1) {
        var sum = triangle[k][column]
        for j in k + 1..<count { sum -= triangle[k][order[j]] * coefficients[j] }
        coefficients[k] = sum / triangle[k][order[k]]
      }
      let constant = zip(kept, coefficients).reduce(means[column]) { $0 - $1.1 * means[$1.0] }
      return (column, coefficients, constant)
    }
  }
}
