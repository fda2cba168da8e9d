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

  /// A decimal number as it stands in a text.
  struct Number {
    /// All digits without the point.
    let digits: String
    /// How many of them come after the point, less the power of ten.
    let decimals: Int
    /// The whole text.
    let text: String
    /// Where it ends, white space not counted.
    let end: Int
    /// The name that could also begin at the `e` of the power of ten, if there is one.
    let otherReading: String?
  }

  /// Takes a decimal number: digits, perhaps a point and digits, perhaps a power of ten.
  ///
  /// A point without digits behind it is not taken, nor an `e` that goes on as a name does.
  mutating func takeNumber() -> Number? {
    let start = position
    var end = digitsEnd(from: start)
    if end == start { return nil }
    var digits = Array(bytes[start..<end])
    var decimals = 0
    if end < bytes.count, bytes[end] == UInt8(ascii: "."), digitsEnd(from: end + 1) > end + 1 {
      let last = digitsEnd(from: end + 1)
      decimals = last - end - 1
      digits += bytes[(end + 1)..<last]
      end = last
    }
    var otherReading: String?
    if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
      var first = end + 1
      let hasSign = first < bytes.count && [0x2b, 0x2d].contains(bytes[first])
      if hasSign { first += 1 }
      let last = digitsEnd(from: first)
      // Five digits: larger powers are refused by their size.
      if last > first, last == bytes.count || !isIdentifierByte(bytes[last]), last - first <= 5,
        let power = Int(String(decoding: bytes[first..<last], as: UTF8.self))
      {
        otherReading = String(decoding: bytes[end..<(hasSign ? end + 1 : last)], as: UTF8.self)
        decimals += hasSign && bytes[first - 1] == 0x2d ? power : -power
        end = last
      }
    }
    position = end
    defer { skipSpace() }
    return Number(
      digits: String(decoding: digits, as: UTF8.self), decimals: decimals,
      text: String(decoding: bytes[start..<end], as: UTF8.self), end: end,
      otherReading: otherReading)
  }

  private func digitsEnd(from start: Int) -> Int {
    var end = start
    while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
    return end
  }

  /// Whether a name comes next.
  var isAtIdentifier: Bool {
    position < bytes.count && !(0x30...0x39).contains(bytes[position])
      && isIdentifierByte(bytes[position])
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
