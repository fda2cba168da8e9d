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
  /// Whether it is proven what is said of the polynomials.
  ///
  /// Over ℚ a stopped computation may leave elements that were rebuilt from their images modulo primes
  /// but not yet proven to lie in the ideal; they are `probabilistic`.
  public let evidence: Evidence
  /// How the computation was carried out.
  public let plan: GroebnerPlan
  /// What stopped the computation, or `nil` if the basis is complete.
  public let stopped: ComputationStopped?
}

/// Takes the elements found so far, none to forget earlier ones, and how sure they lie in the ideal.
typealias PartialElements<Coefficients: Ring> = (
  _ elements: [Polynomial<Coefficients>], _ evidence: Evidence
) -> Void

extension Ideal where Coefficients: Field {
  /// The basis that `compute` returns, or the elements that it hands over before it is stopped, or the
  /// generators.
  func partialBasis(
    _ plan: GroebnerPlan,
    _ compute: (PartialElements<Coefficients>) throws(ComputationStopped) -> GroebnerBasis<
      Coefficients
    >
  ) -> PartialGroebnerBasis<Coefficients> {
    let start = (generators, Evidence.proven(detail: "generators of the ideal"))
    var found = start
    do {
      let basis = try compute { found = $0.isEmpty ? start : ($0, $1) }
      return PartialGroebnerBasis(
        ring: ring, polynomials: basis.polynomials, evidence: basis.evidence, plan: plan,
        stopped: nil)
    } catch {
      return PartialGroebnerBasis(
        ring: ring, polynomials: minimalElements(found.0), evidence: found.1, plan: plan,
        stopped: error)
    }
  }

  /// The monic multiples, in this ring, of those whose leading monomials are minimal, sorted by these.
  private func minimalElements(
    _ elements: [Polynomial<Coefficients>]
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
