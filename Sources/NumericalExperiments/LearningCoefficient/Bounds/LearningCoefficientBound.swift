import AlgebraicStructures
import Computation
import ExactArithmetic

/// One proven bound of a learning coefficient, with the argument that gives it.
///
/// Pairs are ordered by how singular they are: (λ, m) is below (λ', m') if λ < λ', or λ = λ' and m > m'. If
/// K ≤ C·K' near the point, then the pair of K is at most that of K'.
struct LearningCoefficientBound: Hashable, Sendable {
  /// The bound of λ.
  let lambda: Rational
  /// A bound of the multiplicity for the case that λ is equal to `lambda`: of m from above where λ is bounded
  /// from below, and from below where λ is bounded from above; `nil` if the argument says nothing of m.
  let multiplicity: Int?
  /// The argument, in plain words.
  let reason: String
  /// How it is known.
  let evidence: Evidence

  init(_ lambda: Rational, multiplicity: Int?, reason: String, evidence: Evidence? = nil) {
    self.lambda = lambda
    self.multiplicity = multiplicity
    self.reason = reason
    self.evidence = evidence ?? .proven(detail: reason)
  }
}

/// Bounds of λ and m from both sides at one point, over the real numbers.
public struct LearningCoefficientBounds: Hashable, Sendable {
  /// A lower bound of λ.
  public let lower: Rational
  /// An upper bound of λ; `nil` if none is known.
  public let upper: Rational?
  /// λ, if it is known exactly.
  public let lambda: Rational?
  /// The multiplicity, if it is known exactly.
  public let multiplicity: Int?
  /// Which arguments gave the result.
  public let method: String
  /// Why λ is not less than `lower`.
  public let lowerReason: String
  /// Why λ is not more than `upper`; `nil` without one.
  public let upperReason: String?
  /// How the result is known.
  public let evidence: Evidence

  /// The best of the given bounds; λ is exact where they meet.
  ///
  /// Contradicting bounds trap: one of them is wrong.
  init(lower: [LearningCoefficientBound], upper: [LearningCoefficientBound]) {
    let zero = LearningCoefficientBound(0, multiplicity: nil, reason: "lambda >= 0")
    let low = lower.max { $0.lambda < $1.lambda } ?? zero
    let high = upper.min { $0.lambda < $1.lambda }
    require(
      high.map { low.lambda <= $0.lambda } ?? true,
      "contradicting bounds \(low) and \(high.map { "\($0)" } ?? "")")
    self.lower = low.lambda
    self.upper = high?.lambda
    (lowerReason, upperReason) = (low.reason, high?.reason)
    guard let high, high.lambda == low.lambda else {
      (lambda, multiplicity) = (nil, nil)
      method =
        "\(low.reason) <= lambda" + (high.map { "; lambda <= \($0.reason)" } ?? "")
      evidence = weaker(low.evidence, high?.evidence ?? low.evidence)
      return
    }
    lambda = low.lambda
    let least = upper.filter { $0.lambda == low.lambda }.compactMap(\.multiplicity).max() ?? 1
    let largest = lower.filter { $0.lambda == low.lambda }.compactMap(\.multiplicity).min()
    require(largest.map { least <= $0 } ?? true, "contradicting multiplicities")
    multiplicity = largest == least ? least : nil
    method =
      low.reason == high.reason
      ? low.reason : "\(low.reason) <= lambda; lambda <= \(high.reason)"
    evidence = weaker(low.evidence, high.evidence)
  }
}

/// The weaker of two kinds of evidence; the first if both are equally strong.
private func weaker(_ a: Evidence, _ b: Evidence) -> Evidence {
  a.isProven ? (b.isProven && a != b ? .proven(detail: joined(a.detail, b.detail)) : b) : a
}

private func joined(_ a: String, _ b: String) -> String { a == b ? a : "\(a); \(b)" }
