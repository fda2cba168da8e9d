import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// A field over which Groebner bases can be computed and polynomials factored: ℚ and prime fields.
public protocol GroebnerField: FactoringField {
  /// The reduced Groebner basis in the order of the ideal's ring.
  func groebnerBasis(of ideal: Ideal<Self>, control: ComputationControl)
    throws(ComputationStopped) -> GroebnerBasis<Self>

  /// The reduced Groebner basis or, if the computation is stopped, what was found of it.
  func partialGroebnerBasis(of ideal: Ideal<Self>, control: ComputationControl)
    -> PartialGroebnerBasis<Self>

  /// The minimal ones among the primes that contain an ideal and one polynomial of each clause, and
  /// none of the given units; if the search is stopped, the primes found.
  func partialMinimalPrimes(
    of ideal: Ideal<Self>, clauses: [[Polynomial<Self>]], avoiding units: [Polynomial<Self>],
    control: ComputationControl
  ) -> PartialMinimalPrimes<Self>

  /// The ideal of all common elements of two ideals of one ring.
  func intersection(of a: Ideal<Self>, with b: Ideal<Self>, control: ComputationControl)
    throws(ComputationStopped) -> Ideal<Self>

  /// A prime field to which most elements can be mapped: the field itself, or for ℚ that of a large
  /// prime, another one for each trial.
  func residueField(trial: Int) -> PrimeField

  /// The image of an element in such a residue field, or `nil` if it has none.
  func residue(of element: Element, in field: PrimeField) -> UInt64?
}

extension PrimeField {
  /// The field itself.
  public func residueField(trial: Int) -> PrimeField { self }
  /// The element itself.
  public func residue(of element: UInt64, in field: PrimeField) -> UInt64? { element }
}

extension RationalField {
  /// The field of a prime below 2³¹.
  public func residueField(trial: Int) -> PrimeField {
    var bound: UInt64 = 1 << 31
    for _ in 0...(trial % 64) { bound = PrimeField.largestPrime(below: bound) ?? bound }
    do {
      return try PrimeField(modulus: bound)
    } catch {
      contractViolation("\(error)")
    }
  }
  /// The residue, or `nil` if the prime divides the denominator.
  public func residue(of element: Rational, in field: PrimeField) -> UInt64? {
    field.image(of: element)
  }
}

extension Ideal where Coefficients: GroebnerField {
  /// The reduced Groebner basis in the given order, or in that of the ring.
  public func groebnerBasis(
    order: MonomialOrder? = nil, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> GroebnerBasis<Coefficients> {
    let sorted = order.map { changing(order: $0) } ?? self
    return try ring.coefficients.groebnerBasis(of: sorted, control: control)
  }
}
