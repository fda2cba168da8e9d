import Networks

/// The dictionary at the start of a `.npy` file, such as
/// `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }`.
///
/// Source: the format description in `numpy.lib.format`.
struct NumpyHeader: Hashable {
  /// The type string, such as `<f8`.
  var descriptor: String
  /// Whether the first index runs fastest.
  var isFortranOrder: Bool
  /// The extents.
  var shape: [Int]

  /// The header in `text`, or `nil` if it is anything else than these three keys with such values.
  init?(_ text: some Sequence<UInt8>) {
    var parser = PythonLiteralParser(text)
    guard let dictionary = parser.dictionary(), dictionary.count == 3,
      case .string(let descriptor)? = dictionary["descr"],
      case .bool(let isFortranOrder)? = dictionary["fortran_order"],
      case .tuple(let shape)? = dictionary["shape"]
    else { return nil }
    self.descriptor = descriptor
    self.isFortranOrder = isFortranOrder
    self.shape = shape
  }
}

/// Reads the few Python literals that occur in a header.
private struct PythonLiteralParser {
  enum Value {
    case string(String)
    case bool(Bool)
    case tuple([Int])
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ text: some Sequence<UInt8>) { bytes = Array(text) }

  /// The whole text as a dictionary with string keys.
  mutating func dictionary() -> [String: Value]? {
    guard skip("{") else { return nil }
    var result: [String: Value] = [:]
    while !skip("}") {
      guard let key = string(), skip(":"), let value = value(), result[key] == nil else {
        return nil
      }
      result[key] = value
      if !skip(",") {
        guard skip("}") else { return nil }
        break
      }
    }
    skipSpaces()
    return position == bytes.count ? result : nil
  }

  private mutating func value() -> Value? {
    if let text = string() { return .string(text) }
    if skip("True") { return .bool(true) }
    if skip("False") { return .bool(false) }
    return tuple().map { .tuple($0) }
  }

  private mutating func tuple() -> [Int]? {
    guard skip("(") else { return nil }
    var entries: [Int] = []
    while !skip(")") {
      guard let entry = number() else { return nil }
      entries.append(entry)
      if !skip(",") { return skip(")") ? entries : nil }
    }
    return entries
  }

  private mutating func number() -> Int? {
    skipSpaces()
    var value: Int?
    while position < bytes.count, case let digit = bytes[position] &- 0x30, digit < 10 {
      let (shifted, overflows) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = shifted.addingReportingOverflow(Int(digit))
      if overflows || overflowsToo { return nil }
      value = sum
      position += 1
    }
    // Python 2 wrote long integers as 3L.
    if value != nil { _ = skip("L") }
    return value
  }

  /// A quoted string of plain characters.
  private mutating func string() -> String? {
    skipSpaces()
    guard position < bytes.count, bytes[position] == 0x27 || bytes[position] == 0x22 else {
      return nil
    }
    let quote = bytes[position]
    guard let end = bytes[(position + 1)...].firstIndex(of: quote) else { return nil }
    let content = bytes[(position + 1)..<end]
    guard content.allSatisfy({ $0 >= 0x20 && $0 < 0x7f && $0 != 0x5c }) else { return nil }
    position = end + 1
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func skip(_ token: StaticString) -> Bool {
    skipSpaces()
    let text = Array("\(token)".utf8)
    guard bytes[position...].starts(with: text) else { return false }
    position += text.count
    return true
  }

  private mutating func skipSpaces() {
    while position < bytes.count, [0x20, 0x0a, 0x0d, 0x09].contains(bytes[position]) {
      position += 1
    }
  }
}
