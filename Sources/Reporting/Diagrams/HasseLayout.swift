/// Where the boxes and lines of a Hasse diagram go, in user units.
///
/// One row of boxes for each level, larger elements above. A line bends only between rows and passes a row
/// between its boxes, so that it meets no box but those of its two ends.
struct HasseLayout {
  static let fontSize = 13
  static let lineHeight = 17
  static let padding = 7
  private static let characterWidth = 7.7
  private static let margin = 12
  private static let boxGap = 18.0
  private static let lineGap = 12.0
  private static let rowGap = 56
  private static let labelWidth = 72

  /// The box of a node.
  struct Box {
    var x = 0
    var y = 0
    /// An even number.
    var width = 0
    var height = 0
    var center: Int { x + width / 2 }
  }

  /// A point of a line.
  struct Point: Equatable {
    var x: Int
    var y: Int
  }

  private(set) var boxes: [Box]
  /// The points of the line of each cover, from the upper box to the lower one.
  private(set) var lines: [[Point]] = []
  private(set) var levelLabels: [(text: String, y: Int)] = []
  private(set) var width = 0
  private(set) var height = 0
  /// The position of the level labels.
  let labelX = HasseLayout.margin

  /// The layout of a diagram.
  init(_ diagram: HasseDiagram) {
    boxes = diagram.nodes.map { node in
      let characters = node.lines.map(\.count).max() ?? 0
      return Box(
        width: 2 * (Int(Double(characters) * Self.characterWidth / 2) + Self.padding + 4),
        height: node.lines.count * Self.lineHeight + 2 * Self.padding)
    }
    let graph = LayeredGraph(diagram)
    let count = boxes.count
    let placement = LayerPlacement(
      graph, widths: graph.below.indices.map { $0 < count ? Double(boxes[$0].width) : 0 }
    ) { $0 < count && $1 < count ? Self.boxGap : Self.lineGap }
    let left = Self.margin + Self.labelWidth
    let centers = placement.centers.map { left + Int($0.rounded()) }
    width = left + max(Int(placement.width.rounded(.up)), 1) + Self.margin

    var rows = graph.layers.map { _ in (top: 0, bottom: 0) }
    var y = Self.margin
    for layer in graph.layers.indices.reversed() {
      let members = graph.layers[layer].filter { $0 < count }
      for node in members {
        boxes[node].x = centers[node] - boxes[node].width / 2
        boxes[node].y = y
      }
      levelLabels.append(
        ("\(diagram.levelName) \(graph.levels[layer])", y + Self.padding + Self.fontSize))
      rows[layer] = (y, y + (members.map { boxes[$0].height }.max() ?? 0))
      y = rows[layer].bottom + Self.rowGap
    }
    height = max(y - Self.rowGap + Self.margin, 2 * Self.margin)

    var layerOf = Array(repeating: 0, count: centers.count)
    for (layer, members) in graph.layers.enumerated() {
      for vertex in members { layerOf[vertex] = layer }
    }
    lines = graph.paths.map { path in
      var points: [Point] = []
      for (index, vertex) in path.reversed().enumerated() {
        let (x, row) = (centers[vertex], rows[layerOf[vertex]])
        // Below a box that is lower than others of its row the line goes straight to the end of the row.
        let ends =
          index == 0
          ? [boxes[vertex].y + boxes[vertex].height, row.bottom]
          : index == path.count - 1 ? [row.top] : [row.top, row.bottom]
        for y in ends where points.last != Point(x: x, y: y) { points.append(Point(x: x, y: y)) }
      }
      return points
    }
  }
}
