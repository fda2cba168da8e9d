import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Polynomials

extension Germ {
  /// The germ of an ideal at a point, with the density Π |w_i − p_i|^h_i.
  ///
  /// Where the generators are homogeneous in a grading of the variables, scaling moves the point along an orbit on which
  /// nothing changes: a coordinate for each independent direction keeps the value that it has at the point.
  ///
  /// - Throws: For a point outside of the zeros, for lists of other lengths, for the zero ideal, and for what would have
  ///   too many terms.
  init(
    _ ideal: Ideal<RationalField>, at point: [Rational], density: [Int]? = nil
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
    let fixed = Germ.scaledCoordinates(of: ideal, at: point, density: density)
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

  /// Coordinates that can be fixed by scaling: as many as the directions in which gradings of the ideal move the point are
  /// independent, such that the directions are independent in them.
  private static func scaledCoordinates(
    of ideal: Ideal<RationalField>, at point: [Rational], density: [Int]
  ) -> Set<Int> {
    // What has a density at a point that is not 0 is not kept by scaling.
    let isRigid = point.indices.map { density[$0] > 0 && !point[$0].isZero }
    guard point.contains(where: { !$0.isZero }) else { return [] }
    var differences: Set<[Int]> = []
    for generator in ideal.generators {
      guard let first = generator.multidegree else { continue }
      for term in generator.terms { differences.insert(zip(term.exponents, first).map(-)) }
    }
    var rows = differences.sorted { $0.lexicographicallyPrecedes($1) }.map {
      $0.map { Rational($0) }
    }
    for index in point.indices where isRigid[index] {
      rows.append(point.indices.map { $0 == index ? 1 : 0 })
    }
    // The gradings are the null space.
    let directions = Matrix(ring: RationalField(), rows: rows).nullspace().map { grading in
      zip(grading, point).map { $0 * $1 }
    }
    guard !directions.isEmpty else { return [] }
    return Set(
      Matrix(ring: RationalField(), rows: directions).reducedRowEchelonForm().pivotColumns)
  }
}
