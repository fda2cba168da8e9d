import SingularLearning
import Testing

@Suite struct OrbitClosureTests {
  private func ring() throws -> PolynomialRing<RationalField> {
    try PolynomialRing(coefficients: RationalField(), variables: ["x", "y", "z"])
  }

  @Test("the closure loses what lies in the zeros of conditions")
  func saturation() throws {
    let ring = try ring()
    let (x, y, z) = (ring["x"], ring["y"], ring["z"])
    let conditions = OrbitConditions(
      equations: [x * y - x * z, (z + 1) * y * x.power(2)], conditions: [x * x, (z + 1) * x])
    let closure = try conditions.closure(in: ring, control: ComputationControl())
    #expect(closure.polynomials.map(\.description).sorted() == ["y", "z"])
    #expect(try conditions.factors(control: ComputationControl()).count == 2)
    // A single equation loses all powers of the factors.
    let single = OrbitConditions(
      equations: [x.power(3) * (z + 1).power(2) * (y - z)], conditions: [x * (z + 1)])
    #expect(
      try single.closure(in: ring, control: ComputationControl()).polynomials == [y - z])
  }

  @Test func nothingIsOutsideOfAConditionThatVanishes() throws {
    let ring = try ring()
    let conditions = OrbitConditions(equations: [ring["x"]], conditions: [ring.zero])
    let closure = try conditions.closure(in: ring, control: ComputationControl())
    #expect(closure.polynomials == [ring.one])
  }

  @Test("degrees by slices agree with those of ideals, modulo a prime and over Q")
  func degrees() throws {
    for (widths, degree) in [([2, 2, 2], 2), ([2, 3, 2], 2), ([2, 2, 3, 1], 2)] {
      let architecture = try Architecture(widths: widths, degree: degree)
      let full = try criticalLocus(of: architecture)
      let without = try criticalLocus(
        of: architecture, options: CriticalLocusOptions(stepsPerIdeal: 0))
      for component in full.components {
        #expect(
          without.components.contains {
            $0.dimension == component.dimension && $0.rank == component.rank
              && $0.degree == component.degree
          }, "\(component.label)")
      }
    }
  }
}
