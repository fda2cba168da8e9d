import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import NetworkFiles
import Polynomials

/// What is to be computed about an ideal.
public struct IdealQuestions: Hashable, Sendable {
  /// The text of a polynomial to saturate by first, or `nil`.
  public var saturation: String?
  /// The names of variables to eliminate then.
  public var elimination: [String]
  /// Whether the reduced Groebner basis is wanted.
  public var groebnerBasis: Bool
  /// Whether dimension, codimension and degree are wanted.
  public var dimension: Bool
  /// Whether the minimal primes are wanted.
  public var minimalPrimes: Bool

  /// The given questions; none of the last three means the first two of them.
  public init(
    saturation: String? = nil, elimination: [String] = [], groebnerBasis: Bool = false,
    dimension: Bool = false, minimalPrimes: Bool = false
  ) {
    let isOpen = !groebnerBasis && !dimension && !minimalPrimes
    self.saturation = saturation
    self.elimination = elimination
    self.groebnerBasis = groebnerBasis || isOpen
    self.dimension = dimension || isOpen
    self.minimalPrimes = minimalPrimes
  }
}

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
  public private(set) var variables: [String]
  /// The characteristic of the coefficients.
  public private(set) var characteristic: UInt64
  /// The generators after saturation and elimination.
  public private(set) var generators: [String]
  /// What is strange about the given generators, and what is left out of a partial basis.
  public private(set) var remarks: [String]
  /// The reduced Groebner basis; if it was stopped, elements of it or of the ideal.
  public private(set) var groebnerBasis: Answer<[String]>?
  /// Dimension, codimension and degree.
  public private(set) var invariants: (dimension: Int, codimension: Int, degree: Integer)?
  /// How the invariants are known: as the Groebner basis they are read from.
  public private(set) var invariantsEvidence: Evidence?
  /// The minimal primes; if the search was stopped, the primes found.
  public private(set) var primes: Answer<[Component]>?
  /// What ended the computation early.
  public private(set) var stop: ComputationStopped?
  /// The ideal as a script for other systems.
  public private(set) var export: IdealExport

  /// Answers the questions about an ideal.
  ///
  /// - Throws: for a saturation text that is no polynomial, and for unknown names to eliminate.
  public init<C: GroebnerField>(
    of ideal: Ideal<C>, questions: IdealQuestions, control: ComputationControl
  ) throws(IdealSpecificationError) {
    var current = ideal
    characteristic = ideal.ring.characteristic
    let divisor = try Self.divisor(questions.saturation, ideal.ring)
    for name in questions.elimination where ideal.ring.index(of: name) == nil {
      throw IdealSpecificationError(
        description: "--eliminate: \(ideal.ring) has no variable '\(name)'")
    }
    var failure: ComputationStopped?
    do throws(ComputationStopped) {
      if let divisor { current = try current.saturated(by: divisor, control: control) }
      if !questions.elimination.isEmpty {
        current = try current.eliminating(names: questions.elimination, control: control)
      }
    } catch {
      failure = error
    }
    remarks = Self.remarks(on: ideal)
    variables = current.ring.variables
    generators = []
    export = IdealExport(current)
    do throws(ComputationStopped) {
      for generator in current.generators {
        try control.checkpoint()
        generators.append(generator.description)
      }
    } catch {
      failure = failure ?? error
    }
    if failure == nil {
      do throws(ComputationStopped) {
        try answer(current, questions, control)
      } catch {
        failure = error
      }
    }
    stop = failure
  }

  private static func remarks<C: Ring>(on ideal: Ideal<C>) -> [String] {
    ideal.generators.first { $0.totalDegree == 0 }.map {
      ["the constant \($0) is among the generators, so that the ideal is the whole ring"]
    } ?? []
  }

  private static func divisor<C: Ring>(
    _ text: String?, _ ring: PolynomialRing<C>
  ) throws(IdealSpecificationError) -> Polynomial<C>? {
    guard let text else { return nil }
    do {
      return try ring.parse(text)
    } catch {
      throw IdealSpecificationError(description: "--saturate: \(error)")
    }
  }

  /// The most terms of a partial basis that are shown: more would take longer than a limit leaves.
  private static var mostPartialTerms: Int { 100_000 }

  /// The elements of a partial basis that are shown; a remark tells of the others.
  private mutating func partialElements<C: Ring>(
    _ polynomials: [Polynomial<C>]
  ) -> [Polynomial<C>] {
    var terms = 0
    let shown = polynomials.filter { polynomial in
      guard terms + polynomial.termCount <= Self.mostPartialTerms else { return false }
      terms += polynomial.termCount
      return true
    }
    if shown.count < polynomials.count {
      remarks.append(
        "\(polynomials.count - shown.count) further elements of the partial basis are left out, for their "
          + "length")
    }
    return shown
  }

  private mutating func answer<C: GroebnerField>(
    _ ideal: Ideal<C>, _ questions: IdealQuestions, _ control: ComputationControl
  ) throws(ComputationStopped) {
    if questions.groebnerBasis {
      let result = ideal.partialGroebnerBasis(control: control)
      let shown = result.stopped == nil ? result.polynomials : partialElements(result.polynomials)
      groebnerBasis = Answer(
        value: shown.map(\.description), evidence: result.evidence,
        isComplete: result.stopped == nil)
      if let stopped = result.stopped { throw stopped }
    }
    if questions.dimension {
      let basis = try ideal.groebnerBasis(order: .degreeReverseLexicographic, control: control)
      let series = try basis.hilbertSeries(control: control)
      invariants = (
        series.dimension, ideal.ring.variableCount - series.dimension, series.degree
      )
      invariantsEvidence =
        switch basis.evidence {
        case .proven(let detail): .proven(detail: "Hilbert series of a Groebner basis: \(detail)")
        default: basis.evidence
        }
    }
    if questions.minimalPrimes {
      let result = ideal.partialMinimalPrimes(control: control)
      primes = Answer(
        value: result.primes.map { prime in
          Component(
            generators: prime.basis.polynomials.map(\.description), dimension: prime.dimension,
            codimension: prime.codimension, degree: prime.degree, evidence: prime.evidence)
        }, evidence: result.evidence, isComplete: result.stopped == nil)
      if let stopped = result.stopped { throw stopped }
    }
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
