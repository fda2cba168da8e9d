import AlgebraTestSupport
import SingularLearning

/// The claims of a certificate known to be right, as the judge of those of changed certificates.
///
/// Nothing of the checker is used: ideals are compared by their reduced bases, witnesses are evaluated, and
/// ranks at points come from `rank(at:)`.
struct CertificateClaims {
  private struct Component {
    let kind: String
    let dimension: Int
    let rank: Int
    let basis: [Polynomial<RationalField>]
    let witness: [Rational]
  }

  private let certificate: LocusCertificate
  private let architecture: Architecture
  private let components: [Component]

  init(_ certificate: LocusCertificate) throws {
    self.certificate = certificate
    let architecture = try Architecture(widths: certificate.widths, degrees: certificate.degrees)
    self.architecture = architecture
    components = try certificate.components.map { component in
      Component(
        kind: component.kind, dimension: component.dimension, rank: component.rank,
        basis: try Self.basis(component.generators, architecture),
        witness: (component.witness ?? []).compactMap { Rational($0) })
    }
  }

  private static func basis(
    _ generators: [String], _ architecture: Architecture
  ) throws -> [Polynomial<RationalField>] {
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: architecture.parameterNames)
    let polynomials = try generators.map { try ring.parse($0) }
    // The zero sets matter.
    let primes = try Ideal(ring: ring, generators: polynomials).minimalPrimes()
    return primes.count == 1 ? primes[0].basis.polynomials : polynomials
  }

  /// What another certificate of the same network claims falsely; `nil` if all its claims are right.
  func falseClaim(of other: LocusCertificate) throws -> String? {
    guard other.widths == certificate.widths, other.degrees == certificate.degrees else {
      return "another network"
    }
    if other.genericRank != certificate.genericRank { return "generic rank" }
    // Between the largest rank on a component and k, and from the generic rank on, the set is the same.
    let largest = components.map(\.rank).max() ?? -1
    let isSameSet =
      largest <= other.rankBound && other.rankBound <= certificate.rankBound
      || min(other.rankBound, certificate.rankBound) >= certificate.genericRank
    if !isSameSet { return "rank bound" }
    var open = components
    for (index, component) in other.components.enumerated() {
      let basis = try Self.basis(component.generators, architecture)
      guard
        let match = open.firstIndex(where: {
          $0.basis == basis && $0.kind == component.kind && $0.dimension == component.dimension
            && $0.rank == component.rank
        })
      else { return "component \(index)" }
      let known = open.remove(at: match)
      if let text = try falseWitness(component, basis) { return "component \(index): \(text)" }
      if (component.kind == "exotic") != component.operations.isEmpty {
        return "component \(index): kind"
      }
      // The witness of the original is a general point.
      if !component.operations.allSatisfy({ holds($0, at: known.witness) }) {
        return "component \(index): operations"
      }
    }
    return open.isEmpty ? nil : "a component is missing"
  }

  private func falseWitness(
    _ component: LocusCertificate.Component, _ basis: [Polynomial<RationalField>]
  ) throws -> String? {
    guard let texts = component.witness else { return nil }
    let point = texts.compactMap { Rational($0) }
    guard point.count == architecture.parameterCount, point.count == texts.count else {
      return "witness"
    }
    if !basis.allSatisfy({ $0.evaluate(at: point).isZero }) { return "place of the witness" }
    let network = try Network(architecture, weights: point)
    return try rank(at: network).rank == component.rank ? nil : "rank at the witness"
  }

  private func holds(_ operation: LocusCertificate.Operation, at point: [Rational]) -> Bool {
    let layer = operation.layer
    func row(_ neuron: Int) -> [Rational] {
      architecture.weightRange(ofLayer: layer, row: neuron).map { point[$0] }
    }
    switch operation.type {
    case "inactive-in": return row(operation.neurons[0]).allSatisfy(\.isZero)
    case "inactive-out":
      return (1...architecture.widths[layer + 1]).allSatisfy {
        point[
          architecture.parameterIndex(layer: layer + 1, row: $0, column: operation.neurons[0])
        ].isZero
      }
    case "redundant":
      let rows = operation.neurons.map { row($0) }
      return rows.allSatisfy { a in
        rows.allSatisfy { b in
          a.indices.allSatisfy { i in a.indices.allSatisfy { a[i] * b[$0] == a[$0] * b[i] } }
        }
      }
    default: return false
    }
  }
}
