import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

extension ChartPiece {
  /// The degree of the closure of the orbit: the number of its points on a random plane of complementary
  /// dimension, modulo a prime.
  ///
  /// Not proven: special planes and primes give other numbers, with small probability.
  func degreeBySlice(seed: UInt64, control: ComputationControl) throws(ComputationStopped)
    -> Integer
  {
    let architecture = chart.architecture
    let codimension = architecture.parameterCount - dimension
    let field = RationalField().residueField(trial: 0)
    let plane = PolynomialRing.rational((0..<codimension).map { "s\($0)" })
      .changing(coefficients: field)
    var random = RandomSource(seed: seed)
    let weights = (0..<architecture.parameterCount).map { _ in
      plane.generators.reduce(plane(random.integer(in: -50...50))) {
        $0 + $1.scaled(by: field(random.integer(in: -50...50)))
      }
    }
    let conditions = try conditions(weights: weights, control: control)
    var ideal = Ideal(ring: plane, generators: conditions.equations)
    let factors = try conditions.factors(control: control).sorted { $0.termCount < $1.termCount }
    for factor in factors { ideal = try ideal.saturated(by: factor, control: control) }
    return try ideal.degree(control: control)
  }
}
