import AlgebraicStructures
import Computation
import CriticalLoci
import Foundation
import Networks

extension LocusCertificate {
  /// The largest file that is read.
  public static let maximumBytes = 1 << 26

  /// The certificate as JSON on one line, with sorted keys.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    } catch {
      contractViolation("strings, integers and lists of them have a JSON form, but: \(error)")
    }
  }

  /// The certificate that a JSON text holds.
  ///
  /// Unknown keys, keys that occur twice, and numbers that are not written as integers are refused.
  /// - Throws: `malformed`, naming what is missing or wrong and where; `otherSchema` for the certificates of
  ///   other versions.
  public init(json: String) throws(CertificateError) {
    let document: StrictJSON
    do {
      document = try StrictJSON(json)
    } catch {
      throw .malformed("no JSON document: \(error)")
    }
    if case .object(let members) = document, case .number(let text)? = members["schema"],
      let schema = Int(text), schema != Self.currentSchema
    {
      throw .otherSchema(schema)
    }
    // Decoders round numbers, or do not say where one is too large.
    if let place = document.placeOfOtherNumber() {
      throw .malformed("expected an integer in plain digits at \(place)")
    }
    do {
      self = try JSONDecoder().decode(LocusCertificate.self, from: Data(json.utf8))
    } catch let error as DecodingError {
      throw .malformed(Self.describe(error))
    } catch {
      throw .malformed("no JSON document")
    }
    // Decoders ignore what they do not know: what was read, written again, has to be the whole text.
    let written: StrictJSON
    do {
      written = try StrictJSON(self.json)
    } catch {
      throw .malformed("no JSON document: \(error)")
    }
    if let difference = document.difference(from: written) { throw .malformed(difference) }
  }

  /// Reads a file, or standard input for `-`.
  ///
  /// - Throws: `malformed` for a file that cannot be read or is no certificate.
  public init(contentsOf path: String) throws(CertificateError) {
    let text: String
    do throws(InputFileError) {
      text = try InputFile(path: path).text(maximumBytes: Self.maximumBytes)
    } catch {
      throw .malformed(error.description)
    }
    try self.init(json: text)
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
  /// `nil` if nowhere. A key with the value `null` may be missing.
  fileprivate func difference(from written: StrictJSON, at place: String = "") -> String? {
    let shown = place.isEmpty ? "at the top" : "at \(place)"
    switch (self, written) {
    case (.object(let members), .object(let known)):
      for (key, value) in members.sorted(by: { $0.key < $1.key }) {
        guard let other = known[key] else {
          if case .null = value, LocusCertificate.optionalKeys.contains(key) { continue }
          return "unknown key \(StrictJSON.quoted(key)) \(shown)"
        }
        if let text = value.difference(from: other, at: "\(place).\(key)") { return text }
      }
      return nil
    case (.array(let values), .array(let known)) where values.count == known.count:
      for (index, (value, other)) in zip(values, known).enumerated() {
        if let text = value.difference(from: other, at: "\(place)[\(index)]") { return text }
      }
      return nil
    default: return self == written ? nil : "a wrong value \(shown)"
    }
  }
}

extension LocusCertificate {
  /// The keys whose value may be `null`.
  fileprivate static let optionalKeys: Set<String> = ["theorem", "witness", "location"]
}
