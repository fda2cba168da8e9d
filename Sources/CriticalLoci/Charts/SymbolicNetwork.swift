import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks
import Polynomials

/// A network whose weights are polynomials in some coordinates: outputs and derivatives are polynomials in
/// the inputs, with such coefficients.
struct SymbolicNetwork {
  let architecture: Architecture
  /// ℚ[coordinates].
  let ring: PolynomialRing<RationalField>
  /// ℚ[inputs, coordinates].
  private let joint: PolynomialRing<RationalField>
  private let weights: [Polynomial<RationalField>]
  private let evaluator: NetworkEvaluator<PolynomialRing<RationalField>>

  init(
    _ architecture: Architecture, weights: [Polynomial<RationalField>],
    ring: PolynomialRing<RationalField>
  ) {
    let joint = PolynomialRing.rational(architecture.inputNames + ring.variables)
    let zeros = [Int](repeating: 0, count: architecture.inputCount)
    self.architecture = architecture
    self.ring = ring
    self.joint = joint
    self.weights = weights.map { weight in
      joint.polynomial(terms: weight.terms.map { ($0.coefficient, zeros + $0.exponents) })
    }
    do {
      evaluator = try NetworkEvaluator(architecture, ring: joint)
    } catch {
      contractViolation("\(error)")
    }
  }

  private var inputs: [Polynomial<RationalField>] {
    (0..<architecture.inputCount).map { joint.variable($0) }
  }

  /// The outputs, by exponents of the inputs.
  func outputs() -> [CoefficientColumns.Column] {
    evaluator.outputs(weights: weights, input: inputs).map { collected([$0]) }
  }

  /// For each parameter the derivatives of all outputs, by output and exponents of the inputs.
  func derivatives(
    control: ComputationControl
  ) throws(ComputationStopped) -> [CoefficientColumns.Column] {
    try control.checkpoint()
    try architecture.requireExpandable(weights: weights, inputs: inputs)
    let gradients = evaluator.gradients(weights: weights, input: inputs)
    let count = architecture.parameterCount
    var columns: [CoefficientColumns.Column] = []
    for parameter in 0..<count {
      try control.checkpoint()
      columns.append(
        collected((0..<architecture.outputCount).map { gradients[$0 * count + parameter] }))
    }
    return columns
  }

  /// The coefficients of polynomials in the inputs; with several polynomials the index comes first.
  private func collected(_ list: [Polynomial<RationalField>]) -> CoefficientColumns.Column {
    let inputCount = architecture.inputCount
    var terms: [[Int]: [(coefficient: Rational, exponents: [Int])]] = [:]
    for (index, polynomial) in list.enumerated() {
      for (coefficient, exponents) in polynomial.terms {
        terms[[index] + exponents.prefix(inputCount), default: []]
          .append((coefficient, Array(exponents.dropFirst(inputCount))))
      }
    }
    return terms.mapValues { ring.polynomial(terms: $0) }
  }
}
