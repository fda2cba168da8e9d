import AlgebraTestSupport
import Foundation
import Testing

/// An entry of `learning_coefficients.json`, known from the literature.
struct ReferenceCoefficient: Decodable, Sendable, CustomTestStringConvertible {
  struct Specification: Decodable, Sendable {
    var f: String?
    var vars: [String]?
  }
  var name: String
  var lambda: String
  var multiplicity: Int
  var kind: String
  var spec: Specification?
  var exponents: [Int]?
  var priorExponents: [Int]?
  var powers: [Int]?
  var hidden: Int?
  var outputUnits: Int?
  var hiddenUnits: Int?
  var step: Int?
  var inputs: Int?
  var outputs: Int?
  var rank: Int?
  var rankA: Int?
  var rankB: Int?
  var widths: [Int]?
  var r: Int?
  var truth: String?

  private enum CodingKeys: String, CodingKey {
    case name, lambda, multiplicity, kind, spec, exponents, priorExponents, powers, hidden
    case outputUnits = "M"
    case hiddenUnits = "H"
    case step = "Q"
    case inputs, outputs, rank, rankA, rankB, widths, r, truth
  }

  var testDescription: String { name }

  /// All entries of the file.
  static func all() throws -> [ReferenceCoefficient] {
    struct Table: Decodable { var entries: [ReferenceCoefficient] }
    return try JSONDecoder().decode(
      Table.self, from: Data(contentsOf: referenceDataURL("learning_coefficients.json"))
    ).entries
  }
}
