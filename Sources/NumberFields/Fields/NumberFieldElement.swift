import ExactArithmetic

/// An element Σ c_k a^k of a number field ℚ(a), k below the degree: the bare coefficients.
public struct NumberFieldElement: Hashable, Sendable {
  /// The coefficients c_0, c_1, …, without zeros at the end; none for 0.
  public let coefficients: [Rational]

  /// The element with the given coefficients; zeros at the end are dropped.
  ///
  /// That there are at most as many as the degree of the field is the caller's promise.
  init(_ coefficients: [Rational]) {
    let count = (coefficients.lastIndex { !$0.isZero } ?? -1) + 1
    self.coefficients =
      count == coefficients.count ? coefficients : Array(coefficients.prefix(count))
  }

  /// A rational number, in every number field.
  public init(_ value: Rational) { coefficients = value.isZero ? [] : [value] }

  /// Whether it is 0.
  public var isZero: Bool { coefficients.isEmpty }

  /// The number itself if it is rational.
  public var rationalValue: Rational? {
    coefficients.count > 1 ? nil : coefficients.first ?? .zero
  }
}
