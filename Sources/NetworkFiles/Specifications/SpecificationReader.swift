import Computation
import ExactArithmetic
import Networks
internal import Yams

/// Reads typed values from the nodes of a document and turns every mismatch into an error with its
/// place.
struct SpecificationReader {
  let file: String
  /// Whether the value of `data` is read; that of a teacher is not looked at, so that no spec asks for itself.
  var readsData = true

  /// The error for a node that is not what was expected.
  func failure(_ node: Node, _ path: String, expected: String) -> SpecificationError {
    failure(node, path, expected: expected, found: description(of: node))
  }

  /// The error with a text of its own for what was found.
  func failure(
    _ node: Node, _ path: String, expected: String, found: String
  ) -> SpecificationError {
    SpecificationError(
      file: file, line: node.mark?.line, column: node.mark?.column, path: path,
      expected: expected, found: found)
  }

  /// Refuses anchors, aliases and tags, which would make the value differ from its text.
  private func requirePlain(
    _ node: Node, _ path: @autoclosure () -> String
  ) throws(SpecificationError) {
    try requireNoAnchor(node, path())
    let tag: Tag
    switch node {
    case .scalar(let scalar):
      if scalar.style != .plain { return }
      tag = scalar.tag
    case .sequence(let sequence): tag = sequence.tag
    case .mapping(let mapping): tag = mapping.tag
    case .alias(let alias): tag = alias.tag
    }
    if !tag.rawValue.isEmpty {
      throw failure(
        node, path(), expected: "a value without YAML tags",
        found: "the tag '\(clipped(tag.rawValue))'")
    }
  }

  private func requireNoAnchor(
    _ node: Node, _ path: @autoclosure () -> String
  ) throws(SpecificationError) {
    if let anchor = node.anchor {
      throw failure(
        node, path(), expected: "a value without YAML anchors",
        found: "the anchor '\(clipped(anchor.rawValue))'")
    }
  }

  /// The entries of a list.
  func list(
    _ node: Node, _ path: @autoclosure () -> String, expected: @autoclosure () -> String
  ) throws(SpecificationError) -> Node.Sequence {
    try requirePlain(node, path())
    guard case .sequence(let entries) = node else {
      throw failure(node, path(), expected: expected())
    }
    return entries
  }

  /// The entries of a mapping with text keys, in order.
  func fields(
    _ node: Node, _ path: String, expected: String
  ) throws(SpecificationError) -> [(key: String, keyNode: Node, value: Node)] {
    try requirePlain(node, path)
    guard case .mapping(let mapping) = node else { throw failure(node, path, expected: expected) }
    var result: [(key: String, keyNode: Node, value: Node)] = []
    for (key, value) in mapping {
      // The parser has already given keys the tag of their kind.
      try requireNoAnchor(key, path)
      guard case .scalar(let text) = key else { throw failure(key, path, expected: "a text key") }
      result.append((text.string, key, value))
    }
    return result
  }

  /// The text of a scalar, and whether it is unquoted.
  func scalar(
    _ node: Node, _ path: @autoclosure () -> String, expected: @autoclosure () -> String
  ) throws(SpecificationError) -> (text: String, isPlain: Bool) {
    try requirePlain(node, path())
    guard case .scalar(let scalar) = node else {
      throw failure(node, path(), expected: expected())
    }
    return (scalar.string, scalar.style == .plain)
  }

  /// An unquoted decimal integer in the given range.
  func integer(
    _ node: Node, _ path: @autoclosure () -> String, in range: ClosedRange<Int>
  ) throws(SpecificationError) -> Int {
    func expected() -> String {
      range.upperBound == .max
        ? "a whole number of at least \(range.lowerBound)"
        : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    }
    let (text, isPlain) = try scalar(node, path(), expected: expected())
    guard isPlain, !hasLeadingZero(text), let value = Int(text), range.contains(value) else {
      let isTooLarge = isPlain && Integer(text).map { $0 > Integer(range.upperBound) } ?? false
      throw failure(
        node, path(),
        expected: isTooLarge ? "a whole number of at most \(range.upperBound)" : expected())
    }
    return value
  }

  /// A number read exactly: an integer, a fraction or a decimal number, quoted or not.
  func number(
    _ node: Node, _ path: @autoclosure () -> String
  ) throws(SpecificationError) -> Rational {
    let expected = "a number such as 3, \"3/4\" or 0.1"
    let (text, _) = try scalar(node, path(), expected: expected)
    guard !hasLeadingZero(text), let value = Rational(text) else {
      throw failure(node, path(), expected: expected)
    }
    return value
  }

  /// `true` or `false`, unquoted.
  func boolean(_ node: Node, _ path: String) throws(SpecificationError) -> Bool {
    let expected = "true or false"
    switch try scalar(node, path, expected: expected) {
    case ("true", true): return true
    case ("false", true): return false
    default: throw failure(node, path, expected: expected)
    }
  }

  /// Whether the number starts like `017`, which some readers take for octal.
  private func hasLeadingZero(_ text: String) -> Bool {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    guard digits.first == UInt8(ascii: "0"), let next = digits.dropFirst().first else {
      return false
    }
    return next >= UInt8(ascii: "0") && next <= UInt8(ascii: "9")
  }

  private func description(of node: Node) -> String {
    switch node {
    case .scalar(let scalar):
      if scalar.style != .plain { return "the text \"\(clipped(scalar.string))\"" }
      return scalar.string.isEmpty ? "nothing" : "'\(clipped(scalar.string))'"
    case .sequence(let entries): return "a list of \(counted(entries.count, "entry", "entries"))"
    case .mapping(let mapping): return "a mapping of \(counted(mapping.count, "key", "keys"))"
    case .alias: return "an alias"
    }
  }
}
