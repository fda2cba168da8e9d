import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// Bounds by monomial ideals, whose pair is a linear programme over their Newton polyhedron.
///
/// Source: J. Howald, *Multiplier ideals of monomial ideals*, Trans. AMS 353 (2001), for λ; S. Lin,
/// *Ideal-theoretic strategies for asymptotic approximation of marginal likelihood integrals* (2017), for m.
enum MonomialBounds {
  /// The pair of the monomial ideal with the given exponents; `nil` if the programme is too large.
  static func pair(
    _ exponents: [[Int]], control: ComputationControl
  ) throws(ComputationStopped) -> (lambda: Rational, multiplicity: Int, weights: [Rational])? {
    guard exponents.count <= 2_000, let first = exponents.first else { return nil }
    let minimal = LocalIdeal.minimalTerms(exponents)
    // Variables that do not occur have weight 0.
    let used = first.indices.filter { i in minimal.contains { $0[i] > 0 } }
    guard
      let program = try PackingProgram(
        minimal.map { e in used.map { e[$0] } }, control: control)
    else { return nil }
    var weights = [Rational](repeating: 0, count: first.count)
    for (i, weight) in zip(used, program.weights) { weights[i] = weight }
    return (program.value / 2, program.multiplicity, weights)
  }

  /// From above: K ≤ C·Σ of the squares of all terms, so the pair is at most that of the terms.
  static func upper(
    _ generators: [LocalIdeal.Generator], control: ComputationControl
  ) throws(ComputationStopped) -> (bound: LearningCoefficientBound, weights: [Rational])? {
    let terms = Set(generators.flatMap { $0.terms.map(\.exponents) })
    guard let pair = try pair(Array(terms).sorted(by: isBefore), control: control) else {
      return nil
    }
    return (
      LearningCoefficientBound(
        pair.lambda, multiplicity: pair.multiplicity,
        reason: "weights of the terms of the ideal"),
      pair.weights
    )
  }

  /// From below: the ideal contains its monomial generators, so the pair is at least theirs.
  static func subideal(
    _ generators: [LocalIdeal.Generator], control: ComputationControl
  ) throws(ComputationStopped) -> LearningCoefficientBound? {
    let monomials = generators.filter { $0.termCount == 1 }.compactMap(\.multidegree)
    guard let pair = try pair(monomials, control: control) else { return nil }
    return LearningCoefficientBound(
      pair.lambda, multiplicity: pair.multiplicity,
      reason: "monomials that the ideal bounds")
  }

  /// From below: half the complex log canonical threshold of the ideal is at least half that of the smallest
  /// terms of elements in a local order, to which they degenerate.
  ///
  /// Source: J.-P. Demailly, J. Kollár, *Semi-continuity of complex singularity exponents* (2001). λ is at
  /// least half the complex threshold.
  ///
  /// - Parameter weights: Weights ≥ 0 to begin the comparison of terms with.
  static func initial(
    _ ideal: LocalIdeal, weights: [Rational], seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> LearningCoefficientBound? {
    var random = RandomSource(seed: seed)
    let count = ideal.ring.variableCount
    let identity = Array(0..<count)
    let tieBreaks = [
      identity, identity.reversed(), identity.shuffled(using: &random),
      identity.shuffled(using: &random),
    ]
    var best: Rational?
    for first in [weights, Array(repeating: 1, count: count)] {
      for order in tieBreaks {
        try control.checkpoint()
        let leading = ideal.reducedLinearly { a, b in
          let (x, y) = (degree(a, first), degree(b, first))
          if x != y { return x < y }
          let (p, q) = (a.reduce(0, +), b.reduce(0, +))
          if p != q { return p < q }
          return order.first { a[$0] != b[$0] }.map { a[$0] < b[$0] } ?? false
        }.leading
        if let pair = try pair(leading, control: control), best.map({ $0 < pair.lambda }) ?? true {
          best = pair.lambda
        }
      }
    }
    return best.map {
      LearningCoefficientBound($0, multiplicity: nil, reason: "initial monomials of the ideal")
    }
  }

  private static func degree(_ exponents: [Int], _ weights: [Rational]) -> Rational {
    zip(exponents, weights).reduce(.zero) { $1.0 == 0 ? $0 : $0 + Rational($1.0) * $1.1 }
  }

  private static func isBefore(_ a: [Int], _ b: [Int]) -> Bool {
    MonomialOrder.lexicographic.compare(a, b) > 0
  }
}
