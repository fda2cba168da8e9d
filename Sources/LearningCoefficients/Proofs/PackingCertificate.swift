import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra

/// Solutions of a packing programme and of its dual that show its value and the dimension of its optimal face.
///
/// The value is shown by Σ y = Σ c_i·ω_i. The columns and slacks that are positive in y have the rank n + 1 − m, and
/// m optimal ω are linearly independent: so the optimal ω span a space of dimension m.
struct PackingCertificate {
  /// An optimal y, one entry for each column, that is positive wherever some optimal one is.
  let multipliers: [Rational]
  /// m linearly independent optimal solutions ω of the dual.
  let weights: [[Rational]]

  /// The solutions for a programme as in `PackingProgram`.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  init(
    _ columns: [[Int]], capacities: [Int], control: ComputationControl
  ) throws(ComputationStopped) {
    let count = capacities.count
    let objective = columns.map { _ in Rational.one } + [Rational](repeating: 0, count: count)
    var tableau = SimplexTableau(columns, capacities: capacities)
    try tableau.maximize(objective, allowed: nil, control: control)
    let (value, reduced) = (tableau.value, tableau.reducedCosts)
    let allowed = reduced.map(\.isZero)
    var solutions = [tableau.solution]
    func isPositive(_ column: Int) -> Bool { solutions.contains { !$0[column].isZero } }
    for column in allowed.indices where allowed[column] && !isPositive(column) {
      var single = [Rational](repeating: 0, count: allowed.count)
      single[column] = 1
      try tableau.maximize(single, allowed: allowed, control: control)
      solutions.append(tableau.solution)
    }
    multipliers = columns.indices.map { column in
      solutions.reduce(Rational.zero) { $0 + $1[column] } / Rational(solutions.count)
    }
    func vector(_ column: Int) -> [Rational] {
      (0..<count).map { i in
        column < columns.count
          ? Rational(columns[column][i]) : Rational(column - columns.count == i ? 1 : 0)
      }
    }
    let support = objective.indices.filter(isPositive)
    let directions = Matrix(ring: RationalField(), rows: support.map(vector)).nullspace()
    let first = (0..<count).map { -reduced[columns.count + $0] }
    if directions.isEmpty {
      weights = [first]
      return
    }
    // A little more profit for what no optimal solution uses leaves the value, and then the dual solution is in
    // the interior of the optimal face (Goldman and Tucker).
    let others = objective.indices.filter { !isPositive($0) }
    var margin = Rational(1, 2)
    var interior = first
    while true {
      var raised = objective
      for column in others { raised[column] = raised[column] + margin }
      var larger = SimplexTableau(columns, capacities: capacities)
      try larger.maximize(raised, allowed: nil, control: control)
      if larger.value == value {
        interior = (0..<count).map {
          raised[columns.count + $0] - larger.reducedCosts[columns.count + $0]
        }
        break
      }
      margin = margin / 4
    }
    func product(_ a: [Rational], _ b: [Rational]) -> Rational {
      zip(a, b).reduce(.zero) { $0 + $1.0 * $1.1 }
    }
    weights =
      [interior]
      + directions.map { direction in
        var length = Rational.one
        for column in others {
          let (vector, profit) = (vector(column), objective[column])
          let slope = product(direction, vector)
          if slope.isNegative {
            length = min(length, (product(interior, vector) - profit) / -slope)
          }
        }
        return zip(interior, direction).map { $0 + length * $1 }
      }
  }
}
