import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import NumberFields

/// A number of an exact field.
public protocol ExactNumber: Hashable, Sendable {
  /// Whether it is 0.
  var isZero: Bool { get }
  /// Whether it is 1.
  var isOne: Bool { get }
}

extension Rational: ExactNumber {}

extension NumberFieldElement: ExactNumber {
  /// Whether it is 1.
  public var isOne: Bool { coefficients == [1] }
}

/// A field that exact weights lie in, as the diagnosis of neurons needs it.
protocol WeightField: Field, CustomStringConvertible where Element: ExactNumber {
  /// 1 or −1, of which a and −a have different ones; for a ≠ 0.
  func orientation(of a: Element) -> Int
  /// Throws `sizeLimit` if the power aⁿ could be too long.
  func requireBoundedPower(_ a: Element, _ n: Int) throws(ComputationStopped)
  /// The canonical basis of the kernel of a matrix.
  func kernelBasis(
    of matrix: Matrix<Self>, control: ComputationControl
  ) throws(ComputationStopped) -> [[Element]]
  /// Whether two networks with equally many inputs and outputs compute the same polynomials.
  func computeSameFunction(
    _ first: WeightedNetwork<Self>, _ second: WeightedNetwork<Self>, seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) -> Certified<Bool>
}

extension RationalField: WeightField {
  func orientation(of a: Rational) -> Int { a.signum }

  func requireBoundedPower(_ a: Rational, _ n: Int) throws(ComputationStopped) {
    try a.requireBoundedPower(n)
  }

  func kernelBasis(
    of matrix: Matrix<RationalField>, control: ComputationControl
  ) throws(ComputationStopped) -> [[Rational]] {
    var random = RandomSource(seed: 1)
    return try exactRank(of: matrix, using: &random, control: control).kernelBasis
  }

  /// By residues.
  func computeSameFunction(
    _ first: WeightedNetwork<RationalField>, _ second: WeightedNetwork<RationalField>, seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) -> Certified<Bool> {
    try Networks.computeSameFunction(first.network, second.network, seed: seed, control: control)
  }
}

extension NumberField: WeightField {
  func orientation(of a: NumberFieldElement) -> Int {
    a.coefficients.first { !$0.isZero }?.signum ?? 1
  }

  /// As if every coefficient were a power of the longest one.
  func requireBoundedPower(_ a: NumberFieldElement, _ n: Int) throws(ComputationStopped) {
    // Reduction by the minimal polynomial adds its coefficients at every step.
    for c in a.coefficients.count > 1 ? a.coefficients + minimalPolynomial : a.coefficients {
      try c.requireBoundedPower(n)
    }
  }

  func kernelBasis(
    of matrix: Matrix<NumberField>, control: ComputationControl
  ) throws(ComputationStopped) -> [[NumberFieldElement]] {
    var random = RandomSource(seed: 1)
    return try exactRank(of: matrix, using: &random, control: control).kernelBasis ?? []
  }

  /// By exact values.
  func computeSameFunction(
    _ first: WeightedNetwork<NumberField>, _ second: WeightedNetwork<NumberField>, seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) -> Certified<Bool> {
    try Networks.computeSameFunction(
      first.architecture, at: first.weights, second.architecture, at: second.weights, over: self,
      seed: seed, control: control)
  }
}

extension WeightField {
  /// a/b; traps for b = 0.
  func quotient(_ a: Element, _ b: Element) -> Element {
    guard let result = dividedExactly(a, by: b) else {
      contractViolation("\(a) divided by zero in \(self)")
    }
    return result
  }

  /// The rational number in the field, of characteristic 0.
  func constant(_ q: Rational) -> Element {
    guard let image: Element = image(of: q) else {
      contractViolation("\(q) has no image in \(self)")
    }
    return image
  }
}

extension Activation {
  /// σ(t) in a field.
  func value<F: WeightField>(at t: F.Element, over field: F) -> F.Element {
    if let coefficient = monomialCoefficient {
      return t.isZero
        ? field.zero : field.multiply(field.constant(coefficient), field.power(t, degree))
    }
    if case .hermite(let degree) = self {
      // He_{n+1} = t·He_n − n·He_{n−1}.
      var (previous, current) = (field.zero, field.one)
      for n in 0..<degree {
        (previous, current) = (
          current,
          field.subtract(field.multiply(t, current), field.multiply(field(n), previous))
        )
      }
      return current
    }
    return coefficients.reversed().reduce(field.zero) {
      field.add(field.multiply($0, t), field.constant($1))
    }
  }
}

extension ActivationSymmetry {
  /// a = s^n in σ(κ + s·t) = a·σ(κ + t) + b.
  func outputFactor<F: WeightField>(_ factor: F.Element, over field: F) -> F.Element {
    if factor.isOne { return factor }
    if field.negate(factor).isOne {
      return activation.degree.isMultiple(of: 2) ? field.one : factor
    }
    return field.power(factor, activation.degree)
  }

  /// b = σ(κ)(1 − s^n) in σ(κ + s·t) = a·σ(κ + t) + b, for a factor s that the relation allows.
  func outputConstant<F: WeightField>(_ factor: F.Element, over field: F) -> F.Element {
    if factor.isOne { return field.zero }
    let change = field.subtract(field.one, outputFactor(factor, over: field))
    return change.isZero ? field.zero : field.multiply(field.constant(centerValue), change)
  }
}
