import Computation
import ExactArithmetic
import LinearAlgebra

/// A network with one hidden layer of monomial units and without biases: x ↦ Σ_k a_k (b_k·x)^r with vectors a_k of
/// outgoing and b_k of incoming weights.
public struct ShallowMonomialNetwork: Hashable, Sendable {
  /// The length d of every b_k.
  public let inputs: Int
  /// The number p of units.
  public let units: Int
  /// The length M of every a_k.
  public let outputs: Int
  /// The degree r of the activation.
  public let degree: Int

  /// The network of these numbers, each at least 1.
  public init(inputs: Int = 1, units: Int, outputs: Int = 1, degree: Int) {
    require(
      inputs >= 1 && units >= 1 && outputs >= 1 && degree >= 1,
      "a monomial network has inputs, units, outputs and a degree of at least 1, not "
        + "\([inputs, units, outputs, degree])")
    self.inputs = inputs
    self.units = units
    self.outputs = outputs
    self.degree = degree
  }

  /// The number of all weights.
  public var parameterCount: Int { units * (inputs + outputs) }

  /// The pair at zero weights, or `nil` if none of the theorems of `value(incoming:outgoing:)` applies: for r ≥ 2 and
  /// more than one input and unit.
  ///
  /// With one output and one input: (p/(2r), 1) for p < r, (1/2, 2) for p = r, (1/2, 1) for p > r.
  public var atZero: LearningCoefficient? {
    value(
      incoming: Array(repeating: Array(repeating: 0, count: inputs), count: units),
      outgoing: Array(repeating: Array(repeating: 0, count: units), count: outputs))
  }

  /// The pair at given weights as far as there is a theorem, else `nil`.
  ///
  /// - **r = 1**: reduced-rank regression. **One unit**: a chain.
  /// - **One input, some b_k ≠ 0**: the M functions Σ_k a_(m,k) b_k^r have independent differentials, (M/2, 1).
  /// - **All b_k = 0**, and Σ a_k y_k ≠ 0 for all y ≠ 0 with y_k in the range of t^r: (pd/(2r), 1). By compactness the
  ///   outputs at an input x are at least c·max |b_k·x|^r for all weights nearby, so that K is comparable to
  ///   (Σ |b_k|²)^r. For even r it is enough that the a_k are on one side of a hyperplane, for odd r that they are
  ///   linearly independent.
  /// - **One input, all b_k = 0**, and some such y: λ is the smaller one of p/(2r) and M/2, with m = 2 if they are equal.
  ///   Blowing up b = 0, b = t·b' with some b'_k = ±1, the ideal is t^r·⟨Σ_k a_(m,k) b'_k^r⟩ with density t^(p−1),
  ///   and the M sums are coordinates, which vanish together somewhere on the divisor.
  ///
  /// - Parameter incoming: The first matrix of weights, a row b_k for each unit.
  /// - Parameter outgoing: The second matrix of weights, a row for each output, so that a_k is a column; other shapes trap.
  /// - Complexity: For even r, up to exponential in the number of outputs.
  public func value(incoming: [[Rational]], outgoing: [[Rational]]) -> LearningCoefficient? {
    require(
      incoming.count == units && incoming.allSatisfy { $0.count == inputs }
        && outgoing.count == outputs && outgoing.allSatisfy { $0.count == units },
      "weights of other shapes than \(units) × \(inputs) and \(outputs) × \(units)")
    let first = Matrix(ring: RationalField(), rows: incoming)
    let second = Matrix(ring: RationalField(), rows: outgoing)
    if degree == 1 {
      return ReducedRankRegression(inputs: inputs, hidden: units, outputs: outputs).value(
        rankOfA: first.rank, rankOfB: second.rank, rankOfProduct: (second * first).rank)
    }
    if units == 1 {
      return MonomialChain(inputs: inputs, outputs: outputs, degrees: [degree])
        .value(isZero: [first.isZero, second.isZero])
    }
    let outputsHalved = Rational(Integer(outputs), 2)
    if !first.isZero {
      return inputs == 1 ? LearningCoefficient(outputsHalved, multiplicity: 1) : nil
    }
    let incomingZero = Rational(Integer(units * inputs), Integer(2 * degree))
    let cancels =
      degree.isMultiple(of: 2) ? Self.hasNonnegativeRelation(second) : second.rank < units
    if !cancels { return LearningCoefficient(incomingZero, multiplicity: 1) }
    return inputs == 1 ? LearningCoefficient(divisors: [incomingZero, outputsHalved]) : nil
  }

  /// Whether A y = 0 for some y ≥ 0 other than 0.
  ///
  /// The cone of the y for the first rows of A is given by its extreme rays, which are those of minimal support; the
  /// next row cuts off or joins two of them (double description).
  private static func hasNonnegativeRelation(_ matrix: Matrix<RationalField>) -> Bool {
    var rays = Matrix.identity(ring: RationalField(), size: matrix.columnCount).rows
    for row in matrix.rows {
      let values = rays.map { ray in zip(row, ray).reduce(Rational.zero) { $0 + $1.0 * $1.1 } }
      let positive = rays.indices.filter { values[$0].signum > 0 }
      let negative = rays.indices.filter { values[$0].signum < 0 }
      let joined = positive.flatMap { i in
        negative.map { j in zip(rays[i], rays[j]).map { values[i] * $1 - values[j] * $0 } }
      }
      var supports: [Set<Int>: [Rational]] = [:]
      for ray in rays.indices.filter({ values[$0].isZero }).map({ rays[$0] }) + joined {
        supports[Set(ray.indices.filter { !ray[$0].isZero })] = ray
      }
      rays = supports.filter { entry in
        !supports.keys.contains { $0.isStrictSubset(of: entry.key) }
      }.map(\.value)
    }
    return !rays.isEmpty
  }
}
