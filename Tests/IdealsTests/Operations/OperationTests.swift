import AlgebraTestSupport
import SingularLearning
import Testing

@Suite("Ideal operations")
struct OperationTests {
  static func ring<C: Ring>(
    _ coefficients: C, _ names: [String] = ["x", "y", "z"]
  ) throws -> PolynomialRing<C> {
    try PolynomialRing(coefficients: coefficients, variables: names)
  }

  static func ideal<C: Ring>(_ ring: PolynomialRing<C>, _ texts: String...) throws -> Ideal<C> {
    Ideal(ring: ring, generators: try texts.map { try ring.parse($0) })
  }

  static func randomIdeal<C: Ring>(
    _ ring: PolynomialRing<C>, count: Int, _ source: inout RandomSource
  ) -> Ideal<C> {
    Ideal(
      ring: ring,
      generators: (0..<count).map { _ in
        ring.polynomial(
          terms: (0..<3).map { _ in
            (
              ring.coefficients(Int(source.next(below: 7)) - 3),
              (0..<ring.variableCount).map { _ in Int(source.next(below: 3)) }
            )
          })
      })
  }

  @Test("bases equal those of the textbook algorithm, in several orders")
  func referenceBases() throws {
    let orders: [MonomialOrder] = [
      .degreeReverseLexicographic, .lexicographic, .elimination(first: 1),
    ]
    var source = RandomSource(seed: 23)
    let field = try PrimeField(modulus: 101)
    for order in orders {
      let modular = try PolynomialRing(
        coefficients: field, variables: ["x", "y", "z"], order: order)
      let rational = modular.changing(coefficients: RationalField())
      for _ in 0..<6 {
        let a = Self.randomIdeal(modular, count: 2, &source)
        #expect(try a.groebnerBasis().polynomials == referenceGroebnerBasis(of: a))
        let b = Self.randomIdeal(rational, count: 2, &source)
        #expect(try b.groebnerBasis().polynomials == referenceGroebnerBasis(of: b))
      }
    }
  }

  @Test("normal forms, membership and cofactors")
  func membership() throws {
    let ring = try Self.ring(RationalField())
    var source = RandomSource(seed: 29)
    for _ in 0..<8 {
      let ideal = Self.randomIdeal(ring, count: 3, &source)
      let multipliers = Self.randomIdeal(ring, count: 3, &source).generators
      let f = zip(multipliers, ideal.generators).reduce(ring.zero) { $0 + $1.0 * $1.1 }
      let basis = try ideal.groebnerBasis()
      #expect(basis.contains(f))
      let cofactors = try #require(try ideal.cofactors(of: f))
      #expect(cofactors.count == ideal.generators.count)
      #expect(zip(cofactors, ideal.generators).reduce(ring.zero) { $0 + $1.0 * $1.1 } == f)
      let g = f + ring["x"].power(5) + 1
      let rest = basis.normalForm(of: g)
      #expect(basis.normalForm(of: rest) == rest && basis.contains(g - rest))
      if !rest.isZero { #expect(try ideal.cofactors(of: g) == nil) }
    }
  }

  @Test("sums, products, intersections and quotients of known ideals")
  func arithmetic() throws {
    let ring = try Self.ring(RationalField())
    let lines = try (Self.ideal(ring, "x", "y"), Self.ideal(ring, "x", "z"))
    let meet = try lines.0.intersection(with: lines.1)
    #expect(try meet.isEqual(to: Self.ideal(ring, "x", "y*z")))
    #expect(try (lines.0 * lines.1).isEqual(to: Self.ideal(ring, "x^2", "x*z", "x*y", "y*z")))
    #expect(try (lines.0 + lines.1).isEqual(to: Self.ideal(ring, "x", "y", "z")))
    #expect(try meet.quotient(by: lines.0).isEqual(to: lines.1))
    #expect(try meet.quotient(by: ring["y"]).isEqual(to: lines.1))
    #expect(try meet.quotient(by: ring["x"]).isEqual(to: Self.ideal(ring, "1")))
    #expect(try lines.0.power(2).isEqual(to: Self.ideal(ring, "x^2", "x*y", "y^2")))
    #expect(try lines.0.power(0).isEqual(to: Self.ideal(ring, "1")))
    let zero = Ideal(ring: ring, generators: [])
    #expect(try zero.intersection(with: lines.0).isZero && (zero * lines.0).isZero)
    #expect(try lines.0.quotient(by: zero).isEqual(to: Self.ideal(ring, "1")))
    #expect(try meet.contains(lines.0 * lines.1) && !(lines.0 * lines.1).contains(meet))
  }

  @Test("intersection lies in both, contains the product, and has the right dimension")
  func randomIntersections() throws {
    let ring = try Self.ring(try PrimeField(modulus: 32003))
    var source = RandomSource(seed: 31)
    for _ in 0..<6 {
      let a = Self.randomIdeal(ring, count: 2, &source)
      let b = Self.randomIdeal(ring, count: 2, &source)
      let meet = try a.intersection(with: b)
      #expect(try a.contains(meet) && b.contains(meet) && meet.contains(a * b))
      #expect(try meet.dimension() == max(a.dimension(), b.dimension()))
      // I : J is what J multiplies into I.
      let quotient = try a.quotient(by: b)
      #expect(try a.contains(quotient * b))
    }
  }

  @Test("saturation by polynomials, variables and ideals")
  func saturation() throws {
    let ring = try Self.ring(RationalField())
    let mixed = try Self.ideal(ring, "x^3*(y - 1)", "x^2*z*(y - 1)")
    #expect(try mixed.saturated(by: ring["x"]).isEqual(to: Self.ideal(ring, "y - 1")))
    #expect(
      try mixed.saturated(by: ring.parse("y - 1")).isEqual(to: Self.ideal(ring, "x^3", "x^2*z")))
    let origin = try Self.ideal(ring, "x", "z")
    #expect(try mixed.saturated(by: origin).isEqual(to: Self.ideal(ring, "x^2*(y - 1)")))
    #expect(try mixed.saturated(by: ring.one).isEqual(to: mixed))
    #expect(try mixed.saturated(by: ring.zero).isEqual(to: Self.ideal(ring, "1")))
    // Homogenising the generators alone would miss the curve at infinity.
    let cubic = try Self.ideal(ring, "y - x^2", "z - x^3")
    #expect(try cubic.saturated(by: ring["x"]).isEqual(to: cubic))
  }

  @Test("saturating by a variable agrees with inverting it")
  func saturationMethods() throws {
    let ring = try Self.ring(try PrimeField(modulus: 32003))
    var source = RandomSource(seed: 37)
    for _ in 0..<8 {
      let ideal = Self.randomIdeal(ring, count: 2, &source)
      let scaled = Ideal(ring: ring, generators: ideal.generators.map { $0 * ring["y"].power(2) })
      let byVariable = try scaled.saturated(by: ring["y"])
      // The same set by a divisor with two terms, which takes the other way.
      let shifted = try PolynomialRing(
        coefficients: ring.coefficients, variables: ["x", "y", "z", "t"])
      let map = VariableMap(from: ring, to: shifted)
      let inverted = Ideal(
        ring: shifted,
        generators: scaled.generators.map { map($0) } + [1 - shifted["t"] * shifted["y"]])
      let expected = try inverted.eliminating(names: ["t"])
      #expect(
        try byVariable.groebnerBasis().polynomials.map(\.description)
          == expected.groebnerBasis().polynomials.map(\.description))
    }
  }

  @Test("elimination: the twisted cubic is the image of its parametrisation")
  func elimination() throws {
    let ring = try Self.ring(RationalField(), ["t", "x", "y", "z"])
    let graph = try Self.ideal(ring, "x - t", "y - t^2", "z - t^3")
    let image = try graph.eliminating(names: ["t"])
    #expect(image.ring.variables == ["x", "y", "z"])
    let expected = try Self.ideal(image.ring, "y - x^2", "z - x*y")
    #expect(try image.isEqual(to: expected))
    #expect(
      try graph.eliminating([]).isEqual(
        to: Self.ideal(
          try Self.ring(RationalField(), ["t", "x", "y", "z"]), "x - t", "y - t^2", "z - t^3")))
    #expect(try graph.eliminating([0, 1, 2, 3]).isZero)
  }

  @Test("radical membership")
  func radicalMembership() throws {
    let ring = try Self.ring(RationalField())
    let ideal = try Self.ideal(ring, "x^3", "(y - z)^4")
    #expect(try ideal.radicalContains(ring.parse("x*z + y - z")))
    #expect(try !ideal.radicalContains(ring.parse("x + y")))
    #expect(try ideal.radicalContains(ring.zero) && !ideal.radicalContains(ring.one))
    #expect(try Self.ideal(ring, "1").radicalContains(ring.one))
  }

  @Test("homogenisation gives the projective closure")
  func homogenisation() throws {
    let ring = try Self.ring(RationalField())
    let cubic = try Self.ideal(ring, "y - x^2", "z - x^3")
    let closure = try cubic.homogenised()
    #expect(closure.ring.variables == ["h", "x", "y", "z"])
    #expect(
      try closure.isEqual(to: Self.ideal(closure.ring, "h*y - x^2", "h*z - x*y", "x*z - y^2")))
    #expect(try closure.degree() == 3 && closure.dimension() == 2)
    let affine = closure.generators.map { $0.dehomogenised(in: ring) }
    #expect(try Ideal(ring: ring, generators: affine).isEqual(to: cubic))
  }

  @Test("dimension and degree agree with random linear slices")
  func slices() throws {
    let ring = try Self.ring(try PrimeField(modulus: 32003), ["x", "y", "z", "w"])
    var source = RandomSource(seed: 41)
    let ideals = try [
      Self.ideal(ring, "x*z - y^2", "y*w - z^2", "x*w - y*z"),
      Self.ideal(ring, "x*y - z*w"), Self.ideal(ring, "x^2 + y", "z^3 - w"),
      Self.ideal(ring, "x*y", "z*w"), Self.ideal(ring, "(x - 1)*(y^2 - z)*w"),
    ]
    for ideal in ideals {
      let dimension = try ideal.dimension()
      var slice = ideal
      for _ in 0..<dimension {
        let form = ring.generators.reduce(ring(Int(source.next(below: 32003)))) {
          $0 + Int(source.next(below: 32003)) * $1
        }
        slice = slice + form
      }
      // As many general hyperplanes as the dimension leave finitely many points: the degree.
      #expect(try slice.dimension() == 0)
      #expect(try slice.degree() == ideal.degree())
    }
    #expect(try Self.ideal(ring, "1").dimension() == -1)
    #expect(try Ideal(ring: ring, generators: []).degree() == 1)
  }

  @Test("a cancelled computation stops")
  func cancellation() throws {
    let ring = try Self.ring(RationalField())
    let control = ComputationControl()
    control.cancel()
    #expect(throws: ComputationStopped.cancelled) {
      try Self.ideal(ring, "x^2 - y", "y^2 - z").minimalPrimes(control: control)
    }
  }
}
