import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension NumberField {
  /// What texts of elements and minimal polynomials may ask for.
  static let textLimits = ParseLimits(
    length: 1 << 16, nesting: 50, termCount: 10_000, digits: 10_000, products: 1_000_000)

  /// The element that a text such as `a^2 - 1/2*a` or `1/(a + 1)` denotes.
  ///
  /// - Throws: `ParseError` with the position, also for another name than that of the generator and for a division
  ///   by zero.
  public func parse(
    _ text: String, control: ComputationControl = ComputationControl()
  ) throws(ParseError) -> NumberFieldElement {
    guard let ring = try? PolynomialRing(coefficients: self, variables: []) else {
      contractViolation("no polynomial ring without variables over \(self)")
    }
    let constant = try ring.parse(text, limits: Self.textLimits, control: control)
    return constant.coefficients.first ?? zero
  }

  /// The element as a polynomial in the generator, highest power first; `parse` reads it.
  public func describe(_ a: NumberFieldElement) -> String { describe(a.coefficients) }

  private func describe(_ coefficients: [Rational]) -> String {
    guard
      let ring = try? PolynomialRing(coefficients: RationalField(), variables: [generatorName])
    else { contractViolation("\"\(generatorName)\" is no variable") }
    return "\(ring.polynomial(terms: coefficients.enumerated().map { ($1, [$0]) }))"
  }

  /// m as a polynomial in the generator.
  public var minimalPolynomialText: String { describe(minimalPolynomial) }
}

extension NumberField: NamedElements {
  /// The generator by its name.
  package func element(named name: String) -> NumberFieldElement? {
    name == generatorName ? generator : nil
  }
}

extension NumberField: CustomStringConvertible {
  /// For example `ℚ(a)`.
  public var description: String { "ℚ(\(generatorName))" }

  /// The field with what the generator is, for example `ℚ(a), a^2 + a - 1 = 0, a ≈ 0.6180339887498949`.
  public var definition: String {
    "\(self), \(minimalPolynomialText) = 0"
      + (isReal ? ", \(generatorName) ≈ \(approximation(of: generator))" : "")
  }
}

extension NumberField {
  /// Whether a generator can have this name.
  static func isGeneratorName(_ name: String) -> Bool {
    (try? PolynomialRing(coefficients: RationalField(), variables: [name])) != nil
  }
}
