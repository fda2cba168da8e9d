import AlgebraTestSupport
import SingularLearning
import Testing

/// The values of the reference table come out, all of them exact and proven.
@Suite struct LearningCoefficientTableTests {
  private struct UnknownKind: Error { let kind: String }

  @Test func theTableComesOut() throws {
    let entries = try ReferenceCoefficient.all()
    #expect(entries.count == 50)
    for entry in entries {
      let result = try Self.result(entry)
      let truth = LearningCoefficient(
        try #require(Rational(entry.lambda)), multiplicity: entry.multiplicity)
      #expect(result.exact == truth, "\(entry.name): \(result.lower) to \(result.upper ?? -1)")
      #expect(result.evidence.isProven, "\(entry.name)")
    }
  }

  /// The result at the point that the entry means.
  private static func result(_ entry: ReferenceCoefficient) throws -> LearningCoefficientResult {
    switch entry.kind {
    case "normalCrossing":
      let exponents = entry.exponents ?? []
      let variables = exponents.indices.map { "w\($0 + 1)" }
      let text = zip(variables, exponents).map { "\($0)^\($1)" }.joined(separator: "*")
      return try bounds([text], variables, density: entry.priorExponents)
    case "evenPowers":
      let powers = entry.powers ?? []
      let variables = powers.indices.map { "w\($0 + 1)" }
      return try bounds(zip(variables, powers).map { "\($0)^\($1 / 2)" }, variables)
    case "hypersurface":
      return try bounds([entry.spec?.f ?? ""], entry.spec?.vars ?? [])
    case "ideal": return try bounds(["x^2", "y^3"], ["x", "y"])
    case "tanh": return try vandermonde(outputs: 1, hidden: entry.hidden ?? 0, step: 2)
    case "vandermonde":
      return try vandermonde(
        outputs: entry.outputUnits ?? 0, hidden: entry.hiddenUnits ?? 0, step: entry.step ?? 0)
    case "rrr", "rrrLocal":
      let hidden = entry.hidden ?? 0
      let rank = entry.rank ?? 0
      let (rankA, rankB) = (entry.rankA ?? rank, entry.rankB ?? rank)
      let widths = [entry.inputs ?? 0, hidden, entry.outputs ?? 0]
      let first = units(hidden, widths[0], (0..<rankA).map { ($0, $0) })
      // B maps the image of A with rank `rank`, and has the rest of its rank beside it.
      let second = units(
        widths[2], hidden,
        (0..<rank).map { ($0, $0) } + (rank..<max(rank, rankB)).map { ($0, rankA + $0 - rank) })
      return try bounds(widths, 1, [first, second])
    case "dln":
      let widths = entry.widths ?? []
      let matrices = (1..<widths.count).map { layer in
        units(widths[layer], widths[layer - 1], (0..<(entry.rank ?? 0)).map { ($0, $0) })
      }
      return try bounds(widths, 1, matrices)
    case "monoNet":
      let widths = entry.widths ?? []
      let active = ["zero": 0, "oneActive": 1, "twoActive": 2][entry.truth ?? ""] ?? -1
      let diagonal = (0..<active).map { ($0, $0) }
      return try bounds(
        widths, entry.r ?? 0,
        [
          units(widths[1], widths[0], diagonal),
          units(widths[2], widths[1], (0..<active).map { (0, $0) }),
        ])
    default:
      throw UnknownKind(kind: entry.kind)
    }
  }

  /// Σ_k a_{m,k} b_k^{Qn+1} for n < H, which generate all others.
  private static func vandermonde(
    outputs: Int, hidden: Int, step: Int
  ) throws -> LearningCoefficientResult {
    let variables =
      (1...outputs).flatMap { m in (1...hidden).map { "a\(m)_\($0)" } }
      + (1...hidden).map { "b\($0)" }
    let generators = (1...outputs).flatMap { m in
      (0..<hidden).map { n in
        (1...hidden).map { "a\(m)_\($0)*b\($0)^\(step * n + 1)" }.joined(separator: " + ")
      }
    }
    return try bounds(generators, variables)
  }

  private static func bounds(
    _ generators: [String], _ variables: [String], density: [Int]? = nil
  ) throws -> LearningCoefficientResult {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: variables)
    return try learningCoefficient(
      of: Ideal(ring: ring, generators: generators.map { try ring.parse($0) }),
      at: variables.map { _ in 0 },
      density: density)
  }

  private static func bounds(
    _ widths: [Int], _ degree: Int, _ matrices: [[[Rational]]]
  ) throws -> LearningCoefficientResult {
    let architecture = try Architecture(widths: widths, degree: degree)
    return try learningCoefficient(at: Network(architecture, matrices: matrices))
  }

  private static func units(_ rows: Int, _ columns: Int, _ ones: [(Int, Int)]) -> [[Rational]] {
    (0..<rows).map { i in
      (0..<columns).map { j in ones.contains { $0 == (i, j) } ? 1 : 0 }
    }
  }
}
