import AlgebraicStructures
import Computation
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
    let result = decomposed(clauses, units, control)
    if let stopped = result.stopped { throw stopped }
    return MinimalPrimes(ideal: self, primes: result.primes, evidence: result.evidence)
  }

  /// The minimal primes or, if `control` stops the search or it cannot decide a branch, the primes found
  /// so far.
  ///
  /// See `minimalPrimes(control:)`.
  public func partialMinimalPrimes(
    control: ComputationControl
  ) -> PartialMinimalPrimes<Coefficients> {
    control.begin("minimal primes of \(self)")
    let result = decomposed([], [], control)
    control.decided(
      "\(counted(result.primes.count, "minimal prime", "minimal primes"))"
        + (result.stopped.map { ", \($0)" } ?? ""))
    return result
  }
}

extension Ideal where Coefficients: GroebnerField {
  // Compiled for the usual coefficients, so that their arithmetic is.
  @_specialize(where Coefficients == RationalField)
  @_specialize(where Coefficients == PrimeField)
  private func decomposed(
    _ clauses: [[Polynomial<Coefficients>]], _ units: [Polynomial<Coefficients>],
    _ control: ComputationControl
  ) -> PartialMinimalPrimes<Coefficients> {
    let inner = ring.changing(order: .degreeReverseLexicographic)
    let sort = VariableMap(from: ring, to: inner)
    var search = PrimeSearch(ring: inner, control: control)
    do {
      try search.run(
        generators.map { sort($0) }, clauses: clauses.map { $0.map { sort($0) } },
        avoiding: units.map { sort($0) })
      var primes: [MinimalPrime<Coefficients>] = []
      for prime in search.found {
        let basis =
          inner == ring
          ? prime.basis
          : try VariableMap(from: inner, to: ring)(prime.basis.ideal).groebnerBasis(
            control: control)
        primes.append(prime.minimalPrime(basis: basis))
      }
      let detail =
        "every branch of a splitting by factors ends in a certified prime; none contains another"
      return result(primes, detail)
    } catch {
      let primes = search.found.map { $0.minimalPrime(basis: $0.basis) }
      let detail = "every one is a certified prime over the ideal; the search was not finished"
      return result(primes, detail, stopped: error)
    }
  }

  private func result(
    _ primes: [MinimalPrime<Coefficients>], _ detail: String, stopped: ComputationStopped? = nil
  ) -> PartialMinimalPrimes<Coefficients> {
    let weakest = primes.lazy.flatMap { [$0.evidence, $0.basis.evidence] }.first { !$0.isProven }
    return PartialMinimalPrimes(
      ideal: self, primes: primes.sorted { $0.precedes($1) },
      evidence: weakest ?? .proven(detail: detail), stopped: stopped)
  }
}

extension FoundPrime {
  /// The prime with its basis in the order wanted.
  fileprivate func minimalPrime(basis wanted: GroebnerBasis<C>) -> MinimalPrime<C> {
    MinimalPrime(
      basis: wanted, dimension: series.dimension, degree: series.degree,
      evidence: basis.evidence.isProven ? .proven(detail: reason) : basis.evidence)
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
