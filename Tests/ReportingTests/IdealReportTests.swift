import SingularLearning
import Testing

/// Which evidence stands where in reports on ideals.
@Suite struct IdealReportTests {
  private static func analysis(
    _ questions: Set<IdealQuestion>
  ) throws -> IdealAnalysis<RationalField> {
    let ideal = try IdealSpecification(text: "x*y - 1, x^2 - y", name: "test")
      .ideal(over: RationalField())
    return idealAnalysis(of: ideal, questions: questions)
  }

  /// Everything that may be asked, and the answer whose evidence stands for the whole: it rests on the others.
  @Test(
    arguments: [
      ([.groebnerBasis], .groebnerBasis), ([.dimension], .dimension),
      ([.groebnerBasis, .dimension], .dimension), ([.minimalPrimes], .minimalPrimes),
      ([.groebnerBasis, .minimalPrimes], .minimalPrimes),
      ([.dimension, .minimalPrimes], .minimalPrimes),
      ([.groebnerBasis, .dimension, .minimalPrimes], .minimalPrimes),
    ] as [(Set<IdealQuestion>, IdealQuestion)])
  func theLastAnswerGivesTheEvidence(questions: Set<IdealQuestion>, last: IdealQuestion) throws {
    let analysis = try Self.analysis(questions)
    let all: [IdealQuestion: Evidence?] = [
      .groebnerBasis: analysis.groebnerBasis?.evidence, .dimension: analysis.invariants?.evidence,
      .minimalPrimes: analysis.primes?.evidence,
    ]
    // The three differ, so that a wrong choice shows.
    #expect(Set(all.values.compactMap { $0 }).count == questions.count)
    let evidence = try #require(all[last] ?? nil)
    let json = IdealReport(analysis).json
    #expect(json["evidence"] == JSONValue(evidence))
    #expect(json["dimensionEvidence"] == analysis.invariants.map { JSONValue($0.evidence) })
  }

  /// The text says how the basis is known where there is one, how the dimension is known where there is none,
  /// and always how the primes are.
  @Test(
    arguments: [
      ([.groebnerBasis, .dimension, .minimalPrimes], [.groebnerBasis, .minimalPrimes]),
      ([.groebnerBasis, .dimension], [.groebnerBasis]), ([.dimension], [.dimension]),
      ([.dimension, .minimalPrimes], [.dimension, .minimalPrimes]),
    ] as [(Set<IdealQuestion>, Set<IdealQuestion>)])
  func textNamesTheEvidenceOfEachAnswer(
    questions: Set<IdealQuestion>, named: Set<IdealQuestion>
  ) throws {
    let analysis = try Self.analysis(questions)
    func words(_ text: String) -> String {
      text.split { " \n".contains($0) }.joined(separator: " ")
    }
    let text = words(IdealReport(analysis).text)
    func isNamed(_ evidence: Evidence?) -> Bool {
      evidence.map { text.contains(words("evidence \($0.kind): \($0.detail)")) } ?? false
    }
    #expect(isNamed(analysis.groebnerBasis?.evidence) == named.contains(.groebnerBasis), "\(text)")
    #expect(isNamed(analysis.invariants?.evidence) == named.contains(.dimension))
    #expect(isNamed(analysis.primes?.evidence) == named.contains(.minimalPrimes))
  }
}
