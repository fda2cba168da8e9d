import AlgebraicStructures
import Analyses
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// Answers about an ideal, as far as they were found before a limit.
public struct IdealReport: Report {
  /// The prime components in the words of the report.
  public struct Component: Hashable, Sendable {
    /// The reduced Groebner basis.
    public let generators: [String]
    /// Krull dimension of the quotient.
    public let dimension: Int
    /// Number of variables minus the dimension.
    public let codimension: Int
    /// The degree.
    public let degree: Integer
    /// Why the ideal is prime.
    public let evidence: Evidence
  }

  /// An answer with how it is known, complete or as far as it was found.
  public struct Answer<Value: Sendable>: Sendable {
    /// The answer.
    public let value: Value
    /// How it is known.
    public let evidence: Evidence
    /// Whether nothing is missing.
    public let isComplete: Bool
  }

  /// The names of the variables of the ideal that the answers are about.
  public let variables: [String]
  /// The characteristic of the coefficients.
  public let characteristic: UInt64
  /// The generators after saturation and elimination.
  public let generators: [String]
  /// What is strange about the given generators, and what is left out of a partial basis.
  public private(set) var remarks: [String]
  /// The reduced Groebner basis; if it was stopped, elements of it or of the ideal.
  public private(set) var groebnerBasis: Answer<[String]>?
  /// Dimension, codimension and degree.
  public let invariants: (dimension: Int, codimension: Int, degree: Integer)?
  /// How the invariants are known: as the Groebner basis they are read from.
  public let invariantsEvidence: Evidence?
  /// The minimal primes; if the search was stopped, the primes found.
  public let primes: Answer<[Component]>?
  /// What ended the computation early.
  public let stop: ComputationStopped?

  /// The most terms of a partial basis that are shown: more would take longer than a limit leaves.
  private static let mostPartialTerms = 100_000

  /// A report on what `idealAnalysis(of:)` has returned.
  public init<C: GroebnerField>(_ analysis: IdealAnalysis<C>) {
    let ring = (analysis.ideal ?? analysis.given).ring
    variables = ring.variables
    characteristic = ring.characteristic
    generators = analysis.ideal?.generators.map(\.description) ?? []
    remarks =
      analysis.given.generators.first { $0.totalDegree == 0 }.map {
        ["the constant \($0) is among the generators, so that the ideal is the whole ring"]
      } ?? []
    invariants = analysis.invariants.map { ($0.dimension, $0.codimension, $0.degree) }
    invariantsEvidence = analysis.invariants?.evidence
    primes = analysis.primes.map { found in
      Answer(
        value: found.primes.map { prime in
          Component(
            generators: prime.basis.polynomials.map(\.description), dimension: prime.dimension,
            codimension: prime.codimension, degree: prime.degree, evidence: prime.evidence)
        }, evidence: found.evidence, isComplete: found.stopped == nil)
    }
    stop = analysis.stop
    guard let basis = analysis.groebnerBasis else { return }
    var shown = basis.polynomials
    if basis.stopped != nil {
      var terms = 0
      shown = shown.filter { polynomial in
        guard terms + polynomial.termCount <= Self.mostPartialTerms else { return false }
        terms += polynomial.termCount
        return true
      }
    }
    if shown.count < basis.polynomials.count {
      remarks.append(
        "\(basis.polynomials.count - shown.count) further elements of the partial basis are left out, for "
          + "their length")
    }
    groebnerBasis = Answer(
      value: shown.map(\.description), evidence: basis.evidence,
      isComplete: basis.stopped == nil)
  }

  /// The keys `variables`, `characteristic`, `generators` and, as far as asked for and known,
  /// `remarks` (on generators that are constant), `groebnerBasis`, `dimension`, `codimension`, `degree` with
  /// `dimensionEvidence`, `minimalPrimes`, `evidence` (of the last of these), `stopped`; what is incomplete
  /// is called `partialGroebnerBasis` and `partialMinimalPrimes`.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("schema", .integer(jsonSchemaVersion)),
      .init("variables", .array(variables.map { .string($0) })),
      .init("characteristic", .exact(Integer(characteristic))),
      .init("generators", .array(generators.map { .string($0) })),
    ]
    if !remarks.isEmpty {
      members.append(.init("remarks", .array(remarks.map { .string($0) })))
    }
    if let groebnerBasis {
      members.append(
        .init(
          groebnerBasis.isComplete ? "groebnerBasis" : "partialGroebnerBasis",
          .array(groebnerBasis.value.map { .string($0) })))
    }
    if let invariants {
      members.append(.init("dimension", .exact(invariants.dimension)))
      members.append(.init("codimension", .exact(invariants.codimension)))
      members.append(.init("degree", .exact(invariants.degree)))
    }
    if let invariantsEvidence {
      members.append(.init("dimensionEvidence", JSONValue(invariantsEvidence)))
    }
    if let primes {
      members.append(
        .init(
          primes.isComplete ? "minimalPrimes" : "partialMinimalPrimes",
          .array(primes.value.map(\.json))))
    }
    if let evidence = primes?.evidence ?? invariantsEvidence ?? groebnerBasis?.evidence {
      members.append(.init("evidence", JSONValue(evidence)))
    }
    if let stop { members.append(.init("stopped", .string(stop.description))) }
    return .object(members)
  }

  /// The same as text.
  public var text: String {
    var report = TextReport()
    let field = characteristic == 0 ? "the rationals" : "characteristic \(characteristic)"
    report.heading("Ideal in \(variables.joined(separator: ", ")) over \(field)")
    for generator in generators { report.line("  \(generator)") }
    report.fields(remarks.map { ("remark", $0) })
    if let groebnerBasis {
      let count = groebnerBasis.value.count
      report.heading(
        groebnerBasis.isComplete
          ? "Reduced Groebner basis: \(count)" : "Partial Groebner basis, elements found: \(count)")
      for polynomial in groebnerBasis.value { report.line("  \(polynomial)") }
      report.fields([("evidence", evidenceText(groebnerBasis.evidence))])
    }
    if let invariants {
      report.space()
      report.fields([
        ("dimension", "\(invariants.dimension)"), ("codimension", "\(invariants.codimension)"),
        ("degree", "\(invariants.degree)"),
      ])
      // With a basis shown its evidence stands there.
      if groebnerBasis == nil, let invariantsEvidence {
        report.fields([("evidence", evidenceText(invariantsEvidence))])
      }
    }
    if let primes {
      let count = primes.value.count
      report.heading(
        primes.isComplete
          ? "Minimal primes: \(count)"
          : "Primes found, the list is incomplete and they need not be minimal: \(count)")
      for component in primes.value { component.append(to: &report) }
      report.fields([("evidence", evidenceText(primes.evidence))])
    }
    return report.text
  }
}

extension IdealReport.Component {
  fileprivate var json: JSONValue {
    .object([
      .init("generators", .array(generators.map { .string($0) })),
      .init("dimension", .exact(dimension)), .init("codimension", .exact(codimension)),
      .init("degree", .exact(degree)), .init("evidence", JSONValue(evidence)),
    ])
  }

  fileprivate func append(to report: inout TextReport) {
    report.line("  dimension \(dimension), degree \(degree): \(evidence.detail)")
    for generator in generators { report.line("    \(generator)") }
  }
}
