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

  init(name: String) { self.name = name }

  func failure(_ problem: String, line: Int? = nil) -> IdealSpecificationError {
    IdealSpecificationError(
      description: line.map { "\(name):\($0): \(problem)" } ?? "\(name): \(problem)")
  }

  mutating func readLines(_ text: String) throws(IdealSpecificationError) {
    // The line before, if it is the first with content.
    var first: String?
    var count = 0
    for (index, row) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = String(row.prefix { $0 != "#" }).trimmed
      if line.isEmpty { continue }
      if count == 1, let first, Self.isList(ofNames: first), line.allSatisfy(\.isNumber) {
        throw failure(
          "a line of variables and a line with the characteristic, as in files of msolve, which are not "
            + "read; write 'variables: \(first)' and 'characteristic: \(line)'", line: index + 1)
      }
      first = line
      count += 1
      if let colon = line.firstIndex(of: ":") {
        try readHeader(
          key: String(line[..<colon]).trimmed,
          value: String(line[line.index(after: colon)...]).trimmed, line: index + 1)
      } else {
        // No polynomial contains a comma or a semicolon.
        for part in line.split(whereSeparator: { $0 == "," || $0 == ";" }) {
          let polynomial = String(part).trimmed
          if !polynomial.isEmpty { generators.append(polynomial) }
        }
      }
    }
  }

  /// Whether a line is nothing but names separated by commas.
  private static func isList(ofNames line: String) -> Bool {
    line.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
      let name = String(part).trimmed
      return !name.isEmpty && names(in: [name]) == [name]
    }
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

  /// The variable names in some polynomials, in the order of their first occurrence.
  static func names(in polynomials: [String]) -> [String] {
    var names: [String] = []
    for text in polynomials {
      var current = ""
      for character in text + " " {
        let isLetter = character.isASCII && (character.isLetter || character == "_")
        if isLetter || (!current.isEmpty && character.isASCII && character.isNumber) {
          current.append(character)
        } else if !current.isEmpty {
          if !names.contains(current) { names.append(current) }
          current = ""
        }
      }
    }
    return names
  }
}
