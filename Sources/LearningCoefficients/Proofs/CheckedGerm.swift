import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// Why a part of a certificate is refused.
enum CheckFailure: Error {
  case invalid(String)
  case stopped(ComputationStopped)
}

/// A germ K = |w^k|²·Σ g² with the density |w^h| along a stratum, as the checker of certificates has it.
///
/// Written without any code of the search: the state is changed only by methods that check what they need. At a point
/// of the stratum the coordinates in `zero` vanish, the nonzero parameters and the `units` do not, and free parameters
/// are any real numbers. With a relation r the local coordinates are all but one parameter, whose derivative of r does not
/// vanish, and the points are those with r = 0.
struct CheckedGerm {
  typealias P = Polynomial<RationalField>

  enum Kind { case zero, nonzero, free, unused }

  let ring: PolynomialRing<RationalField>
  var generators: [P]
  var factor: [Int]
  var density: [Int]
  var kinds: [Kind]
  var units: [P] = []
  var relation: (polynomial: P, lead: Int)?
  /// The variable for the coordinate that a relation adds, as long as there is none.
  var spare: Int?
  /// Whether coordinates and parameters are complex numbers: then signs say nothing.
  var isComplex = false

  /// The most terms of the generators together.
  static let mostTerms = 50_000
  /// The largest exponent.
  static let largestExponent = 1 << 24

  /// The germ of the ideal of polynomials that vanish at the origin.
  init(_ generators: [P], in ring: PolynomialRing<RationalField>, density: [Int], unused: Set<Int>)
  {
    self.ring = ring
    self.generators = generators.filter { !$0.isZero }
    factor = ring.variables.map { _ in 0 }
    self.density = density + [0]
    let spare = ring.variableCount - 1
    kinds = ring.variables.indices.map { $0 == spare || unused.contains($0) ? .unused : .zero }
    self.spare = spare
  }

  /// The indices of the coordinates that vanish on the stratum.
  var zeros: [Int] { kinds.indices.filter { kinds[$0] == .zero } }

  func isParameter(_ index: Int) -> Bool { kinds[index] == .nonzero || kinds[index] == .free }

  /// The polynomial on the stratum.
  func onStratum(_ polynomial: P) -> P {
    ring.polynomial(
      terms: polynomial.terms.filter { term in
        kinds.indices.allSatisfy { kinds[$0] != .zero || term.exponents[$0] == 0 }
      })
  }

  /// Whether only parameters occur.
  func isInParameters(_ polynomial: P) -> Bool { polynomial.support.allSatisfy(isParameter) }

  /// Whether the factor has no parameter: then it is a monomial in coordinates that vanish.
  var hasSettledFactor: Bool { kinds.indices.allSatisfy { kinds[$0] == .zero || factor[$0] == 0 } }

  /// Whether nothing depends on the point of the stratum.
  var isConstantAlongStratum: Bool {
    hasSettledFactor && generators.allSatisfy { !$0.support.contains(where: isParameter) }
  }

  /// Refuses polynomials that are too large for the work that follows.
  func checkSize() throws(CheckFailure) {
    guard generators.reduce(0, { $0 + $1.termCount }) <= Self.mostTerms else {
      throw .invalid("a germ with more than \(Self.mostTerms) terms")
    }
    for generator in generators {
      guard let degree = generator.totalDegree, degree <= Self.largestExponent else {
        throw .invalid("a generator of a degree above \(Self.largestExponent)")
      }
    }
  }

  /// The value of work that only limits can end.
  func limited<T>(
    _ work: () throws(ComputationStopped) -> T
  ) throws(CheckFailure) -> T {
    do {
      return try work()
    } catch {
      throw .stopped(error)
    }
  }

  /// The index, if there is a generator with it.
  func checkGenerator(_ index: Int) throws(CheckFailure) {
    guard generators.indices.contains(index) else {
      throw .invalid("generator \(index) of \(generators.count)")
    }
  }

  /// The index, if there is a variable with it.
  func checkVariable(_ index: Int) throws(CheckFailure) {
    guard kinds.indices.contains(index) else {
      throw .invalid("variable \(index) of \(kinds.count)")
    }
  }
}
