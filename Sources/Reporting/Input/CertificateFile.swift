import CriticalLoci
import Foundation

extension LocusCertificate {
  /// The certificate as JSON on one line, with sorted keys.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings, integers and lists of them always have a JSON form.
    guard let data = try? encoder.encode(self) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }

  /// The certificate that a JSON text holds.
  ///
  /// - Throws: `malformed`, naming what is missing or wrong and where.
  public init(json: String) throws(CertificateError) {
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
    let data =
      path == "-"
      ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
    guard let data else { throw .malformed("\(path) cannot be read") }
    guard let text = String(data: data, encoding: .utf8) else {
      throw .malformed("\(path) is no UTF-8 text")
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
