/// A JSON document as it is written: no key occurs twice in an object, nesting is bounded, and numbers keep
/// their text.
enum StrictJSON: Equatable {
  case null
  case bool(Bool)
  /// The text of the number.
  case number(String)
  case string(String)
  case array([StrictJSON])
  case object([String: StrictJSON])

  /// Why a text is no such document.
  struct Failure: Error, CustomStringConvertible {
    /// The byte, counted from 1.
    let position: Int
    /// What was expected there.
    let expectation: String

    var description: String { "byte \(position): \(expectation)" }
  }

  /// The document with the given text.
  ///
  /// - Complexity: linear in the length of the text.
  init(_ text: String, mostNesting: Int = 40) throws(Failure) {
    var reader = StrictJSONReader(bytes: Array(text.utf8), mostNesting: mostNesting)
    self = try reader.document()
  }

  /// A key as it can be printed: at most 40 printable ASCII characters.
  static func quoted(_ key: String) -> String {
    let shown = key.unicodeScalars.prefix(40).map {
      (0x20..<0x7f).contains($0.value) ? Character($0) : "?"
    }
    return "'" + String(shown) + (key.unicodeScalars.count > 40 ? "..." : "") + "'"
  }
}

/// Recursive descent over the bytes of a document.
private struct StrictJSONReader {
  let bytes: [UInt8]
  let mostNesting: Int
  var position = 0
  var depth = 0

  init(bytes: [UInt8], mostNesting: Int) {
    self.bytes = bytes
    self.mostNesting = mostNesting
  }

  mutating func document() throws(StrictJSON.Failure) -> StrictJSON {
    let value = try value()
    skipSpace()
    if position < bytes.count { throw failure("expected the end") }
    return value
  }

  private func failure(_ expectation: String) -> StrictJSON.Failure {
    StrictJSON.Failure(position: position + 1, expectation: expectation)
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d {
      position += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    let end = position + word.utf8.count
    guard end <= bytes.count, bytes[position..<end].elementsEqual(word.utf8) else { return false }
    position = end
    return true
  }

  private mutating func value() throws(StrictJSON.Failure) -> StrictJSON {
    skipSpace()
    guard let byte = next else { throw failure("expected a value") }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      defer { depth -= 1 }
      if depth > mostNesting { throw failure("more than \(mostNesting) nested lists and objects") }
      position += 1
      return byte == UInt8(ascii: "{") ? try object() : try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default:
      if take(word: "null") { return .null }
      if take(word: "true") { return .bool(true) }
      if take(word: "false") { return .bool(false) }
      throw failure("expected a value")
    }
  }

  private mutating func object() throws(StrictJSON.Failure) -> StrictJSON {
    var members: [String: StrictJSON] = [:]
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw failure("expected a key") }
      let key = try string()
      if members[key] != nil { throw failure("the key \(StrictJSON.quoted(key)) occurs twice") }
      guard take(":") else { throw failure("expected ':'") }
      members[key] = try value()
    } while take(",")
    guard take("}") else { throw failure("expected ',' or '}'") }
    return .object(members)
  }

  private mutating func array() throws(StrictJSON.Failure) -> StrictJSON {
    var values: [StrictJSON] = []
    if take("]") { return .array(values) }
    repeat { values.append(try value()) } while take(",")
    guard take("]") else { throw failure("expected ',' or ']'") }
    return .array(values)
  }

  private mutating func number() throws(StrictJSON.Failure) -> String {
    let start = position
    while let byte = next, isNumeric(byte) { position += 1 }
    if position - start > 400 { throw failure("a number of more than 400 characters") }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// The decoder that reads the values afterwards is strict about their form.
  private func isNumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
  }

  private mutating func string() throws(StrictJSON.Failure) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += try escape()
      case 0..<0x20: throw failure("a control character in a string")
      default: text.append(byte)
      }
    }
    throw failure("expected '\"'")
  }

  private mutating func escape() throws(StrictJSON.Failure) -> [UInt8] {
    guard let byte = next else { throw failure("expected an escaped character") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0c]
    case UInt8(ascii: "n"): return [0x0a]
    case UInt8(ascii: "r"): return [0x0d]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      let high = try codeUnit()
      var units = [high]
      if UTF16.isLeadSurrogate(high), take(word: "\\u") { units.append(try codeUnit()) }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    default: throw failure("expected an escaped character")
    }
  }

  private mutating func codeUnit() throws(StrictJSON.Failure) -> UInt16 {
    guard position + 4 <= bytes.count,
      let value = UInt16(
        String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw failure("expected four hexadecimal digits") }
    position += 4
    return value
  }
}
