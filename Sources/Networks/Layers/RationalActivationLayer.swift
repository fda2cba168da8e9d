import AlgebraicStructures
import Computation
import ExactArithmetic

/// A fixed quotient of two polynomials applied to every value, such as 1/t.
///
/// Where the denominator has no inverse in the ring there is no output. Ranks are those of the numerators of the
/// gradients (`PolynomialModel.tangents`).
public struct RationalActivationLayer: ModelLayer {
  /// The coefficients of the numerator, constant term first.
  public let numerator: [Rational]
  /// The coefficients of the denominator, constant term first.
  public let denominator: [Rational]

  /// The quotient of two polynomials given by their coefficients.
  public init(numerator: [Rational], denominator: [Rational]) {
    self.numerator = Activation.polynomial(coefficients: numerator).coefficients
    self.denominator = Activation.polynomial(coefficients: denominator).coefficients
  }

  /// `activation`.
  public var kind: String { "activation" }
  /// For example `rational (1)/(0,1)`.
  public var title: String { "rational (\(text(numerator)))/(\(text(denominator)))" }

  private func text(_ coefficients: [Rational]) -> String {
    coefficients.map(\.description).joined(separator: ",")
  }

  /// The same.
  public func outputShape(for input: LayerShape) throws(LayerMismatch) -> LayerShape {
    guard !numerator.isEmpty else {
      throw LayerMismatch(
        "rational.numerator", expected: "a polynomial that is not zero",
        found: "the zero polynomial")
    }
    guard denominator.count >= 2 else {
      throw LayerMismatch(
        "rational.denominator", expected: "a polynomial of degree at least 1",
        found: denominator.isEmpty ? "the zero polynomial" : "a constant")
    }
    guard max(numerator.count, denominator.count) <= TrainableActivationLayer.maximumDegree + 1
    else {
      throw LayerMismatch(
        "rational", expected: "degrees of at most \(TrainableActivationLayer.maximumDegree)",
        found: "\(max(numerator.count, denominator.count) - 1)")
    }
    return input
  }

  /// What the layer does to its input.
  public func outputs<R: Ring>(
    _ values: [R.Element], parameters: [R.Element], input: LayerShape, over ring: R
  ) -> [R.Element]? {
    guard let (above, below) = images(in: ring) else { return nil }
    var result: [R.Element] = []
    for value in values {
      guard let inverse = ring.inverse(horner(below, value, ring)) else { return nil }
      result.append(ring.multiply(horner(above, value, ring), inverse))
    }
    return result
  }

  private func images<R: Ring>(in ring: R) -> ([R.Element], [R.Element])? {
    let above = numerator.compactMap { ring.image(of: $0) }
    let below = denominator.compactMap { ring.image(of: $0) }
    return above.count == numerator.count && below.count == denominator.count
      ? (above, below) : nil
  }

  private func horner<R: Ring>(_ coefficients: [R.Element], _ t: R.Element, _ ring: R) -> R.Element
  {
    var result = ring.zero
    for coefficient in coefficients.reversed() {
      result = ring.add(ring.multiply(result, t), coefficient)
    }
    return result
  }

  /// Quotients of two monomials let scalings through.
  public func symmetries(for input: LayerShape) -> LayerSymmetries {
    var result = LayerSymmetries()
    result.passage =
      [numerator, denominator].allSatisfy { $0.count(where: { !$0.isZero }) == 1 }
      ? .powers(numerator.count - denominator.count) : .permutations
    return result
  }
}
