import SingularLearning
import Testing

@Suite struct GradedPartsTests {
  @Test func partsAddUpAndAreHomogeneous() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y", "z"])
    let f = try ring.parse("(x + 2*y - z^2 + 1/3)^4")
    let grading = [
      [(variable: 0, weight: 1), (variable: 2, weight: 3)], [(variable: 1, weight: 2)],
    ]
    let parts = f.gradedParts(grading: grading)
    #expect(ring.sum(parts.values) == f)
    for (degree, part) in parts {
      #expect(!part.isZero)
      for (_, e) in part.terms { #expect([e[0] + 3 * e[2], 2 * e[1]] == degree) }
    }
    #expect(ring.zero.gradedParts(grading: grading).isEmpty)
    #expect(f.gradedParts(grading: []) == [[]: f])
  }
}
