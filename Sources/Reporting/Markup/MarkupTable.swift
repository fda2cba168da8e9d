/// A table of a page.
struct MarkupTable {
  /// A column.
  struct Column {
    var heading: Markup
    /// Numbers are aligned on the right.
    var isNumeric = false
  }

  var caption: String
  var columns: [Column]
  /// The rows; the first cell of each is its heading if `hasRowHeadings`.
  var rows: [[Markup]] = []
  var hasRowHeadings = false
  var `class`: String?

  /// The table in a box that scrolls.
  var markup: Markup {
    let head = Markup(
      columns.map { column in
        .element(
          "th", ["scope": "col", "class": column.isNumeric ? "number" : nil], column.heading)
      })
    let hasHead = columns.contains { !$0.heading.isEmpty }
    let body = rows.map { row in
      Markup.element(
        "tr", [:],
        Markup(
          row.enumerated().map { index, cell in
            let isHeading = hasRowHeadings && index == 0
            return .element(
              isHeading ? "th" : "td",
              [
                "scope": isHeading ? "row" : nil,
                "class": columns[index].isNumeric ? "number" : nil,
              ], cell)
          }))
    }
    return .scrolling(
      caption,
      .element(
        "table", ["class": `class`],
        .element("caption", ["class": "unseen"], Markup(caption))
          + (hasHead ? .element("thead", [:], .element("tr", [:], head)) : .empty)
          + .element("tbody", [:], .joined(body, separator: "\n"))))
  }
}
