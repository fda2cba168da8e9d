/// Horizontal places for the vertices of a layered graph: each as near to those it is joined with as the order
/// in its layer and the distances to its neighbours allow.
struct LayerPlacement {
  /// The centre of each vertex, from 0 on for the leftmost edge.
  private(set) var centers: [Double]
  /// The distance from the leftmost to the rightmost edge.
  let width: Double

  /// Places vertices of the given widths with gaps between them.
  ///
  /// - Complexity: O(V + E) for each of 16 sweeps.
  init(_ graph: LayeredGraph, widths: [Double], gap: (Int, Int) -> Double) {
    // Where each vertex would be if its layer were pushed to the left.
    var offsets = Array(repeating: 0.0, count: widths.count)
    for layer in graph.layers {
      for (left, right) in zip(layer, layer.dropFirst()) {
        offsets[right] = offsets[left] + (widths[left] + widths[right]) / 2 + gap(left, right)
      }
    }
    var centers = offsets
    for layer in graph.layers {
      let middle =
        ((layer.first.map { offsets[$0] } ?? 0) + (layer.last.map { offsets[$0] } ?? 0)) / 2
      for vertex in layer { centers[vertex] -= middle }
    }
    for sweep in 0..<16 {
      let isLast = sweep >= 12
      let isUpward = sweep % 2 == 0
      for layer in isUpward ? graph.layers : graph.layers.reversed() {
        let wishes = layer.map { vertex in
          let near = isUpward ? graph.below[vertex] : graph.above[vertex]
          let neighbours =
            isLast || near.isEmpty ? graph.below[vertex] + graph.above[vertex] : near
          return Self.wish(of: vertex, neighbours, centers, graph)
        }
        let places = Self.nearest(
          wishes.map { ($0.0, $0.1) }, offsets: layer.map { offsets[$0] })
        for (vertex, place) in zip(layer, places) { centers[vertex] = place }
      }
    }
    let edges = centers.indices.map {
      (centers[$0] - widths[$0] / 2, centers[$0] + widths[$0] / 2)
    }
    let left = edges.map(\.0).min() ?? 0
    self.centers = centers.map { $0 - left }
    width = (edges.map(\.1).max() ?? 0) - left
  }

  /// The mean place of the neighbours, and its weight; lines between bends should be straight.
  private static func wish(
    of vertex: Int, _ neighbours: [Int], _ centers: [Double], _ graph: LayeredGraph
  ) -> (Double, Double) {
    guard !neighbours.isEmpty else { return (centers[vertex], 0.1) }
    var (sum, weight) = (0.0, 0.0)
    for other in neighbours {
      let bends = (vertex >= graph.nodeCount ? 1 : 0) + (other >= graph.nodeCount ? 1 : 0)
      let factor = [1.0, 2.0, 8.0][bends]
      sum += factor * centers[other]
      weight += factor
    }
    return (sum / weight, weight)
  }

  /// The places x_i with x_{i+1} − x_i at least the difference of the offsets that minimise
  /// Σ weight·(x_i − wish_i)²: isotonic regression by pooling adjacent violators.
  private static func nearest(
    _ wishes: [(place: Double, weight: Double)], offsets: [Double]
  ) -> [Double] {
    var pools: [(mean: Double, weight: Double, count: Int)] = []
    for (wish, offset) in zip(wishes, offsets) {
      pools.append((wish.place - offset, wish.weight, 1))
      while pools.count > 1, pools[pools.count - 2].mean > pools[pools.count - 1].mean {
        let last = pools.removeLast()
        let other = pools[pools.count - 1]
        let weight = last.weight + other.weight
        pools[pools.count - 1] = (
          (last.mean * last.weight + other.mean * other.weight) / weight, weight,
          last.count + other.count
        )
      }
    }
    let means = pools.flatMap { Array(repeating: $0.mean, count: $0.count) }
    return zip(means, offsets).map { $0 + $1 }
  }
}
