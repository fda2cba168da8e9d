import CriticalLoci

extension LocusCertificate {
  /// The largest file that is read.
  public static let maximumBytes = 1 << 26

  /// The certificate as JSON on one line, with sorted keys.
  public var json: String { CertificateText.json(of: self) }

  /// The certificate that a JSON text holds.
  ///
  /// Unknown keys, keys that occur twice, and numbers that are not written as integers are refused.
  /// - Throws: `malformed`, naming what is missing or wrong and where; `otherSchema` for the certificates of
  ///   other versions.
  public init(json: String) throws(CertificateError) {
    do {
      let text = try CertificateText(json)
      if let schema = text.integer("schema"), schema != Self.currentSchema {
        throw CertificateError.otherSchema(schema)
      }
      self = try text.decoded(nullableKeys: ["theorem", "witness", "location"])
    } catch let error as CertificateError {
      throw error
    } catch {
      throw .malformed("\(error)")
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
}
