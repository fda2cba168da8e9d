import SingularLearning
import Testing

/// An ideal at a point, with the value that is known for it.
struct CertifiedCase: Sendable, CustomTestStringConvertible {
  let variables: [String]
  let generators: [String]
  var point: [Rational]?
  var density: [Int]?
  var value: LearningCoefficient?

  init(
    _ variables: String, _ generators: [String], _ lambda: Rational? = nil, _ m: Int = 1,
    density: [Int]? = nil, point: [Rational]? = nil
  ) {
    self.variables = variables.split(separator: " ").map(String.init)
    (self.generators, self.density, self.point) = (generators, density, point)
    value = lambda.map { LearningCoefficient($0, multiplicity: m) }
  }

  var testDescription: String { generators.joined(separator: ", ") }

  /// The coefficients of Σ a_j (u_j x + v_j y)^r, less those of x^r if a neuron is active.
  static func network(
    _ r: Int, isActive: Bool, _ lambda: Rational, _ m: Int
  ) -> CertifiedCase {
    var (binomial, generators) = (1, [String]())
    for i in 0...r {
      generators.append(
        "\(binomial)*a*u^\(i)*v^\(r - i) + \(binomial)*b*s^\(i)*t^\(r - i)"
          + (isActive && i == r ? " - 1" : ""))
      binomial = binomial * (r - i) / (i + 1)
    }
    return CertifiedCase(
      "a u v b s t", generators, lambda, m, point: isActive ? [1, 1, 0, 0, 0, 0] : nil)
  }

  func proven() throws -> (
    result: LearningCoefficientResult, certificate: LearningCoefficientCertificate
  ) {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: variables)
    let ideal = Ideal(ring: ring, generators: try generators.map { try ring.parse($0) })
    let point = point ?? variables.map { _ in 0 }
    let result = try learningCoefficient(
      of: ideal, at: point, density: density,
      plan: LearningCoefficientPlan(germs: 4_000, steps: 40_000, usesClosedForms: false))
    return (
      result,
      try LearningCoefficientCertificate(
        try #require(result.proof), of: ideal, at: point, density: density)
    )
  }

  static let known: [CertifiedCase] = [
    // Normal crossings and monomial ideals.
    CertifiedCase("x y", ["x^2*y^3"], Rational(1, 6)),
    CertifiedCase("x y", ["x^2*y^2"], Rational(1, 4), 2),
    CertifiedCase("x y", ["x^2*y^3"], Rational(1, 2), 2, density: [1, 2]),
    CertifiedCase("x y z", ["x*y", "y*z", "x*z"], Rational(3, 4)),
    // Simple plane singularities A, D and E.
    CertifiedCase("x y", ["x^2-y^3"], Rational(5, 12)),
    CertifiedCase("x y", ["x^2-y^5"], Rational(7, 20)),
    CertifiedCase("x y", ["x^2+y^4"], Rational(3, 8)),
    CertifiedCase("x y", ["x^2-y^4"], Rational(3, 8)),
    CertifiedCase("x y", ["x^2*y+y^3"], Rational(1, 3)),
    CertifiedCase("x y", ["x^2*y-y^4"], Rational(5, 16)),
    CertifiedCase("x y", ["x^3+y^4"], Rational(7, 24)),
    CertifiedCase("x y", ["x^3+x*y^3"], Rational(5, 18)),
    CertifiedCase("x y", ["x^3+y^5"], Rational(4, 15)),
    CertifiedCase("x y", ["(x-1)^2-(y+2)^3"], Rational(5, 12), point: [1, -2]),
    CertifiedCase("x y", ["(x^2-y^3)^2"], Rational(5, 24)),
    CertifiedCase("x y", ["(y-x^2)^2"], Rational(1, 4)),
    CertifiedCase("x y", ["(x^2-y^3)*(x^3-y^2)"], Rational(1, 4), 2),
    CertifiedCase("x y", ["x^2*y^2+x^5+y^5"], Rational(1, 4), 2),
    // Definite, indefinite and degenerate forms, rational and other zeros.
    CertifiedCase("x y z", ["x^2+y^2+z^2"], Rational(3, 4)),
    CertifiedCase("x y z", ["x^2+y^2+z^2-x^3"], Rational(3, 4)),
    CertifiedCase("x y z", ["x^2+y^2-z^2"], Rational(1, 2)),
    CertifiedCase("x y z", ["x^2-y*z"], Rational(1, 2)),
    CertifiedCase("x y t z", ["x^2+y^2+t*z^2"], Rational(1, 2)),
    CertifiedCase("x y z", ["x^3+y^3+z^3"], Rational(1, 2), 2),
    CertifiedCase("x y z", ["x^4+y^4-z^4"], Rational(3, 8)),
    CertifiedCase("x y", ["(x^2-2*y^2)^2"], Rational(1, 4), 2),
    CertifiedCase("x y", ["(x^2-2*y^2)^2+x^5"], Rational(1, 4), 2),
    CertifiedCase("x y z", ["x*y*z+x^4+y^5+z^6"]),
    // Sums of neurons.
    CertifiedCase("a b c d", ["a+b+c+d", "a^2+b^2+c^2+d^2"], Rational(5, 4)),
    CertifiedCase("a b c d", ["4*a-b-c-d", "4*a^2-b^2-c^2-d^2"], Rational(5, 4)),
    CertifiedCase("a b c d", ["2*a+2*b-c-d", "2*a^2+2*b^2-c^2-d^2"], Rational(1)),
    CertifiedCase("a b c d", ["a*b+c*d", "a*b^3+c*d^3"], Rational(2, 3)),
    CertifiedCase(
      "a b c d e f g h", ["a*e+b*g", "a*f+b*h", "c*e+d*g", "c*f+d*h"], Rational(3, 2)),
    .network(2, isActive: false, 1, 4), .network(3, isActive: false, Rational(2, 3), 1),
    .network(2, isActive: true, Rational(5, 4), 1), .network(3, isActive: true, Rational(5, 4), 1),
    .network(4, isActive: true, Rational(5, 4), 2),
  ]

  /// Few nodes, and every kind of step and rule.
  static let mutated: [CertifiedCase] = [
    CertifiedCase("x y", ["x^2-y^3"], density: [1, 2]), CertifiedCase("x y z", ["x^3+y^3+z^3"]),
    CertifiedCase("x y z", ["x^2-y*z"]), CertifiedCase("x y", ["(y-x^2)^2"]),
    CertifiedCase("x y", ["x^2*y+y^3"]), CertifiedCase("x y", ["(x^2-2*y^2)^2+x^5"]),
    CertifiedCase("a b c d", ["a+b+c+d", "a^2+b^2+c^2+d^2"]),
    CertifiedCase("a b c d", ["a*b+c*d", "a*b^3+c*d^3"]),
    .network(4, isActive: true, Rational(5, 4), 2),
  ]
}

@Suite("certificates of learning coefficients")
struct LearningCoefficientCertificateTests {
  @Test("what the search proves is checked, with the known value", arguments: CertifiedCase.known)
  func known(entry: CertifiedCase) throws {
    let (result, certificate) = try entry.proven()
    let check = try verify(try LearningCoefficientCertificate(json: certificate.json))
    #expect(check.lower == result.lowerBound.value && check.upper == result.upperBound?.value)
    if let value = entry.value { #expect(check.exact == value) }
  }

  @Test("random ideals of few terms are checked, with density")
  func random() throws {
    var random = RandomSource(seed: 13)
    for _ in 0..<40 {
      let variables = ["x", "y", "z"].prefix(random.integer(in: 2...3))
      let generators = (0..<random.integer(in: 1...3)).map { _ in
        (0..<random.integer(in: 1...4)).map { _ in
          let exponents = variables.map { _ in
            random.integer(in: 0...1) * random.integer(in: 1...4)
          }
          let monomial = zip(variables, exponents).map { "\($0)^\($1)" }.joined(separator: "*")
          return "\(random.integer(in: 1...4) * (random.integer(in: 0...1) * 2 - 1))*\(monomial)"
            + (exponents.allSatisfy { $0 == 0 } ? "*x" : "")
        }.joined(separator: " + ")
      }
      let entry = CertifiedCase(
        variables.joined(separator: " "), generators,
        density: variables.map { _ in max(0, random.integer(in: -4...2)) })
      let ring = try PolynomialRing(coefficients: RationalField(), variables: entry.variables)
      if try generators.allSatisfy({ try ring.parse($0).isZero }) { continue }
      let (result, certificate) = try entry.proven()
      #expect(try verify(certificate).upper == result.upperBound?.value, "\(entry)")
    }
  }

  @Test(
    "a change in one place is refused, or proves a true statement", arguments: CertifiedCase.mutated
  )
  func mutations(entry: CertifiedCase) throws {
    let (_, certificate) = try entry.proven()
    let original = try verify(certificate)
    let mutants = try CertificateMutations(certificate.json).mutants
    // All of them are a matter of a minute.
    let stride = max(1, mutants.count / 60)
    for (index, mutant) in mutants.enumerated() where index % stride == 0 {
      let changed: LearningCoefficientCertificate
      let check: LearningCoefficientCheck
      do throws(LearningCoefficientCertificateError) {
        changed = try LearningCoefficientCertificate(json: mutant.json)
        check = try verify(changed, steps: 100_000)
      } catch {
        if case .refuted(let node, _) = error { #expect(node.hasPrefix("root")) }
        continue
      }
      if check.statement == original.statement { continue }
      // Another statement has to be about another germ, and true.
      #expect(
        changed.generators != certificate.generators || changed.point != certificate.point
          || changed.density != certificate.density || changed.variables != certificate.variables,
        "\(mutant.place): \(check.statement)")
      let other = try CertifiedCase(
        changed.variables.joined(separator: " "), changed.generators, density: changed.density,
        point: changed.point.map { try #require(Rational($0)) }
      ).proven().result
      #expect(
        check.lower <= (try #require(other.upperBound)).value
          && other.lowerBound.value <= check.upper,
        "\(mutant.place): \(check.statement)")
    }
  }

  @Test("the node that does not hold is named")
  func namedNode() throws {
    let (_, certificate) = try CertifiedCase("x y", ["x^2-y^3"]).proven()
    func refusal(_ change: (inout LearningCoefficientCertificate) -> Void) -> String? {
      var changed = certificate
      change(&changed)
      do throws(LearningCoefficientCertificateError) {
        _ = try verify(changed)
        return nil
      } catch {
        if case .refuted(let node, _) = error { return node }
        return "\(error)"
      }
    }
    #expect(refusal { _ in } == nil)
    #expect(refusal { $0.nodes[0].upper?.lambda = "1" } == "root")
    func withoutCharts(_ count: Int, weight: Int = 3) -> String? {
      refusal { changed in
        guard case .blowUp(var weights, let charts) = changed.nodes[0].rule else { return }
        weights[0] = weight
        changed.nodes[0].rule = .blowUp(weights: weights, charts: charts.dropLast(count))
      }
    }
    // The last one is for the other sign of y, the last two are all of y.
    #expect(withoutCharts(0) == nil)
    #expect(withoutCharts(1) == "root")
    #expect(withoutCharts(2) == "root")
    #expect(withoutCharts(0, weight: 1)?.hasPrefix("root") == true)
    #expect(refusal { $0.nodes[1].steps = [] }?.hasPrefix("root.0") == true)
    #expect(
      refusal { $0.nodes[1].rule = .split(polynomial: "y - 2", variable: 1) } == "root.0.0")
    #expect(refusal { $0.density = [0, 1] }?.hasPrefix("root.0") == true)
    #expect(refusal { $0.generators = ["x^2 - 2*y^3"] }?.hasPrefix("root.0") == true)
  }

  @Test("texts that are no certificate are refused")
  func malformed() throws {
    let (_, certificate) = try CertifiedCase("x y", ["x^2-y^3"]).proven()
    let json = certificate.json
    #expect(LearningCoefficientCertificate.isNamed(in: json))
    func refusal(_ text: String) -> LearningCoefficientCertificateError? {
      do throws(LearningCoefficientCertificateError) {
        _ = try LearningCoefficientCertificate(json: text)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal(json) == nil)
    #expect(refusal("{}") != nil)
    #expect(refusal(json.replacing("\"version\":1", with: "\"version\":9")) == .otherVersion(9))
    #expect(refusal(json.replacing("\"blowUp\"", with: "\"blowDown\"")) != nil)
    #expect(refusal(json.replacing("\"density\":[0,0]", with: "\"density\":[0,0.5]")) != nil)
    #expect(refusal(json.replacing("\"density\"", with: "\"comment\":1,\"density\"")) != nil)
    #expect(refusal(String(repeating: "[", count: 100_000)) != nil)
  }

  @Test("work for a check is limited")
  func limited() throws {
    let (_, certificate) = try CertifiedCase("x y z", ["x^3+y^3+z^3"]).proven()
    #expect(throws: LearningCoefficientCertificateError.self) { try verify(certificate, steps: 2) }
  }

  @Test("a unit in a coordinate that vanishes later says nothing about the parameter of that name")
  func reusedCoordinate() throws {
    let entry = CertifiedCase(
      "x y z w", ["(x*y+y*z-z^2)^2 + w^4*z^3"], density: [0, 2, 0, 0])
    let (result, certificate) = try entry.proven()
    #expect(try verify(certificate).upper == result.upperBound?.value)
  }

  @Test("degrees are lowered in a relation only where its highest coefficient is a unit")
  func relationWithoutUnit() throws {
    let entry = CertifiedCase(
      "x y z w", ["(x^3+y^3+z^3-x*y*z)^2-z^5", "(x^2+y^2-3*z^2)+3*w^2*(x*y)^3-z^7"])
    let (result, certificate) = try entry.proven()
    #expect(try verify(certificate).upper == result.upperBound?.value)
  }

  @Test("the proof in words names the blow-up and the factor")
  func sentences() throws {
    let (result, _) = try CertifiedCase("x y", ["x^2-y^3"]).proven()
    #expect(
      result.proof?.sentences == [
        "Blow-up of x = y = 0 with the weights 3, 2; (5/12, 1) is attained in the chart of x.",
        "The common factor is x^6; left is <y - 1>.",
        "It is a product in separate variables, of (5/12, 1) and at least (1/2, 1): together (5/12, 1).",
        "Normal crossings with the density x^4: (5/12, 1) by the divisor x = 0 (4 + 1)/(2*6).",
        "All in all 6 germs; branches end: 3 with monomials, 1 with regular coordinates.",
      ])
  }
}
