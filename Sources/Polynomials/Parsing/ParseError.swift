import Computation

/// Why a text is not a polynomial, and where.
public struct ParseError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong.
  public enum Reason: Hashable, Sendable {
    /// Something else was expected.
    case unexpected(found: String, expected: String)
    /// A name that is no variable of the ring.
    case unknownVariable(String)
    /// A division that has no result in the ring.
    case inexactDivision(String)
    /// The input, or the polynomial it describes, exceeds a limit.
    case limit(String)
    /// Reading was stopped.
    case stopped(ComputationStopped)
  }

  /// The column, counted in bytes from 1.
  public let position: Int
  /// What went wrong there.
  public let reason: Reason

  /// An error at the given column.
  public init(position: Int, reason: Reason) {
    self.position = position
    self.reason = reason
  }

  /// One line with the position and what was expected.
  public var description: String {
    let text =
      switch reason {
      case .unexpected(let found, let expected): "found \(found), expected \(expected)"
      case .unknownVariable(let name): "unknown variable \"\(name)\""
      case .inexactDivision(let problem), .limit(let problem): problem
      case .stopped(let stop): stop.description
      }
    return "column \(position): \(text)"
  }
}

/// What a text may ask for before it is refused.
public struct ParseLimits: Hashable, Sendable {
  /// The length of the text in bytes.
  public var length: Int
  /// The depth of nested parentheses.
  public var nesting: Int
  /// The number of terms of any polynomial on the way.
  public var termCount: Int
  /// The number of decimal digits of any coefficient on the way.
  public var digits: Int
  /// The number of products of coefficients in all, weighted by their length.
  public var products: Int

  /// Limits that keep parsing within seconds and about a gigabyte.
  public init(
    length: Int = 1 << 24, nesting: Int = 200, termCount: Int = 1_000_000, digits: Int = 100_000,
    products: Int = 100_000_000
  ) {
    self.length = length
    self.nesting = nesting
    self.termCount = termCount
    self.digits = digits
    self.products = products
  }
}
