import AlgebraicStructures
import Analyses
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// Answers about an ideal, as far as they were found before a limit.
public struct IdealReport<Coefficients: GroebnerField>: Report {
  /// What is known of the ideal.
  public let analysis: IdealAnalysis<Coefficients>

  /// A report on what `idealAnalysis(of:)` has returned.
  public init(_ analysis: IdealAnalysis<Coefficients>) { self.analysis = analysis }

  /// The answers; what is incomplete is called `partialGroebnerBasis` and `partialMinimalPrimes`.
  public var document: Document {
    let ring = (analysis.ideal ?? analysis.given).ring
    let field =
      ring.characteristic == 0 ? "the rationals" : "characteristic \(ring.characteristic)"
    var document = Document("Ideal in \(ring.variables.text) over \(field)")
    let generators = analysis.ideal?.generators.map(\.description) ?? []
    let basis = analysis.groebnerBasis.map(shownElements)
    let remarks = [constantRemark, basis?.remark].compactMap { $0 }
    document.data("variables", ring.variables)
    document.data("characteristic", ring.characteristic)
    document.data("generators", generators)
    document.entries(generators)
    if !remarks.isEmpty { document.data("remarks", remarks) }
    for remark in remarks { document.say("remark", "\(remark)") }
    if let found = analysis.groebnerBasis, let shown = basis?.elements {
      let isComplete = found.stopped == nil
      document.data(isComplete ? "groebnerBasis" : "partialGroebnerBasis", shown)
      document.heading(
        (isComplete ? "Reduced Groebner basis: " : "Partial Groebner basis, elements found: ")
          + "\(shown.count)")
      document.entries(shown)
      document.say("evidence", "\(found.evidence)")
    }
    addInvariants(to: &document)
    addPrimes(to: &document)
    document.data(
      "evidence",
      ifAny: analysis.primes?.evidence ?? analysis.invariants?.evidence
        ?? analysis.groebnerBasis?.evidence)
    document.data("plan", ifAny: analysis.groebnerBasis?.plan ?? analysis.invariants?.plan)
    document.stopped(analysis.stop)
    return document
  }

  private var constantRemark: String? {
    analysis.given.generators.first { $0.totalDegree == 0 }.map {
      "the constant \($0) is among the generators, so that the ideal is the whole ring"
    }
  }

  /// The elements of a basis; of a partial one as many as a limit leaves time to print.
  private func shownElements(
    of basis: PartialGroebnerBasis<Coefficients>
  ) -> (elements: [String], remark: String?) {
    var room = basis.stopped == nil ? Int.max : 100_000
    let shown = basis.polynomials.filter { polynomial in
      guard polynomial.termCount <= room else { return false }
      room -= polynomial.termCount
      return true
    }
    let hidden = basis.omittedCount + basis.polynomials.count - shown.count
    return (
      shown.map(\.description),
      hidden == 0
        ? nil : "\(hidden) further elements of the partial basis are left out, for their length"
    )
  }

  private func addInvariants(to document: inout Document) {
    guard let invariants = analysis.invariants else { return }
    document.space()
    document.field("dimension", invariants.dimension)
    document.field("codimension", invariants.codimension)
    document.field("degree", invariants.degree)
    document.data("dimensionEvidence", invariants.evidence)
    // With a basis shown its evidence stands there.
    if analysis.groebnerBasis == nil { document.say("evidence", "\(invariants.evidence)") }
  }

  private func addPrimes(to document: inout Document) {
    guard let found = analysis.primes else { return }
    let isComplete = found.stopped == nil
    let primes = found.primes.map { ($0, generators: $0.basis.polynomials.map(\.description)) }
    document.data(
      isComplete ? "minimalPrimes" : "partialMinimalPrimes",
      primes.map { prime, generators in
        JSONValue.record([
          "generators": generators, "dimension": prime.dimension,
          "codimension": prime.codimension, "degree": prime.degree, "evidence": prime.evidence,
        ])
      })
    document.heading(
      (isComplete
        ? "Minimal primes: "
        : "Primes found, the list is incomplete and they need not be minimal: ")
        + "\(primes.count)")
    for (prime, generators) in primes {
      document.entry(
        "dimension \(prime.dimension), degree \(prime.degree): \(prime.evidence.detail)")
      document.entries(generators.map { "  " + $0 })
    }
    document.say("evidence", "\(found.evidence)")
  }
}
