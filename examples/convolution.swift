// A new layer type by sharing weights: W = L(theta) for a linear map L, so that the Jacobian is J(W) * L.
//
// Here each layer is a convolution: neuron i applies the same filter to inputs i, i+1, .... The filters can
// only be rescaled against each other, so the rank is at most (filter entries) - (hidden layers); one
// exact point where that is reached proves it to be the generic rank. With linear layers (degree 1) the
// network multiplies its filters as polynomials, and where they share a root the rank drops. With t^2
// such points are regular, and only a zero filter is critical of those shown.
import SingularLearning

struct ConvolutionalNetwork {
  let architecture: Architecture
  let filterLengths: [Int]
  /// The matrix of L: one row for each weight, one column for each filter entry.
  let sharing: Matrix<RationalField>

  init(inputs: Int, filterLengths: [Int], degree: Int) throws {
    var (widths, rows) = ([inputs], [[Rational]]())
    let count = filterLengths.reduce(0, +)
    for (layer, length) in filterLengths.enumerated() {
      let first = filterLengths[..<layer].reduce(0, +)
      let width = widths[layer] - length + 1
      for neuron in 0..<width {
        for input in 0..<widths[layer] {
          var row = [Rational](repeating: 0, count: count)
          if (0..<length).contains(input - neuron) { row[first + input - neuron] = 1 }
          rows.append(row)
        }
      }
      widths.append(width)
    }
    architecture = try Architecture(widths: widths, degree: degree)
    self.filterLengths = filterLengths
    sharing = Matrix(ring: RationalField(), rows: rows)
  }

  /// The rank of J(L(theta)) * L over the rationals.
  func rank(at filters: [[Rational]]) throws -> ExactRank {
    let weights = sharing.apply(to: Array(filters.joined()))
    var random = RandomSource(seed: 1)
    return try exactRank(
      of: architecture.jacobian().evaluated(at: weights) * sharing, using: &random)
  }
}

// General filters, two with the common root -1, and a zero filter.
let points: [[[Rational]]] = [
  [[1, 2], [1, 1, 3]], [[1, 1], [1, 3, 2]], [[1, 1], [0, 0, 0]],
]
for degree in 1...3 {
  let network = try ConvolutionalNetwork(inputs: 5, filterLengths: [2, 3], degree: degree)
  let bound = network.sharing.columnCount - (network.filterLengths.count - 1)
  print("\(network.architecture): at most \(bound) by counting")
  for filters in points {
    let rank = try network.rank(at: filters)
    print("  rank \(rank.rank) at filters \(filters), \(rank.evidence.kind)")
  }
}
