import Computation

extension NetworkDrawing {
  /// How a neuron is drawn; colour and shape both tell.
  enum Mark: String, Hashable, Sendable, CaseIterable {
    /// A circle.
    case active
    /// A dashed square.
    case inactive
    /// A diamond, joined to the neurons that it repeats.
    case redundant

    /// The colour of outline and number.
    var colour: PictureColour {
      switch self {
      case .active: .ink
      case .inactive: .inactive
      case .redundant: .redundant
      }
    }

    /// The outline around a center.
    func shape(x: Double, y: Double, radius: Double) -> SVGElement {
      var element: SVGElement
      switch self {
      case .active:
        element = SVGElement("circle", ["cx": .number(x), "cy": .number(y), "r": .number(radius)])
      case .inactive:
        let side = 2 * radius - 2
        element = SVGElement(
          "rect",
          [
            "x": .number(x - side / 2), "y": .number(y - side / 2), "width": .number(side),
            "height": .number(side), "stroke-dasharray": "4 3",
          ])
      case .redundant:
        let reach = 1.2 * radius
        let path =
          "M\(decimal(x - reach)) \(decimal(y)) L\(decimal(x)) \(decimal(y - reach)) "
          + "L\(decimal(x + reach)) \(decimal(y)) L\(decimal(x)) \(decimal(y + reach)) Z"
        element = SVGElement("path", ["d": .text(path)])
      }
      element.attributes += [
        ("class", .text(rawValue)), ("fill", .colour(.paper)), ("stroke", .colour(colour)),
        ("stroke-width", self == .redundant ? 2 : 1.6),
      ]
      return element
    }
  }
}
