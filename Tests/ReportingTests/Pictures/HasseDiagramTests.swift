import AlgebraTestSupport
import Foundation
import Reporting
import SingularLearning
import Testing

/// Boxes and lines of a drawn Hasse diagram, read from its SVG.
private struct DrawnDiagram {
  struct Box {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    /// Whether a segment has a point inside or on the border.
    func meets(_ a: (Double, Double), _ b: (Double, Double)) -> Bool {
      // Clipping by Liang and Barsky.
      var (start, end) = (0.0, 1.0)
      for (delta, distance) in [
        (a.0 - b.0, a.0 - left), (b.0 - a.0, right - a.0),
        (a.1 - b.1, a.1 - top), (b.1 - a.1, bottom - a.1),
      ] {
        if delta == 0, distance < 0 { return false }
        if delta < 0 { start = max(start, distance / delta) }
        if delta > 0 { end = min(end, distance / delta) }
      }
      return start <= end
    }

    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  var boxes: [Box] = []
  var lines: [[(Double, Double)]] = []

  init(_ svg: String) throws {
    let root = try XMLTree.parse(svg)
    boxes = root.elements("rect").filter { $0.attributes["rx"] == "5" }.map { element in
      let values = ["x", "y", "width", "height"].map {
        Double(element.attributes[$0] ?? "") ?? .nan
      }
      return Box(
        left: values[0], top: values[1], right: values[0] + values[2], bottom: values[1] + values[3]
      )
    }
    lines = root.elements("polyline").map { element in
      (element.attributes["points"] ?? "").split(separator: " ").map { point in
        let parts = point.split(separator: ",").map { Double($0) ?? .nan }
        return (parts[0], parts[1])
      }
    }
  }

  /// The crossings of lines with boxes that are none of their ends.
  ///
  /// - Parameter covers: The lower and the upper box of each line.
  func foreignCrossings(covers: [HasseDiagram.Cover]) -> Int {
    zip(lines, covers).reduce(0) { count, entry in
      let (line, cover) = entry
      return count
        + boxes.indices.count { box in
          box != cover.lower && box != cover.upper
            && zip(line, line.dropFirst()).contains { boxes[box].meets($0, $1) }
        }
    }
  }
}

@Suite struct HasseDiagramTests {
  /// Checks that lines join the boxes of their covers, cross no other, and that no boxes overlap.
  private func check(_ diagram: HasseDiagram, _ name: String) throws {
    let drawn = try DrawnDiagram(diagram.svg)
    try #require(drawn.boxes.count == diagram.nodes.count, "\(name)")
    try #require(drawn.lines.count == diagram.covers.count, "\(name)")
    for (line, cover) in zip(drawn.lines, diagram.covers) {
      let (upper, lower) = (drawn.boxes[cover.upper], drawn.boxes[cover.lower])
      let (start, end) = (try #require(line.first), try #require(line.last))
      #expect(start == ((upper.left + upper.right) / 2, upper.bottom), "\(name)")
      #expect(end == ((lower.left + lower.right) / 2, lower.top), "\(name)")
      // Downwards all the way.
      #expect(zip(line, line.dropFirst()).allSatisfy { $0.1 < $1.1 }, "\(name)")
    }
    for (index, box) in drawn.boxes.enumerated() {
      #expect(!drawn.boxes[..<index].contains { $0.overlaps(box) }, "\(name)")
      #expect(box.left >= 0 && box.top >= 0)
    }
    #expect(drawn.foreignCrossings(covers: diagram.covers) == 0, "\(name)")
  }

  @Test("no line meets a foreign box in the diagrams of the reference networks")
  func referenceNetworks() throws {
    let networks = try ReferenceLocus.all()
    #expect(networks.count == 45)
    var covers = 0
    // The strata of (2,2,3,1), r = 5, take minutes.
    for network in networks where (network.widths, network.degree) != ([2, 2, 3, 1], 5) {
      let architecture = try network.architecture()
      let strata = try rankStratification(of: architecture)
      let report = StrataReport(
        name: nil, architecture: architecture, stratification: strata, seed: 1)
      try check(report.diagram, "\(architecture)")
      covers += report.diagram.covers.count
    }
    #expect(covers > 600)
  }

  @Test("nor in random diagrams with long lines")
  func randomDiagrams() throws {
    var random = RandomSource(seed: 29)
    for trial in 0..<40 {
      let levels = random.integer(in: 1...7)
      let nodes = (0..<random.integer(in: 1...30)).map { index in
        let lines = (0..<random.integer(in: 1...4)).map { _ in
          String(repeating: "m", count: random.integer(in: 1...20))
        }
        return HasseDiagram.Node(
          lines: lines, title: "\(index)", level: 3 * random.integer(in: 0...levels))
      }
      var covers: [HasseDiagram.Cover] = []
      for lower in nodes.indices {
        for upper in nodes.indices where nodes[lower].level < nodes[upper].level {
          if random.integer(in: 0...5) == 0 { covers.append(.init(lower: lower, upper: upper)) }
        }
      }
      try check(HasseDiagram(levelName: "rank", nodes: nodes, covers: covers), "trial \(trial)")
    }
  }

  @Test("a diagram that can be drawn without crossing lines is")
  func planarDiagram() throws {
    // Two trees whose nodes are listed in alternation, and one line past a level.
    let nodes = (0..<9).map { index in
      HasseDiagram.Node(lines: ["\(index)"], title: "", level: index < 2 ? 2 : index < 6 ? 1 : 0)
    }
    let pairs = [(2, 0), (3, 1), (4, 0), (5, 1), (6, 2), (7, 3), (8, 0)]
    let diagram = HasseDiagram(
      levelName: "rank", nodes: nodes, covers: pairs.map { .init(lower: $0.0, upper: $0.1) })
    try check(diagram, "planar")
    let lines = try DrawnDiagram(diagram.svg).lines
    for (index, line) in lines.enumerated() {
      for other in lines[..<index] {
        for (a, b) in zip(line, line.dropFirst()) {
          for (c, d) in zip(other, other.dropFirst()) where a != c && b != d {
            #expect(!Self.cross(a, b, c, d))
          }
        }
      }
    }
  }

  private static func cross(
    _ a: (Double, Double), _ b: (Double, Double), _ c: (Double, Double), _ d: (Double, Double)
  ) -> Bool {
    func side(_ p: (Double, Double), _ q: (Double, Double), _ r: (Double, Double)) -> Double {
      (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0)
    }
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
  }

  /// The check sees what it is to see: straight lines through boxes.
  @Test func crossingsAreSeen() {
    let box = DrawnDiagram.Box(left: 10, top: 10, right: 20, bottom: 20)
    #expect(box.meets((0, 0), (30, 30)) && box.meets((15, 0), (15, 30)))
    #expect(box.meets((12, 12), (13, 13)) && box.meets((0, 20), (30, 20)))
    #expect(!box.meets((0, 0), (30, 9)) && !box.meets((21, 0), (21, 30)))
    #expect(!box.meets((0, 0), (9, 9)) && !box.meets((0, 25), (25, 45)))
  }
}
