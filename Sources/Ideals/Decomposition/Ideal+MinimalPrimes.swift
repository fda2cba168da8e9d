import AlgebraicStructures
import ExactArithmetic
import Polynomials

extension Ideal where Coefficients: GroebnerField {
  /// The minimal associated primes: the irreducible components of the zero set over the coefficient
  /// field.
  ///
  ///     Ideal(x * z, y * z).minimalPrimes()    // <z>, <x, y>
  ///
  /// The search splits the generators, and then Groebner bases, by the factors of their elements, with
  /// the factors treated before as constraints; what cannot be split so is extended to a function field
  /// and either certified prime there or split by the minimal polynomial of an element. The result does
  /// not depend on the random choices made on the way.
  /// - Returns: the primes in canonical order; none for the whole ring, the zero ideal for itself.
  /// - Throws: `undecided` in positive characteristic if a field extension is inseparable over every
  ///   set of independent variables tried; limits and cancellation.
  /// - SeeAlso: Gianni, Trager, Zacharias, J. Symbolic Computation 6 (1988); Decker, Greuel, Pfister,
  ///   *Primary decomposition: algorithms and comparisons* (1999).
  public func minimalPrimes(control: ComputationControl = ComputationControl())
    throws(ComputationStopped) -> MinimalPrimes<Coefficients>
  {
    try minimalPrimes(clauses: [], avoiding: [], control: control)
  }

  /// The minimal ones among the primes that contain this ideal and at least one polynomial of each
  /// clause, but none of the units: the irreducible components of the closure of the set where the
  /// ideal and the product of each clause vanish and no unit does.
  ///
  /// An empty clause has product 1. Products are never multiplied out. See `minimalPrimes(control:)`
  /// for method and errors.
  public func minimalPrimes(
    clauses: [[Polynomial<Coefficients>]], avoiding units: [Polynomial<Coefficients>],
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> MinimalPrimes<Coefficients> {
    for f in clauses.joined() + units {
      require(f.ring == ring, "a polynomial of \(f.ring) and the primes over an ideal of \(ring)")
    }
    return try ring.coefficients.minimalPrimes(
      of: self, clauses: clauses, avoiding: units, control: control)
  }
}

extension RationalField {
  /// The minimal primes over an ideal with side conditions; see `Ideal.minimalPrimes`.
  public func minimalPrimes(
    of ideal: Ideal<RationalField>, clauses: [[Polynomial<RationalField>]],
    avoiding units: [Polynomial<RationalField>], control: ComputationControl
  ) throws(ComputationStopped) -> MinimalPrimes<RationalField> {
    try ideal.decomposed(clauses, units, control)
  }
}

extension PrimeField {
  /// The minimal primes over an ideal with side conditions; see `Ideal.minimalPrimes`.
  public func minimalPrimes(
    of ideal: Ideal<PrimeField>, clauses: [[Polynomial<PrimeField>]],
    avoiding units: [Polynomial<PrimeField>], control: ComputationControl
  ) throws(ComputationStopped) -> MinimalPrimes<PrimeField> {
    try ideal.decomposed(clauses, units, control)
  }
}

extension Ideal where Coefficients: GroebnerField {
  /// The decomposition, called with concrete fields above so that it is compiled for each of them.
  fileprivate func decomposed(
    _ clauses: [[Polynomial<Coefficients>]], _ units: [Polynomial<Coefficients>],
    _ control: ComputationControl
  ) throws(ComputationStopped) -> MinimalPrimes<Coefficients> {
    let inner = ring.changing(order: .degreeReverseLexicographic)
    let sort = VariableMap(from: ring, to: inner)
    var search = PrimeSearch(ring: inner, control: control)
    try search.run(
      generators.map { sort($0) }, clauses: clauses.map { $0.map { sort($0) } },
      avoiding: units.map { sort($0) })
    var primes: [MinimalPrime<Coefficients>] = []
    var isProven = true
    for prime in search.found {
      let basis =
        inner == ring
        ? prime.basis
        : try VariableMap(from: inner, to: ring)(prime.basis.ideal).groebnerBasis(control: control)
      let series = try prime.basis.hilbertSeries(control: control)
      isProven = isProven && prime.basis.evidence.isProven && basis.evidence.isProven
      let evidence: Evidence =
        prime.basis.evidence.isProven ? .proven(detail: prime.reason) : prime.basis.evidence
      primes.append(
        MinimalPrime(
          basis: basis, dimension: series.dimension, degree: series.degree, evidence: evidence))
    }
    primes.sort { $0.precedes($1) }
    let detail =
      "every branch of a splitting by factors ends in a certified prime; none contains another"
    return MinimalPrimes(
      ideal: self, primes: primes,
      evidence: isProven
        ? .proven(detail: detail)
        : primes.first { !$0.evidence.isProven }?.evidence ?? .proven(detail: detail))
  }
}

extension MinimalPrime where Coefficients: GroebnerField {
  /// The canonical order: decreasing dimension, then degree, number of generators and generators.
  package func precedes(_ other: MinimalPrime) -> Bool {
    if dimension != other.dimension { return dimension > other.dimension }
    if degree != other.degree { return degree < other.degree }
    let (a, b) = (basis.polynomials, other.basis.polynomials)
    if a.count != b.count { return a.count < b.count }
    for (f, g) in zip(a, b) where f != g { return f.precedes(g) }
    return false
  }
}
