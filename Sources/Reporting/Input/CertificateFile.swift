import AlgebraicStructures
import CriticalLoci
import Foundation
import Networks

extension LocusCertificate {
  /// The largest file that is read.
  public static let maximumBytes = 1 << 30

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
  /// - Throws: `malformed`, naming what is missing or wrong and where.
  public init(json: String) throws(CertificateError) {
    if let key = repeatedKey(inJSON: json.utf8) {
      throw .malformed("the key '\(oneLine(key))' twice in one object")
    }
    do {
      self = try JSONDecoder().decode(LocusCertificate.self, from: Data(json.utf8))
    } catch let error as DecodingError {
      throw .malformed(Self.describe(error))
    } catch {
      throw .malformed("no JSON document")
    }
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
