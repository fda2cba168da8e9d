import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// A point modulo a prime on the zero set of the relations of a local domain.
///
/// A minor that does not vanish there does not lie in the prime: a normal form modulo a monic basis
/// reduces modulo every prime that divides no denominator of the basis.
struct ResiduePoint {
  let field: PrimeField
  let coordinates: [UInt64]

  /// How many specialisations are tried.
  private static var trials: Int { 12 }

  /// A random point, or `nil` if none was found.
  init?<F: GroebnerField>(
    on domain: LocalDomain<F>, using random: inout RandomSource, control: ComputationControl
  ) throws(ComputationStopped) {
    let count = domain.ring.variableCount
    guard let relations = domain.relations else {
      field = domain.ring.coefficients.residueField(trial: 0)
      var point: [UInt64] = []
      for _ in 0..<count { point.append(field.randomElement(using: &random)) }
      coordinates = point
      return
    }
    let free = try Set(relations.leadingIdeal.largestIndependentSet(control: control))
    for trial in 0..<Self.trials {
      let field = domain.ring.coefficients.residueField(trial: trial)
      let ring = domain.ring.changing(coefficients: field)
      guard var equations = Self.images(of: relations.polynomials, in: ring) else { continue }
      for variable in free.sorted() {
        equations.append(
          ring.variable(variable) - ring.constant(field.randomElement(using: &random)))
      }
      let primes = try Ideal(ring: ring, generators: equations).minimalPrimes(control: control)
      // A prime of linear polynomials that determine all variables is a point.
      for prime in primes where prime.dimension == 0 && prime.degree == 1 {
        let zero = [UInt64](repeating: 0, count: count)
        var point = zero
        for element in prime.basis.polynomials {
          guard let variable = element.multidegree?.firstIndex(of: 1) else { continue }
          point[variable] = field.negate(element.constantTerm)
        }
        self.field = field
        coordinates = point
        return
      }
    }
    return nil
  }

  private static func images<F: GroebnerField>(
    of polynomials: [Polynomial<F>], in ring: PolynomialRing<PrimeField>
  ) -> [Polynomial<PrimeField>]? {
    var images: [Polynomial<PrimeField>] = []
    for f in polynomials {
      var terms: [(coefficient: UInt64, exponents: [Int])] = []
      for (c, exponents) in f.terms {
        guard let residue = f.ring.coefficients.residue(of: c, in: ring.coefficients) else {
          return nil
        }
        terms.append((residue, exponents))
      }
      images.append(ring.polynomial(terms: terms))
    }
    return images
  }
}
