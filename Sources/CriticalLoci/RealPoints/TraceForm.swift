import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// The points of a finite set defined over ℚ, counted by the trace form (a, b) ↦ trace of a·b on the quotient.
///
/// Its rank is the number of all points and its signature the number of real ones (Hermite; P. Pedersen,
/// M.-F. Roy, A. Szpirglas, *Counting real zeros in the multivariate case*, 1993).
struct TraceForm {
  /// The dimension of the quotient: the number of points with multiplicities.
  let degree: Int
  /// The number of complex points.
  let pointCount: Int
  /// The number of real points.
  let realPointCount: Int

  /// Whether every point is simple.
  var isReduced: Bool { pointCount == degree }

  /// `nil` unless the quotient has a finite dimension of at most `limit`.
  init?(
    _ basis: GroebnerBasis<RationalField>, limit: Int = 40, control: ComputationControl
  ) throws(ComputationStopped) {
    guard let monomials = basis.leadingIdeal.standardMonomials(), monomials.count <= limit else {
      return nil
    }
    let ring = basis.ring
    let positions = Dictionary(uniqueKeysWithValues: monomials.enumerated().map { ($1, $0) })
    var products: [[Int]: [Rational]] = [:]
    func coordinates(_ exponents: [Int]) -> [Rational] {
      if let known = products[exponents] { return known }
      var vector = [Rational](repeating: 0, count: monomials.count)
      let form = basis.normalForm(of: ring.polynomial(terms: [(1, exponents)]))
      for (coefficient, exponents) in form.terms {
        if let position = positions[exponents] { vector[position] = coefficient }
      }
      products[exponents] = vector
      return vector
    }
    var traces: [Rational] = []
    for monomial in monomials {
      try control.checkpoint()
      var trace = Rational.zero
      for (position, other) in monomials.enumerated() {
        trace = trace + coordinates(zip(monomial, other).map { $0 + $1 })[position]
      }
      traces.append(trace)
    }
    let matrix = monomials.map { first in
      monomials.map { second in
        zip(coordinates(zip(first, second).map { $0 + $1 }), traces)
          .reduce(Rational.zero) { $0 + $1.0 * $1.1 }
      }
    }
    let form = SymmetricForm(matrix: matrix)
    degree = monomials.count
    pointCount = form.rank
    realPointCount = form.signature
  }
}
