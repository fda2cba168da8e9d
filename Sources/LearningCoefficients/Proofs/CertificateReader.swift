import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// Reads the texts of a certificate.
struct CertificateReader {
  let control: ComputationControl

  /// The polynomial that a text denotes.
  func polynomial(
    _ text: String, _ ring: PolynomialRing<RationalField>
  ) throws(CheckFailure) -> Polynomial<RationalField> {
    do {
      let polynomial = try ring.parse(text, control: control)
      guard polynomial.isZero || polynomial.totalDegree ?? 0 <= CheckedGerm.largestExponent else {
        throw CheckFailure.invalid("a degree above \(CheckedGerm.largestExponent)")
      }
      return polynomial
    } catch let failure as CheckFailure {
      throw failure
    } catch let error as ParseError {
      if let stop = control.pendingStop { throw .stopped(stop) }
      throw .invalid("no polynomial of the ring: \(error)")
    } catch {
      throw .invalid("no polynomial of the ring")
    }
  }

  /// The rational number that a text denotes.
  func number(_ text: String) throws(CheckFailure) -> Rational {
    guard text.utf8.count <= 10_000, let value = Rational(text) else {
      throw .invalid("no rational number")
    }
    return value
  }

  /// The pair that is claimed.
  func value(
    _ value: LearningCoefficientCertificate.Value
  ) throws(CheckFailure) -> LearningCoefficient {
    let lambda = try number(value.lambda)
    guard !lambda.isNegative, (1...1_000_000).contains(value.multiplicity) else {
      throw .invalid("a value that is no learning coefficient")
    }
    return LearningCoefficient(lambda, multiplicity: value.multiplicity)
  }
}
