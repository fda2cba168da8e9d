import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

extension ChartPiece {
  /// Normal forms with rational entries on the piece, none if it seems to have no rational points.
  ///
  /// Coordinates that are algebraically independent on the piece get small random values; the others are
  /// found from the primes of dimension zero that are left, if they are rational.
  ///
  /// - Parameter smallest: The first bound for the absolute values.
  func rationalPoints(
    count: Int, attempts: Int, size smallest: Int = 2, using random: inout RandomSource,
    control: ComputationControl
  ) throws(ComputationStopped) -> [[Rational]] {
    let ring = chart.ring
    let independent = try prime.basis.leadingIdeal.largestIndependentSet(control: control)
    var found: [[Rational]] = []
    for attempt in 0..<attempts where found.count < count {
      try control.checkpoint()
      let size = smallest + attempt / 4
      var values: [Int: Rational] = [:]
      for variable in independent {
        var value = 0
        while value == 0 { value = random.integer(in: -size...size) }
        values[variable] = Rational(value)
      }
      let equations = values.map { ring.variable($0) - ring.constant($1) }
      let slice = Ideal(ring: ring, generators: prime.basis.polynomials + equations)
      for point in try slice.minimalPrimes(control: control) {
        if let coordinates = rationalPoint(point.basis) {
          found.append(chart.weights.map { $0.evaluated(at: coordinates) })
        }
      }
    }
    return found
  }

  /// The coordinates of the point of a maximal ideal of degree one; `nil` for other primes.
  private func rationalPoint(_ basis: GroebnerBasis<RationalField>) -> [Rational]? {
    var coordinates: [Rational] = []
    for variable in basis.ring.generators {
      guard let value = basis.normalForm(of: variable).constantValue else { return nil }
      coordinates.append(value)
    }
    return coordinates
  }
}

extension Polynomial {
  /// The value, also in a ring without variables.
  fileprivate func evaluated(at point: [Coefficients.Element]) -> Coefficients.Element {
    constantValue ?? evaluate(at: point)
  }
}
