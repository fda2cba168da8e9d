import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// A field over which Groebner bases can be computed and polynomials factored: ℚ and prime fields.
public protocol GroebnerField: FactoringField {
  /// The reduced Groebner basis in the order of the ideal's ring, by the engine of the plan, whose working
  /// order does not count here.
  ///
  /// `found`: Takes the elements found before a limit or cancellation, none to forget earlier
  ///   ones.
  func groebnerBasis(
    of ideal: Ideal<Self>, plan: GroebnerPlan, control: ComputationControl,
    found: (FoundElements<Self>) -> Void
  ) throws(ComputationStopped) -> GroebnerBasis<Self>

  /// The elements of the reduced Groebner basis in another order of an ideal with finitely many standard
  /// monomials, by increasing leading monomial.
  func elements(
    of basis: GroebnerBasis<Self>, standardMonomials: [[Int]], convertedTo order: MonomialOrder,
    control: ComputationControl
  ) throws(ComputationStopped) -> [Polynomial<Self>]

  /// Whether no term of an element is divisible by the leading monomial of another one, and all critical
  /// pairs reduce to zero, for monic elements by increasing leading monomial.
  func isReducedGroebnerBasis(
    _ basis: GroebnerBasis<Self>, control: ComputationControl
  ) throws(ComputationStopped) -> Bool

  /// Multiples by one positive number that are easier to compute with.
  func simplerMultiples(of polynomials: [Polynomial<Self>]) -> [Polynomial<Self>]

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
  /// The polynomials themselves.
  public func simplerMultiples(of polynomials: [Polynomial<PrimeField>]) -> [Polynomial<PrimeField>]
  {
    polynomials
  }
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
  /// The multiples with coprime integer coefficients, as integers are multiplied faster.
  public func simplerMultiples(
    of polynomials: [Polynomial<RationalField>]
  ) -> [Polynomial<RationalField>] {
    var numerator = Integer.zero
    var denominator = Integer.one
    for f in polynomials {
      let content = f.content
      numerator = Integer.greatestCommonDivisor(numerator, content.numerator)
      denominator = Integer.leastCommonMultiple(denominator, content.denominator)
    }
    if numerator.isZero || (numerator.isOne && denominator.isOne) { return polynomials }
    let scale = Rational(denominator, numerator)
    return polynomials.map { $0.scaled(by: scale) }
  }
}
