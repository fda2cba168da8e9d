import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Certificates that claim something false about a component; completeness alone does not notice.
@Suite("Forged certificates are refused")
struct ForgedCertificateTests {
  /// A reference file, brought to the current version of the format.
  private func forged(_ name: String) throws -> LocusCertificate {
    let url = referenceDataURL("certificates/\(name).json")
    let text = try String(contentsOf: url, encoding: .utf8)
    let changed = text.replacing(
      #/"schema": ?1/#, with: "\"schema\":2,\"genericRank\":9", maxReplacements: 1)
    #expect(changed != text)
    return try LocusCertificate(json: changed)
  }

  @Test(arguments: [
    ("forged_extra", "component 2: rank J is 9 at its generic points, not 0"),
    ("forged_everything", "component 0: rank J is 9 at its generic points, not 7"),
    ("forged_rank", "component 0: rank J is 7 at its generic points, not 0"),
  ])
  func forgedFiles(_ name: String, _ failure: String) throws {
    let check = try verify(try forged(name))
    #expect(!check.holds)
    #expect(check.failures.contains(failure), "\(check.failures)")
    #expect(check.statement.hasPrefix("the certificate is refuted: component"))
    #expect(check.components.isEmpty && check.equality == nil)
  }

  @Test("files of the earlier version are refused, whatever they contain")
  func earlierVersion() throws {
    let url = referenceDataURL("certificates/forged_rank.json")
    let error = try #require(throws: CertificateError.self) {
      try LocusCertificate(contentsOf: url.path)
    }
    #expect(error.description.hasPrefix("schema: expected 2, found 1"), "\(error)")
  }

  /// The certificate of (3,3,1), r = 3: an inactive neuron, and det W1 = 0.
  private func certificate() throws -> LocusCertificate {
    try CertifiedCase([3, 3, 1], 3).certificate()
  }

  private func failures(_ change: (inout LocusCertificate) -> Void) throws -> [String] {
    var changed = try certificate()
    change(&changed)
    do throws(CertificateError) {
      let check = try verify(changed)
      return check.holds ? [] : check.failures + check.undecided
    } catch {
      return [error.description]
    }
  }

  @Test func unionsAreNotIrreducible() throws {
    let found = try failures { certificate in
      let determinant = certificate.components[1].generators[0]
      certificate.components[1].generators = ["(\(determinant))*w2_1_2"]
      certificate.components[1].witness = nil
    }
    #expect(found.contains { $0.hasPrefix("component 1: it is reducible") }, "\(found)")
  }

  @Test func containedComponents() throws {
    var smaller = try certificate().components[0]
    var second = smaller.operations[0]
    second.neurons = [2]
    smaller.operations.append(second)
    smaller.generators = ["w2_1_1", "w2_1_2"]
    smaller.dimension = 10
    smaller.rank = 5
    smaller.witness = nil
    #expect(
      try failures { $0.components.append(smaller) } == [
        "component 2: it lies in an image of component 0"
      ])
    // The same set with other neurons, and the same one again.
    #expect(
      try failures {
        var copy = $0.components[0]
        copy.generators = ["w2_1_3"]
        copy.operations[0].neurons = [3]
        copy.witness = nil
        $0.components.append(copy)
      }.contains { $0.contains("it lies in an image of component") })
    #expect(
      try failures { $0.components.append($0.components[1]) }
        .contains { $0.contains("it lies in an image of component") })
  }

  @Test func kindsAndOperations() throws {
    #expect(
      try failures {
        $0.components[0].kind = "exotic"
        $0.components[0].operations = []
      }.contains { $0.contains("component 0: all its points are inactive-out(1;1)") })
    #expect(
      try failures {
        $0.components[1].kind = "subnetwork"
        $0.components[1].operations = $0.components[0].operations
        $0.components[1].operations[0].type = "redundant"
        $0.components[1].operations[0].neurons = [1, 2]
      }.contains { $0.contains("component 1: not all its points are redundant(1;1,2)") })
    #expect(
      try failures { $0.components[0].operations[0].neurons = [2] }
        .contains { $0.contains("component 0: not all its points are inactive-out(1;2)") })
  }

  @Test func ranksWithoutWitnesses() throws {
    for rank in [0, 6, 8] {
      let found = try failures {
        $0.components[1].rank = rank
        $0.components[1].witness = nil
      }
      #expect(found == ["component 1: rank J is 7 at its generic points, not \(rank)"])
    }
    // Without witnesses everything stays true.
    #expect(
      try failures { certificate in
        for index in certificate.components.indices { certificate.components[index].witness = nil }
      }.isEmpty)
    for rank in [0, 8, 10] {
      #expect(
        try failures { $0.genericRank = rank }
          .contains { $0 == "the generic rank is 9, not \(rank)" })
    }
  }

  @Test("C = S is derived from the components, as in the reference values")
  func equality() throws {
    for reference in try ReferenceLocus.all() {
      let architecture = try Architecture(widths: reference.widths, degree: reference.degree)
      let locus = try criticalLocus(
        of: architecture, options: CriticalLocusOptions(usesPeeling: false))
      let certificate = try #require(locus.certificate(), "\(reference)")
      let check = try verify(certificate)
      #expect(check.holds, "\(reference): \(check.statement)")
      #expect(check.equality?.holds == reference.criticalEqualsSubnetworks, "\(reference)")
      // Each component counts as often as it has images under permutations.
      let ranks = Set(reference.components.map { [$0.dimension, $0.rank] })
      #expect(Set(check.components.map { [$0.dimension, $0.rank] }) == ranks, "\(reference)")
      #expect(check.components.allSatisfy { $0.irreducibility != "one certified minimal prime" })
    }
  }
}
