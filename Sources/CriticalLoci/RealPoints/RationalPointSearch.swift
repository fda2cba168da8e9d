import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// Small rational points on the zero set of a prime ideal.
///
/// Values for a maximal set of independent variables leave finitely many points, of which a rational one
/// is taken.
struct RationalPointSearch {
  let basis: GroebnerBasis<RationalField>
  let dimension: Int
  let control: ComputationControl

  /// How often values are chosen.
  static let attempts = 48

  /// The first point found that is accepted, or `nil` after `attempts` tries, with the number of points
  /// that were looked at.
  func point(
    using random: inout RandomSource, attempts: Int = attempts,
    isAccepted: ([Rational]) throws(ComputationStopped) -> Bool
  ) throws(ComputationStopped) -> (point: [Rational]?, count: Int) {
    var count = 0
    let sets = try basis.leadingIdeal.maximalIndependentSets(control: control)
      .filter { $0.count == dimension }
    guard !sets.isEmpty else { return (nil, 0) }
    for attempt in 0..<attempts {
      let independent = sets[random.integer(in: 0...(sets.count - 1))]
      let size = 3 + attempt / 4
      var values: [Int: Rational] = [:]
      for variable in independent {
        let value = random.integer(in: 1...size)
        values[variable] = Rational(random.integer(in: 0...1) == 0 ? value : -value)
      }
      for point in try points(values) {
        count += 1
        if try isAccepted(point) { return (point, count) }
      }
    }
    return (nil, count)
  }

  /// The rational points with the given coordinates.
  private func points(_ values: [Int: Rational]) throws(ComputationStopped) -> [[Rational]] {
    let ring = basis.ring
    var equations = basis.polynomials.map { $0.partiallyEvaluated(values) }
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
