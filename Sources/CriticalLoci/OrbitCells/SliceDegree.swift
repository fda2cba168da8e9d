import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

extension CellPiece {
  /// The degree of the closure of the orbit: the number of its points on a random plane of complementary
  /// dimension, modulo a prime.
  ///
  /// Not proven: special planes and primes give other numbers, with small probability.
  func degreeBySlice(seed: UInt64, control: ComputationControl) throws(ComputationStopped)
    -> Integer
  {
    let architecture = cell.architecture
    let codimension = architecture.parameterCount - dimension
    let plane = PolynomialRing.rational((0..<codimension).map { "s\($0)" })
    var random = RandomSource(seed: seed)
    let weights = (0..<architecture.parameterCount).map { _ in
      plane.generators.reduce(plane(random.integer(in: -50...50))) {
        $0 + $1.scaled(by: Rational(random.integer(in: -50...50)))
      }
    }
    let conditions = conditions(weights: weights)
    let field = RationalField().residueField(trial: 0)
    var factors = try conditions.factors().compactMap { $0.residue(in: field) }
    let target = plane.changing(coefficients: field)
    var ideal = Ideal(
      ring: target,
      generators: conditions.equations.compactMap { $0.canonicalAssociate.residue(in: field) })
    factors.sort { $0.termCount < $1.termCount }
    for factor in factors { ideal = try ideal.saturated(by: factor, control: control) }
    return try ideal.degree(control: control)
  }
}
