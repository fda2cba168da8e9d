import LearningCoefficients

extension LearningCoefficientCertificate {
  /// The certificate as JSON on one line, with sorted keys.
  public var json: String { CertificateText.json(of: self) }

  /// The certificate that a JSON text holds, read as strictly as a `LocusCertificate`.
  ///
  /// - Throws: `malformed`, naming what is missing or wrong and where; `otherVersion` for the certificates of other
  ///   versions.
  public init(json: String) throws(LearningCoefficientCertificateError) {
    do {
      let text = try CertificateText(json)
      guard text.string("format") == Self.formatName else {
        throw LearningCoefficientCertificateError.malformed(
          "expected the format \(Self.formatName)")
      }
      if let version = text.integer("version"), version != Self.currentVersion {
        throw LearningCoefficientCertificateError.otherVersion(version)
      }
      self = try text.decoded(nullableKeys: ["lower", "upper", "multipliers", "weights"])
    } catch let error as LearningCoefficientCertificateError {
      throw error
    } catch {
      throw .malformed("\(error)")
    }
  }

  /// Whether a JSON text says that it is of this format.
  ///
  /// False for what is no JSON document.
  public static func isNamed(in json: String) -> Bool {
    do {
      return try CertificateText(json).string("format") == formatName
    } catch {
      return false
    }
  }
}
