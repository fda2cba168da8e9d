import Computation

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
      require(
        nodes[cover.lower].level < nodes[cover.upper].level,
        "the cover \(cover.lower) < \(cover.upper) of levels \(nodes[cover.lower].level) and "
          + "\(nodes[cover.upper].level)")
    }
    self.levelName = levelName
    self.nodes = nodes
    self.covers = covers
  }
}
