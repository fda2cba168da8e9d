import AlgebraTestSupport
import SingularLearning
import Testing

/// Every algorithm on ideals stops exactly where its steps are used up, and what it gives then is right.
@Suite struct StoppedIdealTests {
  private static let word = PrimeField.word
  private static let large = PrimeField.large

  /// Three surfaces that meet in eight points.
  private func points<F: GroebnerField>(
    over field: F, order: MonomialOrder = .degreeReverseLexicographic
  ) throws -> Ideal<F> {
    try ideal(over: field, order, ["x^2 + y*z - 3", "y^2 + 2*x*z - 1", "z^2 + x*y - 2*x"])
  }

  /// The union of a plane, a line and a point, with something embedded.
  private func union<F: GroebnerField>(over field: F) throws -> Ideal<F> {
    try ideal(
      over: field, .degreeReverseLexicographic,
      ["x^2*(x - 1)*y", "x*z*(y - 2*z)", "x*(x - 1)*(z - 3)"])
  }

  private func ideal<F: GroebnerField>(
    over field: F, _ order: MonomialOrder, _ generators: [String]
  ) throws -> Ideal<F> {
    let ring = try PolynomialRing(coefficients: field, variables: ["x", "y", "z"], order: order)
    return Ideal(ring: ring, generators: try generators.map { try ring.parse($0) })
  }

  // MARK: Groebner bases

  private func checkBases<F: GroebnerField>(
    of ideal: Ideal<F>, _ change: (inout GroebnerPlan) -> Void = { _ in }
  ) throws {
    var plan = GroebnerPlan(for: ideal)
    change(&plan)
    let (whole, _) = try checkStops { control in
      try ideal.groebnerBasis(plan: plan, control: control)
    }
    let complete = try checkPartialStops(stopped: { $0.stopped }) { control in
      ideal.partialGroebnerBasis(plan: plan, control: control)
    } check: { partial in
      #expect(!partial.polynomials.isEmpty)
      #expect(partial.polynomials.allSatisfy { whole.contains($0) && $0.ring == ideal.ring })
      let leads = partial.polynomials.compactMap(\.multidegree)
      #expect(
        MonomialIdeal(variableCount: 3, generators: leads).generators.count
          == partial.polynomials.count)
    }
    #expect(complete.polynomials == whole.polynomials)
  }

  @Test(arguments: [
    MonomialOrder.degreeReverseLexicographic, .lexicographic, .elimination(first: 1),
  ])
  func groebnerBases(order: MonomialOrder) throws {
    try checkBases(of: points(over: RationalField(), order: order))
    try checkBases(of: points(over: Self.word, order: order))
  }

  @Test func groebnerBasesByEveryPlan() throws {
    let rational = try points(over: RationalField())
    try checkBases(of: rational) { $0.homogenisation = .always }
    try checkBases(of: rational) { $0.verification = .probabilistic }
    try checkBases(of: rational) { $0.engine = .buchberger }
    try checkBases(of: points(over: Self.word)) { $0.engine = .buchberger }
    try checkBases(of: points(over: Self.large))
    let lexicographic = try points(over: RationalField(), order: .lexicographic)
    try checkBases(of: lexicographic) { $0.workingOrder = .lexicographic }
    try checkBases(of: lexicographic) { $0.conversionLimit = 1 }
  }

  @Test func checksAndConversions() throws {
    func check<F: GroebnerField>(over field: F) throws {
      let basis = try points(over: field).groebnerBasis()
      try checkStops { try basis.isGroebnerBasis(control: $0) }
      try checkStops { try basis.converted(to: .lexicographic, control: $0) }
    }
    try check(over: RationalField())
    try check(over: Self.word)
    try check(over: Self.large)
  }

  // MARK: Operations

  @Test func operations() throws {
    func check<F: GroebnerField>(over field: F) throws {
      let (a, b) = try (points(over: field), union(over: field))
      let ring = a.ring
      let (x, y, z) = (ring.variable(0), ring.variable(1), ring.variable(2))
      try checkStops { try b.saturated(by: x, control: $0) }
      try checkStops { try b.saturated(by: y - 2 * z, control: $0) }
      try checkStops(20) { try b.saturated(by: Ideal(x, y), control: $0) }
      try checkStops { try a.eliminating([0], control: $0) }
      try checkStops(20) { try a.intersection(with: Ideal(x, y), control: $0) }
      try checkStops(20) { try b.quotient(by: x * z, control: $0) }
      try checkStops(20) { try b.quotient(by: Ideal(x, z), control: $0) }
      try checkStops { try a.homogenised(control: $0) }
      try checkStops { try b.contains(x * x * y, control: $0) }
      try checkStops { try b.radicalContains(x * y * z, control: $0) }
      try checkStops { try b.isEqual(to: b, control: $0) }
      try checkStops(20) { try b.cofactors(of: b.generators[0] * y, control: $0) }
      try checkStops { try a.dimension(control: $0) }
      try checkStops { try a.degree(control: $0) }
      let basis = try b.groebnerBasis()
      try checkStops { try basis.dimension(control: $0) }
      try checkStops { try basis.degree(control: $0) }
    }
    try check(over: RationalField())
    try check(over: Self.word)
  }

  @Test func monomialIdeals() throws {
    let ideal = MonomialIdeal(
      variableCount: 4,
      generators: [[2, 1, 0, 0], [0, 2, 1, 0], [0, 0, 3, 1], [1, 0, 0, 2], [1, 1, 1, 1]])
    try checkStops { try ideal.hilbertSeries(control: $0) }
    try checkStops { try ideal.maximalIndependentSets(control: $0) }
    try checkStops { try ideal.largestIndependentSet(control: $0) }
  }

  // MARK: Decomposition

  @Test func minimalPrimes() throws {
    func check<F: GroebnerField>(over field: F) throws {
      for ideal in [try union(over: field), try points(over: field)] {
        let (whole, _) = try checkStops(60) { try ideal.minimalPrimes(control: $0).primes }
        let complete = try checkPartialStops(60, stopped: { $0.stopped }) {
          ideal.partialMinimalPrimes(control: $0)
        } check: { partial in
          #expect(partial.primes.allSatisfy { $0.basis.contains(ideal) })
          #expect(partial.evidence.isProven)
        }
        #expect(complete.primes == whole)
      }
    }
    try check(over: RationalField())
    try check(over: Self.word)
  }

  // MARK: Polynomials and matrices

  @Test func factorisationsAndParsing() throws {
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: ["x", "y"], order: .lexicographic)
    let text = "(x^2 - y^3 + 1)*(x + y)^2*(x - 3*y)"
    let f = try ring.parse(text)
    try checkStops { try f.factorization(control: $0) }
    try checkStops { try f.squarefreePart(control: $0) }
    try checkStops { try f.greatestCommonDivisor(with: f.derivative(in: 0), control: $0) }
    // Long enough to be factored on a thread of its own.
    let long = try ring.parse("(x^20 + y^9 - 1)*(x^15 + x*y + 2)")
    try checkStops { try long.factorization(control: $0) }
    #expect(throws: ParseError.self) {
      try ring.parse(text, control: ComputationControl(stepLimit: 0))
    }
  }

  @Test(arguments: [MinorMethod.expansion, .bareiss])
  func minors(method: MinorMethod) throws {
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: ["x", "y", "z"])
    let (x, y, z) = (ring["x"], ring["y"], ring["z"])
    let matrix = Matrix(
      ring: ring, rowCount: 3, columnCount: 4,
      elements: [x, y, z, x + 1, y, z - x, x * y, ring.one, z, x, y + z, x * x])
    for size in 1...3 {
      try checkStops { try matrix.minors(size: size, method: method, control: $0) }
    }
  }

  @Test func ranks() throws {
    let entries: [UInt32] = (0..<600).map { (i: Int) -> UInt32 in
      UInt32((i * i * 7919 + i / 13) % 101)
    }
    let matrix = ModularMatrix(modulus: 101, rowCount: 20, columnCount: 30, elements: entries)
    try checkStops { try matrix.rankProfile(control: $0) }
    let fractions: [Rational] = (0..<54).map { (i: Int) -> Rational in
      Rational(Integer(i * i % 23 - 11), Integer(i % 7 + 1))
    }
    let rational = Matrix(
      ring: RationalField(), rowCount: 6, columnCount: 9, elements: fractions)
    try checkStops { control in
      var random = RandomSource(seed: 3)
      return try exactRank(of: rational, using: &random, control: control)
    }
  }
}

extension PrimeField {
  fileprivate static let word = field(2_147_483_647)
  /// Beyond what F4 computes with.
  fileprivate static let large = field(4_294_967_311)

  private static func field(_ modulus: UInt64) -> PrimeField {
    do { return try PrimeField(modulus: modulus) } catch { fatalError("\(error)") }
  }
}
