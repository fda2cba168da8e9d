import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// What is known of a Groebner basis when a limit or cancellation may end its computation early.
public struct PartialGroebnerBasis<Coefficients: Ring>: Sendable {
  /// The polynomial ring; it carries the monomial order.
  public let ring: PolynomialRing<Coefficients>
  /// Elements of the ideal, monic, by increasing leading monomial, none of which divides another one.
  ///
  /// All of the reduced basis if nothing stopped the computation. Otherwise they may generate a
  /// smaller ideal, but their leading monomials are leading monomials of the ideal.
  public let polynomials: [Polynomial<Coefficients>]
  /// The number of elements found that are left out, because together with the others they have more than
  /// `mostTerms` terms; 0 for a complete basis.
  public let omittedCount: Int
  /// Whether it is proven what is said of the polynomials.
  ///
  /// Over ℚ a stopped computation may leave elements that were rebuilt from their images modulo primes
  /// but not yet proven to lie in the ideal; they are `probabilistic`.
  public let evidence: Evidence
  /// How the computation was carried out.
  public let plan: GroebnerPlan
  /// The complete basis in the working order of the plan, from which the basis was made; `nil` if it was stopped.
  public let workingBasis: GroebnerBasis<Coefficients>?
  /// What stopped the computation, or `nil` if the basis is complete.
  public let stopped: ComputationStopped?

  /// The most terms of all elements of a basis that was stopped: more would take longer to put together than
  /// one likes to wait after a limit.
  public static var mostTerms: Int { 200_000 }
}

/// Elements of an ideal that a computation has found: they become polynomials only if it is stopped.
public struct FoundElements<Coefficients: Ring> {
  /// The numbers of their terms.
  let termCounts: [Int]
  /// How sure they lie in the ideal.
  let evidence: Evidence
  /// The element with an index, in some ring with the variables of the ideal.
  let element: (Int) -> Polynomial<Coefficients>

  init(
    termCounts: [Int], evidence: Evidence, element: @escaping (Int) -> Polynomial<Coefficients>
  ) {
    self.termCounts = termCounts
    self.evidence = evidence
    self.element = element
  }

  init(_ polynomials: [Polynomial<Coefficients>], evidence: Evidence) {
    self.init(termCounts: polynomials.map(\.termCount), evidence: evidence) { polynomials[$0] }
  }
}

extension Ideal where Coefficients: Field {
  /// The bases that `compute` returns, or the elements that it reports before it is stopped, none to forget
  /// earlier ones, or the generators.
  func partialBasis(
    _ plan: GroebnerPlan,
    _ compute: (_ found: (FoundElements<Coefficients>) -> Void) throws(ComputationStopped) ->
      (wanted: GroebnerBasis<Coefficients>, working: GroebnerBasis<Coefficients>)
  ) -> PartialGroebnerBasis<Coefficients> {
    let start = FoundElements(generators, evidence: .proven(detail: "generators of the ideal"))
    var found = start
    do {
      let (basis, working) = try compute { found = $0.termCounts.isEmpty ? start : $0 }
      return PartialGroebnerBasis(
        ring: ring, polynomials: basis.polynomials, omittedCount: 0, evidence: basis.evidence,
        plan: plan, workingBasis: working, stopped: nil)
    } catch {
      var terms = 0
      let kept = found.termCounts.indices.filter { i in
        guard terms + found.termCounts[i] <= PartialGroebnerBasis<Coefficients>.mostTerms else {
          return false
        }
        terms += found.termCounts[i]
        return true
      }
      return PartialGroebnerBasis(
        ring: ring, polynomials: minimalElements(kept.lazy.map { found.element($0) }),
        omittedCount: found.termCounts.count - kept.count, evidence: found.evidence, plan: plan,
        workingBasis: nil, stopped: error)
    }
  }

  /// The monic multiples, in this ring, of those whose leading monomials are minimal, sorted by these.
  private func minimalElements(
    _ elements: some Sequence<Polynomial<Coefficients>>
  ) -> [Polynomial<Coefficients>] {
    let images = elements.compactMap { f in
      (f.ring == ring ? f : VariableMap(from: f.ring, to: ring)(f)).monic
    }
    let sorted = images.sorted {
      ring.order.compare($0.multidegree ?? [], $1.multidegree ?? []) < 0
    }
    var leads: [[Int]] = []
    var result: [Polynomial<Coefficients>] = []
    // A divisor of a monomial is smaller.
    for f in sorted {
      guard let lead = f.multidegree, !leads.contains(where: { divides($0, lead) }) else {
        continue
      }
      leads.append(lead)
      result.append(f)
    }
    return result
  }
}
