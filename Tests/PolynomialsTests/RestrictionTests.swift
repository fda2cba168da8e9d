import SingularLearning
import Testing

@Suite struct RestrictionTests {
  @Test func settingVariablesToZeroKeepsTheTermsWithoutThem() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y", "z"])
    let f = try ring.parse("x^2*y - 3*y*z + 1/2*z^4 - 7")
    #expect(f.settingToZero([0]) == (try ring.parse("-3*y*z + 1/2*z^4 - 7")))
    #expect(f.settingToZero([1, 2]) == (try ring.parse("-7")))
    #expect(f.settingToZero([]) == f)
    #expect(ring.zero.settingToZero([0, 1, 2]).isZero)
  }
}
