import AlgebraTestSupport
import SingularLearning
import Testing

/// Number fields: laws, real places, cyclotomic fields, and what is refused.
@Suite struct NumberFieldTests {
  private func golden() throws -> NumberField {
    try NumberField(generator: "a", minimalPolynomial: "a^2 + a - 1", root: Rational("0.618"))
  }

  @Test func lawsOfAField() throws {
    let fields = [
      try golden(),
      try NumberField(generator: "t", minimalPolynomial: "2*t^3 - 3*t + 1/2", root: nil),
      try NumberField(generator: "r", minimalPolynomial: "3*r - 2", root: Rational(2, 3)),
      try NumberField.realCyclotomic(20), try NumberField.cyclotomic(5),
    ]
    for field in fields {
      let a = field.generator
      let samples = [
        field.zero, field.one, field(-3), a, field.add(a, field(2)),
        field.element([Rational(1, 2), -3, Rational(5, 7), 1, Rational(1, 9), 4]),
      ]
      checkFieldLaws(field, samples: samples)
    }
  }

  @Test func theGoldenRatio() throws {
    let field = try golden()
    let a = field.generator
    #expect(field.multiply(a, field.add(a, field.one)) == field.one)
    #expect(field.inverse(a).map(field.describe) == "a + 1")
    #expect(field.sign(of: a) == 1)
    #expect(field.isLess(a, NumberFieldElement(Rational(618_034, 1_000_000))))
    #expect(field.isLess(NumberFieldElement(Rational(618_033, 1_000_000)), a))
    #expect(abs(field.approximation(of: a) - 0.618_033_988_749_894_9) < 1e-15)
    let other = try NumberField(
      generator: "a", minimalPolynomial: "a^2 + a - 1", root: Rational("-1.618"))
    #expect(other.sign(of: a) == -1)
    #expect(other != field)
    #expect(field.definition == "ℚ(a), a^2 + a - 1 = 0, a ≈ 0.6180339887498949")
  }

  /// Fibonacci quotients are as near to the golden ratio as rational numbers can be.
  @Test func signsNextToZero() throws {
    let field = try golden()
    var (f, g): (Integer, Integer) = (1, 1)
    for index in 0..<400 {
      let difference = field.subtract(field.generator, NumberFieldElement(Rational(f, g)))
      #expect(field.sign(of: difference) == (index.isMultiple(of: 2) ? -1 : 1))
      (f, g) = (g, f + g)
    }
    #expect(field.sign(of: field.zero) == 0)
  }

  @Test func texts() throws {
    let field = try golden()
    #expect(try field.parse("a^2") == field.parse("1 - a"))
    #expect(try field.parse("1/(a + 1)") == field.generator)
    #expect(try field.describe(field.parse("-3/4*a^3 + 1/2")) == "-3/2*a + 5/4")
    #expect(try field.parse("0") == field.zero)
    for (text, position) in [("b", 1), ("1/(a^2 + a - 1)", 2), ("a +", 4), ("1/0", 2)] {
      do {
        let found = try field.parse(text)
        Issue.record("\(text) reads as \(field.describe(found))")
      } catch {
        #expect(error.position >= position, "\(error)")
      }
    }
  }

  @Test func whatIsNoNumberField() throws {
    func failure(_ name: String, _ polynomial: String, _ root: Rational?) -> NumberFieldError? {
      do throws(NumberFieldError) {
        _ = try NumberField(generator: name, minimalPolynomial: polynomial, root: root)
        return nil
      } catch {
        return error
      }
    }
    #expect(
      failure("a", "2*a^2 - 2", nil) == .reducible(polynomial: "a^2 - 1", factor: "a - 1"))
    #expect(
      failure("a", "a^4 + 4*a^2 + 4", nil)
        == .reducible(polynomial: "a^4 + 4*a^2 + 4", factor: "a^2 + 2"))
    #expect(failure("a", "a^4 - 10*a^2 + 1", nil) == nil)
    #expect(failure("2a", "a^2 + 1", nil) == .generatorName("2a"))
    #expect(failure("a", "7", nil) == .degree(polynomial: "7", limit: 64))
    #expect(failure("a", "a^65 - 2", nil) == .degree(polynomial: "a^65 - 2", limit: 64))
    guard case .syntax = failure("a", "b^2 + 1", nil) else {
      Issue.record("b^2 + 1 is a polynomial in a")
      return
    }
    guard case .noRootNear(_, _, let roots) = failure("a", "a^2 + a - 1", Rational("0.7")) else {
      Issue.record("0.7 is near a root")
      return
    }
    #expect(roots.map { ($0 * 1000).rounded() } == [-1618, 618])
    #expect(
      failure("a", "a^2 + 1", 0) == .noRootNear(0, polynomial: "a^2 + 1", roots: []))
    guard case .ambiguousRoot = failure("a", "1000000*a^2 - 2", 0) else {
      Issue.record("0 tells which root of 1000000*a^2 - 2 is meant")
      return
    }
    #expect(failure("a", "1000000*a^2 - 2", Rational("0.0014")) == nil)
  }

  @Test("roots that are the same in double precision are told apart by more digits, in texts too")
  func closeRoots() throws {
    let polynomial = "a^2 - 2*a + 1 - 2/10^40"
    for (text, sign) in [
      ("1.000000000000000000014", 1), ("0.999999999999999999986", -1),
    ] {
      let field = try NumberField(
        generator: "a", minimalPolynomial: polynomial, root: Rational(text))
      #expect(field.sign(of: try field.parse("a - 1")) == sign)
      let root = try #require(field.rootText.flatMap { Rational($0) })
      #expect(
        try NumberField(generator: "a", minimalPolynomial: polynomial, root: root) == field)
    }
    #expect(throws: NumberFieldError.self) {
      try NumberField(generator: "a", minimalPolynomial: polynomial, root: 1)
    }
    let golden = try NumberField(
      generator: "a", minimalPolynomial: "a^2 + a - 1", root: Rational("0.618"))
    #expect(golden.rootText == "0.6180339887498949")
  }

  @Test func cyclotomicFields() throws {
    let polynomials = [
      1: "a - 2", 2: "a + 2", 3: "a + 1", 4: "a", 5: "a^2 + a - 1", 6: "a - 1",
      7: "a^3 + a^2 - 2*a - 1",
      9: "a^3 - 3*a + 1", 12: "a^2 - 3", 20: "a^4 - 5*a^2 + 5",
    ]
    for (n, polynomial) in polynomials {
      let field = try NumberField.realCyclotomic(n)
      #expect(field.minimalPolynomialText == polynomial)
      #expect(try field.parse(polynomial) == field.zero)
    }
    #expect(
      try NumberField.cyclotomic(12, generator: "z").minimalPolynomialText == "z^4 - z^2 + 1")
    #expect(try NumberField.cyclotomic(105).minimalPolynomial.contains(-2))
    #expect(try !NumberField.cyclotomic(5).isReal)
    #expect(throws: NumberFieldError.cyclotomicOrder(0, range: 1...1000)) {
      try NumberField.cyclotomic(0)
    }
    #expect(throws: NumberFieldError.self) { try NumberField.cyclotomic(67) }
    #expect(try NumberField.realCyclotomic(67).degree == 33)
    // cos² + sin² = 1 with sin 2πk/n = cos 2π(k − n/4)/n.
    let field = try NumberField.realCyclotomic(44)
    #expect(field.degree == 10)
    for k in -3...47 {
      let (cosine, sine) = (try #require(field.cosine(k)), try #require(field.cosine(k - 11)))
      let squares = field.add(field.multiply(cosine, cosine), field.multiply(sine, sine))
      #expect(squares == field.one)
    }
    #expect(field.approximation(of: try #require(field.cosine(4))) - 0.841_253_532_831_181 < 1e-14)
    #expect(try golden().cosine(1) == nil)
  }

  @Test func realRoots() {
    // (t − 1)(t − 2)²(t² + 1) has two different roots; Wilkinson's polynomial has twenty.
    let multiple = SturmChain(coefficients: [-4, 8, -9, 9, -5, 1].map { Rational($0) })
    #expect(multiple.rootCount == 2)
    var product: [Rational] = [1]
    for root in 1...20 {
      product = zip([0] + product, product + [0]).map { $0 - Rational(root) * $1 }
    }
    let chain = SturmChain(coefficients: product)
    #expect(chain.rootCount == 20)
    #expect(chain.rootCount(above: 3, upTo: 7) == 4)
    let intervals = chain.isolatingIntervals
    #expect(intervals.count == 20)
    for (index, interval) in intervals.enumerated() {
      #expect(interval.lower < Rational(index + 1) && Rational(index + 1) <= interval.upper)
    }
  }
}
