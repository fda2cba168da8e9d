import AlgebraicStructures
import ExactArithmetic
import Ideals
import Polynomials

/// Small rational points on the zero set of a prime ideal.
///
/// Values for a maximal set of independent variables leave finitely many points, of which a rational one
/// is taken.
struct RationalPointSearch {
  let prime: MinimalPrime<RationalField>
  let control: ComputationControl

  /// The first point found that is accepted, or `nil` after some tries.
  func point(
    using random: inout RandomSource, attempts: Int = 24,
    isAccepted: ([Rational]) throws(ComputationStopped) -> Bool
  ) throws(ComputationStopped) -> [Rational]? {
    let sets = try prime.basis.leadingIdeal.maximalIndependentSets(control: control)
      .filter { $0.count == prime.dimension }
    guard !sets.isEmpty else { return nil }
    for attempt in 0..<attempts {
      let independent = sets[random.integer(in: 0...(sets.count - 1))]
      let size = 3 + attempt / 4
      var values: [Int: Rational] = [:]
      for variable in independent {
        let value = random.integer(in: 1...size)
        values[variable] = Rational(random.integer(in: 0...1) == 0 ? value : -value)
      }
      for point in try points(values) where try isAccepted(point) { return point }
    }
    return nil
  }

  /// The rational points with the given coordinates.
  private func points(_ values: [Int: Rational]) throws(ComputationStopped) -> [[Rational]] {
    let ring = prime.basis.ring
    var equations = prime.basis.polynomials.map { $0.partiallyEvaluated(values) }
    for (variable, value) in values.sorted(by: { $0.key < $1.key }) {
      equations.append(ring.variable(variable) - ring.constant(value))
    }
    let fibre = try Ideal(ring: ring, generators: equations).minimalPrimes(control: control)
    return fibre.filter { $0.dimension == 0 && $0.degree == 1 }.map { point in
      (0..<ring.variableCount).map { variable in
        point.basis.normalForm(of: ring.variable(variable)).constantTerm
      }
    }
  }
}
