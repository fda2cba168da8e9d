import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

extension Germ {
  /// The germ of an ideal at a point, with the density Π |w_i − p_i|^h_i.
  ///
  /// - Parameter fixed: Variables that keep the coordinate of the point; a change along them is known to change nothing.
  /// - Throws: For a point outside of the zeros, for lists of other lengths, for the zero ideal, and for what would have
  ///   too many terms.
  init(
    _ ideal: Ideal<RationalField>, at point: [Rational], density: [Int]? = nil,
    fixing fixed: Set<Int> = []
  ) throws(LearningCoefficientError) {
    let ring = ideal.ring
    guard point.count == ring.variableCount else {
      throw .coordinateCount(given: point.count, expected: ring.variableCount)
    }
    let density = density ?? [Int](repeating: 0, count: ring.variableCount)
    guard density.count == ring.variableCount, density.allSatisfy({ $0 >= 0 }) else {
      throw .density(density, expected: ring.variableCount)
    }
    if ideal.isZero { throw .zeroIdeal }
    var size = 0.0
    for generator in ideal.generators {
      let value = generator.evaluate(at: point)
      guard value.isZero else {
        throw .pointOutside(generator: "\(generator)", value: "\(value)")
      }
      for term in generator.terms {
        size += zip(term.exponents, point.indices).reduce(1.0) {
          $0 * (point[$1.1].isZero || fixed.contains($1.1) ? 1 : Double($1.0) + 1)
        }
      }
    }
    guard size <= Double(Germ.largestTermCount) else {
      throw .tooLarge(terms: "up to \(Int(min(size, 1e15)))", limit: Germ.largestTermCount)
    }
    let values = point.indices.map { i in
      let constant = ring.constant(point[i])
      return fixed.contains(i) ? constant : constant + ring.variable(i)
    }
    let isAtOrigin = point.allSatisfy(\.isZero) && fixed.isEmpty
    self.init(
      isAtOrigin ? ideal.generators : ideal.generators.map { $0.substituting(values) }, ring: ring,
      density: density)
    for index in fixed { roles[index] = .absent }
  }
}
