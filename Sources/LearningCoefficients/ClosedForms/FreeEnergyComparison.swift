import Computation
import ExactArithmetic
import Foundation

/// Which one of two free energies is the smaller one in the end, and from how many samples on.
public enum FreeEnergyComparison: Hashable, Sendable {
  /// They have the same terms.
  case equal
  /// The first is at most the second from there on.
  case first(Onset)
  /// The second is at most the first from there on.
  case second(Onset)

  /// The smallest n ≥ 3 from which on an inequality between free energies holds.
  public struct Onset: Hashable, Sendable {
    /// n, or `nil` where rounding leaves it open or it is too large, as it often is without a difference of losses.
    public let sampleCount: Int?
    /// The logarithm of n, or of the place of equality just before it, within rounding.
    public let logarithm: Double
  }

  /// Compares two free energies for all n ≥ 3.
  ///
  /// The winner is decided exactly: the smaller loss, then the smaller λ, then the larger m. With x = log n, the lead of
  /// the winner is D = A eˣ + B x − C log x. As x·D′ = A x eˣ + B x − C is convex in x, D increases to +∞ from its
  /// last minimum on, and before that has risen at most once: if it is negative at the minimum, its last zero is
  /// to the right, otherwise it has at most one, to the left. The minimum and the zero are found by bisection in
  /// floating point; the sample count n is given only if the leads at n − 1 and n have different signs by more than a
  /// bound of the rounding errors in them.
  public init(_ first: FreeEnergy, _ second: FreeEnergy) {
    let (a, b) = (first, second)
    if a == b {
      self = .equal
    } else if (a.loss, a.coefficient) < (b.loss, b.coefficient) {
      self = .first(FreeEnergyLead(of: a, over: b).onset)
    } else {
      self = .second(FreeEnergyLead(of: b, over: a).onset)
    }
  }
}

extension FreeEnergy {
  /// The smallest n ≥ 3 from which on this free energy is at most the other one, or `nil` if there is none.
  ///
  /// Equal ones are so from 3 on.
  public func onset(over other: FreeEnergy) -> FreeEnergyComparison.Onset? {
    switch FreeEnergyComparison(self, other) {
    case .equal:
      FreeEnergyComparison.Onset(
        sampleCount: Self.smallestSampleCount, logarithm: log(Double(Self.smallestSampleCount)))
    case .first(let onset): onset
    case .second: nil
    }
  }
}
