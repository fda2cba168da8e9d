/// The explanation of the marks of a figure: samples with texts, in rows that fit a width.
struct Legend {
  /// One sample with its text.
  struct Entry {
    /// Draws the sample around the middle of a box 28 wide, given by its centre.
    var sample: (_ x: Double, _ y: Double) -> [SVGElement]
    var text: String
  }

  static let rowHeight = 20.0
  private static let sampleWidth = 28.0
  private static let gap = 22.0

  var entries: [Entry] = []

  /// A line with its text.
  mutating func line(
    _ text: String, _ colour: PictureColour, width: Double = 2, dashes: String? = nil,
    opacity: Double = 1
  ) {
    entries.append(
      Entry(
        sample: { x, y in
          var path = SVGPath()
          path.line(from: (x - 13, y), to: (x + 13, y))
          return [path.stroked(colour, width: width, opacity: opacity, dashes: dashes)]
        }, text: text))
  }

  /// A mark with its text.
  mutating func mark(_ text: String, _ mark: @escaping (_ x: Double, _ y: Double) -> [SVGElement]) {
    entries.append(Entry(sample: mark, text: text))
  }

  /// The rows of entries that fit `width`.
  private func rows(width: Double) -> [[Entry]] {
    var rows: [[Entry]] = []
    var used = 0.0
    for entry in entries {
      let size = Legend.sampleWidth + 6 + textWidth(entry.text) + Legend.gap
      if rows.isEmpty || used + size > width + Legend.gap {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(entry)
      used += size
    }
    return rows
  }

  /// The height for a given width.
  func height(width: Double) -> Double { Double(rows(width: width).count) * Legend.rowHeight }

  /// The legend with its upper left corner at (x, y).
  func drawing(x: Double, y: Double, width: Double) -> [SVGElement] {
    var elements: [SVGElement] = []
    for (row, entries) in rows(width: width).enumerated() {
      var left = x
      let middle = y + (Double(row) + 0.5) * Legend.rowHeight
      for entry in entries {
        elements += entry.sample(left + Legend.sampleWidth / 2, middle)
        left += Legend.sampleWidth + 6
        elements.append(.label(entry.text, x: left, y: middle + 4))
        left += textWidth(entry.text) + Legend.gap
      }
    }
    return elements
  }
}
