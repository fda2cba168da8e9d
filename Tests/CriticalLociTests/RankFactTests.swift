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
  func shallowThreshold() throws {
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
  func binaryShallow() throws {
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
  func exoticOutputs() throws {
    let (first, last): ([[Rational]], [[Rational]]) = ([[1, 2], [3, -1]], [[1, 2], [3, 6]])
    #expect(try provenRank([2, 2, 2], 2, [first, last]) == dimension([2, 2, 2], 2) - 1)
    for degree in 3...6 {
      #expect(try provenRank([2, 2, 2], degree, [first, last]) == dimension([2, 2, 2], degree))
    }
  }

  @Test("fact 4: coplanar weight vectors of (3,3,1) are critical for degrees 2, 3 and 4 only")
  func coplanarWeights() throws {
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
  func deepComponents() throws {
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
  func peeling() throws {
    var random = RandomSource(seed: 6)
    for _ in 0..<5 {
      let first: [[Rational]] = [[1, 2, 0], [0, 1, 3], [1, 0, 1]]
      let middle = rows(2, 3, &random).map { [$0[0], $0[1], 0] }
      let last = rows(1, 2, &random)
      // The third input of the inner network is unused.
      let inner = try provenRank([3, 2, 1], 3, [middle, last])
      #expect(try provenRank([3, 3, 2, 1], 3, [first, middle, last]) == inner + 2 * 2)
      // Degree 2 with a linear inner network g: its partial derivatives are the columns of W₂.
      let outgoing: [[Rational]] = [[1, 2, 0], [3, 6, 0]]
      let linear = try provenRank([3, 2], 1, [outgoing])
      #expect(try provenRank([3, 3, 2], 2, [first, outgoing]) == linear + 3)
    }
  }

  @Test("fact 7: with one input the generic rank is the number of outputs")
  func oneInput() throws {
    for (widths, degree) in [([1, 2, 1], 2), ([1, 3, 2], 3), ([1, 2, 3, 4], 2), ([1, 5], 1)] {
      let outputs = widths[widths.count - 1]
      #expect(try dimension(widths, degree) == outputs)
    }
    #expect(try provenRank([1, 2, 2], 2, [[[0], [0]], [[1, 2], [3, 4]]]) == 0)
  }

  @Test("fact 8: the rank of (2,m,n) by classes of proportional rows")
  func shallowOutputs() throws {
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
          let used = Set(classes).sorted()
          let expected: Int
          if degree < used.count {
            expected = outputs * (degree + 1)
          } else {
            // The span of A_b ⊗ p_b^(r − β), one row for each neuron.
            let power = degree - used.count
            let tensors = (0..<width).map { k -> [Rational] in
              let slope = Rational(3 * classes[k] + 1)
              return (0..<outputs).flatMap { i in
                (0...power).map { j in last[i][k] * slope.power(j) }
              }
            }
            expected =
              outputs * used.count + Matrix(ring: RationalField(), rows: tensors).rank
          }
          #expect(try provenRank([2, width, outputs], degree, [points, last]) == expected)
        }
      }
    }
  }

  @Test("fact 9: powers of non-proportional polynomials are independent beyond k(k - 2)")
  func newmanSlater() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let (x, y) = (ring["x"], ring["y"])
    for polynomials in [[x, y, x + y], [x * x, x * y + y * y, x * x - x * y - y * y]] {
      let k = polynomials.count
      let powers = polynomials.map { $0.power(k * (k - 2) + 1) }
      let monomials = Set(powers.flatMap { $0.terms.map(\.exponents) }).sorted {
        $0.lexicographicallyPrecedes($1)
      }
      let matrix = powers.map { power in monomials.map { power.coefficient(of: $0) } }
      #expect(Matrix(ring: RationalField(), rows: matrix).rank == k)
    }
  }
}
