import Computation

/// The `d` of a path, with one decimal.
struct SVGPath {
  private(set) var data = ""

  /// Whether nothing was drawn.
  var isEmpty: Bool { data.isEmpty }

  /// A straight line.
  mutating func line(from a: (Double, Double), to b: (Double, Double)) { polyline([a, b]) }

  /// A rectangle.
  mutating func rectangle(x: Double, y: Double, width: Double, height: Double) {
    polyline([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], isClosed: true)
  }

  /// The farthest that a point may lie from the origin: programs that draw SVG compute in single precision.
  private static let farthest = 1e5

  /// Lines from point to point; points that hardly differ are joined.
  ///
  /// Points with a coordinate that is no number are left out, and points far outside of every figure are moved
  /// to its surroundings.
  mutating func polyline(_ points: [(Double, Double)], isClosed: Bool = false) {
    let points = points.filter { !$0.0.isNaN && !$0.1.isNaN }.map { point in
      (Self.near(point.0), Self.near(point.1))
    }
    guard let first = points.first else { return }
    var last = (0, 0)
    for (index, point) in points.enumerated() {
      let place = (roundedInteger(10 * point.0), roundedInteger(10 * point.1))
      if index == 0 {
        data += "M" + decimal(first.0, digits: 1) + " " + decimal(first.1, digits: 1)
      } else if place != last {
        let (dx, dy) = (Double(place.0 - last.0) / 10, Double(place.1 - last.1) / 10)
        data += "l" + decimal(dx, digits: 1) + " " + decimal(dy, digits: 1)
      } else if points.count == 2 {
        // A line of length zero with round ends is a dot.
        data += "h0"
      }
      last = place
    }
    if isClosed { data += "z" }
  }

  private static func near(_ value: Double) -> Double { min(max(value, -farthest), farthest) }

  /// A dot, if the path is stroked with round ends.
  mutating func dot(_ x: Double, _ y: Double) { polyline([(x, y), (x, y)]) }

  /// The path as a line.
  func stroked(
    _ colour: PictureColour, width: Double, opacity: Double = 1, dashes: String? = nil
  ) -> SVGElement {
    var element = SVGElement(
      "path",
      [
        "d": .text(data), "fill": "none", "stroke": .colour(colour),
        "stroke-width": .number(width), "stroke-linejoin": "round", "stroke-linecap": "round",
      ])
    if opacity < 1 { element.attributes.append(("stroke-opacity", .number(opacity))) }
    if let dashes { element.attributes.append(("stroke-dasharray", .text(dashes))) }
    return element
  }

  /// The path as an area, inside and outside told apart by the even-odd rule.
  func filled(_ colour: PictureColour, opacity: Double = 1) -> SVGElement {
    var element = SVGElement(
      "path", ["d": .text(data), "fill": .colour(colour), "fill-rule": "evenodd"])
    if opacity < 1 { element.attributes.append(("fill-opacity", .number(opacity))) }
    return element
  }
}

/// The points of a chain that are needed to stay within `tolerance` of all of them (Douglas and Peucker).
func simplified(_ points: [(Double, Double)], tolerance: Double = 0.15) -> [(Double, Double)] {
  guard points.count > 2 else { return points }
  var isKept = [Bool](repeating: false, count: points.count)
  isKept[0] = true
  isKept[points.count - 1] = true
  // A closed chain is split at its middle, so that its ends do not coincide.
  var stack = [(0, points.count - 1)]
  if points[0] == points[points.count - 1] {
    isKept[points.count / 2] = true
    stack = [(0, points.count / 2), (points.count / 2, points.count - 1)]
  }
  while let (first, last) = stack.popLast() {
    let (a, b) = (points[first], points[last])
    let (dx, dy) = (b.0 - a.0, b.1 - a.1)
    let length = (dx * dx + dy * dy).squareRoot()
    var (farthest, distance) = (first, tolerance)
    for i in first + 1..<max(last, first + 1) {
      let (x, y) = (points[i].0 - a.0, points[i].1 - a.1)
      let d = length > 0 ? abs(x * dy - y * dx) / length : (x * x + y * y).squareRoot()
      if d > distance { (farthest, distance) = (i, d) }
    }
    if farthest > first {
      isKept[farthest] = true
      stack += [(first, farthest), (farthest, last)]
    }
  }
  return points.indices.filter { isKept[$0] }.map { points[$0] }
}
