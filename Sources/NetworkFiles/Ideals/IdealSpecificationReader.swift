import AlgebraicStructures
import Computation
import Foundation
import Networks
import Polynomials

/// Collects the parts of an ideal from the two forms of its file.
struct IdealSpecificationReader {
  let name: String
  var variables: [String]?
  var order: MonomialOrder?
  var characteristic: UInt64?
  var generators: [String] = []

  private let control: ComputationControl

  init(name: String, control: ComputationControl) {
    self.name = name
    self.control = control
  }

  private func checkpoint() throws(IdealSpecificationError) {
    do throws(ComputationStopped) {
      try control.checkpoint()
    } catch {
      throw IdealSpecificationError(description: "\(error)", stop: error)
    }
  }

  func failure(_ problem: String, line: Int? = nil) -> IdealSpecificationError {
    IdealSpecificationError(
      description: line.map { "\(name):\($0): \(problem)" } ?? "\(name): \(problem)")
  }

  mutating func readLines(_ text: String) throws(IdealSpecificationError) {
    // The line before, if it is the first with content.
    var first: String?
    var count = 0
    var indices = IndexedNames(in: text)
    // Bytes: a file may have many megabytes, and no separator is part of a longer character.
    let rows = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, row) in rows.enumerated() {
      try checkpoint()
      var line = Self.text(try withoutComment(row, line: index + 1))
      if line.isEmpty { continue }
      line = try plain(line, &indices, line: index + 1)
      if count == 1, let first, Self.isList(ofNames: first), line.utf8.allSatisfy(isDigit) {
        return try readMsolve(
          names: first, characteristic: line, rows: rows, after: index, &indices)
      }
      first = count == 0 ? line : nil
      count += 1
      if let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) {
        try readHeader(
          key: String(line[..<colon]).trimmed,
          value: String(line[line.index(after: colon)...]).trimmed, line: index + 1)
      } else {
        // No polynomial contains a comma or a semicolon.
        let parts = line.utf8.split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
        for (count, part) in parts.enumerated() {
          if count % 1000 == 0 { try checkpoint() }
          let polynomial = Self.text(part)
          if !polynomial.isEmpty { generators.append(polynomial) }
        }
      }
    }
  }

  /// Reads a file of msolve after its lines of variables and characteristic: polynomials separated by
  /// commas, which may go on over line ends.
  private mutating func readMsolve(
    names: String, characteristic number: String, rows: [Substring.UTF8View], after start: Int,
    _ indices: inout IndexedNames
  ) throws(IdealSpecificationError) {
    variables = names.split(separator: ",").map { String($0).trimmed }
    characteristic = try Self.characteristic(number, orElse: { failure($0, line: start + 1) })
    generators = []
    var current = ""
    var place = start + 1
    for (index, row) in rows.enumerated().dropFirst(start + 1) {
      try checkpoint()
      let line = try plain(
        Self.text(try withoutComment(row, line: index + 1)), &indices, line: index + 1)
      if line.isEmpty { continue }
      if let symbol = line.utf8.first(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") })
      {
        throw failure(
          "found '\(Character(UnicodeScalar(symbol)))', expected polynomials separated by commas, after "
            + "a line of variables and a line with the characteristic as in files of msolve",
          line: index + 1)
      }
      // Elsewhere a line end separates: a sign after it would be read in two ways.
      if !current.isEmpty, !(line.utf8.first.map { [0x2a, 0x2b, 0x2d].contains($0) } ?? false),
        !(current.utf8.last.map { [0x2a, 0x2b, 0x2d, 0x28, 0x2f].contains($0) } ?? false)
      {
        throw failure(
          "expected a comma after the polynomial of the line before, as in files of msolve: the file "
            + "begins with a line of variables and a line with the characteristic", line: index + 1)
      }
      let parts = line.utf8.split(
        separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      for (position, part) in parts.enumerated() {
        if position % 1000 == 0 { try checkpoint() }
        current += (current.isEmpty ? "" : " ") + Self.text(part)
        if position == parts.count - 1 { break }
        if current.isEmpty { throw failure("found ',', expected a polynomial", line: index + 1) }
        generators.append(current)
        current = ""
      }
      place = index + 1
    }
    if !current.isEmpty { generators.append(current) }
    if generators.isEmpty {
      throw failure(
        "expected polynomials after a line of variables and a line with the characteristic, as in "
          + "files of msolve", line: place)
    }
  }

  /// The bytes of a line before `#` or `//`.
  private func withoutComment(
    _ row: Substring.UTF8View, line: Int
  ) throws(IdealSpecificationError) -> Substring.UTF8View {
    var last: UInt8 = 0
    var position = row.startIndex
    while position < row.endIndex {
      let byte = row[position]
      if byte == UInt8(ascii: "#") { break }
      let next = row.index(after: position)
      if byte == UInt8(ascii: "/"), next < row.endIndex, row[next] == byte {
        let comment = Self.text(row[row.index(after: next)...])
        // 3//4 is a fraction in Julia.
        let isOperand = isDigit(last) || isLetter(last) || last == UInt8(ascii: ")")
        if isOperand, let start = comment.utf8.first, isDigit(start) || start == UInt8(ascii: "(") {
          throw failure(
            "'//' may begin a comment or divide; write '/' for a quotient, '#' for a comment",
            line: line)
        }
        break
      }
      if byte != 0x20, byte != 0x09 { last = byte }
      position = next
    }
    return row[..<position]
  }

  private func plain(
    _ text: String, _ indices: inout IndexedNames, line: Int? = nil
  ) throws(IdealSpecificationError) -> String {
    do throws(IndexedNames.Problem) {
      return try indices.plain(text)
    } catch {
      throw failure(error.description, line: line)
    }
  }

  /// Whether a line is nothing but names separated by commas.
  private static func isList(ofNames line: String) -> Bool {
    line.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
      let name = String(part).trimmed
      return name.utf8.first.map(isLetter) ?? false
        && name.utf8.allSatisfy { isLetter($0) || isDigit($0) }
    }
  }

  /// The text of a part without white space at its ends.
  private static func text(_ part: Substring.UTF8View) -> String {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
    let start = part.drop(while: isSpace)
    guard let last = start.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(Substring(start[...last])).trimmed
  }

  private mutating func readHeader(
    key: String, value: String, line: Int
  ) throws(IdealSpecificationError) {
    switch key {
    case "variables":
      variables = value.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
    case "order": order = try Self.order(value, orElse: { failure($0, line: line) })
    case "characteristic":
      characteristic = try Self.characteristic(value, orElse: { failure($0, line: line) })
    default:
      throw failure(
        "unknown key '\(key)'; expected variables, order, characteristic or a polynomial",
        line: line)
    }
  }

  /// A characteristic; whether it is prime is decided where its field is made.
  private static func characteristic(
    _ text: String, orElse failure: (String) -> IdealSpecificationError
  ) throws(IdealSpecificationError) -> UInt64 {
    guard let number = UInt64(text), number < 1 << 63 else {
      throw failure("characteristic: \(expectedCharacteristic), found '\(oneLine(text))'")
    }
    return number
  }

  private static let expectedCharacteristic = "expected 0 or a prime below 2^63"

  private static func order(
    _ name: String, orElse failure: (String) -> IdealSpecificationError
  ) throws(IdealSpecificationError) -> MonomialOrder {
    switch name {
    case "lex": .lexicographic
    case "deglex": .degreeLexicographic
    case "degrevlex": .degreeReverseLexicographic
    default: throw failure("order: expected lex, deglex or degrevlex, found '\(name)'")
    }
  }

  mutating func readJSON(_ text: String) throws(IdealSpecificationError) {
    if let key = repeatedKey(inJSON: text.utf8) {
      throw failure("expected every key only once, found the key '\(oneLine(key))' twice")
    }
    let value: Any
    do {
      value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    } catch {
      throw failure("expected JSON: \((error as NSError).userInfo["NSDebugDescription"] ?? error)")
    }
    guard let object = value as? [String: Any] else { throw failure("expected a JSON object") }
    var indices = IndexedNames(in: text)
    for (key, value) in object.sorted(by: { $0.key < $1.key }) {
      switch key {
      case "variables": variables = try strings(value, key, &indices)
      case "generators": generators = try strings(value, key, &indices)
      case "order":
        guard let name = value as? String else { throw failure("order: expected a string") }
        order = try Self.order(name, orElse: { failure($0) })
      case "characteristic":
        guard let number = value as? Int, number >= 0, !(value is Bool) else {
          throw failure("characteristic: \(Self.expectedCharacteristic)")
        }
        characteristic = UInt64(number)
      default:
        throw failure(
          "unknown key '\(key)'; expected variables, order, characteristic or generators")
      }
    }
    if object["generators"] == nil { throw failure("the key generators is missing") }
  }

  private func strings(
    _ value: Any, _ key: String, _ indices: inout IndexedNames
  ) throws(IdealSpecificationError) -> [String] {
    guard let list = value as? [String] else { throw failure("\(key): expected a list of strings") }
    var result: [String] = []
    for text in list { result.append(try plain(text, &indices)) }
    return result
  }

  /// The variable names in the generators, in the order of their first occurrence.
  func names() throws(IdealSpecificationError) -> [String] {
    var names: [String] = []
    var known: Set<String> = []
    for text in generators {
      try checkpoint()
      var rest = text.utf8[...]
      while let start = rest.firstIndex(where: isLetter) {
        let name = rest[start...].prefix { isLetter($0) || isDigit($0) }
        let text = String(Substring(name))
        if known.insert(text).inserted { names.append(text) }
        rest = rest[name.endIndex...]
      }
    }
    return names
  }
}

/// Whether a name can begin with the byte.
func isLetter(_ byte: UInt8) -> Bool {
  (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "_")
}

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
