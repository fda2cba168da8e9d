import SingularLearning
import Testing

@Suite struct CalculusTests {
  @Test(arguments: [1, 3, 10])
  func leibnizRule(variableCount: Int) throws {
    var random = RandomSource(seed: 10)
    for order in allOrders(variableCount) {
      let ring = try numberedRing(IntegerRing(), variableCount, order)
      for degree in [2, 50, 1000] {
        let f = randomPolynomial(
          ring, termCount: 9, degree: degree, coefficients: [1, -2, 3], using: &random)
        let g = randomPolynomial(
          ring, termCount: 8, degree: degree, coefficients: [1, 5], using: &random)
        for i in 0..<variableCount {
          let derivative = f.derivative(in: i)
          #expect((f * g).derivative(in: i) == derivative * g + f * g.derivative(in: i))
          #expect((f + g).derivative(in: i) == derivative + g.derivative(in: i))
          #expect(isNormalized(derivative))
          for j in 0..<i {
            #expect(derivative.derivative(in: j) == f.derivative(in: j).derivative(in: i))
          }
        }
      }
    }
  }

  @Test func derivativeInCharacteristicP() throws {
    let ring = try numberedRing(PrimeField(modulus: 5), 2)
    #expect(try ring.parse("x1^5 + x1^6*x2 + 3").derivative(in: 0) == ring.parse("x1^5*x2"))
    #expect(ring.one.gradient == [ring.zero, ring.zero])
  }

  /// A variable whose weight needs wider fields than any term.
  @Test func derivativeByAHeavyVariable() throws {
    let ring = try numberedRing(
      IntegerRing(), 2, .weighted([1, 1000], then: .lexicographic))
    #expect(ring["x1"].derivative(in: 1).isZero)
    #expect((ring["x1"] * ring["x2"]).derivative(in: 1) == ring["x1"])
  }

  @Test func evaluationIsAHomomorphism() throws {
    var random = RandomSource(seed: 11)
    let ring = try numberedRing(IntegerRing(), 3)
    let field = try PrimeField(modulus: 10_007)
    let reduction = RingHomomorphism(from: IntegerRing(), to: field) { field.image(of: $0) }
    for _ in 0..<20 {
      let f = randomPolynomial(
        ring, termCount: 10, degree: 5, coefficients: [1, -7, 12], using: &random)
      let g = randomPolynomial(
        ring, termCount: 6, degree: 80, coefficients: [2, -1], using: &random)
      let point = (0..<3).map { _ in Integer(random.integer(in: -9...9)) }
      let (a, b) = (f.evaluate(at: point), g.evaluate(at: point))
      #expect((f * g).evaluate(at: point) == a * b)
      #expect((f + g).evaluate(at: point) == a + b)
      let image = point.map { reduction($0) }
      #expect((f * g).evaluate(at: image, through: reduction) == reduction(a * b))
      #expect(f.mapCoefficients(by: reduction).evaluate(at: image) == reduction(a))
      let partial = f.partiallyEvaluated([0: point[0], 2: point[2]])
      #expect(partial.support.allSatisfy { $0 == 1 })
      #expect(partial.evaluate(at: [0, point[1], 0]) == a)
    }
  }

  @Test func substitution() throws {
    var random = RandomSource(seed: 12)
    let ring = try numberedRing(IntegerRing(), 3)
    let target = try PolynomialRing(coefficients: IntegerRing(), variables: ["s", "t"])
    let values = try ["s + t", "s*t - 1", "3"].map { try target.parse($0) }
    for _ in 0..<10 {
      let f = randomPolynomial(
        ring, termCount: 7, degree: 3, coefficients: [1, -2, 5], using: &random)
      let g = randomPolynomial(
        ring, termCount: 7, degree: 2, coefficients: [1, 4], using: &random)
      let composed = f.substituting(values)
      #expect((f * g).substituting(values) == composed * g.substituting(values))
      let point: [Integer] = [4, -3]
      let inner = values.map { $0.evaluate(at: point) }
      #expect(composed.evaluate(at: point) == f.evaluate(at: inner))
      #expect(f.substituting(ring.generators) == f)
      // The chain rule.
      let outer = f.gradient.map { $0.substituting(values) }
      let chain = zip(outer, values).reduce(target.zero) { $0 + $1.0 * $1.1.derivative(in: 0) }
      #expect(composed.derivative(in: 0) == chain)
    }
  }

  /// Euler: Σ xᵢ ∂f/∂xᵢ = d f for a form of degree d.
  @Test func homogeneity() throws {
    var random = RandomSource(seed: 13)
    let ring = try numberedRing(RationalField(), 4)
    let form = ring.generators.reduce(ring.zero, +).power(5)
    #expect(form.isHomogeneous)
    #expect(zip(ring.generators, form.gradient).reduce(ring.zero) { $0 + $1.0 * $1.1 } == 5 * form)
    let f = randomPolynomial(ring, termCount: 30, degree: 3, coefficients: [1, 2], using: &random)
    for weights in [[1, 1, 1, 1], [0, 1, 2, 3]] {
      let parts = f.gradedParts(grading: [
        Array(weights.enumerated()).map { ($0.offset, $0.element) }
      ])
      #expect(ring.sum(Array(parts.values)) == f)
      #expect(parts.values.allSatisfy { $0.isHomogeneous(weights: weights) })
    }
    let graded = try ring.parse("x1*x3^2 + x2*x3*x4 - 2*x1*x4^2")
    #expect(graded.isHomogeneous(grading: [[1, 1, 0, 0], [0, 0, 1, 1]]))
    #expect(!graded.isHomogeneous(grading: [[1, 0, 0, 0]]))
    #expect(ring.zero.isHomogeneous && ring.zero.totalDegree == nil)
    #expect(graded.totalDegree == 3 && graded.degrees == [1, 1, 2, 2])
  }

  @Test func contentAndPrimitivePart() throws {
    let ring = try PolynomialRing(coefficients: IntegerRing(), variables: ["x", "y"])
    let f = try ring.parse("-6*x^2 + 9*y - 12")
    #expect(f.content == 3)
    #expect(f.primitivePart.description == "-2*x^2 + 3*y - 4")
    #expect(ring.zero.content == 0 && ring.zero.primitivePart.isZero)
    let rational = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let g = try rational.parse("-3/4*x + 9/10*y")
    #expect(g.content == Rational(3, 20))
    #expect(g.primitivePart.description == "-5*x + 6*y")
    #expect(g.clearingDenominators.integral.description == "-15*x + 18*y")
    #expect(g.clearingDenominators.denominator == 20)
    #expect(g.monic?.description == "x - 6/5*y")
    #expect(f.monic == nil && rational.zero.monic == nil)
    // Gauss: the content is multiplicative.
    let h = try ring.parse("10*x*y - 4*y^3 + 6")
    #expect((f * h).content == f.content * h.content)
  }

  @Test func collection() throws {
    var random = RandomSource(seed: 14)
    for order in allOrders(5) {
      let ring = try numberedRing(IntegerRing(), 5, order)
      let f = randomPolynomial(
        ring, termCount: 60, degree: 2, coefficients: [1, -2], using: &random)
      for variables in [[], [0], [3, 1], [0, 1, 2, 3, 4]] {
        let parts = f.collected(in: variables)
        var sum = ring.zero
        for (exponents, coefficient) in parts {
          #expect(variables.allSatisfy { coefficient.degree(in: $0) == 0 })
          #expect(isNormalized(coefficient))
          var all = [Int](repeating: 0, count: 5)
          for (variable, e) in zip(variables, exponents) { all[variable] = e }
          sum += ring.monomial(1, exponents: all) * coefficient
        }
        #expect(sum == f)
        #expect(Set(parts.map(\.exponents)).count == parts.count)
      }
    }
  }

  @Test func movingBetweenRings() throws {
    let small = try PolynomialRing(coefficients: IntegerRing(), variables: ["x", "y"])
    let large = try PolynomialRing(
      coefficients: IntegerRing(), variables: ["z", "y", "x"], order: .lexicographic)
    let f = try small.parse("x^2*y - 3*y + 1")
    #expect(f.moved(to: large)?.description == "y*x^2 - 3*y + 1")
    #expect(f.moved(to: large)?.moved(to: small) == f)
    #expect(large["z"].moved(to: small) == nil)
  }

  @Test func terms() throws {
    let ring = try PolynomialRing(coefficients: IntegerRing(), variables: ["x", "y"])
    let f = try ring.parse("5 - 2*y + 3*x^2*y")
    #expect(f.termCount == 3)
    #expect(f.leadingCoefficient == 3)
    #expect(f.multidegree == [2, 1])
    #expect(f.leadingMonomial?.description == "x^2*y")
    #expect(f.constantTerm == 5 && f.constantValue == nil)
    #expect(ring(7).constantValue == 7 && ring.zero.constantValue == 0)
    #expect(ring.zero.constantTerm == 0 && ring["x"].constantTerm == 0)
    #expect(f.coefficient(of: [0, 1]) == -2 && f.coefficient(of: [1, 1]) == 0)
    #expect(f.coefficient(of: [1000, 0]) == 0)
    #expect(f.support == [0, 1] && ring.one.support == [])
    #expect(1 - f == -(f - 1) && 2 * f == f + f && f * 2 - f == f)
    #expect(f.leadingTerm?.exponents == [2, 1] && ring.zero.leadingTerm == nil)
  }
}
