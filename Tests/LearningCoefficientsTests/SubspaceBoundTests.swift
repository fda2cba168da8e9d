import SingularLearning
import Testing

/// Lower bounds on complex subspaces and by ranks of differentials, in proofs and in their certificates.
@Suite("bounds on subspaces and by ranks")
struct SubspaceBoundTests {
  private static func result(
    _ widths: [Int], _ degree: Int, _ weights: [Rational],
    plan: LearningCoefficientPlan = LearningCoefficientPlan()
  ) throws -> (result: LearningCoefficientResult, certificate: LearningCoefficientCertificate) {
    let network = try Network(
      Architecture(widths: widths, degree: degree), weights: weights)
    var plan = plan
    plan.usesClosedForms = false
    let result = try learningCoefficient(at: network, plan: plan)
    return (
      result, try LearningCoefficientCertificate(try #require(result.proof), at: network)
    )
  }

  private static func refusal(_ certificate: LearningCoefficientCertificate) -> String? {
    do throws(LearningCoefficientCertificateError) {
      _ = try verify(certificate)
      return nil
    } catch {
      if case .refuted(let node, _) = error { return node }
      return "\(error)"
    }
  }

  /// At zero W_1 counts with |W_1|/(2 r²) = 2/r², the value of the blow-up of W_1 = 0, and diagonal W_2 show that nothing
  /// is smaller.
  @Test("deep networks at zero", arguments: [2, 3])
  func deepNetworksAtZero(degree: Int) throws {
    let (result, certificate) = try Self.result(
      [2, 2, 2, 1], degree, Array(repeating: 0, count: 10))
    #expect(result.lambda == Rational(2) / Rational(degree * degree))
    #expect(result.evidence.isProven)
    let check = try verify(certificate)
    #expect(check.lower.lambda == check.upper.lambda && check.lower == result.lowerBound.value)
    let index = try #require(
      certificate.nodes.firstIndex { node in
        if case .restriction = node.rule { true } else { false }
      })
    // The bound of another subspace is another one, or belongs to another tree.
    for variables in [[0], [4], [4, 5], [], [4, 4], [99]] {
      var changed = certificate
      changed.nodes[index].rule = .restriction(variables: variables)
      #expect(Self.refusal(changed)?.hasPrefix("root") == true, "\(variables)")
    }
    var changed = certificate
    changed.nodes[index].lower?.lambda = "1"
    #expect(Self.refusal(changed) == "root")
  }

  @Test("one active neuron of a deep network")
  func oneActiveNeuron() throws {
    let (result, certificate) = try Self.result([2, 2, 2, 1], 3, [1, 0, 0, 0, 1, 0, 0, 0, 1, 0])
    #expect(result.lambda == Rational(5, 4))
    #expect(try verify(certificate).lower == result.lowerBound.value)
  }

  /// The cubic Σ a_k ℓ_k³ is a form in W_1: 6/(2·3) = 1 by the blow-up of W_1 = 0, and where it vanishes elsewhere two of
  /// its coefficients are regular coordinates.
  @Test("inactive neurons with general outgoing weights")
  func inactiveNeurons() throws {
    let (result, certificate) = try Self.result([2, 3, 1], 3, [0, 0, 0, 0, 0, 0, 1, 2, 3])
    #expect(result.lambda == 1)
    #expect(try verify(certificate).lower == result.lowerBound.value)
    let index = try #require(
      certificate.nodes.firstIndex { node in
        if case .rank = node.rule { true } else { false }
      })
    guard case .rank(let size) = certificate.nodes[index].rule else { return }
    for other in [size + 1, size + 10, 0] {
      var changed = certificate
      changed.nodes[index].rule = .rank(size: other)
      #expect(Self.refusal(changed)?.hasPrefix("root.") == true)
    }
  }

  /// z + x² + y² is a coordinate, with the value 1/2: on z = 0 the real value is 1, and only the complex one, 1/2, is a bound.
  @Test("a definite form says nothing over the complex numbers")
  func definiteFormsAreReal() throws {
    func certificate(_ step: String, density: Int = 0) throws -> LearningCoefficientCertificate {
      try LearningCoefficientCertificate(
        json: """
          {"format":"learning-coefficient","version":1,"variables":["x","y","z"],
          "generators":["z + x^2 + y^2"],"point":["0","0","0"],"density":[0,0,\(density)],"fixed":[],
          "nodes":[
          {"steps":[],"rule":{"restriction":{"variables":[2]}},"children":[1,2],
          "lower":{"lambda":"1","multiplicity":4},"upper":{"lambda":"1","multiplicity":1}},
          {"steps":[],"rule":{"open":{"reason":""}},"children":[],
          "lower":{"lambda":"0","multiplicity":4},"upper":{"lambda":"1","multiplicity":1},
          "weights":[["1/2","1/2","1","0"]]},
          {"steps":[\(step)],"rule":{"monomials":{}},"children":[],
          "lower":{"lambda":"1/2","multiplicity":1},"upper":{"lambda":"1/2","multiplicity":1},
          "multipliers":[{"exponents":[2,0,0,0],"value":"1/2"},{"exponents":[0,2,0,0],"value":"1/2"}],
          "weights":[["1/2","1/2","0","0"]]}]}
          """.replacing("\n", with: ""))
    }
    for step in [#"{"evenTerms":{"generator":0}}"#, #"{"definiteSquares":{"generator":0}}"#] {
      #expect(Self.refusal(try certificate(step)) == "root.1", "\(step)")
    }
    #expect(Self.refusal(try certificate(#"{"multiples":{}}"#, density: 1)) == "root")
  }

  /// Long programmes choose pivots in another way than short ones: repeated columns must not change the value.
  @Test("many monomials")
  func manyMonomials() throws {
    let variables = ["x", "y", "z", "u", "v"]
    let ring = try PolynomialRing(coefficients: RationalField(), variables: variables)
    var generators: [Polynomial<RationalField>] = []
    for a in 0...7 {
      for b in 0...(7 - a) {
        for c in 0...(7 - a - b) {
          for d in 0...(7 - a - b - c) {
            generators.append(ring.monomial(1, exponents: [a, b, c, d, 7 - a - b - c - d]))
          }
        }
      }
    }
    let extra = ring.monomial(1, exponents: [3, 0, 0, 0, 0])
    for (ideal, value) in [
      (generators, LearningCoefficient(Rational(5, 14), multiplicity: 1)),
      (generators + [extra], LearningCoefficient(Rational(19, 42), multiplicity: 1)),
    ] {
      let result = try learningCoefficient(
        of: Ideal(ring: ring, generators: ideal), at: [0, 0, 0, 0, 0],
        plan: LearningCoefficientPlan(usesClosedForms: false))
      #expect(result.exact == value)
    }
  }
}
