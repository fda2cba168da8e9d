import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// What can be asked about an ideal.
public enum IdealQuestion: Hashable, Sendable, CaseIterable {
  /// The reduced Groebner basis.
  case groebnerBasis
  /// Dimension, codimension and degree.
  case dimension
  /// The minimal primes.
  case minimalPrimes
}

/// Answers about an ideal, as far as they were found before a limit.
public struct IdealAnalysis<Coefficients: GroebnerField>: Sendable {
  /// Dimension, codimension and degree, with how they are known.
  public struct Invariants: Hashable, Sendable {
    /// Krull dimension of the quotient.
    public let dimension: Int
    /// Number of variables minus the dimension.
    public let codimension: Int
    /// The degree.
    public let degree: Integer
    /// As the Groebner basis they are read from.
    public let evidence: Evidence
    /// How that basis was computed.
    public let plan: GroebnerPlan?
  }

  /// The ideal that was given.
  public let given: Ideal<Coefficients>
  /// The ideal after saturation and elimination, which the answers are about; `nil` if a limit came before.
  public private(set) var ideal: Ideal<Coefficients>?
  /// The reduced Groebner basis; if it was stopped, elements of it or of the ideal.
  public private(set) var groebnerBasis: PartialGroebnerBasis<Coefficients>?
  /// Dimension, codimension and degree.
  public private(set) var invariants: Invariants?
  /// The minimal primes; if the search was stopped, the primes found.
  public private(set) var primes: PartialMinimalPrimes<Coefficients>?
  /// What ended the computation early.
  public private(set) var stop: ComputationStopped?

  fileprivate init(_ given: Ideal<Coefficients>) { self.given = given }

  /// Saturates and eliminates.
  fileprivate mutating func prepare(
    _ divisor: Polynomial<Coefficients>?, _ names: [String], _ control: ComputationControl
  ) throws(ComputationStopped) -> Ideal<Coefficients> {
    var current = given
    if let divisor { current = try current.saturated(by: divisor, control: control) }
    if !names.isEmpty { current = try current.eliminating(names: names, control: control) }
    ideal = current
    return current
  }

  fileprivate mutating func answer(
    _ questions: Set<IdealQuestion>, on ideal: Ideal<Coefficients>, _ control: ComputationControl
  ) throws(ComputationStopped) {
    if questions.contains(.groebnerBasis) {
      let basis = ideal.partialGroebnerBasis(control: control)
      groebnerBasis = basis
      if let stopped = basis.stopped { throw stopped }
    }
    if questions.contains(.dimension) {
      let basis: GroebnerBasis<Coefficients>
      if let known = groebnerBasis?.workingBasis, known.showsHilbertSeries {
        basis = known
      } else {
        basis = try ideal.groebnerBasis(order: .degreeReverseLexicographic, control: control)
      }
      let series = try basis.hilbertSeries(control: control)
      var evidence = basis.evidence
      if case .proven(let detail) = evidence {
        evidence = .proven(detail: "Hilbert series of a Groebner basis: \(detail)")
      }
      invariants = Invariants(
        dimension: series.dimension, codimension: ideal.ring.variableCount - series.dimension,
        degree: series.degree, evidence: evidence, plan: basis.plan)
    }
    if questions.contains(.minimalPrimes) {
      let found = ideal.partialMinimalPrimes(control: control)
      primes = found
      if let stopped = found.stopped { throw stopped }
    }
  }

  fileprivate mutating func end(with stop: ComputationStopped) { self.stop = stop }
}

/// Answers questions about an ideal; a limit leaves out what comes after it and is kept in `stop`.
///
/// - Parameter given: The ideal.
/// - Parameter divisor: A polynomial of its ring to saturate by first, or `nil`.
/// - Parameter names: The names of variables of its ring to eliminate then; other names trap.
/// - Parameter questions: What is asked about the result.
/// - Parameter control: Limits and cancellation.
/// - Complexity: Groebner bases, doubly exponential in the number of variables at worst.
public func idealAnalysis<Coefficients: GroebnerField>(
  of given: Ideal<Coefficients>, saturatedBy divisor: Polynomial<Coefficients>? = nil,
  eliminating names: [String] = [], questions: Set<IdealQuestion> = [.groebnerBasis, .dimension],
  control: ComputationControl = ComputationControl()
) -> IdealAnalysis<Coefficients> {
  var analysis = IdealAnalysis(given)
  do throws(ComputationStopped) {
    let ideal = try analysis.prepare(divisor, names, control)
    try analysis.answer(questions, on: ideal, control)
  } catch {
    analysis.end(with: error)
  }
  return analysis
}
