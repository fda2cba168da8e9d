import AlgebraTestSupport
import SingularLearning
import Testing

/// Theorems about the rank of the Jacobian, at random points that satisfy their hypotheses.
@Suite struct RankFactTests {
  func rows(_ count: Int, _ columns: Int, _ random: inout RandomSource) -> [[Rational]] {
    (0..<count).map { _ in
      (0..<columns).map { _ in Rational(random.integer(in: -99...99)) }
    }
  }

  func provenRank(_ widths: [Int], _ degree: Int, _ matrices: [[[Rational]]]) throws -> Int {
    let network = try Network(Architecture(widths: widths, degree: degree), matrices: matrices)
    let result = try rank(at: network)
    #expect(result.evidence.isProven)
    return result.rank
  }

  func dimension(_ widths: [Int], _ degree: Int) throws -> Int {
    let result = try genericRank(of: Architecture(widths: widths, degree: degree))
    #expect(result.evidence.isProven)
    return result.dimension
  }

  @Test("fact 1: from degree 2m - 1 on only subnetworks of (d0,m,1) are critical")
  func fact1ShallowThreshold() throws {
    var random = RandomSource(seed: 1)
    for (inputs, width) in [(2, 2), (2, 3), (3, 2), (3, 3)] {
      for _ in 0..<5 {
        // Rows on a line of projective space, pairwise not proportional.
        let factor = Rational(random.integer(in: 2...9))
        var first = rows(2, inputs, &random)
        first[0][0] = 1
        first[1][0] = 2
        first[1][1] = first[0][1] * 2 + 1
        let points = (0..<width).map { k in
          zip(first[0], first[1]).map { $0 + Rational(k) * factor * $1 }
        }
        let last = [(0..<width).map { _ in randomNonzeroRational(using: &random) }]
        for degree in [2 * width - 1, 2 * width] {
          #expect(
            try provenRank([inputs, width, 1], degree, [points, last])
              == dimension([inputs, width, 1], degree))
        }
      }
    }
  }

  @Test("fact 2: on (2,m,1) the rank is min(r + 1, 2p + q)")
  func fact2BinaryShallow() throws {
    var random = RandomSource(seed: 2)
    for degree in 2...7 {
      for width in 1...4 {
        for _ in 0..<3 {
          let directions = (0..<width).map { [Rational(1), Rational($0 * 7 + 1)] }
          let classes = (0..<width).map { _ in random.integer(in: 0...width) }
          let factors = classes.map { _ in randomNonzeroRational(using: &random) }
          let points = zip(classes, factors).map { number, factor in
            number == width ? [0, 0] : directions[number].map { factor * $0 }
          }
          let outgoing = (0..<width).map { _ in
            random.integer(in: 0...1) == 0 ? 0 : randomNonzeroRational(using: &random)
          }
          var (p, q) = (0, 0)
          for number in Set(classes) where number < width {
            let used = classes.indices.contains { classes[$0] == number && outgoing[$0] != 0 }
            if used { p += 1 } else { q += 1 }
          }
          #expect(
            try provenRank([2, width, 1], degree, [points, [outgoing]])
              == min(degree + 1, 2 * p + q))
        }
      }
    }
  }

  @Test("fact 3: (2,2,2) has an exotic component at degree 2 only")
  func fact3ExoticOutputs() throws {
    let (first, last): ([[Rational]], [[Rational]]) = ([[1, 2], [3, -1]], [[1, 2], [3, 6]])
    #expect(try provenRank([2, 2, 2], 2, [first, last]) == dimension([2, 2, 2], 2) - 1)
    for degree in 3...6 {
      #expect(try provenRank([2, 2, 2], degree, [first, last]) == dimension([2, 2, 2], degree))
    }
  }

  @Test("fact 4: coplanar weight vectors of (3,3,1) are critical for degrees 2, 3 and 4 only")
  func fact4CoplanarWeights() throws {
    let (first, last): ([[Rational]], [[Rational]]) = (
      [[1, 2, 3], [2, -1, 4], [3, 1, 7]], [[1, 5, -2]]
    )
    for degree in 2...7 {
      let isCritical =
        try provenRank([3, 3, 1], degree, [first, last]) < dimension([3, 3, 1], degree)
      #expect(isCritical == (degree <= 4))
    }
  }

  @Test("fact 5: the four components of (2,2,2,1)")
  func fact5DeepComponents() throws {
    for degree in 2...4 {
      let base: [[[Rational]]] = [[[1, 2], [3, -1]], [[2, 5], [-1, 3]], [[4, -7]]]
      let generic = try dimension([2, 2, 2, 1], degree)
      #expect(try provenRank([2, 2, 2, 1], degree, base) == generic)
      var points: [[[[Rational]]]] = []
      points.append([[[1, 2], [3, 6]], base[1], base[2]])
      points.append([base[0], [[2, 5], [4, 10]], base[2]])
      points.append([base[0], base[1], [[0, -7]]])
      points.append([base[0], base[1], [[4, 0]]])
      points.append([base[0], [[0, 5], [0, 3]], base[2]])
      for point in points {
        #expect(try provenRank([2, 2, 2, 1], degree, point) < generic)
      }
    }
  }

  @Test("fact 6: peeling off an invertible first layer")
  func fact6Peeling() throws {
    var random = RandomSource(seed: 6)
    let first: [Int: [[Rational]]] = [
      2: [[1, 2], [3, -1]], 3: [[1, 2, 0], [0, 1, 3], [1, 0, 1]],
    ]
    for (widths, degree) in [
      ([2, 2, 2, 1], 3), ([3, 3, 2, 1], 3), ([2, 2, 3, 2], 4), ([2, 2, 2, 1], 2),
      ([3, 3, 2, 2], 2),
      ([3, 3, 2], 2), ([3, 3, 2], 3), ([2, 2, 2, 2, 1], 2),
    ] {
      let inner = try Architecture(widths: Array(widths.dropFirst()), degree: degree)
      for _ in 0..<4 {
        let weights =
          inner.layerCount == 1
          ? (0..<inner.parameterCount).map { _ in
            random.integer(in: 0...2) == 0 ? 0 : randomNonzeroRational(using: &random)
          }
          : randomStratum(inner, conditions: 0...2, using: &random).witness(using: &random).weights
        var matrices = try Network(inner, weights: weights).matrices
        // An input of the inner network that is not used.
        if random.integer(in: 0...2) == 0 { matrices[0] = matrices[0].map { [0] + $0.dropFirst() } }
        let derivatives = try partialDerivatives(inner, matrices)
        let innerRank = try provenRank(inner.widths, degree, matrices)
        var expected = innerRank
        for (i, derivative) in derivatives.enumerated() {
          if degree > 2 && derivative.contains(where: { !$0.isZero }) { expected += widths[0] - 1 }
          for other in derivatives[..<i] where degree == 2 {
            expected += Matrix(ring: RationalField(), rows: [derivative, other]).rank
          }
        }
        let whole = [try #require(first[widths[0]])] + matrices
        #expect(try provenRank(widths, degree, whole) == expected, "\(widths) \(degree) \(whole)")
      }
    }
  }

  /// For each input of the network the coefficients of the derivatives of all outputs.
  func partialDerivatives(
    _ architecture: Architecture, _ matrices: [[[Rational]]]
  ) throws -> [[Rational]] {
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: architecture.inputNames)
    let outputs = try NetworkEvaluator(architecture, ring: ring).outputs(
      weights: Network(architecture, matrices: matrices).weights.map { ring.constant($0) },
      input: (0..<architecture.inputCount).map { ring.variable($0) })
    return (0..<architecture.inputCount).map { i in
      let derivatives = outputs.map { $0.derivative(in: i) }
      let monomials = Set(outputs.flatMap { $0.gradient }.flatMap { $0.terms.map(\.exponents) })
        .sorted { $0.lexicographicallyPrecedes($1) }
      return derivatives.flatMap { f in monomials.map { f.coefficient(of: $0) } }
    }
  }

  @Test("fact 7: with one input the generic rank is the number of outputs")
  func fact7OneInput() throws {
    for (widths, degree) in [([1, 2, 1], 2), ([1, 3, 2], 3), ([1, 2, 3, 4], 2), ([1, 5], 1)] {
      let outputs = widths[widths.count - 1]
      #expect(try dimension(widths, degree) == outputs)
    }
    #expect(try provenRank([1, 2, 2], 2, [[[0], [0]], [[1, 2], [3, 4]]]) == 0)
  }

  @Test("fact 8: the rank of (2,m,n) by classes of proportional rows")
  func fact8ShallowOutputs() throws {
    var random = RandomSource(seed: 8)
    for degree in 2...5 {
      for outputs in 1...3 {
        for _ in 0..<4 {
          let width = random.integer(in: 1...4)
          let classes = (0..<width).map { _ in random.integer(in: 0...2) }
          let points = classes.map { number -> [Rational] in
            let factor = randomNonzeroRational(using: &random)
            return [factor, factor * Rational(3 * number + 1)]
          }
          let last = rows(outputs, width, &random)
          let expected = shallowRank(rows: points, last: last, degree: degree)
          #expect(try provenRank([2, width, outputs], degree, [points, last]) == expected)
        }
      }
    }
  }

  @Test("fact 9: powers of non-proportional polynomials are independent beyond k(k - 2)")
  func fact9NewmanSlater() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let (x, y) = (ring["x"], ring["y"])
    var random = RandomSource(seed: 9)
    func form() -> Polynomial<RationalField> {
      let c = (0..<4).map { _ in Rational(random.integer(in: -9...9)) }
      return x.scaled(by: c[0]) + y.scaled(by: c[1]) + (x * y).scaled(by: c[2])
        + ring.constant(c[3])
    }
    var lists = [[x, y, x + y], [x * x, x * y + y * y, x * x - x * y - y * y]]
    for k in [2, 3, 3, 3, 4] { lists.append((0..<k).map { _ in form() }) }
    for polynomials in lists {
      let k = polynomials.count
      for (i, f) in polynomials.enumerated() {
        #expect(polynomials[..<i].allSatisfy { f.monic != $0.monic })
      }
      let powers = polynomials.map { $0.power(k * (k - 2) + 1) }
      let monomials = Set(powers.flatMap { $0.terms.map(\.exponents) }).sorted {
        $0.lexicographicallyPrecedes($1)
      }
      let matrix = powers.map { power in monomials.map { power.coefficient(of: $0) } }
      #expect(Matrix(ring: RationalField(), rows: matrix).rank == k)
    }
  }
}
