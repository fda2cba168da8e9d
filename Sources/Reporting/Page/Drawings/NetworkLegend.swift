/// The marks of network drawings.
enum NetworkLegend {
  /// The legend below a drawing.
  static let markup: Markup = {
    var items = NetworkDrawing.Mark.allCases.map { mark in
      (drawing: mark.shape(x: 11, y: 11, radius: 8), label: label(mark))
    }
    items.append(
      (
        SVGElement(
          "path", ["d": "M0 11 H22", "stroke": .colour(.inactive), "stroke-dasharray": "1 4"]),
        "weight zero"
      ))
    let entries = items.map { drawing, label in
      let icon = SVGElement(
        "svg", ["viewBox": "0 0 22 22", "width": 18, "height": 18, "aria-hidden": "true"], [drawing]
      )
      return Markup.element("li", [:], "\(Markup.drawing(icon.markup)) \(label)")
    }
    return .element("ul", ["class": "legend"], .joined(entries, separator: "\n")) + "\n"
  }()

  private static func label(_ mark: NetworkDrawing.Mark) -> String {
    mark == .redundant ? "redundant, joined to the neurons it repeats" : mark.rawValue
  }
}
