extension Document {
  /// What `body` says, as a piece of a page.
  static func markup(_ body: (inout Document) -> Void) -> Markup {
    var document = Document("")
    body(&document)
    return document.markup
  }

  /// The items as a piece of a page, headings of sections included.
  var markup: Markup {
    var markup = Markup.empty
    var fields: [(Markup, Markup)] = []
    var entries: [Markup] = []
    var (caption, comments) = (title, "")
    func endGroup() {
      if !fields.isEmpty { markup += .fields(fields) }
      if !entries.isEmpty {
        markup += .element("ul", ["class": "equations"], .joined(entries, separator: "\n")) + "\n"
      }
      (fields, entries) = ([], [])
    }
    for item in items {
      switch item {
      case .data, .space: continue
      case .field(let name, let value):
        if !entries.isEmpty { endGroup() }
        fields.append((Markup(name), value.markup))
        continue
      case .entry(let text):
        if !fields.isEmpty { endGroup() }
        entries.append(.element("li", [:], text.markup))
        continue
      default: endGroup()
      }
      switch item {
      case .heading(let title):
        caption = title
        markup += .element("h2", [:], Markup(title)) + "\n"
      case .section(_, let title, let part):
        markup += .element("h2", [:], Markup(title)) + "\n" + part.markup
      case .line(let text):
        caption = text.text
        markup += .paragraph(text.markup)
      case .table(let table): markup += MarkupTable(table, caption: caption).markup
      case .comment(let text): comments += "# \(text)\n"
      case .code(let text):
        markup += .element("pre", [:], Markup(comments + text)) + "\n"
        comments = ""
      case .picture(let picture):
        let picture = picture()
        markup += .plot("result", picture, caption: Markup(picture.title))
      case .data, .space, .field, .entry: break
      }
    }
    endGroup()
    return markup
  }
}

extension MarkupTable {
  /// A table of a document; without headings the first cell of each row is its heading.
  init(_ table: DocumentTable, caption: String) {
    self.init(
      caption: caption,
      columns: table.columns.map { .init(heading: Markup($0.heading), isNumeric: $0.isNumeric) },
      rows: table.rows.map { $0.map(\.markup) }, hasRowHeadings: !table.hasHead)
  }
}
