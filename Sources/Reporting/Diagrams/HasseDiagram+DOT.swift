extension HasseDiagram {
  /// The diagram in the DOT language of Graphviz, larger elements above.
  public var dot: String {
    var lines = [
      "digraph {", "  rankdir=BT;", "  node [shape=box, fontname=\"sans-serif\"];",
      "  edge [arrowhead=none];",
    ]
    let graph = LayeredGraph(self)
    for (level, members) in zip(graph.levels, graph.layers) {
      lines.append("  { rank=same; \"\(levelName) \(level)\" [shape=plaintext];")
      for index in members where index < nodes.count {
        let node = nodes[index]
        let label = node.lines.map(quoted).joined(separator: "\\n")
        lines.append(
          "    n\(index) [label=\"\(label)\", tooltip=\"\(quoted(node.title))\""
            + (node.isMarked ? ", style=dashed" : "") + "];")
      }
      lines.append("  }")
    }
    let names = graph.levels.map { "\"\(levelName) \($0)\"" }
    if names.count > 1 { lines.append("  \(names.joined(separator: " -> ")) [style=invis];") }
    for cover in covers { lines.append("  n\(cover.lower) -> n\(cover.upper);") }
    lines.append("}")
    return lines.joined(separator: "\n")
  }

  private func quoted(_ text: String) -> String {
    text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : $0 == "\n" ? " " : "\($0)" }.joined()
  }
}
