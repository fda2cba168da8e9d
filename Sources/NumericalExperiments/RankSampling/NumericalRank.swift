import Computation
import Foundation

/// The rank of a matrix of doubles as its singular values show it, or the statement that they do not.
public struct NumericalRank: Hashable, Sendable {
  /// How singular values are told from zeros.
  public struct Rule: Hashable, Sendable {
    /// Values above `cut`·σ₁ count.
    public let cut: Double
    /// Values at most `noise`·σ₁ are zeros; the rank is decided only if none lies between.
    public let noise: Double

    /// A rule; traps unless 0 < noise ≤ cut < 1.
    public init(cut: Double, noise: Double) {
      require(
        0 < noise && noise <= cut && cut < 1, "a rank rule with cut \(cut) and noise \(noise)")
      self.cut = cut
      self.noise = noise
    }

    /// The rule at random points for a rows × columns matrix whose entries have a relative error of about
    /// `conditioning` units in the last place.
    ///
    /// Rounding leaves false singular values of about ε·√(rows + columns); true ones at random points
    /// are rarely below 10⁻⁹ for small networks, and 10⁻¹² leaves a margin on both sides.
    public static func random(rowCount: Int, columnCount: Int, conditioning: Double) -> Rule {
      let noise =
        Double.ulpOfOne * (4 * Double(rowCount + columnCount).squareRoot() + 2 * conditioning)
      return Rule(cut: max(1e-12, 100 * noise), noise: noise)
    }

    /// The rule where an iteration has stopped at loss L.
    ///
    /// Convergence to a singular point is sublinear and σ ~ L^{1/4} there, so smaller values count as
    /// zeros if they are 30 times smaller than all others.
    public static func endpoint(loss: Double) -> Rule {
      let cut = min(max(1e-12, pow(max(loss, 0), 0.25)), 0.1)
      return Rule(cut: cut, noise: cut)
    }
  }

  /// The singular values in decreasing order.
  public let singularValues: [Double]
  /// The number of singular values above the cut.
  public let count: Int
  /// The smallest value that counts divided by the largest that does not; infinite if there is none, or
  /// it is zero.
  public let gap: Double
  /// Whether the rule decides.
  public let isDecided: Bool
  /// The rule.
  public let rule: Rule

  /// The smallest gap that decides.
  public static let requiredGap = 30.0
  /// How much larger than every earlier ratio σ_i/σ_{i+1} the gap must be at random points: where the
  /// spectrum decays in large steps, a step across the cut is no sign of a zero.
  public static let requiredDominance = 10.0

  /// Counts decreasing `singularValues`.
  public init(singularValues: [Double], rule: Rule) {
    self.singularValues = singularValues
    self.rule = rule
    let largest = singularValues.first ?? 0
    let count = singularValues.count { $0 > rule.cut * largest }
    self.count = count
    let next = count < singularValues.count ? singularValues[count] : 0
    gap = count == 0 || next == 0 ? .infinity : singularValues[count - 1] / next
    var steepest = 1.0
    if rule.noise < rule.cut {
      for i in 1..<max(count, 1) {
        steepest = max(steepest, singularValues[i - 1] / singularValues[i])
      }
    }
    isDecided =
      largest.isFinite && next <= rule.noise * largest && gap >= NumericalRank.requiredGap
      && (rule.noise == rule.cut || gap >= NumericalRank.requiredDominance * steepest)
  }

  /// The rank, or `nil` where double precision cannot tell.
  public var rank: Int? { isDecided ? count : nil }

  /// σ_k/σ₁ of the smallest singular value that counts: how near a drop of the rank is.
  public var relativeDistance: Double {
    count == 0 ? 0 : singularValues[count - 1] / singularValues[0]
  }
}
