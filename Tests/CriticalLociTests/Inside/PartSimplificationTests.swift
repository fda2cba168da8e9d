import SingularLearning
import Testing

/// Simplified parts have, at every point where no unit vanishes, the rank of the whole less the pivots.
@Suite struct PartSimplificationTests {
  @Test(arguments: 1...12) func theRankStaysAtEveryPoint(_ seed: UInt64) throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let (x, y) = (ring["x"], ring["y"])
    let entries = [ring.zero, ring.one, x, y, x * y, x - y, x + 1, y * y]
    var random = RandomSource(seed: seed)
    var rows = (0..<4).map { _ in
      (0..<5).map { _ in entries[random.integer(in: 0...(entries.count - 1))] }
    }
    rows.append(rows[0].map { $0 * x })
    rows.append(zip(rows[1], rows[2]).map { $0 + $1 })
    let space = GroebnerBasis(
      ring: ring, reduced: [], evidence: .proven(detail: "the zero ideal"))
    let control = ComputationControl()
    var simplification = PartSimplification(
      part: BlockPart(block: 0, rows: Array(0..<6), columns: Array(0..<5), entries: rows),
      domain: try LocalDomain(prime: space, units: [x], control: control),
      limits: RankLocusLimits(), control: control)
    try simplification.run(&random)
    #expect(simplification.part.rows.count + simplification.pivots.rows.count < 6)
    for a in -2...2 where a != 0 {
      for b in -2...2 {
        let point = [Rational(a), Rational(b)]
        let rest = rank(simplification.part.entries, at: point)
        #expect(
          rank(rows, at: point) == simplification.pivots.rows.count + rest, "at \(point)")
      }
    }
  }

  @Test("lines that others determine modulo a prime only are kept")
  func accidentsModuloAPrime() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let (x, y) = (ring["x"], ring["y"])
    let modulus = Integer(RationalField().residueField(trial: 0).modulus)
    let other = ring.constant(Rational(modulus + 1))
    let space = GroebnerBasis(
      ring: ring, reduced: [], evidence: .proven(detail: "the zero ideal"))
    let control = ComputationControl()
    let domain = try LocalDomain(prime: space, units: [], control: control)
    func kept(_ lines: [[Polynomial<RationalField>]]) throws -> [[Int]] {
      var random = RandomSource(seed: 1)
      let dependent = DependentLines(lines: lines, domain: domain, control: control)
      return [try dependent.withoutMultiples(&random), try dependent.linearBasis()]
    }
    #expect(try kept([[x, y], [x, other * y]]) == [[0, 1], [0, 1]])
    #expect(try kept([[x, y], [2 * x, 2 * y]]) == [[0], [0]])
    #expect(try kept([[x, y], [x * y, y * y]]) == [[0], [0, 1]])
  }

  private func rank(_ rows: [[Polynomial<RationalField>]], at point: [Rational]) -> Int {
    guard let first = rows.first, !first.isEmpty else { return 0 }
    return Matrix(
      ring: RationalField(), rows: rows.map { $0.map { $0.evaluate(at: point) } },
      columnCount: first.count
    ).fractionFreeRank()
  }
}
