import ExactArithmetic
import Networks

/// Random integer points with small entries that are likely to be special: many zeros, matrices of low
/// rank, proportional rows, and outgoing weights that cancel when these are merged.
struct RandomSpecialPoints {
  let architecture: Architecture
  let bound: Int

  /// The next point in parameter order.
  func next(using random: inout RandomSource) -> [Int] {
    var matrices = (1...architecture.layerCount).map { layer in
      matrix(
        rowCount: architecture.widths[layer], columnCount: architecture.rowStride(ofLayer: layer),
        using: &random)
    }
    for layer in 1..<architecture.layerCount {
      for _ in 0..<random.integer(in: 0...2) { specialise(&matrices, layer: layer, &random) }
    }
    return matrices.flatMap { $0.flatMap { $0 } }
  }

  private func matrix(
    rowCount: Int, columnCount: Int, using random: inout RandomSource
  ) -> [[Int]] {
    let zeros = [0, 2, 5, 8][random.integer(in: 0...3)]
    func entries(_ rows: Int, _ columns: Int, _ random: inout RandomSource) -> [[Int]] {
      (0..<rows).map { _ in
        (0..<columns).map { _ in
          random.integer(in: 0...9) < zeros ? 0 : random.integer(in: -bound...bound)
        }
      }
    }
    let smaller = min(rowCount, columnCount) - 1
    guard smaller > 0, random.integer(in: 0...2) == 0 else {
      return entries(rowCount, columnCount, &random)
    }
    let rank = random.integer(in: 1...smaller)
    let (left, right) = (entries(rowCount, rank, &random), entries(rank, columnCount, &random))
    return left.map { row in
      (0..<columnCount).map { j in (0..<rank).reduce(0) { $0 + row[$1] * right[$1][j] } }
    }
  }

  /// Makes one neuron unused or without inputs, or two of them proportional, perhaps with cancellation.
  private func specialise(_ matrices: inout [[[Int]]], layer: Int, _ random: inout RandomSource) {
    let width = architecture.widths[layer]
    let i = random.integer(in: 0...(width - 1))
    switch random.integer(in: 0...3) {
    case 0: matrices[layer - 1][i] = matrices[layer - 1][i].map { _ in 0 }
    case 1: for row in matrices[layer].indices { matrices[layer][row][i] = 0 }
    default:
      let k = random.integer(in: 0...(width - 1))
      if i == k { return }
      let isMonomial = architecture.isHomogeneous
      let sign = isMonomial && random.integer(in: 0...1) == 0 ? -1 : 1
      matrices[layer - 1][k] = matrices[layer - 1][i].map { sign * $0 }
      guard random.integer(in: 0...1) == 0 else { return }
      let power = architecture.degrees[layer - 1] % 2 == 0 ? 1 : sign
      for row in matrices[layer].indices {
        matrices[layer][row][k] = -power * matrices[layer][row][i]
      }
    }
  }
}
