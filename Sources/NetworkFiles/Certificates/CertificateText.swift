import Computation
import Foundation

/// The JSON text of a certificate, read strictly.
///
/// Unknown keys, keys that occur twice, and numbers that are not written as integers are refused.
struct CertificateText {
  /// What is missing or wrong, and where.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let text: String
  private let document: StrictJSON

  /// The document of a text.
  init(_ text: String) throws(Failure) {
    self.text = text
    document = try Self.document(text)
  }

  /// The text of a value as JSON on one line, with sorted keys.
  static func json(of value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      contractViolation("strings, integers and lists of them have a JSON form, but: \(error)")
    }
  }

  /// The integer at the top with this key, if there is one.
  func integer(_ key: String) -> Int? {
    guard case .object(let members) = document, case .number(let text)? = members[key] else {
      return nil
    }
    return Int(text)
  }

  /// The string at the top with this key, if there is one.
  func string(_ key: String) -> String? {
    guard case .object(let members) = document, case .string(let text)? = members[key] else {
      return nil
    }
    return text
  }

  /// The value that the text holds.
  ///
  /// - Parameter nullableKeys: The keys whose value may be `null`.
  func decoded<Value: Codable>(nullableKeys: Set<String>) throws(Failure) -> Value {
    // Decoders round numbers, or do not say where one is too large.
    if let place = document.placeOfOtherNumber() {
      throw Failure(description: "expected an integer in plain digits at \(place)")
    }
    let value: Value
    do {
      value = try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    } catch let error as DecodingError {
      throw Failure(description: Self.describe(error))
    } catch {
      throw Failure(description: "no JSON document")
    }
    // Decoders ignore what they do not know: what was read, written again, has to be the whole text.
    let written = try Self.document(Self.json(of: value))
    if let difference = document.difference(from: written, nullableKeys: nullableKeys) {
      throw Failure(description: difference)
    }
    return value
  }

  private static func document(_ text: String) throws(Failure) -> StrictJSON {
    do {
      return try StrictJSON(text)
    } catch {
      throw Failure(description: "no JSON document: \(error)")
    }
  }

  private static func describe(_ error: DecodingError) -> String {
    func place(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }
      return path.isEmpty ? "at the top" : "at " + path.joined()
    }
    switch error {
    case .keyNotFound(let key, let context): return "no \(key.stringValue) \(place(context))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "a value of the wrong type \(place(context))"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty ? "no JSON document" : "a wrong value \(place(context))"
    @unknown default: return "no certificate"
    }
  }
}

extension StrictJSON {
  /// Where the first number is that is no integer in plain digits, or too large; `nil` if there is none.
  fileprivate func placeOfOtherNumber(at place: String = "") -> String? {
    switch self {
    case .number(let text): return Int(text).map(String.init) == text ? nil : place
    case .array(let values):
      for (index, value) in values.enumerated() {
        if let found = value.placeOfOtherNumber(at: "\(place)[\(index)]") { return found }
      }
      return nil
    case .object(let members):
      for (key, value) in members.sorted(by: { $0.key < $1.key }) {
        if let found = value.placeOfOtherNumber(at: "\(place).\(key)") { return found }
      }
      return nil
    case .null, .bool, .string: return nil
    }
  }

  /// Where a document has something that another one, written anew from what was read of it, has not.
  ///
  /// `nil` if nowhere. A key with the value `null` may be missing, if it is one of `nullableKeys`.
  fileprivate func difference(
    from written: StrictJSON, nullableKeys: Set<String>, at place: String = ""
  ) -> String? {
    let shown = place.isEmpty ? "at the top" : "at \(place)"
    switch (self, written) {
    case (.object(let members), .object(let known)):
      for (key, value) in members.sorted(by: { $0.key < $1.key }) {
        guard let other = known[key] else {
          if case .null = value, nullableKeys.contains(key) { continue }
          return "unknown key \(StrictJSON.quoted(key)) \(shown)"
        }
        if let text = value.difference(
          from: other, nullableKeys: nullableKeys, at: "\(place).\(key)")
        {
          return text
        }
      }
      return nil
    case (.array(let values), .array(let known)) where values.count == known.count:
      for (index, (value, other)) in zip(values, known).enumerated() {
        if let text = value.difference(
          from: other, nullableKeys: nullableKeys, at: "\(place)[\(index)]")
        {
          return text
        }
      }
      return nil
    default: return self == written ? nil : "a wrong value \(shown)"
    }
  }
}
