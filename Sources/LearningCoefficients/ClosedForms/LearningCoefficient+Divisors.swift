import Computation
import ExactArithmetic

extension LearningCoefficient {
  /// The pair of divisors with normal crossings that have a real point in common: the smallest of the candidates
  /// (h + 1)/(2k), and how many attain it.
  ///
  /// Traps if there is none.
  init(divisors candidates: some Sequence<Rational>) {
    var attained: (lambda: Rational, count: Int)?
    for candidate in candidates {
      guard let (lambda, count) = attained, lambda <= candidate else {
        attained = (candidate, 1)
        continue
      }
      if candidate == lambda { attained = (lambda, count + 1) }
    }
    guard let (lambda, count) = attained else {
      contractViolation("a learning coefficient is asked of no divisor at all")
    }
    self.init(lambda, multiplicity: count)
  }

  /// The pair of the ideal with `count` generators more, each a coordinate of its own.
  func withRegularCoordinates(_ count: Int) -> Self {
    Self(lambda + Rational(Integer(count), 2), multiplicity: multiplicity)
  }
}
