import Computation

/// A rectangle with two axes into which curves and marks are drawn.
struct Plot {
  /// The horizontal axis.
  let horizontal: Axis
  /// The vertical axis.
  let vertical: Axis
  /// The left edge.
  let left: Double
  /// The upper edge.
  let top: Double
  /// The width inside the frame.
  let width: Double
  /// The height inside the frame.
  let height: Double

  var right: Double { left + width }
  var bottom: Double { top + height }

  /// The horizontal place of a value.
  func x(_ value: Double) -> Double { left + width * horizontal.place(value) }
  /// The vertical place of a value.
  func y(_ value: Double) -> Double { bottom - height * vertical.place(value) }

  /// Grid lines, to be drawn below everything else.
  func gridLines(horizontalTicks: Int = 6, verticalTicks: Int = 6) -> SVGElement {
    var path = SVGPath()
    for tick in horizontal.ticks(horizontalTicks) {
      path.line(from: (x(tick.value), top), to: (x(tick.value), bottom))
    }
    for tick in vertical.ticks(verticalTicks) {
      path.line(from: (left, y(tick.value)), to: (right, y(tick.value)))
    }
    return path.stroked(.line, width: 0.6)
  }

  /// Frame, ticks, their labels and the titles of the axes.
  ///
  /// - Parameter showsHorizontalLabels: Whether the horizontal axis has labels and a title.
  /// - Parameter titleOffset: The distance of the vertical title from the frame.
  func frame(
    horizontalTicks: Int = 6, verticalTicks: Int = 6, showsHorizontalLabels: Bool = true,
    titleOffset: Double = 46
  ) -> [SVGElement] {
    var path = SVGPath()
    path.rectangle(x: left, y: top, width: width, height: height)
    var labels: [SVGElement] = []
    for tick in horizontal.ticks(horizontalTicks) {
      let x = x(tick.value)
      path.line(from: (x, bottom), to: (x, bottom + 4))
      if showsHorizontalLabels {
        labels.append(.label(tick.label, x: x, y: bottom + 18, anchor: .middle))
      }
    }
    for tick in vertical.ticks(verticalTicks) {
      let y = y(tick.value)
      path.line(from: (left - 4, y), to: (left, y))
      labels.append(.label(tick.label, x: left - 8, y: y + 4, anchor: .end))
    }
    if showsHorizontalLabels && !horizontal.title.isEmpty {
      labels.append(
        .label(horizontal.title, x: left + width / 2, y: bottom + 38, anchor: .middle))
    }
    if !vertical.title.isEmpty {
      let (x, y) = (left - titleOffset, top + height / 2)
      var title = SVGElement.label(vertical.title, x: x, y: y, anchor: .middle)
      title.attributes.append(("transform", "rotate(-90 \(decimal(x)) \(decimal(y)))"))
      labels.append(title)
    }
    return [path.stroked(.ink, width: 1)] + labels
  }
}

extension SVGElement {
  /// Where a text stands relative to its point.
  enum Anchor: String {
    case start, middle, end
  }

  /// A text.
  static func label(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, colour: PictureColour = .ink,
    size: Double = 13
  ) -> SVGElement {
    var element = SVGElement(
      "text", ["x": .number(x), "y": .number(y), "text-anchor": .text(anchor.rawValue)],
      text: text)
    if colour != .ink { element.attributes.append(("fill", .colour(colour))) }
    if size != 13 { element.attributes.append(("font-size", .number(size))) }
    return element
  }

  /// A text with a border of paper, so that it can be read on lines.
  static func haloedLabel(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, colour: PictureColour = .ink,
    size: Double = 13
  ) -> SVGElement {
    var element = label(text, x: x, y: y, anchor: anchor, colour: colour, size: size)
    element.attributes += [
      ("stroke", .colour(.paper)), ("stroke-width", 4), ("stroke-linejoin", "round"),
      ("paint-order", "stroke"),
    ]
    return element
  }
}

/// About how wide a text is at font size 13; characters of a sans-serif font differ.
func textWidth(_ text: String) -> Double { 7.2 * Double(text.count) }
