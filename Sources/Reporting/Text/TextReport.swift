/// A readable report in the making: headings, names with values, tables and sentences.
public struct TextReport: Hashable, Sendable {
  private var lines: [String] = []

  /// An empty report.
  public init() {}

  /// The text so far, without a newline at its end.
  public var text: String { lines.joined(separator: "\n") }

  /// A heading, underlined, after an empty line unless it comes first.
  public mutating func heading(_ title: String) {
    if !lines.isEmpty { lines.append("") }
    lines += [title, String(repeating: "=", count: title.count)]
  }

  /// A line as it is.
  public mutating func line(_ text: String) { lines.append(text) }

  /// An empty line.
  public mutating func space() { lines.append("") }

  /// Names and values in two columns; long values continue in the second column.
  public mutating func fields(_ fields: [(name: String, value: String)]) {
    let nameWidth = fields.map(\.name.count).max() ?? 0
    var table = TextTable()
    for field in fields {
      let parts = TextReport.wrap(field.value, width: max(40, TextReport.width - nameWidth - 2))
      for (i, part) in parts.enumerated() { table.append([i == 0 ? field.name : "", part]) }
    }
    lines += table.lines
  }

  /// The columns that long values fill.
  private static let width = 100

  /// The text broken at spaces into lines of at most `width` characters where words allow it.
  private static func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// A table, indented by two spaces.
  public mutating func table(_ table: TextTable) { lines += table.lines.map { "  " + $0 } }

  /// Another report's lines.
  public mutating func append(_ other: TextReport) { lines += other.lines }
}
