import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Every part of certificates is changed; a certificate that is accepted nevertheless says nothing false.
///
/// A seeded choice of the changes of components and head, and as many of those of the proofs, is tried: 40 for
/// each network, or the number in `SLT_CERTIFICATE_MUTANTS` (there are up to 2,000).
@Suite("Accepted certificates make true claims, whatever is changed in them")
struct CertificateMutantTests {
  /// A certificate, and one of another network whose parts are put into it.
  struct Pair: Sendable, CustomTestStringConvertible {
    let example: CertifiedCase
    let other: CertifiedCase
    var testDescription: String { example.testDescription }
  }

  private static let mutants =
    ProcessInfo.processInfo.environment["SLT_CERTIFICATE_MUTANTS"].flatMap(Int.init) ?? 40

  /// What comes of a changed text.
  private func accepted(_ text: String) throws -> LocusCertificate? {
    do throws(CertificateError) {
      let certificate = try LocusCertificate(json: text)
      return try verify(certificate).holds ? certificate : nil
    } catch {
      #expect(!error.description.contains("\n"))
      return nil
    }
  }

  /// Checks all changes and returns how many were accepted.
  private func check(_ mutations: [JSONMutation], _ claims: CertificateClaims) throws -> Int {
    var count = 0
    for mutation in mutations {
      guard let certificate = try accepted(mutation.text) else { continue }
      count += 1
      if let text = try claims.falseClaim(of: certificate) {
        Issue.record("\(mutation) is accepted: \(text)")
      }
    }
    return count
  }

  @Test(
    arguments: [
      Pair(example: CertifiedCase([2, 2, 1], 3), other: CertifiedCase([2, 2, 1], 2)),
      Pair(example: CertifiedCase([2, 2, 1], 2), other: CertifiedCase([2, 2, 1], 3)),
      Pair(example: CertifiedCase([2, 2, 2], 2), other: CertifiedCase([2, 2, 2], 3)),
      Pair(example: CertifiedCase([2, 1, 2], 2), other: CertifiedCase([2, 1, 2], 3)),
      Pair(example: CertifiedCase([3, 3, 1], 3), other: CertifiedCase([3, 3, 1], 2)),
      Pair(example: CertifiedCase([2, 2, 2, 1], 3), other: CertifiedCase([2, 2, 2, 1], 2)),
      Pair(example: CertifiedCase([2, 2, 2], 3, atMost: 4), other: CertifiedCase([2, 2, 2], 3)),
    ])
  func changes(_ pair: Pair) throws {
    let certificate = try pair.example.certificate()
    let claims = try CertificateClaims(certificate)
    #expect(try claims.falseClaim(of: certificate) == nil)
    let tree = try JSONTree(json: certificate.json)
    let other = try JSONTree(json: try pair.other.certificate().json)
    var statements: [JSONMutation] = []
    var proofs: [JSONMutation] = []
    for path in tree.paths {
      let mutations = try JSONMutation.all(of: tree, at: path, other: other)
      if path[0] == .key("charts") || path[0] == .key("covers") {
        proofs += mutations
      } else {
        statements += mutations
      }
    }
    #expect(statements.count > 100 && proofs.count > 100)
    var random = RandomSource(seed: 11)
    func chosen(_ mutations: [JSONMutation]) -> [JSONMutation] {
      var mutations = mutations
      for index in mutations.indices.prefix(Self.mutants) {
        mutations.swapAt(index, random.integer(in: index...(mutations.count - 1)))
      }
      return Array(mutations.prefix(Self.mutants))
    }
    // Labels are not certified, witnesses may be missing, and some parts of proofs say more than is needed.
    #expect(try check(chosen(statements), claims) < Self.mutants / 2)
    #expect(try check(chosen(proofs), claims) < Self.mutants / 2)
  }

  @Test("the judge itself notices false claims")
  func judge() throws {
    let certificate = try CertifiedCase([3, 3, 1], 3).certificate()
    let claims = try CertificateClaims(certificate)
    func verdict(_ change: (inout LocusCertificate) -> Void) throws -> String? {
      var changed = certificate
      change(&changed)
      return try claims.falseClaim(of: changed)
    }
    #expect(try verdict { $0.rankBound -= 1 } == nil)
    #expect(try verdict { $0.rankBound -= 2 } == "rank bound")
    #expect(try verdict { $0.components.removeLast() } == "a component is missing")
    #expect(try verdict { $0.components[0].rank = 0 } == "component 0")
    #expect(try verdict { $0.components[1].generators = [] } == "component 1")
    #expect(try verdict { $0.components.append($0.components[0]) } == "component 2")
    #expect(try verdict { $0.components[0].witness?[0] = "0" } != "component 0")
    #expect(
      try verdict { $0.components[0].operations[0].neurons = [2] } == "component 0: operations")
  }
}
