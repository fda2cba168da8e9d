import AlgebraicStructures
import Computation
import ExactArithmetic

/// An activation with its coefficients in a ring, ready to be evaluated there.
@frozen @usableFromInline
enum ActivationFunction<R: Ring>: Sendable {
  /// c·t^degree with `coefficient` = c; the pure power has `nil`. `degreeImage` is degree·1.
  case power(degree: Int, coefficient: R.Element?, degreeImage: R.Element)
  /// Σ coefficients[k]·t^k; `derivative` holds the coefficients of σ′.
  case polynomial(coefficients: [R.Element], derivative: [R.Element])

  /// σ(t) and σ′(t).
  @inlinable
  func valueAndSlope(_ t: R.Element, in ring: R) -> (value: R.Element, slope: R.Element) {
    switch self {
    case .power(let degree, let coefficient, let degreeImage):
      let lower = ring.power(t, degree - 1)
      let value = ring.multiply(lower, t)
      let slope = ring.multiply(degreeImage, lower)
      guard let coefficient else { return (value, slope) }
      return (ring.multiply(coefficient, value), ring.multiply(coefficient, slope))
    case .polynomial(let coefficients, let derivative):
      return (horner(coefficients, t, in: ring), horner(derivative, t, in: ring))
    }
  }

  /// σ(t).
  @inlinable
  func value(_ t: R.Element, in ring: R) -> R.Element {
    switch self {
    case .power(let degree, let coefficient, _):
      let value = ring.power(t, degree)
      return coefficient.map { ring.multiply($0, value) } ?? value
    case .polynomial(let coefficients, _): return horner(coefficients, t, in: ring)
    }
  }

  @inlinable
  func horner(_ coefficients: [R.Element], _ t: R.Element, in ring: R) -> R.Element {
    var result = ring.zero
    for coefficient in coefficients.reversed() {
      result = ring.add(ring.multiply(result, t), coefficient)
    }
    return result
  }
}

/// An activation coefficient whose denominator is not a unit of the ring, so that the network cannot be
/// evaluated there.
public struct ActivationImageError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The hidden layer, counted from 1.
  public let layer: Int
  /// The power of t that the coefficient belongs to.
  public let power: Int
  /// The coefficient.
  public let coefficient: Rational
  /// The characteristic of the ring.
  public let characteristic: UInt64

  /// One line that names the coefficient and its place.
  public var description: String {
    "the coefficient \(coefficient) of t^\(power) in the activation of layer \(layer) "
      + "has no image in a ring of characteristic \(characteristic)"
  }
}

extension ActivationFunction {
  /// The image of `activation` in `ring`.
  init(_ activation: Activation, layer: Int, in ring: R) throws(ActivationImageError) {
    func image(_ coefficient: Rational, _ power: Int) throws(ActivationImageError) -> R.Element {
      if let image = ring.image(of: coefficient) { return image }
      throw ActivationImageError(
        layer: layer, power: power, coefficient: coefficient, characteristic: ring.characteristic)
    }
    let degree = activation.degree
    if let coefficient = activation.monomialCoefficient {
      self = .power(
        degree: degree, coefficient: coefficient == 1 ? nil : try image(coefficient, degree),
        degreeImage: ring(degree))
      return
    }
    var coefficients: [R.Element] = []
    for (power, coefficient) in activation.coefficients.enumerated() {
      coefficients.append(try image(coefficient, power))
    }
    let derivative = coefficients.enumerated().dropFirst().map { ring.multiply(ring($0), $1) }
    self = .polynomial(coefficients: coefficients, derivative: derivative)
  }
}
