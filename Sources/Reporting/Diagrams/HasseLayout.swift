/// Where the boxes of a Hasse diagram go, in user units.
struct HasseLayout {
  static let fontSize = 13
  static let lineHeight = 17
  static let padding = 7
  private static let characterWidth = 7.7
  private static let margin = 12
  private static let gap = 18
  private static let rowGap = 56
  private static let labelWidth = 72

  /// The box of a node.
  struct Box {
    var x = 0
    var y = 0
    var width = 0
    var height = 0
    var center: Int { x + width / 2 }
  }

  private(set) var boxes: [Box]
  private(set) var levelLabels: [(text: String, y: Int)] = []
  private(set) var width = 0
  private(set) var height = 0
  /// The position of the level labels.
  let labelX = HasseLayout.margin

  /// One row for each level, larger elements above.
  init(_ diagram: HasseDiagram) {
    boxes = diagram.nodes.map { node in
      let characters = node.lines.map(\.count).max() ?? 0
      return Box(
        width: Int(Double(characters) * Self.characterWidth) + 2 * Self.padding + 8,
        height: node.lines.count * Self.lineHeight + 2 * Self.padding)
    }
    let layers = diagram.layers
    let rows = layers.map { layer in
      layer.nodes.reduce(-Self.gap) { $0 + boxes[$1].width + Self.gap }
    }
    let widest = max(rows.max() ?? 0, 1)
    width = Self.labelWidth + widest + 2 * Self.margin
    var y = Self.margin
    for (layer, row) in zip(layers, rows).reversed() {
      var x = Self.margin + Self.labelWidth + (widest - row) / 2
      let tallest = layer.nodes.map { boxes[$0].height }.max() ?? 0
      for node in layer.nodes {
        boxes[node].x = x
        boxes[node].y = y
        x += boxes[node].width + Self.gap
      }
      levelLabels.append(
        ("\(diagram.levelName) \(layer.level)", y + Self.padding + Self.fontSize))
      y += tallest + Self.rowGap
    }
    height = max(y - Self.rowGap + Self.margin, 2 * Self.margin)
  }
}
