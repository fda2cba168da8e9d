import AlgebraicStructures
import Computation
import Polynomials

/// One branch of the search for minimal primes: the primes that contain the equations and a factor of
/// each clause, and that avoid the nonzero atoms.
///
/// All polynomials are irreducible and given by their numbers in an `AtomTable`. Variables that an
/// equation c·x + r (r without x) determines are replaced by their values and kept in `lifts`.
package struct SplittingNode<C: GroebnerField> {
  /// Each is a product that vanishes, as the sorted list of its irreducible factors.
  package var clauses: [[Int]]
  /// Irreducible polynomials that vanish.
  package var equations: [Int] = []
  /// Irreducible polynomials outside the primes sought.
  package var nonzero: Set<Int> = []
  /// Variables that were eliminated, each with its value in the remaining ones.
  package var lifts: [(variable: Int, value: Polynomial<C>)] = []
  /// Further generators, not factored yet, which the primes contain too; short ones first.
  var pending: [Polynomial<C>]

  package init(clauses: [[Int]], pending: [Polynomial<C>]) {
    self.clauses = clauses
    self.pending = pending
  }

  /// Uses nonzero atoms and equations to shorten clauses, turns clauses of one factor into equations,
  /// and eliminates variables by linear equations, until nothing changes.
  ///
  /// - Returns: false if no prime is left in this branch.
  package mutating func simplify(_ table: inout AtomTable<C>) throws(ComputationStopped) -> Bool {
    repeat {
      guard propagate() else { return false }
    } while try eliminateLinear(&table)
    guard !dead else { return false }
    absorb()
    return true
  }

  /// Set when a substitution shows that the branch is empty.
  private var dead = false

  private mutating func propagate() -> Bool {
    var grew = true
    while grew {
      grew = false
      let vanishing = Set(equations)
      if dead || !vanishing.isDisjoint(with: nonzero) { return false }
      var rest: [[Int]] = []
      for clause in clauses where !clause.contains(where: vanishing.contains) {
        let open = clause.filter { !nonzero.contains($0) }
        switch open.count {
        case 0: return false
        case 1:
          if !equations.contains(open[0]) { equations.append(open[0]) }
          grew = true
        default: rest.append(open)
        }
      }
      clauses = rest
    }
    return true
  }

  /// Replaces a variable by its value from an equation of degree one, if there is one.
  private mutating func eliminateLinear(
    _ table: inout AtomTable<C>
  ) throws(ComputationStopped) -> Bool {
    let linear = equations.filter { table[$0].totalDegree == 1 }
    guard let shortest = linear.min(by: { table[$0].termCount < table[$1].termCount }) else {
      return false
    }
    let equation = table[shortest]
    let variable = equation.support[0]
    try substitute(equation.solved(for: variable), for: variable, &table)
    return !dead
  }

  /// Replaces a variable everywhere by a polynomial in the others that equals it modulo the equations.
  package mutating func substitute(
    _ value: Polynomial<C>, for variable: Int, _ table: inout AtomTable<C>
  ) throws(ComputationStopped) {
    lifts = lifts.map { ($0.variable, $0.value.replacing(variable, by: value)) }
    lifts.append((variable, value))
    var images: [Int: [Int]?] = [:]
    func image(_ atom: Int) throws(ComputationStopped) -> [Int]? {
      if let known = images[atom] { return known }
      let polynomial = table[atom]
      let result =
        polynomial.degree(in: variable) == 0
        ? [atom] : try table.factors(of: polynomial.replacing(variable, by: value))
      images[atom] = .some(result)
      return result
    }
    var newClauses: [[Int]] = []
    var newEquations: [Int] = []
    var newNonzero: Set<Int> = []
    for clause in clauses + equations.map({ [$0] }) {
      var factors: Set<Int> = []
      var vanishes = false
      for atom in clause {
        guard let parts = try image(atom) else {
          vanishes = true
          break
        }
        factors.formUnion(parts)
      }
      if vanishes { continue }
      if factors.isEmpty { dead = true }
      if factors.count == 1 {
        newEquations.append(contentsOf: factors)
      } else {
        newClauses.append(factors.sorted())
      }
    }
    for atom in nonzero {
      guard let parts = try image(atom) else {
        dead = true
        continue
      }
      newNonzero.formUnion(parts)
    }
    clauses = newClauses
    equations = Set(newEquations).sorted()
    nonzero = newNonzero
  }

  /// A polynomial with the values of all eliminated variables put in.
  package func lowered(_ f: Polynomial<C>) -> Polynomial<C> {
    if lifts.isEmpty { return f }
    var zeros: [Int] = []
    for lift in lifts where lift.value.isZero { zeros.append(lift.variable) }
    var result = zeros.isEmpty ? f : f.settingToZero(zeros)
    for lift in lifts where !lift.value.isZero {
      result = result.replacing(lift.variable, by: lift.value)
    }
    return result
  }

  /// Drops clauses that another clause implies.
  private mutating func absorb() {
    var kept: [Set<Int>] = []
    let sorted = Set(clauses).sorted {
      $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1)
    }
    clauses = []
    for clause in sorted {
      let atoms = Set(clause)
      if kept.contains(where: { $0.count < atoms.count && $0.isSubset(of: atoms) }) { continue }
      kept.append(atoms)
      clauses.append(clause)
    }
  }

  /// The branches in which one factor of a shortest clause vanishes and the factors before it do not.
  func branches(_ table: AtomTable<C>) -> [SplittingNode] {
    var frequency: [Int: Int] = [:]
    for clause in clauses { for atom in clause { frequency[atom, default: 0] += 1 } }
    guard let clause = clauses.min(by: { $0.count < $1.count }) else { return [self] }
    // Frequent factors first: they settle most clauses when they vanish, and shorten most when not.
    let order = clause.sorted {
      let (a, b) = (frequency[$0, default: 0], frequency[$1, default: 0])
      return a != b ? a > b : table[$0].precedes(table[$1])
    }
    return order.indices.map { i in
      var branch = self
      branch.equations.append(order[i])
      branch.nonzero.formUnion(order[..<i])
      return branch
    }
  }
}

extension Polynomial where Coefficients: Field {
  /// The value of a variable that this polynomial determines: −r/c for c·x + r, c constant.
  ///
  /// The form is not checked.
  package func solved(for variable: Int) -> Polynomial {
    var single = [Int](repeating: 0, count: ring.variableCount)
    single[variable] = 1
    let c = coefficient(of: single)
    guard let inverse = ring.coefficients.inverse(c) else {
      contractViolation("\(self) does not determine \(ring.variables[variable])")
    }
    return ring.variable(variable) - scaled(by: inverse)
  }

  /// Whether the polynomial is c·x + r with a nonzero constant c and r without x.
  package func determines(_ variable: Int) -> Bool {
    guard degree(in: variable) == 1 else { return false }
    var count = 0
    for (_, exponents) in terms where exponents[variable] > 0 {
      count += 1
      if count > 1 || exponents.reduce(0, +) != 1 { return false }
    }
    return count == 1
  }

  /// The polynomial with `value` in place of a variable.
  package func replacing(_ variable: Int, by value: Polynomial) -> Polynomial {
    if degree(in: variable) ?? 0 == 0 { return self }
    if value.isZero { return settingToZero([variable]) }
    var values = ring.generators
    values[variable] = value
    return substituting(values)
  }
}
