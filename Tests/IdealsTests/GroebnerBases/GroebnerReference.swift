import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// A polynomial system, or a matrix whose minors of one size are meant, and what Singular says about
/// its reduced bases in degree reverse lexicographic order; see
/// `Tests/ReferenceData/GroebnerBases/generate.py`.
struct GroebnerReference: Decodable, Sendable {
  /// A basis over one field.
  struct Basis: Decodable, Sendable {
    let characteristic: UInt64
    let count: Int
    let dimension: Int
    let degree: Int
    let fingerprint: String
  }

  let name: String
  let variables: [String]
  let generators: [String]?
  let matrix: [[String]]?
  let size: Int?
  let bases: [Basis]

  static let all: [GroebnerReference] = {
    let url = referenceDataURL("GroebnerBases/groebner-bases.json")
    let entries = try? JSONDecoder().decode([GroebnerReference].self, from: Data(contentsOf: url))
    return entries ?? []
  }()

  /// The classic system of this name, or `nil`.
  var classicSystem: ClassicSystem? {
    let parts = name.split(separator: "-")
    guard let n = parts.last.flatMap({ Int($0) }) else { return nil }
    return switch parts[0] {
    case "katsura": .katsura(n)
    case "cyclic": .cyclic(n)
    case "eco": .eco(n)
    case "noon": .noon(n)
    case "reimer": .reimer(n)
    default: nil
    }
  }

  func ideal<F: GroebnerField>(over field: F) throws -> Ideal<F> {
    let ring = try PolynomialRing(coefficients: field, variables: variables)
    if let generators {
      return Ideal(ring: ring, generators: try generators.map { try ring.parse($0) })
    }
    let rows = try (matrix ?? []).map { try $0.map { try ring.parse($0) } }
    let matrix = Matrix(
      ring: ring, rowCount: rows.count, columnCount: rows[0].count, elements: rows.flatMap { $0 })
    return try matrix.determinantalIdeal(size: size ?? 0)
  }
}

/// One basis of one system.
struct BasisCase: CustomTestStringConvertible, Sendable {
  let reference: GroebnerReference
  let basis: GroebnerReference.Basis

  static func all(characteristic: UInt64) -> [BasisCase] {
    GroebnerReference.all.flatMap { reference in
      reference.bases.filter { $0.characteristic == characteristic }.map {
        BasisCase(reference: reference, basis: $0)
      }
    }
  }

  var testDescription: String { "\(reference.name), characteristic \(basis.characteristic)" }
}

/// FNV-1a (64 bits) of a canonical text: for each element its terms as coefficient:exponents.
struct Fingerprint {
  private var value: UInt64 = 0xcbf2_9ce4_8422_2325

  private mutating func append(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  private mutating func append<C: Ring>(
    _ f: Polynomial<C>, _ coefficient: (C.Element) -> String
  ) {
    var isFirst = true
    for (c, exponents) in f.terms {
      if !isFirst { append(" ") }
      isFirst = false
      append(coefficient(c) + ":" + exponents.map { "\($0)" }.joined(separator: ","))
    }
    append("\n")
  }

  private var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  static func of(_ basis: GroebnerBasis<PrimeField>) -> String {
    var result = Fingerprint()
    for f in basis.polynomials { result.append(f) { "\($0)" } }
    return result.hexadecimal
  }

  /// Of the multiples with coprime integer coefficients and positive leading coefficient.
  static func of(_ basis: GroebnerBasis<RationalField>) -> String {
    var result = Fingerprint()
    for f in basis.polynomials { result.append(f.canonicalAssociate) { "\($0.numerator)" } }
    return result.hexadecimal
  }
}
