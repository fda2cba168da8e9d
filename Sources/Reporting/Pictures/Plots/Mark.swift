import Computation

/// Small shapes that mark points.
enum Mark {
  /// A disc.
  static func disc(
    _ x: Double, _ y: Double, _ colour: PictureColour, radius: Double = 4
  ) -> SVGElement {
    circle(x, y, radius, fill: .colour(colour), stroke: .paper)
  }

  /// A ring filled with paper.
  static func ring(
    _ x: Double, _ y: Double, _ colour: PictureColour, radius: Double = 4
  ) -> SVGElement {
    circle(x, y, radius, fill: .colour(.paper), stroke: colour, strokeWidth: 1.8)
  }

  private static func circle(
    _ x: Double, _ y: Double, _ radius: Double, fill: SVGValue, stroke: PictureColour,
    strokeWidth: Double = 1
  ) -> SVGElement {
    SVGElement(
      "circle",
      [
        "cx": .number(x), "cy": .number(y), "r": .number(radius), "fill": fill,
        "stroke": .colour(stroke), "stroke-width": .number(strokeWidth),
      ])
  }

  /// A square on one of its corners.
  static func diamond(
    _ x: Double, _ y: Double, _ colour: PictureColour, radius: Double = 5
  ) -> SVGElement {
    polygon([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], colour)
  }

  /// A square.
  static func square(
    _ x: Double, _ y: Double, _ colour: PictureColour, radius: Double = 4
  ) -> SVGElement {
    polygon(
      [
        (x - radius, y - radius), (x + radius, y - radius), (x + radius, y + radius),
        (x - radius, y + radius),
      ], colour)
  }

  /// A triangle that points upwards.
  static func triangle(
    _ x: Double, _ y: Double, _ colour: PictureColour, radius: Double = 5
  ) -> SVGElement {
    polygon([(x, y - radius), (x + radius, y + radius), (x - radius, y + radius)], colour)
  }

  /// A star with five points.
  static func star(
    _ x: Double, _ y: Double, _ colour: PictureColour, radius: Double = 8
  ) -> SVGElement {
    // Sines and cosines of multiples of 36°, from the top clockwise.
    let directions = [
      (0, -1), (0.5878, -0.809), (0.9511, -0.309), (0.9511, 0.309), (0.5878, 0.809), (0, 1),
      (-0.5878, 0.809), (-0.9511, 0.309), (-0.9511, -0.309), (-0.5878, -0.809),
    ]
    return polygon(
      directions.enumerated().map { index, direction in
        let size = index.isMultiple(of: 2) ? radius : 0.4 * radius
        return (x + size * direction.0, y + size * direction.1)
      }, colour)
  }

  private static func polygon(
    _ points: [(Double, Double)], _ colour: PictureColour
  ) -> SVGElement {
    let list = points.map { "\(decimal($0.0)),\(decimal($0.1))" }.joined(separator: " ")
    return SVGElement(
      "polygon",
      [
        "points": .text(list), "fill": .colour(colour), "stroke": .colour(.paper),
        "stroke-width": 1,
      ])
  }
}
