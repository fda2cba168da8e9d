import Computation
import ExactArithmetic

/// What is known of a learning coefficient at a point, over the real numbers.
public struct LearningCoefficientResult: Sendable {
  /// The best bound from below.
  public let lowerBound: LearningCoefficientBound
  /// The best bound from above; `nil` if none is known.
  public let upperBound: LearningCoefficientBound?
  /// The proof by resolution, if there is one; what it says may be improved by other bounds.
  public let proof: ResolutionProof?
  /// What ended the search early, if anything.
  public let stop: ComputationStopped?

  /// The best of the given bounds; contradicting ones trap, for one of them is wrong.
  init(
    lower: [LearningCoefficientBound], upper: [LearningCoefficientBound],
    proof: ResolutionProof? = nil, stop: ComputationStopped? = nil
  ) {
    let zero = LearningCoefficientBound(
      LearningCoefficient(0, multiplicity: .max), reason: "lambda >= 0")
    let low = lower.max { $0.value < $1.value } ?? zero
    let high = upper.min { $0.value < $1.value }
    if let high {
      require(low.value <= high.value, "contradicting bounds \(low) and \(high)")
    }
    (lowerBound, upperBound) = (low, high)
    (self.proof, self.stop) = (proof, stop)
  }

  /// A lower bound of λ alone.
  package init(lower: Rational, reason: String, evidence: Evidence) {
    self.init(
      lower: [
        LearningCoefficientBound(
          LearningCoefficient(lower, multiplicity: .max), reason: reason, evidence: evidence)
      ], upper: [])
  }

  /// A lower bound of λ.
  public var lower: Rational { lowerBound.value.lambda }
  /// An upper bound of λ; `nil` if none is known.
  public var upper: Rational? { upperBound?.value.lambda }
  /// λ, if it is known exactly.
  public var lambda: Rational? { lower == upper ? lower : nil }
  /// The multiplicity, if it is known exactly.
  public var multiplicity: Int? { exact?.multiplicity }
  /// λ and m, if both are known exactly.
  public var exact: LearningCoefficient? {
    lowerBound.value == upperBound?.value ? lowerBound.value : nil
  }
  /// What m can be where λ is known exactly and m is not, or is the one value.
  public var multiplicities: ClosedRange<Int>? {
    guard lambda != nil, let upperBound else { return nil }
    return upperBound.value.multiplicity...lowerBound.value.multiplicity
  }

  /// Which arguments gave the result.
  public var method: String {
    guard let upperBound else { return "\(lowerBound.reason) <= lambda" }
    if upperBound.reason == lowerBound.reason { return lowerBound.reason }
    return "\(lowerBound.reason) <= lambda; lambda <= \(upperBound.reason)"
  }
  /// The same in a few words, for tables.
  public var shortMethod: String {
    guard let upperBound, upperBound.shortReason != lowerBound.shortReason else {
      return lowerBound.shortReason
    }
    return "\(lowerBound.shortReason); \(upperBound.shortReason)"
  }
  /// Why λ is not less than `lower`.
  public var lowerReason: String { lowerBound.reason }
  /// Why λ is not more than `upper`; `nil` without one.
  public var upperReason: String? { upperBound?.reason }

  /// How the result is known: as the weaker one of its bounds.
  public var evidence: Evidence {
    guard let upper = upperBound?.evidence, upper != lowerBound.evidence else {
      return lowerBound.evidence
    }
    guard lowerBound.evidence.isProven else { return lowerBound.evidence }
    guard upper.isProven else { return upper }
    return .proven(detail: "\(lowerBound.evidence.detail); \(upper.detail)")
  }
}
