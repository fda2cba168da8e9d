import Computation
import ExactArithmetic

extension NumberField {
  /// The sign −1, 0 or 1 of an element at the real place, decided exactly.
  ///
  /// Traps for a field without one.
  public func sign(of a: NumberFieldElement) -> Int { place.sign(of: a.coefficients) }

  /// Whether a < b at the real place, decided exactly.
  ///
  /// Traps for a field without one.
  public func isLess(_ a: NumberFieldElement, _ b: NumberFieldElement) -> Bool {
    sign(of: subtract(a, b)) < 0
  }

  /// A double next to the element at the real place, within about 2⁻⁵³ (relative for elements above 1).
  ///
  /// Traps for a field without one.
  public func approximation(of a: NumberFieldElement) -> Double {
    place.approximation(of: a.coefficients).asDouble
  }

  private var place: RealRoot {
    guard let root else { contractViolation("\(self) has no real place that was chosen") }
    return root
  }
}
