import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra

/// The linear programme max Σ_a y_a over y ≥ 0 with Σ_a y_a·a_i ≤ c_i for every coordinate i, in exact
/// arithmetic, for the columns a ≥ 0 of a matrix and capacities c_i > 0.
///
/// Its dual is min Σ c_i·ω_i over ω ≥ 0 with ω·a ≥ 1 for every column a: with c_i = h_i + 1, half of its value is
/// the learning coefficient of the monomial ideal with these exponents and the density Π |w_i|^h_i. The simplex
/// method with the rule of Bland ends without cycling; with many columns those with the largest costs are taken
/// first, and the rule of Bland only after as many pivots as that usually needs.
struct PackingProgram {
  /// The value.
  let value: Rational
  /// An optimal solution ω of the dual.
  let weights: [Rational]
  /// n + 1 minus the rank of all columns, slacks e_i included, that are positive in some optimal solution.
  ///
  /// This is the codimension of the smallest face of the Newton polyhedron that the ray through c meets.
  let multiplicity: Int

  /// The most entries of a tableau.
  private static let largestTableau = 40_000

  /// The programme of the given nonzero exponent vectors, each with one entry for each capacity; `nil` if it is too
  /// large, or without vectors.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  init?(
    _ columns: [[Int]], capacities: [Int], control: ComputationControl
  ) throws(ComputationStopped) {
    guard let count = columns.first?.count, count > 0,
      columns.count + count <= PackingProgram.largestTableau / count
    else { return nil }
    require(
      columns.allSatisfy { column in
        column.count == capacities.count && column.contains { $0 > 0 }
          && column.allSatisfy { $0 >= 0 }
      } && capacities.allSatisfy { $0 > 0 },
      "an exponent vector that is zero or has negative entries, or capacities that do not fit")
    var tableau = SimplexTableau(columns, capacities: capacities)
    try tableau.maximize(
      Array(repeating: 1, count: columns.count) + Array(repeating: 0, count: count),
      allowed: nil, control: control)
    let value = tableau.value
    let reduced = tableau.reducedCosts
    let weights = (0..<count).map { -reduced[columns.count + $0] }
    require(
      zip(weights, capacities).reduce(.zero) { $0 + $1.0 * Rational($1.1) } == value
        && columns.allSatisfy { column in
          zip(column, weights).reduce(Rational.zero) { $0 + Rational($1.0) * $1.1 } >= .one
        } && weights.allSatisfy { !$0.isNegative },
      "a dual solution that does not prove the optimum")
    // The optimal face has only columns of reduced cost zero.
    let allowed = reduced.map(\.isZero)
    func vector(_ column: Int) -> [Rational] {
      (0..<count).map { i in
        Rational(
          column < columns.count ? columns[column][i] : (column - columns.count == i ? 1 : 0))
      }
    }
    // Orthogonal to all columns found so far: a column in their span makes the rank no larger.
    var support: Set<Int> = []
    var normals: [[Rational]] = []
    func add(_ found: [Int]) {
      support.formUnion(found)
      normals = Matrix(ring: RationalField(), rows: support.sorted().map(vector)).nullspace()
    }
    add(tableau.positiveColumns)
    for column in allowed.indices where allowed[column] && !support.contains(column) {
      let entries = vector(column)
      guard
        normals.contains(where: { normal in
          !zip(normal, entries).reduce(Rational.zero) { $0 + $1.0 * $1.1 }.isZero
        })
      else { continue }
      var objective = [Rational](repeating: 0, count: allowed.count)
      objective[column] = 1
      try tableau.maximize(objective, allowed: allowed, control: control)
      add(tableau.positiveColumns)
    }
    (self.value, self.weights) = (value, weights)
    multiplicity = normals.count + 1
  }
}

/// A simplex tableau B⁻¹[A | 1] with its basis.
struct SimplexTableau {
  private var rows: [[Rational]]
  private var right: [Rational]
  private var basis: [Int]
  private var objective: [Rational] = []
  private(set) var value: Rational = 0
  private(set) var reducedCosts: [Rational] = []

  /// The tableau of the slack basis.
  init(_ columns: [[Int]], capacities: [Int]) {
    let count = columns[0].count
    rows = (0..<count).map { i in
      columns.map { Rational($0[i]) } + (0..<count).map { Rational($0 == i ? 1 : 0) }
    }
    right = capacities.map { Rational($0) }
    basis = (0..<count).map { columns.count + $0 }
  }

  /// The columns that are positive in the basic solution.
  var positiveColumns: [Int] { zip(basis, right).filter { !$1.isZero }.map(\.0) }

  /// The basic solution, one entry for each column.
  var solution: [Rational] {
    var result = [Rational](repeating: 0, count: rows[0].count)
    for (column, value) in zip(basis, right) { result[column] = value }
    return result
  }

  /// Goes to a basis that is optimal among the allowed columns.
  mutating func maximize(
    _ objective: [Rational], allowed: [Bool]?, control: ComputationControl
  ) throws(ComputationStopped) {
    reducedCosts = objective
    value = 0
    for (i, column) in basis.enumerated() where !objective[column].isZero {
      let factor = objective[column]
      value = value + factor * right[i]
      for j in reducedCosts.indices where !rows[i][j].isZero {
        reducedCosts[j] = reducedCosts[j] - factor * rows[i][j]
      }
    }
    // The largest costs come to an end sooner, but only the first ones for certain.
    var remaining = reducedCosts.count > Self.manyColumns ? 20 * rows.count : 0
    while let entering = entering(largest: remaining > 0, allowed) {
      remaining -= 1
      try control.checkpoint(operations: 1_000 + 20 * rows.count * reducedCosts.count)
      var leaving: Int?
      for i in rows.indices where rows[i][entering] > .zero {
        guard let best = leaving else {
          leaving = i
          continue
        }
        let (a, b) = (right[i] * rows[best][entering], right[best] * rows[i][entering])
        if a < b || (a == b && basis[i] < basis[best]) { leaving = i }
      }
      guard let leaving else {
        contractViolation("an unbounded programme with a zero column")
      }
      pivot(leaving, entering)
    }
  }

  /// The number of columns above which pivots are chosen by the size of their costs.
  private static let manyColumns = 200

  /// A column whose entry makes the value larger.
  private func entering(largest: Bool, _ allowed: [Bool]?) -> Int? {
    let candidates = reducedCosts.indices.lazy.filter {
      reducedCosts[$0] > .zero && (allowed?[$0] ?? true)
    }
    return largest
      ? candidates.max { (reducedCosts[$0], $1) < (reducedCosts[$1], $0) } : candidates.first
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    let inverse = Rational.one / rows[row][column]
    rows[row] = rows[row].map { $0.isZero ? $0 : $0 * inverse }
    right[row] = right[row] * inverse
    for i in rows.indices where i != row && !rows[i][column].isZero {
      let factor = rows[i][column]
      for j in rows[i].indices where !rows[row][j].isZero {
        rows[i][j] = rows[i][j] - factor * rows[row][j]
      }
      right[i] = right[i] - factor * right[row]
    }
    let factor = reducedCosts[column]
    for j in reducedCosts.indices where !rows[row][j].isZero {
      reducedCosts[j] = reducedCosts[j] - factor * rows[row][j]
    }
    value = value + factor * right[row]
    basis[row] = column
  }
}
