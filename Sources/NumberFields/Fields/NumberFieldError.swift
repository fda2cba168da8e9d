import Computation
import ExactArithmetic
import Polynomials

/// Why there is no such number field, or no such real place.
public enum NumberFieldError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The generator is no name of a variable.
  case generatorName(String)
  /// A text is no polynomial in the generator.
  case syntax(ParseError)
  /// The polynomial is constant, or its degree is above the largest that is taken.
  case degree(polynomial: String, limit: Int)
  /// The polynomial is a product; one of its factors.
  case reducible(polynomial: String, factor: String)
  /// No real root is near the number given; the real roots that there are, about.
  case noRootNear(Rational, polynomial: String, roots: [Double])
  /// Two real roots are about as near; where they are, and their distance.
  case ambiguousRoot(Rational, polynomial: String, roots: [Double], distance: Double)
  /// The number of a cyclotomic field is not in the range that is taken.
  case cyclotomicOrder(Int, range: ClosedRange<Int>)
  /// A computation was stopped.
  case stopped(ComputationStopped)

  /// One line that names what was found and what was expected.
  public var description: String {
    switch self {
    case .generatorName(let name):
      "\"\(name)\" is no name for a generator: expected an ASCII letter or underscore, then ASCII letters, "
        + "digits and underscores"
    case .syntax(let error): error.description
    case .degree(let polynomial, let limit):
      "\(polynomial) is no minimal polynomial: expected a degree from 1 to \(limit)"
    case .reducible(let polynomial, let factor):
      "\(polynomial) is reducible: it has the factor \(factor)"
    case .noRootNear(let root, let polynomial, let roots):
      "\(polynomial) has no real root near \(root.asDouble)"
        + (roots.isEmpty
          ? ", and none at all" : "; its real roots are about \(Self.listed(roots))")
    case .ambiguousRoot(let root, let polynomial, let roots, let distance):
      "\(root.asDouble) does not tell which real root of \(polynomial) is meant: they are about "
        + "\(Self.listed(roots)), at a distance of \(distance); expected more digits"
    case .cyclotomicOrder(let order, let range):
      "expected a whole number from \(range.lowerBound) to \(range.upperBound), found \(order)"
    case .stopped(let stop): stop.description
    }
  }

  private static func listed(_ roots: [Double]) -> String {
    roots.map { "\($0)" }.joined(separator: ", ")
  }
}
