import Computation
import ExactArithmetic

/// The ideal of all k × k minors of a matrix whose entries are independent variables.
public struct DeterminantalIdeal: Hashable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The size k of the minors.
  public let minors: Int

  /// The ideal of the minors of size from 1 to the smaller side of the matrix; traps for others.
  public init(rows: Int, columns: Int, minors: Int) {
    require(
      1 <= minors && minors <= min(rows, columns),
      "a matrix of shape \(rows) × \(columns) has no ideal of minors of size \(minors)")
    self.rows = rows
    self.columns = columns
    self.minors = minors
  }

  /// The number of entries of the matrix.
  public var parameterCount: Int { rows * columns }

  /// The pair at the zero matrix.
  public var atZero: LearningCoefficient { value(rank: 0) }

  /// The pair at a matrix of rank less than k: λ is the least of (rows − t)(columns − t)/(2(k − t)) for
  /// rank ≤ t < k, and m is how many t attain it.
  ///
  /// Blowing up the matrices of rank 0, then the strict transform of those of rank at most 1, and so on, has smooth
  /// centers and normal crossings (complete collineations). The ideal vanishes to order k − t on the divisor
  /// of rank t, whose center has codimension (rows − t)(columns − t). All of the divisors meet, over the reals too.
  ///
  /// - Parameter rank: From 0 to k − 1; traps for others, where the ideal does not vanish.
  /// - SeeAlso: Vainsencher, *Complete collineations and blowing up determinantal ideals* (1984), for the
  ///   resolution; Johnson, *Multiplier ideals of determinantal ideals* (2003), and Docampo, *Arcs on determinantal
  ///   varieties*, Trans. AMS 365 (2013), for the threshold over the complex numbers.
  public func value(rank: Int) -> LearningCoefficient {
    require(
      0 <= rank && rank < minors,
      "the minors of size \(minors) do not all vanish at a matrix of rank \(rank)")
    return LearningCoefficient(
      divisors: (rank..<minors).map { t in
        Rational(Integer((rows - t) * (columns - t)), Integer(2 * (minors - t)))
      })
  }
}
