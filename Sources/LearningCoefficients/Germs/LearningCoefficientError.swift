import Computation
import ExactArithmetic

/// Why a learning coefficient was not computed.
public enum LearningCoefficientError: Error, Hashable, Sendable, CustomStringConvertible {
  /// All generators are zero: K is zero everywhere, and ∫ K^z φ dw has no meaning.
  case zeroIdeal
  /// A generator does not vanish at the point, so that K has no zero there.
  case pointOutside(generator: String, value: String)
  /// The point has another number of coordinates than the ring has variables.
  case coordinateCount(given: Int, expected: Int)
  /// The density has another number of exponents than the ring has variables, or a negative one.
  case density([Int], expected: Int)
  /// The ideal in local coordinates would have too many terms.
  case tooLarge(terms: String, limit: Int)
  /// Limits or cancellation, before anything was known.
  case stopped(ComputationStopped)

  /// One line that names what was found and what was expected.
  public var description: String {
    switch self {
    case .zeroIdeal: "the ideal is zero: K is 0 everywhere and has no learning coefficient"
    case .pointOutside(let generator, let value):
      "the point is no zero of the ideal: \(generator) has the value \(value) there, expected 0"
    case .coordinateCount(let given, let expected):
      "the point has \(given) coordinates, expected one for each of \(expected) variables"
    case .density(let exponents, let expected):
      "the density has the exponents \(exponents), expected \(expected) that are at least 0"
    case .tooLarge(let terms, let limit):
      "the ideal at the point would have \(terms) terms, more than the limit of \(limit)"
    case .stopped(let stop): stop.description
    }
  }
}
