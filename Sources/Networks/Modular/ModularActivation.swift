import ExactArithmetic
import LinearAlgebra

/// An activation with its coefficients modulo a prime.
enum ModularActivation {
  /// coefficient · t^degree, with degree·coefficient for the derivative.
  case power(degree: Int, coefficient: UInt32, slopeCoefficient: UInt32)
  /// Coefficients of the activation and of its derivative, constant term first.
  case polynomial(coefficients: [UInt32], derivative: [UInt32])

  /// The image of `activation`, or `nil` if a denominator is divisible by the modulus.
  init?(_ activation: Activation, modulus: UInt32) {
    let p = UInt64(modulus)
    func times(_ n: Int, _ value: UInt64) -> UInt32 { UInt32(UInt64(n) % p * value % p) }
    let degree = activation.degree
    if let coefficient = activation.monomialCoefficient {
      guard let value = coefficient.residue(modulo: p) else { return nil }
      self = .power(
        degree: degree, coefficient: UInt32(value), slopeCoefficient: times(degree, value))
      return
    }
    var residues: [UInt64] = []
    for coefficient in activation.coefficients {
      guard let value = coefficient.residue(modulo: p) else { return nil }
      residues.append(value)
    }
    self = .polynomial(
      coefficients: residues.map { UInt32($0) },
      derivative: residues.enumerated().dropFirst().map { times($0, $1) })
  }

  /// σ elementwise.
  func values(_ z: ModularMatrix) -> ModularMatrix {
    switch self {
    case .power(let degree, let coefficient, _):
      let values = z.elementwisePower(degree)
      return coefficient == 1 ? values : values.elementwiseValues(ofPolynomial: [0, coefficient])
    case .polynomial(let coefficients, _):
      return z.elementwiseValues(ofPolynomial: coefficients)
    }
  }

  /// σ and σ′ elementwise.
  func valuesAndSlopes(_ z: ModularMatrix) -> (values: ModularMatrix, slopes: ModularMatrix) {
    switch self {
    case .power(let degree, let coefficient, let slopeCoefficient):
      let lower = z.elementwisePower(degree - 1)
      let values = lower.elementwiseProduct(with: z)
      return (
        coefficient == 1 ? values : values.elementwiseValues(ofPolynomial: [0, coefficient]),
        lower.elementwiseValues(ofPolynomial: [0, slopeCoefficient])
      )
    case .polynomial(let coefficients, let derivative):
      return (
        z.elementwiseValues(ofPolynomial: coefficients),
        z.elementwiseValues(ofPolynomial: derivative)
      )
    }
  }
}

extension Rational {
  /// The residue modulo a prime below 2³², or `nil` if the prime divides the denominator.
  func residue(modulo p: UInt64) -> UInt64? {
    let numeratorResidue = numerator.residue(modulo: p)
    if denominator.isOne { return numeratorResidue }
    let denominatorResidue = Integer(denominator.residue(modulo: p))
    guard let inverse = denominatorResidue.inverse(modulo: Integer(p)) else { return nil }
    return numeratorResidue * inverse.residue(modulo: p) % p
  }
}
