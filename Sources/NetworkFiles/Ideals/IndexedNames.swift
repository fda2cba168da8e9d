import Computation

/// Names with indices, as `x[1]` and `a[2,3]`, in texts of polynomials: they are read as `x_1` and `a_2_3`.
public struct IndexedNames: Sendable {
  /// Why an index cannot be read.
  public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was found and what was expected.
    public let description: String
  }

  /// Whether any bracket occurs, so that names have to be collected.
  private let isNeeded: Bool
  /// What each name stands for, as it was written.
  private var written: [String: String] = [:]

  /// The names of a text, none of them read yet.
  public init(in text: String) { isNeeded = text.utf8.contains(UInt8(ascii: "[")) }

  /// The text, a part of the one given at the start, with plain names.
  ///
  /// - Throws: if a bracket is no index of a name, and if two names would become one.
  package mutating func plain(_ text: String) throws(Problem) -> String {
    guard isNeeded else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let start = position
      if isLetter(bytes[position]) {
        while position < bytes.count, isLetter(bytes[position]) || isDigit(bytes[position]) {
          position += 1
        }
        var name = Array(bytes[start..<position])
        if position < bytes.count, bytes[position] == UInt8(ascii: "[") {
          name += try Self.index(bytes, &position)
        }
        try register(String(decoding: name, as: UTF8.self), as: bytes[start..<position])
        result += name
      } else if [UInt8(ascii: "["), UInt8(ascii: "]")].contains(bytes[position]) {
        throw Problem(
          description:
            "found '\(Character(UnicodeScalar(bytes[position])))', expected brackets only for "
            + "indices of names such as x[1]")
      } else if isDigit(bytes[position]) {
        while position < bytes.count, isDigit(bytes[position]) { position += 1 }
        result += bytes[start..<position]
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Reads from a bracket on: `_` and the digits of every index.
  private static func index(_ bytes: [UInt8], _ position: inout Int) throws(Problem) -> [UInt8] {
    let start = position
    var result: [UInt8] = []
    var last = UInt8(ascii: ",")
    while last != UInt8(ascii: "]") {
      position += 1
      while position < bytes.count, bytes[position] == 0x20 { position += 1 }
      let first = position
      while position < bytes.count, isDigit(bytes[position]) { position += 1 }
      let digits = bytes[first..<position]
      while position < bytes.count, bytes[position] == 0x20 { position += 1 }
      last = position < bytes.count ? bytes[position] : 0
      guard !digits.isEmpty, digits.count == 1 || digits.first != UInt8(ascii: "0"),
        [UInt8(ascii: ","), UInt8(ascii: "]")].contains(last)
      else {
        let text = String(decoding: bytes[start...].prefix(12), as: UTF8.self)
        throw Problem(
          description:
            "found '\(oneLine(text))', expected indices in decimal digits such as [1] or [2,3]")
      }
      result += [UInt8(ascii: "_")] + digits
    }
    position += 1
    return result
  }

  private mutating func register(_ name: String, as bytes: ArraySlice<UInt8>) throws(Problem) {
    let text = String(decoding: bytes.filter { $0 != 0x20 }, as: UTF8.self)
    if let known = written[name], known != text {
      throw Problem(
        description:
          "the names \(known) and \(text) would both be read as \(name); rename one of them")
    }
    written[name] = text
  }
}
