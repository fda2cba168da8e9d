import AlgebraTestSupport
import SingularLearning
import Testing

/// Descriptions of components in words.
@Suite struct RecognitionTests {
  struct Expected: CustomTestStringConvertible {
    let widths: [Int]
    let degree: Int
    /// The number of the component in the reference.
    let label: String
    let text: String
    var testDescription: String { "\(widths) r=\(degree): \(text)" }
  }

  static let expected = [
    Expected(widths: [2, 2, 2], degree: 2, label: "rank W2<=1", text: "det W2 = 0"),
    Expected(widths: [3, 2, 2], degree: 2, label: "rank W2<=1", text: "det W2 = 0"),
    Expected(widths: [2, 3, 2], degree: 3, label: "rank W2<=1", text: "rank W2 <= 1"),
    Expected(widths: [3, 3, 1], degree: 2, label: "det W1=0", text: "det W1 = 0"),
    Expected(widths: [2, 2, 2, 2], degree: 2, label: "det W3=0", text: "det W3 = 0"),
    Expected(
      widths: [2, 2, 3, 1], degree: 2, label: "disc(",
      text: "discriminant of sum_i w3_1_i*(row i of W2)^2 = 0"),
    Expected(
      widths: [2, 3, 2], degree: 2, label: "redundant (1;1,3) & rank",
      text: "redundant(1;1,3) & rank W2 <= 1"),
    Expected(
      widths: [2, 3, 2], degree: 2, label: "inactive-in (1;2)",
      text: "inactive-in(1;2) & outgoing columns (1;1),(1;3) proportional"),
  ]

  @Test("exotic and mixed components of the reference", arguments: expected)
  func reference(_ expected: Expected) throws {
    let locus = try #require(ReferenceLocus.locus(expected.widths, expected.degree))
    let index = try #require(
      locus.components.firstIndex { $0.label.contains(expected.label) })
    let prime = try locus.primes()[index]
    let found = try recognizedDescription(of: prime, architecture: try locus.architecture())
    #expect(found?.value == expected.text)
    #expect(found?.evidence.isProven == true)
  }

  @Test("random points suffice, with the codimension and degree")
  func points() throws {
    let architecture = try Architecture(widths: [2, 2, 2], degree: 2)
    let field = try PrimeField(modulus: 1_000_003)
    var random = RandomSource(seed: 4)
    let points = (0..<4).map { _ in
      var weights = (0..<8).map { _ in field.randomElement(using: &random) }
      let factor = field.randomElement(using: &random)
      (weights[6], weights[7]) = (
        field.multiply(factor, weights[4]), field.multiply(factor, weights[5])
      )
      return weights
    }
    let found = try recognizedDescription(
      ofPoints: points, over: field, architecture: architecture, codimension: 1, degree: 2)
    #expect(found?.value == "det W2 = 0" && found?.evidence.isProven == false)
    #expect(
      try recognizedDescription(
        ofPoints: points, over: field, architecture: architecture, codimension: 2, degree: nil)
        == nil)
  }

  @Test("a set without a name is not given one")
  func unknown() throws {
    let architecture = try Architecture(widths: [2, 2, 2], degree: 2)
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: architecture.parameterNames)
    // A hyperplane, and a part of a named set.
    let plane = Ideal(ring["w1_1_1"] - ring["w2_2_2"])
    let part = Ideal(
      ring.parse0("w2_1_1*w2_2_2-w2_1_2*w2_2_1"), ring["w1_1_1"] - ring["w2_2_2"])
    #expect(try recognizedDescription(of: plane, architecture: architecture) == nil)
    #expect(try recognizedDescription(of: part, architecture: architecture) == nil)
  }
}

extension PolynomialRing where Coefficients == RationalField {
  fileprivate func parse0(_ text: String) -> Polynomial<RationalField> {
    (try? parse(text)) ?? zero
  }
}
