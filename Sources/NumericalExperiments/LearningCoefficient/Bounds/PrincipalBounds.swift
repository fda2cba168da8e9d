import Computation
import ExactArithmetic
import LinearAlgebra
import Polynomials

/// Bounds for one generator.
enum PrincipalBounds {
  /// λ ≤ 1/2 if the generator takes both signs near the origin.
  ///
  /// Then its real zeros separate a neighbourhood, so they contain smooth hypersurfaces arbitrarily near, and
  /// there K ≤ C·dist². Decided by the form of least degree: odd degree, or values of both signs.
  static func signChange(
    of generator: LocalIdeal.Generator, seed: UInt64
  ) -> LearningCoefficientBound? {
    let count = generator.ring.variableCount
    let parts = generator.homogeneousParts(weights: [Int](repeating: 1, count: count))
    guard let lowest = parts.first else { return nil }
    var isFound = !lowest.degree.isMultiple(of: 2)
    var random = RandomSource(seed: seed)
    let support = lowest.part.support
    var signs: Set<Int> = []
    for _ in 0..<64 where !isFound {
      var point = [Rational](repeating: 0, count: count)
      for i in support { point[i] = Rational(Int(random.next() % 7) - 3) }
      signs.insert(lowest.part.evaluate(at: point).signum)
      isFound = signs.contains(1) && signs.contains(-1)
    }
    return isFound
      ? LearningCoefficientBound(
        Rational(1, 2), multiplicity: 1, reason: "a generator that changes its sign") : nil
  }

  /// λ ≥ min(1, k/2)/2 for a quadratic part of rank k: over ℂ the generator is then a sum of k squares and a
  /// function of other variables (Morse), and setting these to zero does not increase the threshold.
  static func quadraticPart(of generator: LocalIdeal.Generator) -> LearningCoefficientBound? {
    guard let form = QuadraticForm(of: generator) else { return nil }
    let rank = form.matrix.rank
    return LearningCoefficientBound(
      min(Rational(1), Rational(rank) / 2) / 2, multiplicity: nil,
      reason: "a generator with a quadratic part of rank \(rank)")
  }
}
