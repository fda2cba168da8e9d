import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// The largest number of monomials of one output for which a difference is expanded.
private let largestExpansion = 1_000
/// The largest number of neurons times monomials.
private let largestExpansionWork = 20_000.0
/// The largest degree: the coefficients have some 53 bits for each.
private let largestExpandedDegree = 64

/// The bound by expansion (see `DifferenceBound`), or `nil` where that is not affordable.
///
/// - Complexity: the expansion of both networks over ℚ.
func expandedDifference(
  _ first: Network, _ second: Network, radius: UpperBound, control: ComputationControl
) throws(ComputationStopped) -> UpperBound? {
  guard isExpandable(first.architecture), isExpandable(second.architecture) else { return nil }
  // The names x1, x2, … are always valid.
  guard
    let ring = try? PolynomialRing(
      coefficients: RationalField(), variables: first.architecture.inputNames)
  else { return nil }
  let outputs = try expand(first, in: ring, control: control)
  let others = try expand(second, in: ring, control: control)
  // Squares of Bombieri norms, by degree.
  var squares: [Int: UpperBound] = [:]
  for (f, g) in zip(outputs, others) {
    for (coefficient, exponents) in (f - g).terms {
      let degree = exponents.reduce(0, +)
      let size = UpperBound(magnitude: coefficient)
      squares[degree] =
        (squares[degree] ?? .zero) + (size * size).divided(by: multinomial(exponents))
    }
  }
  return squares.sorted { $0.key < $1.key }
    .map { degree, square in square.squareRoot * radius.power(degree) }.sum
}

/// Whether the outputs of a network of this architecture are short enough to be expanded here.
func isExpandable(_ architecture: Architecture) -> Bool {
  guard architecture.inputDegree <= largestExpandedDegree else { return false }
  let monomials = PolynomialSpace(architecture).dimension
  guard let count = monomials.asInt, count <= largestExpansion else { return false }
  let neurons = architecture.widths.dropFirst().reduce(0.0) { $0 + Double($1) }
  return neurons * Double(count) <= largestExpansionWork
}

/// The outputs as polynomials in the inputs.
func expand(
  _ network: Network, in ring: PolynomialRing<RationalField>, control: ComputationControl
) throws(ComputationStopped) -> [Polynomial<RationalField>] {
  let architecture = network.architecture
  var values = ring.generators
  for layer in 1...architecture.layerCount {
    let (matrix, bias) = (network.matrix(ofLayer: layer), network.bias(ofLayer: layer))
    var next: [Polynomial<RationalField>] = []
    for (i, row) in matrix.enumerated() {
      try control.checkpoint()
      var sum = ring.constant(bias?[i] ?? 0)
      for (weight, value) in zip(row, values) where !weight.isZero {
        sum = sum + ring.constant(weight) * value
      }
      next.append(
        layer == architecture.layerCount
          ? sum : value(of: architecture.activations[layer - 1], at: sum, in: ring))
    }
    values = next
  }
  return values
}

private func value(
  of activation: Activation, at t: Polynomial<RationalField>, in ring: PolynomialRing<RationalField>
) -> Polynomial<RationalField> {
  if let coefficient = activation.monomialCoefficient {
    return ring.constant(coefficient) * ring.power(t, activation.degree)
  }
  return activation.coefficients.reversed().reduce(ring.zero) { $0 * t + ring.constant($1) }
}

/// k!/α! for k = |α|.
private func multinomial(_ exponents: [Int]) -> Integer {
  var (result, sum) = (Integer.one, 0)
  for exponent in exponents {
    result = result * binomial(Integer(sum), plus: Integer(exponent))
    sum += exponent
  }
  return result
}
