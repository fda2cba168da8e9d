import Foundation
import SingularLearning
import Testing

/// An ideal with its minimal primes as another system gives them.
struct ReferenceDecomposition: Decodable, CustomTestStringConvertible, Sendable {
  var name: String
  var characteristic: UInt64
  var variables: [String]
  var generators: [String]?
  var jacobian: [[String]]?
  var rank: Int?
  var primes: [[String]]

  var testDescription: String { "\(name), characteristic \(characteristic)" }

  static func data(_ path: String) throws -> Data {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try Data(contentsOf: tests.appending(path: "ReferenceData").appending(path: path))
  }

  /// All entries; those with thousands of minors are left to the benchmarks.
  static let all: [ReferenceDecomposition] = {
    let large = ["[3, 2, 2] degree 2", "[2, 2, 1, 1] degree 3", "[3, 2, 1] degree 3"]
    let path = "MinimalPrimes/minimal-primes.json"
    let entries = try? JSONDecoder().decode([ReferenceDecomposition].self, from: data(path))
    return (entries ?? []).filter { entry in !large.contains { entry.name.hasSuffix($0) } }
  }()

  func ideal<C: GroebnerField>(over field: C) throws -> Ideal<C> {
    let ring = try PolynomialRing(coefficients: field, variables: variables)
    if let generators {
      return Ideal(ring: ring, generators: try generators.map { try ring.parse($0) })
    }
    let rows = try (jacobian ?? []).map { try $0.map { try ring.parse($0) } }
    let matrix = Matrix(
      ring: ring, rowCount: rows.count, columnCount: rows[0].count, elements: rows.flatMap { $0 })
    return try matrix.determinantalIdeal(size: rank ?? 0)
  }
}

@Suite("Minimal primes against reference answers")
struct ReferencePrimesTests {
  @Test("there are enough reference ideals")
  func enough() {
    #expect(ReferenceDecomposition.all.count { $0.characteristic == 0 } >= 60)
    #expect(ReferenceDecomposition.all.count { $0.characteristic > 0 } >= 60)
  }

  @Test("the primes are those of the reference", arguments: ReferenceDecomposition.all)
  func agree(entry: ReferenceDecomposition) throws {
    if entry.characteristic == 0 {
      try compare(entry, over: RationalField())
    } else {
      try compare(entry, over: try PrimeField(modulus: entry.characteristic))
    }
  }

  private func compare<C: GroebnerField>(_ entry: ReferenceDecomposition, over field: C) throws {
    let ideal = try entry.ideal(over: field)
    let result = try ideal.minimalPrimes()
    let found = Set(result.map { Set($0.basis.polynomials.map { $0.canonicalAssociate }) })
    let expected = try Set(
      entry.primes.map { texts in
        try Set(texts.map { try ideal.ring.parse($0).canonicalAssociate })
      })
    #expect(found == expected)
    #expect(result.evidence.isProven && result.allSatisfy { $0.evidence.isProven })
    #expect(result.count == expected.count)
  }
}
