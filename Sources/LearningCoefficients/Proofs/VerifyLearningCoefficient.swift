import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Polynomials

/// What a certificate of a learning coefficient shows.
public struct LearningCoefficientCheck: Hashable, Sendable {
  /// The proven lower bound.
  public let lower: LearningCoefficient
  /// The proven upper bound.
  public let upper: LearningCoefficient
  /// The number of nodes checked.
  public let nodeCount: Int
  /// The statement, on one line.
  public let statement: String
  /// The value, if the bounds meet.
  public var exact: LearningCoefficient? { lower == upper ? lower : nil }
}

/// Checks a certificate by exact evaluation, independently of the search that made it.
///
/// Every germ is computed anew from the ideal, the point and the density; every change of a germ is checked to keep the
/// value at all points of its stratum, every cover of a stratum or of a blow-up to be complete over the real numbers, and
/// every value to follow from those of the children or from solutions of linear programmes. No member of the certificate
/// is taken on trust but the reasons of open nodes, which are not used.
///
/// - Parameter certificate: The certificate.
/// - Parameter steps: The steps of work for the whole check, which bound what a file of unknown origin can cost; `nil` for
///   no bound.
/// - Parameter control: Limits and cancellation.
/// - Returns: The proven bounds; exact if they meet.
/// - Throws: `malformed` for a certificate that makes no sense, `otherVersion`, `refuted` with the node that does not show
///   what it claims, and `stopped` as `control` demands.
public func verify(
  _ certificate: LearningCoefficientCertificate, steps: Int? = nil,
  control: ComputationControl = ComputationControl()
) throws(LearningCoefficientCertificateError) -> LearningCoefficientCheck {
  let control = steps.map { control.limited(toSteps: $0) } ?? control
  let root = try CheckedGerm(certificate, control: control)
  guard !certificate.nodes.isEmpty else { throw .malformed("no nodes") }
  var checker = LearningCoefficientCertificateChecker(certificate, control: control)
  let shown = try checker.check(0, root, path: "root")
  guard checker.visited.count == certificate.nodes.count else {
    throw .malformed("nodes that no other one leads to")
  }
  guard let lower = shown.lower else {
    throw .refuted(node: "root", reason: "K has a zero at the point")
  }
  // K ≤ C·|w|² near a zero.
  let trivial = LearningCoefficient(
    Rational(root.zeros.reduce(0) { $0 + root.density[$1] + 1 }) / 2, multiplicity: 1)
  let upper = shown.upper.map { min($0, trivial) } ?? trivial
  guard lower <= upper else { throw .refuted(node: "root", reason: "bounds in the wrong order") }
  let place = zip(certificate.variables, certificate.point).map { "\($0) = \($1)" }
  let density = zip(certificate.variables, certificate.density).filter { $1 > 0 }.map {
    "|\($0) - p|^\($1)"
  }
  var statement =
    "the learning coefficient of <\(certificate.generators.joined(separator: ", "))> at "
    + place.joined(separator: ", ")
  if !density.isEmpty { statement += " with the density \(density.joined(separator: "*"))" }
  statement += lower == upper ? " is \(lower)" : " is between \(lower) and \(upper)"
  return LearningCoefficientCheck(
    lower: lower, upper: upper, nodeCount: certificate.nodes.count, statement: statement)
}

extension CheckedGerm {
  /// The germ that a certificate is about.
  fileprivate init(
    _ certificate: LearningCoefficientCertificate, control: ComputationControl
  ) throws(LearningCoefficientCertificateError) {
    guard certificate.format == LearningCoefficientCertificate.formatName else {
      throw .malformed("format: expected \(LearningCoefficientCertificate.formatName)")
    }
    guard certificate.version == LearningCoefficientCertificate.currentVersion else {
      throw .otherVersion(certificate.version)
    }
    let count = certificate.variables.count
    guard count <= 1_000, certificate.point.count == count, certificate.density.count == count,
      certificate.density.allSatisfy({ (0...1_000_000).contains($0) })
    else { throw .malformed("lists of other lengths than the variables, or a wrong density") }
    var spare = "q"
    while certificate.variables.contains(spare) { spare += "_" }
    let ring: PolynomialRing<RationalField>
    do {
      ring = try PolynomialRing(
        coefficients: RationalField(), variables: certificate.variables + [spare])
    } catch {
      throw .malformed("variables: \(error)")
    }
    let reader = CertificateReader(control: control)
    do {
      var unused: Set<Int> = []
      for name in certificate.fixed {
        guard let index = ring.index(of: name), index < count, unused.insert(index).inserted else {
          throw CheckFailure.invalid("fixed: no variable, or one that occurs twice")
        }
      }
      var images: [P] = []
      var values: [Rational] = []
      for text in certificate.point { values.append(try reader.number(text)) }
      for i in 0..<count {
        images.append(
          ring.constant(values[i]) + (unused.contains(i) ? ring.zero : ring.variable(i)))
      }
      images.append(ring.variable(count))
      var generators: [P] = []
      var terms: [[[Int]]] = []
      for text in certificate.generators {
        let polynomial = try reader.polynomial(text, ring)
        guard !polynomial.support.contains(count) else {
          throw CheckFailure.invalid("generators: a variable that is not listed")
        }
        terms.append(polynomial.terms.map(\.exponents))
        var size = 0.0
        for term in polynomial.terms {
          size += zip(term.exponents, values).reduce(1) { size, pair in
            pair.1.isZero ? size : size * Double(pair.0 + 1)
          }
        }
        guard size <= Double(CheckedGerm.mostTerms) else {
          throw CheckFailure.invalid("generators: too large at the point")
        }
        let image =
          values.allSatisfy(\.isZero) && unused.isEmpty
          ? polynomial : polynomial.substituting(images)
        guard image.constantTerm.isZero else {
          throw CheckFailure.invalid("generators: the point is no zero")
        }
        generators.append(image)
      }
      guard
        Self.scalingsMove(
          unused.sorted(), of: terms, at: values, density: certificate.density)
      else { throw CheckFailure.invalid("fixed: scaling does not move the point freely in these") }
      self.init(generators, in: ring, density: certificate.density, unused: unused)
      guard !self.generators.isEmpty else { throw CheckFailure.invalid("generators: all are zero") }
    } catch let failure as CheckFailure {
      switch failure {
      case .invalid(let reason): throw .malformed(reason)
      case .stopped(let stop): throw .stopped(stop, node: "generators")
      }
    } catch {
      throw .malformed("\(error)")
    }
  }

  /// Whether scalings of the variables under which all generators are homogeneous, and which move no variable away from a
  /// nonzero value with a density, move the point in independent directions of the given coordinates: these can be held
  /// fixed, since nothing changes along the orbit.
  private static func scalingsMove(
    _ fixed: [Int], of generators: [[[Int]]], at point: [Rational], density: [Int]
  ) -> Bool {
    if fixed.isEmpty { return true }
    var rows: Set<[Int]> = []
    for terms in generators {
      for term in terms.dropFirst() {
        rows.insert(point.indices.map { term[$0] - terms[0][$0] })
      }
    }
    for i in point.indices where density[i] > 0 && !point[i].isZero {
      rows.insert(point.indices.map { $0 == i ? 1 : 0 })
    }
    guard rows.count * point.count <= 1_000_000 else { return false }
    if rows.isEmpty { rows.insert(point.map { _ in 0 }) }
    let gradings = Matrix(
      ring: RationalField(), rows: rows.map { row in row.map { Rational($0) } }
    ).nullspace()
    let directions = gradings.map { grading in fixed.map { grading[$0] * point[$0] } }
    return !directions.isEmpty
      && Matrix(ring: RationalField(), rows: directions).rank == fixed.count
  }
}
