import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// What a certificate of a learning coefficient shows.
public struct LearningCoefficientCheck: Hashable, Sendable {
  /// The proven bounds.
  public let interval: LearningCoefficientInterval
  /// The number of nodes checked.
  public let nodeCount: Int
  /// The statement, on one line.
  public let statement: String
}

/// Checks a certificate by exact evaluation, independently of the search that made it.
///
/// Every germ is computed anew from the ideal, the point and the density; every change of a germ is checked to keep the
/// value at all points of its stratum, every cover of a stratum or of a blow-up to be complete over the real numbers, and
/// every value to follow from those of the children or from solutions of linear programmes. No member of the certificate
/// is taken on trust but the reasons of open nodes, which are not used.
///
/// - Parameter steps: The steps of work for the whole check, which bound what a file of unknown origin can cost; `nil` for
///   no bound.
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
  let interval = LearningCoefficientInterval(lower: lower, upper: upper)
  let place = zip(certificate.variables, certificate.point).map { "\($0) = \($1)" }
  let density = zip(certificate.variables, certificate.density).filter { $1 > 0 }.map {
    "|\($0) - p|^\($1)"
  }
  let values = interval.exact.map { "\($0)" } ?? "between \(lower) and \(upper)"
  return LearningCoefficientCheck(
    interval: interval, nodeCount: certificate.nodes.count,
    statement: "the learning coefficient of <\(certificate.generators.joined(separator: ", "))> at "
      + place.joined(separator: ", ")
      + (density.isEmpty ? "" : " with the density \(density.joined(separator: "*"))")
      + (certificate.fixed.isEmpty
        ? "" : " with \(certificate.fixed.joined(separator: ", ")) held fixed")
      + " is \(values)")
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
      for text in certificate.generators {
        let polynomial = try reader.polynomial(text, ring)
        guard !polynomial.support.contains(count) else {
          throw CheckFailure.invalid("generators: a variable that is not listed")
        }
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
}
