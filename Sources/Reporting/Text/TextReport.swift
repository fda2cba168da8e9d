/// A readable report in the making: headings, names with values, tables and sentences.
public struct TextReport: Hashable, Sendable {
  private enum Item: Hashable {
    case heading(String)
    case line(String)
    case fields([Field])
    case table(TextTable)
  }

  private struct Field: Hashable {
    let name: String
    let value: String
  }

  private var items: [Item] = []

  /// An empty report.
  public init() {}

  /// The columns that long values and tables fill where no width is given.
  public static let standardWidth = 100

  /// The narrowest width that is respected.
  private static let smallestWidth = 40

  /// The width given by `fitting(_:_:)` to reports that are made inside of it.
  @TaskLocal private static var givenWidth: Int?

  /// What `body` returns, where the texts of reports fit into `width` columns as far as their words do; `nil` stands for
  /// `standardWidth`, beyond which single lines are left as they are.
  public static func fitting<Value>(_ width: Int?, _ body: () -> Value) -> Value {
    $givenWidth.withValue(width.map { max($0, smallestWidth) }, operation: body)
  }

  /// The text so far, without a newline at its end.
  public var text: String {
    let given = TextReport.givenWidth
    let width = given ?? TextReport.standardWidth
    var lines: [String] = []
    for item in items {
      switch item {
      case .heading(let title):
        let parts = given.map { wrapped(title, width: $0) } ?? [title]
        lines += parts + [String(repeating: "=", count: parts.map(\.count).max() ?? 0)]
      case .line(let line): lines += given.map { wrappedLine(line, width: $0) } ?? [line]
      case .fields(let fields): lines += TextReport.lines(of: fields, width: width)
      case .table(let table): lines += table.lines(width: width - 2).map { "  " + $0 }
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func lines(of fields: [Field], width: Int) -> [String] {
    let nameWidth = fields.map(\.name.count).max() ?? 0
    // Wide terminals do not make sentences longer.
    let valueWidth = max(smallestWidth / 2, min(width, standardWidth) - nameWidth - 2)
    var table = TextTable()
    for field in fields {
      for (i, part) in wrapped(field.value, width: valueWidth).enumerated() {
        table.append([i == 0 ? field.name : "", part])
      }
    }
    return table.lines
  }

  /// A heading, underlined, after an empty line unless it comes first.
  public mutating func heading(_ title: String) {
    if !items.isEmpty { space() }
    items.append(.heading(title))
  }

  /// A line as it is.
  public mutating func line(_ text: String) { items.append(.line(text)) }

  /// An empty line.
  public mutating func space() { line("") }

  /// Names and values in two columns; long values continue in the second column.
  public mutating func fields(_ fields: [(name: String, value: String)]) {
    items.append(.fields(fields.map { Field(name: $0.name, value: $0.value) }))
  }

  /// A table, indented by two spaces.
  public mutating func table(_ table: TextTable) { items.append(.table(table)) }

  /// Another report's lines.
  public mutating func append(_ other: TextReport) { items += other.items }
}
