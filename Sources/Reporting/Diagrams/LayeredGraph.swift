/// The nodes of a Hasse diagram in layers, with a bend on every layer that a line passes between its ends, so
/// that lines join neighbouring layers only; ordered so that few lines cross.
///
/// Source: Sugiyama, Tagawa, Toda, *Methods for visual understanding of hierarchical system structures*, IEEE
/// Trans. SMC 11 (1981); the count of crossings as in Barth, Mutzel, Jünger, *Simple and efficient bilayer
/// cross counting* (2004).
struct LayeredGraph {
  /// The level of each layer, lowest first.
  let levels: [Int]
  /// The vertices of each layer from left to right: nodes by their number, bends behind them.
  private(set) var layers: [[Int]]
  /// The vertices of each cover, from the lower node over its bends to the upper one.
  let paths: [[Int]]
  /// The vertices one layer lower to which lines lead, for each vertex.
  let below: [[Int]]
  /// The vertices one layer higher to which lines lead, for each vertex.
  let above: [[Int]]
  /// The place of each vertex in its layer.
  private var place: [Int]

  /// The number of nodes; larger vertices are bends.
  let nodeCount: Int

  /// The layers of a diagram, ordered.
  ///
  /// - Complexity: O((V + E) log V) for each of at most 24 sweeps, with V vertices and E lines between
  ///   neighbouring layers.
  init(_ diagram: HasseDiagram) {
    nodeCount = diagram.nodes.count
    levels = Set(diagram.nodes.map(\.level)).sorted()
    let layerOfLevel = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    let layerOfNode = diagram.nodes.map { layerOfLevel[$0.level] ?? 0 }
    var layers = levels.map { level in
      diagram.nodes.indices.filter { diagram.nodes[$0].level == level }
    }
    var vertexCount = nodeCount
    paths = diagram.covers.map { cover in
      var path = [cover.lower]
      for layer in (layerOfNode[cover.lower] + 1)..<layerOfNode[cover.upper] {
        layers[layer].append(vertexCount)
        path.append(vertexCount)
        vertexCount += 1
      }
      return path + [cover.upper]
    }
    var (below, above) = (
      Array(repeating: [Int](), count: vertexCount), Array(repeating: [Int](), count: vertexCount)
    )
    for path in paths {
      for (lower, upper) in zip(path, path.dropFirst()) {
        below[upper].append(lower)
        above[lower].append(upper)
      }
    }
    (self.layers, self.below, self.above) = (layers, below, above)
    place = Array(repeating: 0, count: vertexCount)
    for layer in layers.indices { number(layer) }
    reduceCrossings()
  }

  private mutating func number(_ layer: Int) {
    for (index, vertex) in layers[layer].enumerated() { place[vertex] = index }
  }

  /// Sweeps up and down with the barycentre rule and keeps the best order.
  private mutating func reduceCrossings() {
    var best = (layers: layers, count: crossingCount)
    for sweep in 0..<24 where best.count > 0 {
      let isUpward = sweep % 2 == 0
      for layer in isUpward ? Array(layers.indices) : layers.indices.reversed() {
        sort(layer, by: isUpward ? below : above)
      }
      exchangeNeighbours()
      let count = crossingCount
      if count < best.count { best = (layers, count) }
    }
    layers = best.layers
    for layer in layers.indices { number(layer) }
  }

  /// Sorts a layer by the mean places of neighbours; vertices without any stay near their place.
  private mutating func sort(_ layer: Int, by neighbours: [[Int]]) {
    let keys = layers[layer].map { vertex in
      let others = neighbours[vertex]
      return others.isEmpty
        ? Double(place[vertex])
        : Double(others.reduce(0) { $0 + place[$1] }) / Double(others.count)
    }
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    layers[layer] = order.map { layers[layer][$0] }
    number(layer)
  }

  /// Exchanges neighbours in their layer where that removes crossings, for one pass through all layers.
  private mutating func exchangeNeighbours() {
    for layer in layers.indices {
      for index in layers[layer].indices.dropLast() {
        let (left, right) = (layers[layer][index], layers[layer][index + 1])
        guard crossings(right, left) < crossings(left, right) else { continue }
        layers[layer].swapAt(index, index + 1)
        (place[left], place[right]) = (index + 1, index)
      }
    }
  }

  /// The crossings among the lines of two vertices of a layer, the first one to the left.
  private func crossings(_ left: Int, _ right: Int) -> Int {
    [below, above].reduce(0) { count, neighbours in
      count
        + neighbours[left].reduce(0) { sum, a in
          sum + neighbours[right].count { place[$0] < place[a] }
        }
    }
  }

  /// The number of crossings between neighbouring layers.
  private var crossingCount: Int {
    var count = 0
    for layer in layers.indices.dropFirst() {
      // Inversions in the sequence of lower ends, the lines sorted by their upper and then lower ends.
      let ends = layers[layer].flatMap { vertex in below[vertex].map { place[$0] }.sorted() }
      var tree = [Int](repeating: 0, count: layers[layer - 1].count + 1)
      for (done, end) in ends.enumerated() {
        var (notRight, index) = (0, end + 1)
        while index > 0 {
          notRight += tree[index]
          index &= index - 1
        }
        count += done - notRight
        index = end + 1
        while index < tree.count {
          tree[index] += 1
          index += index & -index
        }
      }
    }
    return count
  }
}
