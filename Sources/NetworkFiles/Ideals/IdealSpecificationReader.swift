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
    // Bytes: a file may have many megabytes, and no separator is part of a longer character.
    let rows = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, row) in rows.enumerated() {
      try checkpoint()
      let line = Self.text(row.prefix { $0 != UInt8(ascii: "#") })
      if line.isEmpty { continue }
      if count == 1, let first, Self.isList(ofNames: first), line.allSatisfy(\.isNumber) {
        throw failure(
          "a line of variables and a line with the characteristic, as in files of msolve, which are not "
            + "read; write 'variables: \(first)' and 'characteristic: \(line)'", line: index + 1)
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

  /// Whether a line is nothing but names separated by commas.
  private static func isList(ofNames line: String) -> Bool {
    line.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
      let name = String(part).trimmed
      return name.utf8.first.map(isLetter) ?? false
        && name.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
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
      guard let number = UInt64(value) else {
        throw failure("characteristic: expected 0 or a prime, found '\(value)'", line: line)
      }
      characteristic = number
    default:
      throw failure(
        "unknown key '\(key)'; expected variables, order, characteristic or a polynomial",
        line: line)
    }
  }

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
    for (key, value) in object.sorted(by: { $0.key < $1.key }) {
      switch key {
      case "variables": variables = try strings(value, key)
      case "generators": generators = try strings(value, key)
      case "order":
        guard let name = value as? String else { throw failure("order: expected a string") }
        order = try Self.order(name, orElse: { failure($0) })
      case "characteristic":
        guard let number = value as? Int, number >= 0, !(value is Bool) else {
          throw failure("characteristic: expected 0 or a prime")
        }
        characteristic = UInt64(number)
      default:
        throw failure(
          "unknown key '\(key)'; expected variables, order, characteristic or generators")
      }
    }
    if object["generators"] == nil { throw failure("the key generators is missing") }
  }

  private func strings(_ value: Any, _ key: String) throws(IdealSpecificationError) -> [String] {
    guard let list = value as? [String] else { throw failure("\(key): expected a list of strings") }
    return list
  }

  /// The variable names in the generators, in the order of their first occurrence.
  func names() throws(IdealSpecificationError) -> [String] {
    var names: [String] = []
    var known: Set<String> = []
    for text in generators {
      try checkpoint()
      var rest = text.utf8[...]
      while let start = rest.firstIndex(where: isLetter) {
        let name = rest[start...].prefix { isLetter($0) || (0x30...0x39).contains($0) }
        let text = String(Substring(name))
        if known.insert(text).inserted { names.append(text) }
        rest = rest[name.endIndex...]
      }
    }
    return names
  }
}

/// Whether a name can begin with the byte.
private func isLetter(_ byte: UInt8) -> Bool {
  (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "_")
}
