import Computation
import LearningCoefficients

/// The result of checking a certificate of a learning coefficient.
public struct LearningCoefficientCertificateReport: Report {
  /// The certificate.
  public let certificate: LearningCoefficientCertificate
  /// What is shown; `nil` if the certificate is refuted.
  public let check: LearningCoefficientCheck?
  /// The node that does not show what it claims, and why; `nil` if all do.
  public let refutation: LearningCoefficientCertificateError?

  /// A report on a certificate that shows what it claims.
  public init(_ certificate: LearningCoefficientCertificate, check: LearningCoefficientCheck) {
    (self.certificate, self.check, refutation) = (certificate, check, nil)
  }

  /// A report on a certificate that does not.
  public init(
    _ certificate: LearningCoefficientCertificate, refutation: LearningCoefficientCertificateError
  ) {
    (self.certificate, check, self.refutation) = (certificate, nil, refutation)
  }

  /// What holds, with the bounds.
  public var document: Document {
    var document = Document("Certificate of a learning coefficient")
    document.data("format", certificate.format)
    document.data("generators", certificate.generators)
    document.data("point", certificate.point)
    document.data("density", certificate.density)
    document.field("holds", check != nil)
    document.field("statement", check?.statement ?? refutation?.description ?? "")
    document.data("lower", check.map { json($0.lower) } ?? .null)
    document.data("upper", check.map { json($0.upper) } ?? .null)
    document.data("failures", [refutation?.description].compactMap { $0 })
    document.data("checked", JSONValue.record(["nodes": check?.nodeCount]))
    if let check {
      let count = check.nodeCount
      document.say("checked", "\(count) \(count == 1 ? "germ" : "germs")")
    }
    return document
  }

  private func json(_ value: LearningCoefficient) -> JSONValue {
    .record(["lambda": "\(value.lambda)", "multiplicity": value.multiplicity])
  }
}
