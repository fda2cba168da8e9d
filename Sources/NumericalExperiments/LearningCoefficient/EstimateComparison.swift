import Computation
import ExactArithmetic

extension LearningCoefficientEstimate {
  /// What is to be said where λ̂ ± 1.96 standard errors and the values from `lower` to `upper` have no number in common;
  /// `nil` where they have, or where the estimate is withheld.
  ///
  /// - Parameter lower: The least value of λ by theorems.
  /// - Parameter upper: The largest one, equal to `lower` for an exact value; `nil` if none is known.
  /// - Parameter isProven: Whether theorems give them without doubt: then the estimate is wrong.
  public func contradiction(
    lower: Rational, upper: Rational?, isProven: Bool = true
  ) -> String? {
    guard let lambda, let interval else { return nil }
    let upperValue = upper?.asDouble ?? .infinity
    if interval.upperBound >= lower.asDouble && interval.lowerBound <= upperValue { return nil }
    let known =
      upper == lower
      ? "the value \(lower)"
      : upper.map { "the bounds \(lower) to \($0)" } ?? "the bound that lambda is at least \(lower)"
    let distance =
      interval.lowerBound > upperValue ? lambda - upperValue : lower.asDouble - lambda
    let errors = numberText(distance / standardError, digits: 2)
    return
      "the estimate \(numberText(lambda)) with standard error \(numberText(standardError, digits: 2)) contradicts "
      + "\(known), \(errors) standard errors away: "
      + (isProven
        ? "this is proven, and the estimate is wrong by more than it says" : "one of them is wrong")
  }
}
