import AlgebraicStructures
import ExactArithmetic
import Ideals
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

  /// The names of the variables of the ideal that the answers are about.
  public private(set) var variables: [String]
  /// The characteristic of the coefficients.
  public private(set) var characteristic: UInt64
  /// The generators after saturation and elimination.
  public private(set) var generators: [String]
  /// The reduced Groebner basis.
  public private(set) var groebnerBasis: (polynomials: [String], evidence: Evidence)?
  /// Dimension, codimension and degree.
  public private(set) var invariants: (dimension: Int, codimension: Int, degree: Integer)?
  /// The minimal primes and how it is known that they are all.
  public private(set) var primes: (components: [Component], evidence: Evidence)?
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
    variables = current.ring.variables
    generators = current.generators.map(\.description)
    export = IdealExport(current)
    if failure == nil {
      do throws(ComputationStopped) {
        try answer(current, questions, control)
      } catch {
        failure = error
      }
    }
    stop = failure
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

  private mutating func answer<C: GroebnerField>(
    _ ideal: Ideal<C>, _ questions: IdealQuestions, _ control: ComputationControl
  ) throws(ComputationStopped) {
    if questions.groebnerBasis {
      let basis = try ideal.groebnerBasis(control: control)
      groebnerBasis = (basis.polynomials.map(\.description), basis.evidence)
    }
    if questions.dimension {
      let basis = try ideal.groebnerBasis(order: .degreeReverseLexicographic, control: control)
      let series = try basis.hilbertSeries(control: control)
      invariants = (
        series.dimension, ideal.ring.variableCount - series.dimension, series.degree
      )
    }
    if questions.minimalPrimes {
      let result = try ideal.minimalPrimes(control: control)
      primes = (
        result.map { prime in
          Component(
            generators: prime.basis.polynomials.map(\.description), dimension: prime.dimension,
            codimension: prime.codimension, degree: prime.degree, evidence: prime.evidence)
        }, result.evidence
      )
    }
  }

  /// The keys `variables`, `characteristic`, `generators` and, as far as asked for and known,
  /// `groebnerBasis`, `dimension`, `codimension`, `degree`, `minimalPrimes`, `evidence`, `stopped`.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("schema", .integer(jsonSchemaVersion)),
      .init("variables", .array(variables.map { .string($0) })),
      .init("characteristic", .exact(Integer(characteristic))),
      .init("generators", .array(generators.map { .string($0) })),
    ]
    if let groebnerBasis {
      members.append(
        .init("groebnerBasis", .array(groebnerBasis.polynomials.map { .string($0) })))
    }
    if let invariants {
      members.append(.init("dimension", .exact(invariants.dimension)))
      members.append(.init("codimension", .exact(invariants.codimension)))
      members.append(.init("degree", .exact(invariants.degree)))
    }
    if let primes {
      members.append(.init("minimalPrimes", .array(primes.components.map(\.json))))
    }
    if let evidence = primes?.evidence ?? groebnerBasis?.evidence {
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
    if let groebnerBasis {
      report.heading("Reduced Groebner basis: \(groebnerBasis.polynomials.count)")
      for polynomial in groebnerBasis.polynomials { report.line("  \(polynomial)") }
      report.fields([("evidence", evidenceText(groebnerBasis.evidence))])
    }
    if let invariants {
      report.space()
      report.fields([
        ("dimension", "\(invariants.dimension)"), ("codimension", "\(invariants.codimension)"),
        ("degree", "\(invariants.degree)"),
      ])
    }
    if let primes {
      report.heading("Minimal primes: \(primes.components.count)")
      for component in primes.components { component.append(to: &report) }
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
