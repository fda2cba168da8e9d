import AlgebraTestSupport
import SingularLearning
import Testing

@Suite("Monomial ideals: Hilbert series, dimension, independent sets")
struct MonomialIdealTests {
  /// Monomial ideals with random generators, the same for every run.
  static let samples: [MonomialIdeal] = {
    var source = RandomSource(seed: 17)
    return (0..<60).map { index in
      let variables = 1 + index % 5
      let generators = (0..<Int(source.next(below: 8))).map { _ in
        (0..<variables).map { _ in max(0, Int(source.next(below: 6)) - 2) }
      }
      return MonomialIdeal(variableCount: variables, generators: generators)
    }
  }()

  /// All exponent lists of a total degree.
  static func monomials(_ variables: Int, degree: Int) -> [[Int]] {
    if variables == 0 { return degree == 0 ? [[]] : [] }
    return (0...degree).flatMap { first in
      monomials(variables - 1, degree: degree - first).map { [first] + $0 }
    }
  }

  @Test("the coefficients of the series count the monomials outside the ideal")
  func counting() throws {
    for ideal in Self.samples {
      let series = try ideal.hilbertSeries()
      for degree in 0...7 {
        let count = Self.monomials(ideal.variableCount, degree: degree).count {
          !ideal.contains($0)
        }
        #expect(series.coefficient(at: degree) == Integer(count), "\(ideal) in degree \(degree)")
      }
    }
  }

  @Test("the Hilbert polynomial takes over at the regularity index")
  func hilbertPolynomial() throws {
    for ideal in Self.samples {
      let series = try ideal.hilbertSeries()
      let polynomial = series.hilbertPolynomial
      for k in series.regularityIndex..<series.regularityIndex + 4 {
        let value = polynomial.reversed().reduce(Rational.zero) { $0 * Rational(k) + $1 }
        #expect(value == Rational(series.coefficient(at: k)))
      }
      if series.regularityIndex > 0 {
        let k = series.regularityIndex - 1
        let value = polynomial.reversed().reduce(Rational.zero) { $0 * Rational(k) + $1 }
        #expect(value != Rational(series.coefficient(at: k)))
      }
    }
  }

  @Test("dimension: pole order, largest independent set and brute force agree")
  func dimension() throws {
    for ideal in Self.samples {
      let sets = (0..<(1 << ideal.variableCount)).map { mask in
        (0..<ideal.variableCount).filter { mask >> $0 & 1 == 1 }
      }
      let independent = sets.filter { set in
        // No generator lives on the set alone.
        !ideal.generators.contains { monomial in
          monomial.indices.allSatisfy { monomial[$0] == 0 || set.contains($0) }
        }
      }
      let expected = independent.map(\.count).max() ?? -1
      #expect(try ideal.dimension() == expected)
      #expect(try ideal.hilbertSeries().dimension == expected)
      let maximal = independent.filter { set in
        !independent.contains { $0.count > set.count && Set(set).isSubset(of: $0) }
      }
      #expect(try Set(ideal.maximalIndependentSets()) == Set(maximal))
      if !ideal.isUnit {
        let largest = maximal.filter { $0.count == expected }
        #expect(
          try ideal.largestIndependentSet()
            == largest.min { $0.lexicographicallyPrecedes($1) })
      }
    }
  }

  @Test("standard monomials are those outside a zero-dimensional ideal")
  func standardMonomials() throws {
    for ideal in Self.samples {
      let series = try ideal.hilbertSeries()
      guard let monomials = ideal.standardMonomials() else {
        #expect(series.dimension > 0)
        continue
      }
      #expect(series.dimension <= 0 && Integer(monomials.count) == series.degree)
      #expect(Set(monomials).count == monomials.count)
      #expect(!monomials.contains { ideal.contains($0) })
    }
  }

  @Test("known series and degrees")
  func knownSeries() throws {
    // The coordinate axes of 3-space: three lines.
    let axes = MonomialIdeal(variableCount: 3, generators: [[1, 1, 0], [1, 0, 1], [0, 1, 1]])
    let series = try axes.hilbertSeries()
    #expect(series.numerator == [1, 2] && series.poleOrder == 1 && series.degree == 3)
    let whole = try MonomialIdeal(variableCount: 4, generators: []).hilbertSeries()
    #expect(whole.numerator == [1] && whole.dimension == 4 && whole.degree == 1)
    let unit = try MonomialIdeal(variableCount: 2, generators: [[0, 0]]).hilbertSeries()
    #expect(unit.dimension == -1 && unit.degree == 0 && unit.hilbertPolynomial.isEmpty)
  }

  @Test("redundant generators do not count")
  func minimalGenerators() {
    let ideal = MonomialIdeal(variableCount: 2, generators: [[2, 1], [1, 0], [1, 3], [1, 0]])
    #expect(ideal.generators == [[1, 0]])
  }
}
