import SingularLearning
import Testing

/// Maps between polynomial rings that rename, add or drop variables.
@Suite struct RingMapTests {
  let ring: PolynomialRing<RationalField>

  init() throws {
    ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "h"])
  }

  /// New variables get names that are free, and stand before the others.
  @Test func adjoinedVariablesHaveNewNames() {
    #expect(ring.adjoining(["x", "t", "t"]).variables == ["x_", "t", "t_", "x", "h"])
    #expect(ring.homogenising().variables == ["h_", "x", "h"])
  }

  @Test func preimagesUndoAnInclusion() throws {
    let larger = ring.adjoining(["t"])
    let inclusion = VariableMap(from: ring, to: larger)
    let f = try ring.parse("x^3*h - 2/3*h + 5")
    #expect(inclusion.preimage(of: inclusion(f)) == f)
    #expect(inclusion.preimage(of: try larger.parse("x + t")) == nil)
    #expect(inclusion.preimage(of: larger.zero) == ring.zero)
  }

  /// Setting the new variable to 1 undoes homogenising.
  @Test func homogenisingIsUndone() throws {
    let graded = ring.homogenising()
    let f = try ring.parse("x^3*h - 2/3*h^2 + 5")
    let homogenised = f.homogenised(in: graded)
    #expect(homogenised == (try graded.parse("x^3*h - 2/3*h_^2*h^2 + 5*h_^4")))
    #expect(homogenised.dehomogenised(in: ring) == f)
  }

  /// ⟨x², xy⟩: 1 − 2t² + t³, the syzygy y·x² = x·xy has degree 3.
  @Test func numeratorOfAHilbertSeries() throws {
    let ideal = MonomialIdeal(variableCount: 2, generators: [[2, 0], [1, 1]])
    #expect(try ideal.hilbertNumerator() == [1, 0, -2, 1])
  }
}
