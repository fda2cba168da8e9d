import Computation
import Networks

/// What a result says, for three writers: text for people, JSON for programs, HTML pages.
///
/// The items stand in one order. A field with a key is for all writers; data are for programs only, and what has
/// no key is for people only.
public struct Document: Sendable {
  /// One thing that is said.
  enum Item: Sendable {
    /// A member of the JSON object.
    case data(String, any JSONRepresentable)
    /// The members of a part as one object, and its title in front of what it says.
    case section(key: String, title: String, Document)
    case heading(String)
    /// A name with its value.
    case field(String, Phrase)
    /// A sentence.
    case line(Phrase)
    /// One of a list: a polynomial, a matrix.
    case entry(Phrase)
    case space
    case table(DocumentTable)
    /// Text that stays as it is: a file, for example.
    case code(String)
    /// A remark in front of such a text, as a comment of it.
    case comment(String)
    /// A picture, on pages only.
    case picture(@Sendable () -> Picture)
  }

  /// How the title stands in the text.
  enum TitleStyle: Hashable, Sendable { case underlined, plain, absent }

  /// What the result is about, on one line.
  public let title: String
  let titleStyle: TitleStyle
  private(set) var items: [Item] = []

  /// A document that says nothing yet.
  init(_ title: String, style: TitleStyle = .underlined) {
    self.title = title
    titleStyle = style
  }

  /// A document that says nothing yet.
  init(title: String) { self.init(title) }

  /// A value for programs; `nil` is `null`.
  mutating func data(_ key: String, _ value: any JSONRepresentable) {
    items.append(.data(key, value))
  }

  /// A value for programs if there is one.
  mutating func data(_ key: String, ifAny value: (any JSONRepresentable)?) {
    if let value { data(key, value) }
  }

  /// A value under its key, or `null`, and for people under its name: the words of the key unless one is given.
  ///
  /// - Parameter text: What people read in its place; without that, nothing is said of a value that is `nil`.
  mutating func field<Value: DocumentValue>(
    _ key: String, name: String? = nil, _ value: Value?, says text: Phrase? = nil
  ) {
    data(key, value)
    if let phrase = text ?? value.map({ "\($0)" }) { say(name ?? words(ofKey: key), phrase) }
  }

  /// A name with its value, for people only.
  mutating func say(_ name: String, _ value: Phrase?) {
    if let value { items.append(.field(name, value)) }
  }

  /// A heading, after an empty line unless it comes first.
  mutating func heading(_ title: String) { items.append(.heading(title)) }

  /// A sentence.
  mutating func line(_ text: Phrase) { items.append(.line(text)) }

  /// A sentence after an empty line.
  mutating func paragraph(_ text: Phrase) {
    space()
    line(text)
  }

  /// One of a list, each on a line that is indented.
  mutating func entry(_ text: Phrase) { items.append(.entry(text)) }

  /// A list.
  mutating func entries(_ texts: [String]) { for text in texts { entry("\(text)") } }

  /// The weight matrices of a network, one each line.
  mutating func matrices(of network: Network, name: String) {
    for layer in 1...network.architecture.layerCount {
      entry("\(WeightMatrix(network: network, layer: layer, name: "\(name)\(layer)"))")
    }
  }

  /// An empty line.
  mutating func space() { items.append(.space) }

  /// A comment of the text that follows.
  mutating func comment(_ text: String) { items.append(.comment(text)) }

  /// Text that stays as it is.
  mutating func code(_ text: String) { items.append(.code(text)) }

  /// A picture for pages.
  mutating func picture(_ picture: @escaping @Sendable () -> Picture) {
    items.append(.picture(picture))
  }

  /// A table with a row for each of `rows`.
  mutating func table<Row: Sendable>(_ rows: [Row], _ columns: [TableColumn<Row>]) {
    items.append(.table(DocumentTable(rows, columns)))
  }

  /// A part with a title, whose members are the object of `key`.
  mutating func section(_ key: String, _ title: String, _ body: (inout Document) -> Void) {
    var part = Document(title)
    body(&part)
    items.append(.section(key: key, title: title, part))
  }

  /// What ended the computation early, for programs.
  mutating func stopped(_ stop: ComputationStopped?) { data("stopped", ifAny: stop?.description) }

  /// What ended the computation early, as the last sentence.
  mutating func incomplete(_ stop: ComputationStopped?) {
    if let stop { paragraph("Incomplete: \(stop.description).") }
  }
}

/// `expectedDimension` as `expected dimension`.
package func words(ofKey key: some StringProtocol) -> String {
  key.reduce(into: "") { words, letter in
    words += letter.isUppercase ? " " + letter.lowercased() : String(letter)
  }
}
