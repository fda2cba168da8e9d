import AlgebraicStructures
import Computation
import ExactArithmetic

/// A fixed polynomial applied to every value.
public struct ActivationLayer: ModelLayer {
  /// The polynomial.
  public let activation: Activation

  /// The layer of an activation.
  public init(_ activation: Activation) { self.activation = activation.normalized }

  /// `activation`.
  public var kind: String { "activation" }
  /// For example `monomial 2`.
  public var title: String {
    switch activation {
    case .monomial(let degree): "monomial \(degree)"
    case .hermite(let degree): "hermite \(degree)"
    case .polynomial(let coefficients):
      "polynomial \(coefficients.map(\.description).joined(separator: ","))"
    }
  }

  /// The same.
  public func outputShape(for input: LayerShape) throws(LayerMismatch) -> LayerShape {
    let degree = activation.degree
    guard degree >= 1 else {
      throw LayerMismatch(
        "degree", expected: "at least 1", found: degree < 0 ? "the zero polynomial" : "\(degree)")
    }
    if case .hermite = activation, degree > Activation.maximumHermiteDegree {
      throw LayerMismatch(
        "hermite", expected: "a degree of at most \(Activation.maximumHermiteDegree)",
        found: "\(degree)")
    }
    return input
  }

  /// What the layer does to its input.
  public func outputs<R: Ring>(
    _ values: [R.Element], parameters: [R.Element], input: LayerShape, over ring: R
  ) -> [R.Element]? {
    guard let function = try? ActivationFunction(activation, layer: 0, in: ring) else { return nil }
    return values.map { function.value($0, in: ring) }
  }

  /// The products with the transposed derivative, without recording.
  public func pullback<R: Ring>(
    _ cotangents: [[R.Element]], at values: [R.Element], parameters: [R.Element],
    input: LayerShape, over ring: R
  ) -> [LayerCotangent<R>]? {
    guard let function = try? ActivationFunction(activation, layer: 0, in: ring) else { return nil }
    let slopes = values.map { function.valueAndSlope($0, in: ring).slope }
    return cotangents.map {
      LayerCotangent(input: zip($0, slopes).map { ring.multiply($0, $1) }, parameters: [])
    }
  }

  /// Monomials let scalings through, t every mixture, polynomials of degree 1 shifts.
  public func symmetries(for input: LayerShape) -> LayerSymmetries {
    var result = LayerSymmetries()
    result.passage =
      activation.isMonomial
      ? activation.degree == 1 ? .linear : .powers(activation.degree) : .permutations
    if activation.degree == 1, let slope = activation.terms.first(where: { $0.power == 1 }),
      let p = slope.coefficient.numerator.asInt, let q = slope.coefficient.denominator.asInt
    {
      result.shiftFactor = (p, q)
    }
    return result
  }
}
