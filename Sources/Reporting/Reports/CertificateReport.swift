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

  /// The keys `widths`, `degrees`, `genericRank`, `rankBound`, `holds`, `statement`, `components` (`kind`,
  /// `label`, `codimension`, `dimension`, `rank`, `hasRationalPoint`, `irreducibility`, `rankProof`; `[]` unless
  /// it holds), `criticalEqualsSubnetworks` and `equalityReason`, `notCertified`, `undecided`, `failures`,
  /// `checked` (numbers of `decisions`, `charts`, `nodes`, `minors`, `locations`).
  public var json: JSONValue {
    [
      "schema": .integer(jsonSchemaVersion), "widths": .list(certificate.widths),
      "degrees": .list(certificate.degrees), "genericRank": .exact(certificate.genericRank),
      "rankBound": .exact(certificate.rankBound),
      "holds": .bool(check.holds), "statement": .string(check.statement),
      "components": .array(check.components.map(json)),
      "criticalEqualsSubnetworks": .verdict(check.equality?.holds),
      "equalityReason": check.equality.map { .string($0.reason) } ?? .null,
      "notCertified": .array(CertificateCheck.notCertified.map { .string($0) }),
      "undecided": .array(check.undecided.map { .string($0) }),
      "failures": .array(check.failures.map { .string($0) }),
      "checked": [
        "decisions": .exact(check.counts.decisions), "charts": .exact(check.counts.charts),
        "nodes": .exact(check.counts.nodes), "minors": .exact(check.counts.minors),
        "locations": .exact(check.counts.locations),
      ],
    ]
  }

  private func json(_ component: CertificateCheck.Component) -> JSONValue {
    [
      "kind": .string(component.kind), "label": .string(component.label),
      "codimension": .exact(codimension(component)), "dimension": .exact(component.dimension),
      "rank": .exact(component.rank), "hasRationalPoint": .bool(component.hasRationalPoint),
      "irreducibility": .string(component.irreducibility),
      "rankProof": .string(component.rankProof),
    ]
  }

  private func codimension(_ component: CertificateCheck.Component) -> Int {
    zip(certificate.widths, certificate.widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
      - component.dimension
  }

  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.heading("Certificate of a critical locus")
    let counts = check.counts
    var fields = [
      ("holds", check.holds ? "yes" : "no"),
      ("statement", check.statement),
    ]
    if check.holds {
      let equality = check.equality
      fields += [
        ("generic rank", "\(certificate.genericRank)"),
        (
          "critical = subnetwork",
          equality.map { ($0.holds ? "yes: " : "no: ") + $0.reason } ?? "not decided"
        ),
        ("not certified", CertificateCheck.notCertified.joined(separator: ", ")),
      ]
    }
    fields.append(
      (
        "checked",
        "\(counts.decisions) decisions, \(counts.charts) charts, \(counts.nodes) primes, "
          + "\(counts.minors) minors, \(counts.locations) inclusions in components"
      ))
    report.fields(fields)
    if !check.components.isEmpty {
      report.space()
      report.table(table)
    }
    let reasons = check.failures + check.undecided.map { "not shown: " + $0 }
    if reasons.count > 1 {
      report.space()
      for reason in reasons { report.line("  " + reason) }
    }
    return report.text
  }

  private var table: TextTable {
    var table = TextTable(
      headings: ["codim", "rank", "kind", "label (not certified)"], alignments: [.right, .right])
    for component in check.components {
      table.append([
        "\(codimension(component))", "\(component.rank)", component.kind, component.label,
      ])
    }
    return table
  }
}
