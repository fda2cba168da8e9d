import SingularLearning
import Testing

/// Branches of the search for minimal primes.
@Suite struct SplittingNodeTests {
  private typealias Node = SplittingNode<RationalField>

  private func table() throws -> (AtomTable<RationalField>, x: Int, y: Int, circle: Int) {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    var table = AtomTable(ring: ring, control: ComputationControl())
    let (x, y) = (ring["x"], ring["y"])
    func atom(_ f: Polynomial<RationalField>) throws -> Int {
      try #require(try table.factors(of: f)?.first)
    }
    let numbers = try (atom(x), atom(y), atom(x * x + y * y - 1))
    return (table, numbers.0, numbers.1, numbers.2)
  }

  @Test("a clause of one factor eliminates its variable from the others")
  func elimination() throws {
    var (table, x, y, circle) = try table()
    var node = Node(clauses: [[x], [y, circle].sorted()], pending: [])
    #expect(try node.simplify(&table))
    #expect(node.lifts.map(\.variable) == [0] && node.lifts[0].value.isZero)
    // On x = 0 the circle is (y - 1)(y + 1).
    #expect(node.clauses.map(\.count) == [3] && node.equations.isEmpty)
  }

  @Test("values of eliminated variables are in those that are left") func lifts() throws {
    var (table, _, _, _) = try table()
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let line = try #require(try table.factors(of: ring["x"] - ring["y"] - ring.one)?.first)
    var node = Node(clauses: [[line]], pending: [])
    #expect(try node.simplify(&table))
    try node.substitute(ring.zero, for: 1 - node.lifts[0].variable, &table)
    #expect(node.lifts.count == 2 && node.lifts.allSatisfy { $0.value.constantValue != nil })
    for f in [ring["x"] - ring.one, ring["y"], ring["x"] * ring["y"]] {
      let value = node.lowered(f)
      #expect(value.isZero || value.constantValue != nil)
    }
  }

  @Test("atoms outside of the primes shorten clauses")
  func nonzero() throws {
    var (table, x, y, circle) = try table()
    var node = Node(clauses: [[x, circle].sorted(), [x, y].sorted()], pending: [])
    node.nonzero = [x]
    #expect(try node.simplify(&table))
    // y = 0 makes of the circle (x - 1)(x + 1).
    #expect(node.lifts.map(\.variable) == [1] && node.clauses.map(\.count) == [2])
  }

  @Test("a branch without primes ends") func contradiction() throws {
    var (table, x, _, circle) = try table()
    var node = Node(clauses: [[x]], pending: [])
    node.nonzero = [x]
    #expect(try !node.simplify(&table))
    var empty = Node(clauses: [[]], pending: [])
    #expect(try !empty.simplify(&table))
    // Also where no variable is eliminated.
    var curve = Node(clauses: [], pending: [])
    curve.equations = [circle]
    curve.nonzero = [circle]
    #expect(try !curve.simplify(&table))
  }
}
