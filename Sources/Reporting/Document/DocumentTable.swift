/// A column of a table: its heading, its side, and what it says of each row.
struct TableColumn<Row>: Sendable {
  let heading: String
  /// Numbers are aligned on the right.
  let isNumeric: Bool
  let cell: @Sendable (Row) -> Phrase

  /// A column of numbers.
  static func number(
    _ heading: String, _ cell: @escaping @Sendable (Row) -> Phrase
  ) -> TableColumn {
    TableColumn(heading: heading, isNumeric: true, cell: cell)
  }

  /// A column of words.
  static func words(
    _ heading: String, _ cell: @escaping @Sendable (Row) -> Phrase
  ) -> TableColumn {
    TableColumn(heading: heading, isNumeric: false, cell: cell)
  }
}

/// A table, whose cells are made when somebody reads them.
struct DocumentTable: Sendable {
  /// The headings with the side of their columns; without any words the table has no head.
  let columns: [(heading: String, isNumeric: Bool)]
  private let cells: @Sendable () -> [[Phrase]]

  init<Row: Sendable>(_ rows: [Row], _ columns: [TableColumn<Row>]) {
    self.columns = columns.map { ($0.heading, $0.isNumeric) }
    cells = { rows.map { row in columns.map { $0.cell(row) } } }
  }

  /// Whether the columns have headings.
  var hasHead: Bool { columns.contains { !$0.heading.isEmpty } }

  /// The cells by rows.
  var rows: [[Phrase]] { cells() }
}
