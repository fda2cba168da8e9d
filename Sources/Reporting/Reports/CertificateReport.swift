import AlgebraicStructures
import CriticalLoci

/// The result of checking a certificate of a critical locus.
public struct CertificateReport: Report {
  /// The certificate.
  public let certificate: LocusCertificate
  /// What the check has shown.
  public let check: CertificateCheck

  /// A report on a finished check.
  public init(_ certificate: LocusCertificate, check: CertificateCheck) {
    self.certificate = certificate
    self.check = check
  }

  /// The keys `widths`, `degrees`, `rankBound`, `holds`, `statement`, `undecided`, `failures`, `checked`
  /// (numbers of `decisions`, `charts`, `nodes`, `minors`, `locations`).
  public var json: JSONValue {
    [
      "schema": .integer(jsonSchemaVersion), "widths": .list(certificate.widths),
      "degrees": .list(certificate.degrees), "rankBound": .exact(certificate.rankBound),
      "holds": .bool(check.holds), "statement": .string(check.statement),
      "undecided": .array(check.undecided.map { .string($0) }),
      "failures": .array(check.failures.map { .string($0) }),
      "checked": [
        "decisions": .exact(check.counts.decisions), "charts": .exact(check.counts.charts),
        "nodes": .exact(check.counts.nodes), "minors": .exact(check.counts.minors),
        "locations": .exact(check.counts.locations),
      ],
    ]
  }

  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.heading("Certificate of a critical locus")
    let counts = check.counts
    report.fields([
      ("holds", check.holds ? "yes" : "no"),
      ("statement", check.statement),
      (
        "checked",
        "\(counts.decisions) decisions, \(counts.charts) charts, \(counts.nodes) primes, "
          + "\(counts.minors) minors, \(counts.locations) inclusions in components"
      ),
    ])
    if check.failures.count > 1 {
      report.space()
      for failure in check.failures { report.line("  " + failure) }
    }
    return report.text
  }
}
