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

  /// The answers; what is incomplete is called `partialGroebnerBasis` and `partialMinimalPrimes`.
  public var document: Document {
    let field = characteristic == 0 ? "the rationals" : "characteristic \(characteristic)"
    var document = Document("Ideal in \(variables.joined(separator: ", ")) over \(field)")
    document.data("variables", variables)
    document.data("characteristic", characteristic)
    document.data("generators", generators)
    for generator in generators { document.entry("\(generator)") }
    if !remarks.isEmpty { document.data("remarks", remarks) }
    for remark in remarks { document.say("remark", "\(remark)") }
    addBasis(to: &document)
    if let invariants {
      document.space()
      document.field("dimension", invariants.dimension)
      document.field("codimension", invariants.codimension)
      document.field("degree", invariants.degree)
      document.data("dimensionEvidence", invariantsEvidence)
      // With a basis shown its evidence stands there.
      if groebnerBasis == nil { document.say("evidence", invariantsEvidence.map { "\($0)" }) }
    }
    addPrimes(to: &document)
    document.data(
      "evidence", ifAny: primes?.evidence ?? invariantsEvidence ?? groebnerBasis?.evidence)
    document.stopped(stop)
    return document
  }

  private func addBasis(to document: inout Document) {
    guard let basis = groebnerBasis else { return }
    document.data(basis.isComplete ? "groebnerBasis" : "partialGroebnerBasis", basis.value)
    document.heading(
      (basis.isComplete ? "Reduced Groebner basis: " : "Partial Groebner basis, elements found: ")
        + "\(basis.value.count)")
    for polynomial in basis.value { document.entry("\(polynomial)") }
    document.say("evidence", "\(basis.evidence)")
  }

  private func addPrimes(to document: inout Document) {
    guard let primes else { return }
    document.data(primes.isComplete ? "minimalPrimes" : "partialMinimalPrimes", primes.value)
    document.heading(
      (primes.isComplete
        ? "Minimal primes: "
        : "Primes found, the list is incomplete and they need not be minimal: ")
        + "\(primes.value.count)")
    for prime in primes.value {
      document.entry(
        "dimension \(prime.dimension), degree \(prime.degree): \(prime.evidence.detail)")
      for generator in prime.generators { document.entry("  \(generator)") }
    }
    document.say("evidence", "\(primes.evidence)")
  }
}

extension IdealReport.Component: JSONRepresentable {
  var json: JSONValue {
    .record([
      "generators": generators, "dimension": dimension, "codimension": codimension,
      "degree": degree, "evidence": evidence,
    ])
  }
}
