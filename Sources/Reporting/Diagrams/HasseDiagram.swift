import AlgebraicStructures

/// A partially ordered set to be drawn: nodes in levels, and the pairs in which one covers another.
public struct HasseDiagram: Hashable, Sendable {
  /// One element.
  public struct Node: Hashable, Sendable {
    /// The lines of text in its box, at least one.
    public let lines: [String]
    /// A longer text, shown when a pointer rests on the box.
    public let title: String
    /// The level, drawn from 0 at the bottom upwards.
    public let level: Int
    /// Whether the box is drawn as an exception.
    public let isMarked: Bool

    /// A node.
    public init(lines: [String], title: String, level: Int, isMarked: Bool = false) {
      self.lines = lines
      self.title = title
      self.level = level
      self.isMarked = isMarked
    }
  }

  /// A pair of positions in `nodes`: `upper` covers `lower`.
  public struct Cover: Hashable, Sendable {
    /// The smaller element.
    public let lower: Int
    /// The larger element.
    public let upper: Int

    /// The statement that `upper` covers `lower`.
    public init(lower: Int, upper: Int) {
      self.lower = lower
      self.upper = upper
    }
  }

  /// What the levels mean, for example `rank`.
  public let levelName: String
  /// The elements.
  public let nodes: [Node]
  /// The covering pairs.
  public let covers: [Cover]

  /// A diagram; the covers must point at nodes and go upwards (traps).
  public init(levelName: String, nodes: [Node], covers: [Cover]) {
    for cover in covers {
      require(
        nodes.indices.contains(cover.lower) && nodes.indices.contains(cover.upper),
        "the cover \(cover.lower) < \(cover.upper) of a diagram with \(nodes.count) nodes")
    }
    self.levelName = levelName
    self.nodes = nodes
    self.covers = covers
  }

  /// The positions of the nodes of each level that occurs, lowest level first; within a level sorted so
  /// that few lines cross (three sweeps of the barycentre rule).
  ///
  /// - Complexity: O(nodes + covers) per sweep, and sorting.
  var layers: [(level: Int, nodes: [Int])] {
    let levels = Set(nodes.map(\.level)).sorted()
    var layers = levels.map { level in nodes.indices.filter { nodes[$0].level == level } }
    var neighbours = Array(repeating: [Int](), count: nodes.count)
    for cover in covers {
      neighbours[cover.lower].append(cover.upper)
      neighbours[cover.upper].append(cover.lower)
    }
    for _ in 0..<3 {
      var place = Array(repeating: 0.0, count: nodes.count)
      for layer in layers {
        for (i, node) in layer.enumerated() {
          place[node] = (Double(i) + 0.5) / Double(layer.count)
        }
      }
      for index in layers.indices {
        let center = layers[index].map { node in
          neighbours[node].isEmpty
            ? place[node]
            : neighbours[node].reduce(0) { $0 + place[$1] } / Double(neighbours[node].count)
        }
        let order = layers[index].indices.sorted { (center[$0], $0) < (center[$1], $1) }
        layers[index] = order.map { layers[index][$0] }
        for (i, node) in layers[index].enumerated() {
          place[node] = (Double(i) + 0.5) / Double(layers[index].count)
        }
      }
    }
    return zip(levels, layers).map { (level: $0, nodes: $1) }
  }
}
