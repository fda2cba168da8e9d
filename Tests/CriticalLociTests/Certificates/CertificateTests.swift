import SingularLearning
import Testing

/// A network whose critical locus has a certificate.
struct CertifiedCase: Sendable, CustomTestStringConvertible {
  var widths: [Int]
  var degree: Int
  /// The rank bound; `nil` for R − 1.
  var rankBound: Int?

  init(_ widths: [Int], _ degree: Int, atMost rankBound: Int? = nil) {
    self.widths = widths
    self.degree = degree
    self.rankBound = rankBound
  }

  var testDescription: String { "\(widths), r = \(degree)" }

  func certificate() throws -> LocusCertificate {
    let architecture = try Architecture(widths: widths, degree: degree)
    let locus = try criticalLocus(
      of: architecture, rankAtMost: rankBound, options: CriticalLocusOptions(usesPeeling: false))
    return try #require(locus.certificate())
  }
}

@Suite("Certificates of critical loci")
struct CertificateTests {
  @Test(arguments: [
    CertifiedCase([2, 2, 1], 2), CertifiedCase([2, 2, 1], 3), CertifiedCase([2, 3, 1], 4),
    CertifiedCase([2, 2, 2], 2), CertifiedCase([3, 3, 1], 3), CertifiedCase([2, 2, 2, 1], 3),
    CertifiedCase([2, 2, 3, 1], 2), CertifiedCase([2, 3, 2], 2), CertifiedCase([1, 2, 1], 2),
    CertifiedCase([2, 1, 2], 3),
    CertifiedCase([2, 2, 2], 3, atMost: 4), CertifiedCase([2, 2, 1], 2, atMost: -1),
    CertifiedCase([2, 2, 1], 2, atMost: 100),
  ])
  func certificatesHold(_ example: CertifiedCase) throws {
    let certificate = try example.certificate()
    let check = try verify(certificate)
    #expect(check.holds, "\(check.failures)")
    #expect(check.undecided.isEmpty, "\(check.undecided)")
    #expect(check.counts.decisions > 0 && check.counts.locations > 0 || example.rankBound == -1)
    #expect(try LocusCertificate(json: certificate.json) == certificate)
  }

  @Test("a theorem in place of charts")
  func theorems() throws {
    let architecture = try Architecture(widths: [3, 3, 2], degree: 6)
    let certificate = try #require(try LocusCertificate(equalityTheoremFor: architecture))
    let check = try verify(certificate)
    #expect(check.holds && check.undecided.isEmpty, "\(check.failures) \(check.undecided)")
    var wrong = certificate
    wrong.degrees = [4]
    #expect(try verify(wrong).failures.contains { $0.contains("the theorem does not apply") })
    wrong = certificate
    wrong.rankBound -= 1
    #expect(try verify(wrong).failures.contains { $0.contains("the theorem is about rank J <") })
    wrong = certificate
    wrong.components.removeAll { $0.label.hasPrefix("redundant") }
    #expect(wrong.components.count < certificate.components.count)
    #expect(try verify(wrong).failures.contains { $0.contains("no component contains") })
    let open = try Architecture(widths: [2, 3, 1], degree: 3)
    #expect(try LocusCertificate(equalityTheoremFor: open) == nil)
  }

  @Test(
    "texts that are no certificates are refused in one line",
    arguments: [
      ("", "no JSON document"), ("[]", "a value of the wrong type at the top"),
      ("{\"schema\": 1}", "no widths"), ("{\"schema\": \"one\"}", "at .schema"),
    ])
  func malformedTexts(_ text: String, _ fragment: String) throws {
    let error = try #require(throws: CertificateError.self) { try LocusCertificate(json: text) }
    #expect(error.description.contains(fragment), "\(error)")
    #expect(!error.description.contains("\n"))
  }
}
