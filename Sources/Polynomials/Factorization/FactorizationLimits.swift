import AlgebraicStructures
import Computation

/// Sizes beyond which factorisation and greatest common divisors refuse to start.
///
/// The work is done by a library that cannot be interrupted: hostile inputs are stopped before, as
/// abandoning them would not free the memory and the processor they occupy.
public struct FactorizationLimits: Hashable, Sendable {
  /// The largest number of terms.
  public var termCount: Int
  /// The largest degree in a single variable.
  public var degree: Int
  /// The largest total size of the coefficients in bits (irrelevant over prime fields).
  public var coefficientBits: Int

  /// Limits that let everything through that can be expected to finish in reasonable time.
  public init(termCount: Int = 200_000, degree: Int = 10_000, coefficientBits: Int = 1 << 28) {
    self.termCount = termCount
    self.degree = degree
    self.coefficientBits = coefficientBits
  }

  /// Throws if the polynomial exceeds the limits on terms and degrees.
  func check<C: Ring>(_ f: Polynomial<C>) throws(ComputationStopped) {
    try check("the number of terms to factor", f.termCount, termCount)
    try check("the degree in a variable to factor", f.degrees?.max() ?? 0, degree)
  }

  /// Throws if a size exceeds its limit.
  func check(_ what: String, _ needed: Int, _ limit: Int) throws(ComputationStopped) {
    if needed > limit { throw .sizeLimit(what: what, needed: "\(needed)", limit: limit) }
  }
}
