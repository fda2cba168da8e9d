import AlgebraicStructures
import Computation
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

  /// What holds, with the components (none unless it holds) and what was counted.
  public var document: Document {
    var document = Document("Certificate of a critical locus")
    let (counts, equality) = (check.counts, check.equality)
    document.data("widths", certificate.widths)
    document.data("degrees", certificate.degrees)
    document.data("genericRank", certificate.genericRank)
    document.data("rankBound", certificate.rankBound)
    document.field("holds", check.holds)
    document.field("statement", check.statement)
    if check.holds {
      document.say("generic rank", "\(certificate.genericRank)")
      document.say(
        "critical = subnetwork",
        equality.map { "\($0.holds): \($0.reason)" } ?? "not decided")
      document.say("not certified", "\(CertificateCheck.notCertified)")
    }
    document.data("components", check.components.map(json))
    document.data("criticalEqualsSubnetworks", JSONValue.verdict(equality?.holds))
    document.data("equalityReason", equality?.reason)
    document.data("notCertified", CertificateCheck.notCertified)
    document.data("undecided", check.undecided)
    document.data("failures", check.failures)
    document.data(
      "checked",
      JSONValue.record([
        "decisions": counts.decisions, "charts": counts.charts, "nodes": counts.nodes,
        "minors": counts.minors, "locations": counts.locations,
      ]))
    document.say(
      "checked",
      """
      \(counts.decisions) decisions, \(counts.charts) charts, \(counts.nodes) primes, \
      \(counts.minors) minors, \(counts.locations) inclusions in components
      """)
    if !check.components.isEmpty {
      document.space()
      document.table(
        check.components,
        [
          .number("codim") { "\(codimension($0))" }, .number("rank") { "\($0.rank)" },
          .words("kind") { "\($0.kind)" }, .words("label (not certified)") { "\($0.label)" },
        ])
    }
    let reasons = check.failures + check.undecided.map { "not shown: " + $0 }
    if reasons.count > 1 {
      document.space()
      for reason in reasons { document.entry("\(reason)") }
    }
    return document
  }

  private func json(_ component: CertificateCheck.Component) -> JSONValue {
    .record([
      "kind": component.kind, "label": component.label, "codimension": codimension(component),
      "dimension": component.dimension, "rank": component.rank,
      "hasRationalPoint": component.hasRationalPoint, "irreducibility": component.irreducibility,
      "rankProof": component.rankProof,
    ])
  }

  private func codimension(_ component: CertificateCheck.Component) -> Int {
    zip(certificate.widths, certificate.widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
      - component.dimension
  }
}
