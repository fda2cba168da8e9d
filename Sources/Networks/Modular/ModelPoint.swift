import Computation
import ExactArithmetic
import LinearAlgebra

/// A point of the parameter space of a polynomial model, as exact ranks need it.
package protocol ModelPoint {
  /// The exact parameters.
  var weights: [Rational] { get }
  /// The number of outputs.
  var outputCount: Int { get }
  /// A space that every output lies in.
  var space: PolynomialSpace { get }
  /// A bound of log₂ of an integer that makes the coefficients of outputs and derivatives integral.
  var denominatorBits: Double { get }

  /// A bound of log₂ of the norm of the derivative of an output in a direction.
  func derivativeBits(along tangent: [Rational]) -> Double
  /// The model modulo a prime; `nil` if that divides a denominator.
  func residues(modulus: UInt32) -> (any ModularModel)?
  /// The tangents of all outputs by all parameters, row-major.
  func gradients(at input: [Rational]) -> [Rational]
}

/// A network as a point.
package struct NetworkPoint: ModelPoint {
  private let network: Network
  private let norm: CoefficientNorm

  package init(_ network: Network) {
    self.network = network
    norm = CoefficientNorm(network)
  }

  package var weights: [Rational] { network.weights }
  package var outputCount: Int { network.architecture.outputCount }
  package var space: PolynomialSpace { PolynomialSpace(network.architecture) }
  package var denominatorBits: Double { norm.denominator }

  package func derivativeBits(along tangent: [Rational]) -> Double {
    norm.directionalDerivative(along: tangent)
  }

  package func residues(modulus: UInt32) -> (any ModularModel)? {
    ModularNetwork(network, modulus: modulus)
  }

  package func gradients(at input: [Rational]) -> [Rational] {
    rationalGradients(of: network.architecture, at: network.weights, input: input)
  }
}

/// Parameters of any polynomial model.
package struct ParameterPoint<Model: PolynomialModel>: ModelPoint {
  private let model: Model
  package let weights: [Rational]
  package let denominatorBits: Double
  /// Bounds of log₂ of the norms of the derivatives, row-major.
  private let derivatives: [Double]

  /// The point; another number of parameters traps.
  package init(_ model: Model, weights: [Rational]) {
    require(
      weights.count == model.parameterCount,
      "\(weights.count) parameters for a model with \(model.parameterCount)")
    self.model = model
    self.weights = weights
    let norms = LogarithmicNorms()
    let denominator = weights.reduce(Integer.one) {
      Integer.leastCommonMultiple($0, $1.denominator)
    }
    denominatorBits =
      model.denominatorBits
      + (denominator == 1 ? 0 : Double(model.parameterDegree) * Double(denominator.bitCount))
    derivatives =
      model.tangents(
        parameters: weights.map(norms.bound),
        input: [Double](repeating: 0, count: model.inputCount),
        over: norms) ?? []
  }

  package var outputCount: Int { model.outputCount }
  package var space: PolynomialSpace {
    PolynomialSpace(
      inputCount: model.inputCount, degree: model.inputDegree, isHomogeneous: model.isHomogeneous)
  }

  package func derivativeBits(along tangent: [Rational]) -> Double {
    let norms = LogarithmicNorms()
    let sizes = tangent.map(norms.bound)
    return (0..<model.outputCount).map { output in
      sizes.indices.reduce(norms.zero) {
        norms.add($0, norms.multiply(sizes[$1], derivatives[output * sizes.count + $1]))
      }
    }.max() ?? norms.zero
  }

  package func residues(modulus: UInt32) -> (any ModularModel)? {
    guard let field = try? PrimeField(modulus: UInt64(modulus)) else {
      contractViolation("\(modulus) is no prime")
    }
    let residues = weights.compactMap { $0.residue(modulo: UInt64(modulus)) }
    guard residues.count == weights.count else { return nil }
    return ModelResidues(model, parameters: residues, field: field)
  }

  package func gradients(at input: [Rational]) -> [Rational] {
    rationalGradients(of: model, at: weights, input: input)
  }
}

private func rationalGradients(
  of model: some PolynomialModel, at weights: [Rational], input: [Rational]
) -> [Rational] {
  guard let gradients = model.tangents(parameters: weights, input: input, over: RationalField())
  else { contractViolation("a model has no image in the rationals") }
  return gradients
}
