/// Reads the tokens of a formula from the bytes of a text, skipping white space before each.
struct ByteScanner {
  let bytes: [UInt8]
  /// The number of bytes read.
  private(set) var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    skipSpace()
  }

  var isAtEnd: Bool { position == bytes.count }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) {
      position += 1
    }
  }

  /// Takes the next byte if it is one of `symbols`; a `*` that starts `**` does not count.
  mutating func take(anyOf symbols: StaticString) -> UInt8? {
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    let isSymbol = symbols.withUTF8Buffer { $0.contains(byte) }
    if !isSymbol || isAtPower { return nil }
    position += 1
    skipSpace()
    return byte
  }

  var isAtPower: Bool {
    guard position < bytes.count else { return false }
    return bytes[position] == UInt8(ascii: "^")
      || bytes[position] == UInt8(ascii: "*") && position + 1 < bytes.count
        && bytes[position + 1] == UInt8(ascii: "*")
  }

  /// Takes `^` or `**`.
  mutating func takePower() -> Bool {
    guard isAtPower else { return false }
    position += bytes[position] == UInt8(ascii: "^") ? 1 : 2
    skipSpace()
    return true
  }

  /// Takes a run of digits, as text.
  mutating func takeDigits() -> String? {
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    if position == start { return nil }
    defer { skipSpace() }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Takes a variable name.
  mutating func takeIdentifier() -> String? {
    guard position < bytes.count, !(0x30...0x39).contains(bytes[position]) else { return nil }
    let start = position
    while position < bytes.count, isIdentifierByte(bytes[position]) { position += 1 }
    if position == start { return nil }
    defer { skipSpace() }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Takes an exponent; `nil` if there is none.
  mutating func takeExponent() throws(ParseError) -> Int? {
    let start = position
    guard let text = takeDigits() else { return nil }
    guard let exponent = Int(text), exponent <= ExponentLayout.largestExponent else {
      throw ParseError(
        position: start + 1,
        reason: .limit("the exponent exceeds \(ExponentLayout.largestExponent)"))
    }
    return exponent
  }

  /// An error at the current position that says what stands there and what should.
  func unexpected(_ expected: String) -> ParseError {
    var found = "the end"
    if position < bytes.count {
      let rest = String(decoding: bytes[position...].prefix(8), as: UTF8.self)
      let character = rest.first!
      found =
        character.unicodeScalars.allSatisfy { $0.value < 32 }
        ? "a control character" : "\"\(character)\""
    }
    return ParseError(
      position: position + 1, reason: .unexpected(found: found, expected: expected))
  }

  /// A limit error at the current position.
  func limit(_ problem: String) -> ParseError {
    ParseError(position: min(position + 1, bytes.count), reason: .limit(problem))
  }
}
