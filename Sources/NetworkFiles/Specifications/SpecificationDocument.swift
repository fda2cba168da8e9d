import Computation
import Networks
internal import Yams

/// One parsed YAML or JSON document, with every scalar still as text.
///
/// Holds the parser because it owns the anchors that nodes refer to weakly: without it an anchor would
/// go unnoticed.
struct SpecificationDocument {
  private let root: Node
  private let parser: Parser

  /// Parses the single document of `text`.
  init(text: String, file: String) throws(SpecificationError) {
    func failure(_ mark: Mark?, _ expected: String, _ found: String) -> SpecificationError {
      SpecificationError(
        file: file, line: mark?.line, column: mark?.column, path: "", expected: expected,
        found: found)
    }
    if countOfAliases(in: text, upTo: 10) == 10 {
      throw failure(nil, "no YAML aliases", "at least ten of them")
    }
    let node: Node?
    do {
      parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      node = try parser.singleRoot()
    } catch let error as YamlError {
      switch error {
      case .scanner(let context, let problem, let mark, _),
        .parser(let context, let problem, let mark, _):
        let place = context.map { " (\($0.text))" } ?? ""
        throw failure(mark, "valid YAML or JSON", "a syntax error: \(problem)\(place)")
      case .composer(let context, _, let mark, _):
        // The only context of this parser is a second document.
        throw context == nil
          ? failure(mark, "no YAML aliases", "one")
          : failure(mark, "a single document", "a second one")
      case .duplicatedKeysInMapping(let duplicates, let context):
        let key = clipped(duplicates.first ?? "")
        throw failure(context.mark, "every key only once", "the key '\(key)' twice")
      case .reader(let problem, _, _, _):
        throw failure(nil, "valid YAML or JSON", problem)
      default: throw failure(nil, "valid YAML or JSON", "something else")
      }
    } catch {
      throw failure(nil, "valid YAML or JSON", "something else")
    }
    guard let node else {
      throw failure(nil, "a mapping with the key 'widths'", "an empty document")
    }
    root = node
  }

  /// Reads the root while the anchors are alive.
  func read<Value>(
    _ body: (Node) throws(SpecificationError) -> Value
  ) throws(SpecificationError) -> Value {
    try withExtendedLifetime(parser) { _ throws(SpecificationError) in try body(root) }
  }
}

/// The number of `*name` that may be aliases, up to a bound.
///
/// The parser compares mapping keys by content; keys built from nested aliases would take exponential
/// time, so they are refused before. A few cannot do harm and get their own message.
private func countOfAliases(in text: String, upTo bound: Int) -> Int {
  var count = 0
  var previous = UInt8(ascii: "\n")
  var isAfterStar = false
  for byte in text.utf8 {
    if isAfterStar, byte > 0x20 { count += 1 }
    if count == bound { break }
    isAfterStar = byte == UInt8(ascii: "*") && (previous <= 0x20 || "[{,:".utf8.contains(previous))
    previous = byte
  }
  return count
}
