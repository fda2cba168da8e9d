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
    CertifiedCase([2, 2, 1], 2, atMost: 100), CertifiedCase([3, 2, 3], 1),
  ])
  func certificatesHold(_ example: CertifiedCase) throws {
    let certificate = try example.certificate()
    let check = try verify(certificate)
    #expect(check.holds, "\(check.failures)")
    #expect(check.undecided.isEmpty, "\(check.undecided)")
    #expect(check.components.count == certificate.components.count)
    #expect(check.counts.decisions > 0 && check.counts.locations > 0 || example.rankBound == -1)
    #expect(try LocusCertificate(json: certificate.json) == certificate)
  }

  @Test("neurons of linear layers mix, and only of those")
  func mixedOperations() throws {
    let certificate = try CertifiedCase([3, 2, 3], 1).certificate()
    let position = try #require(
      certificate.components.firstIndex { $0.operations.contains { $0.type == "mixed" } })
    #expect(try verify(certificate).components[position].kind == "subnetwork")
    // The whole space does not consist of mixed neurons.
    var changed = certificate
    changed.components[position].generators = []
    let check = try verify(changed)
    #expect(
      check.failures.contains { $0.contains("not all its points are mixed") }, "\(check.failures)")
    // The layers of other activations do not mix.
    changed = try CertifiedCase([2, 2, 1], 2).certificate()
    changed.components[0].operations[0].type = "mixed"
    #expect(throws: CertificateError.self) { try verify(changed) }
  }

  @Test("a check stops after its steps and says where")
  func steps() throws {
    let certificate = try CertifiedCase([3, 3, 1], 3).certificate()
    var places: Set<String> = []
    for steps in [0, 20, 60, 100, 150] {
      let errors = try (0..<2).map { _ in
        try #require(throws: CertificateError.self) { try verify(certificate, steps: steps) }
      }
      #expect(errors[0] == errors[1])
      guard case .stopped(.workLimit(steps), let place) = errors[0] else {
        Issue.record("\(errors[0])")
        continue
      }
      places.insert(place)
    }
    #expect(places.contains("the generic rank") && places.count > 1, "\(places)")
    #expect(try verify(certificate, steps: 10_000_000).holds)
  }

  @Test("keys that are unknown, and numbers that are no plain integers, are refused")
  func unknownKeys() throws {
    let text = try CertifiedCase([2, 2, 1], 3).certificate().json
    for (part, replacement, fragment) in [
      ("\"rankBound\":3", "\"rankBound\":3,\"new\":true", "unknown key 'new' at the top"),
      ("\"rank\":2", "\"rank\":2,\"degree\":2", "unknown key 'degree' at .components[1]"),
      ("\"rank\":2", "\"rank\":2.0", "expected an integer in plain digits at .components[1].rank"),
      ("\"rank\":2", "\"rank\":2,\"rank\":2", "the key 'rank' occurs twice"),
      ("\"rank\":2", "\"rank\":null", ".components[1]"),
      ("\"rank\":2", "\"rank\":99999999999999999999", ".components[1]"),
    ] {
      let changed = text.replacing(part, with: replacement, maxReplacements: 1)
      #expect(changed != text)
      let error = try #require(throws: CertificateError.self, "\(replacement)") {
        try LocusCertificate(json: changed)
      }
      #expect(error.description.contains(fragment), "\(error)")
    }
  }

  @Test("numbers that are too large are refused before anything is computed with them")
  func sizes() throws {
    let certificate = try CertifiedCase([2, 2, 1], 3).certificate()
    func refusal(_ change: (inout LocusCertificate) -> Void) throws -> String {
      var changed = certificate
      change(&changed)
      let error = try #require(throws: CertificateError.self) { try verify(changed) }
      return error.description
    }
    #expect(try refusal { $0.widths[0] = .max }.contains("widths: expected numbers from 1"))
    #expect(try refusal { $0.widths[1] = -1 }.contains("widths: expected numbers from 1"))
    #expect(try refusal { $0.widths = [] }.contains("widths: expected 3 to"))
    #expect(try refusal { $0.degrees = [.max] }.contains("degrees: expected numbers from 1"))
    #expect(try refusal { $0.degrees = [3, 3] }.contains("degrees: expected 1 numbers"))
    #expect(try refusal { $0.degrees = [100_000] }.contains("number of digits"))
    #expect(
      try refusal { $0.components[0].generators = ["w1_1_1^2000000000"] }
        .contains("component 0, a generator, w1_1_1^2000000000: column 1: the degree"))
    #expect(
      try refusal { $0.components[0].generators = ["(w1_1_1 + w1_1_2 + w1_2_1)^400"] }
        .contains("more than 50000 terms"))
    #expect(
      try refusal { $0.components[0].witness?[0] = String(repeating: "9", count: 2_000) }
        .contains("component 0: witness[0]: expected a rational number"))
    #expect(try refusal { $0.components[0].witness?[0] = "1e9999" }.contains("witness[0]"))
    #expect(
      try refusal { $0.components[0].operations[0].layer = .max }
        .contains("component 0: operations[0]: layer"))
    #expect(
      try refusal { $0.components[0].label = "\u{1b}[2J" }.contains("component 0: label"))
  }

  @Test("a theorem in place of charts")
  func theorems() throws {
    let architecture = try Architecture(widths: [3, 3, 2], degree: 6)
    let certificate = try #require(try LocusCertificate(equalityTheoremFor: architecture))
    let check = try verify(certificate)
    #expect(check.holds && check.undecided.isEmpty, "\(check.failures) \(check.undecided)")
    #expect(check.equality?.holds == true)
    var wrong = certificate
    wrong.degrees = [4]
    #expect(try verify(wrong).failures.contains { $0.contains("no theorem of this text applies") })
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
      ("{\"schema\": 1}", "earlier versions prove less"),
      ("{\"schema\": 9}", "by a later version"),
      ("{\"schema\": 2}", "no widths"), ("{\"schema\": \"one\"}", "at .schema"),
      ("{\"schema\": 2, \"schema\": 2}", "the key 'schema' occurs twice"),
      (String(repeating: "[", count: 100_000), "more than 40 nested lists"),
      ("{\"schema\": 1e400}", "expected an integer in plain digits at .schema"),
    ])
  func malformedTexts(_ text: String, _ fragment: String) throws {
    let error = try #require(throws: CertificateError.self) { try LocusCertificate(json: text) }
    #expect(error.description.contains(fragment), "\(error)")
    #expect(!error.description.contains("\n"))
  }
}
