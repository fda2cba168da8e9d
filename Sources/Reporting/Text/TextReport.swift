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

  /// Names and values in two columns.
  public mutating func fields(_ fields: [(name: String, value: String)]) {
    var table = TextTable()
    for field in fields { table.append([field.name, field.value]) }
    lines += table.lines
  }

  /// A table, indented by two spaces.
  public mutating func table(_ table: TextTable) { lines += table.lines.map { "  " + $0 } }

  /// Another report's lines.
  public mutating func append(_ other: TextReport) { lines += other.lines }
}
