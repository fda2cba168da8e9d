extension Document {
  /// The columns that long values and tables fill where no width is given.
  public static let standardWidth = 100

  /// The narrowest width that is respected.
  private static let smallestWidth = 40

  /// The document as text, without a newline at its end.
  ///
  /// - Parameter width: The columns into which the text fits as far as its words do; `nil` stands for
  ///   `standardWidth`, beyond which single lines are left as they are.
  public func text(width: Int? = nil) -> String {
    lines(width: width.map { max($0, Document.smallestWidth) }).joined(separator: "\n")
  }

  private func lines(width given: Int?) -> [String] {
    let width = given ?? Document.standardWidth
    func fitting(_ line: String) -> [String] {
      given.map { wrappedLine(line, width: $0) } ?? [line]
    }
    func heading(_ title: String) -> [String] {
      let parts = given.map { wrapped(title, width: $0) } ?? [title]
      return parts + [String(repeating: "=", count: parts.map(\.count).max() ?? 0)]
    }
    var lines: [String] = []
    switch titleStyle {
    case .underlined: lines += heading(title)
    case .plain: lines += fitting(title)
    case .absent: break
    }
    var fields: [(name: String, value: String)] = []
    func endFields() {
      lines += Document.lines(of: fields, width: width)
      fields = []
    }
    for item in items {
      switch item {
      case .field(let name, let value):
        fields.append((name, value.text))
        continue
      case .data, .picture: continue
      default: endFields()
      }
      switch item {
      case .heading(let title): lines += (lines.isEmpty ? [] : [""]) + heading(title)
      case .section(_, _, let part): lines += [""] + part.lines(width: given)
      case .line(let text): lines += fitting(text.text)
      case .entry(let text): lines += fitting("  " + text.text)
      case .space: lines.append("")
      case .comment(let text):
        lines += (given.map { wrapped(text, width: $0 - 2) } ?? [text]).map { "# " + $0 }
      case .code(let text): lines.append(text)
      case .table(let table):
        let text = TextTable(table)
        if let given, table.hasHead, text.smallestWidth > given - 2 {
          lines += Document.records(of: table, width: given)
        } else {
          lines += text.lines(width: width - 2).map { "  " + $0 }
        }
      case .data, .field, .picture: break
      }
    }
    endFields()
    return lines
  }

  /// The rows of a table that is too wide, each as names with values.
  private static func records(of table: DocumentTable, width: Int) -> [String] {
    table.rows.enumerated().flatMap { index, row in
      let fields = zip(table.columns, row).map { ($0.heading, $1.text) }.filter { !$0.1.isEmpty }
      return (index == 0 ? [] : [""]) + lines(of: fields, width: width)
    }
  }

  private static func lines(of fields: [(name: String, value: String)], width: Int) -> [String] {
    // Long names leave half of a narrow terminal to the values.
    let nameWidth = min(fields.map(\.name.count).max() ?? 0, width - 2 - smallestWidth / 2)
    // Wide terminals do not make sentences longer.
    let valueWidth = min(width, standardWidth) - nameWidth - 2
    var table = TextTable()
    for field in fields {
      let (names, values) = (
        wrapped(field.name, width: nameWidth), wrapped(field.value, width: valueWidth)
      )
      for i in 0..<max(names.count, values.count) {
        table.append([i < names.count ? names[i] : "", i < values.count ? values[i] : ""])
      }
    }
    return table.lines
  }
}

extension TextTable {
  /// The text of a table.
  init(_ table: DocumentTable) {
    self.init(
      headings: table.hasHead ? table.columns.map(\.heading) : [],
      alignments: table.columns.map { $0.isNumeric ? .right : .left })
    for row in table.rows { append(row.map(\.text)) }
  }
}
