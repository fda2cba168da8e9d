import SingularLearning
import Testing

/// Planes are chosen or given, and what is no plane is refused.
@Suite struct LandscapeAnalysisTests {
  @Test func givenDirectionsMakeThePlane() throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 2)
    let locus = try criticalLocus(of: architecture)
    func network(_ weights: [Rational]) throws -> Network {
      try Network(architecture, weights: weights)
    }
    let (u, v) = (
      try network([1, 0, 0, 0, 0, 0]), try network([0, 1, 0, 0, 0, 0])
    )
    var plan = LandscapePlan(through: try network([0, 0, 1, 1, 1, 1]))
    (plan.directions, plan.cellCount) = ((u, v), 4)
    let analysis = try landscapeAnalysis(of: locus, plan: plan)
    #expect(analysis.landscape.plane.origin == plan.weights)
    #expect(analysis.landscape.plane.first == u.weights)
    #expect(analysis.target.hasPrefix("teacher "))
    plan.directions = (u, u)
    #expect(throws: LandscapeError.dependentDirections) {
      try landscapeAnalysis(of: locus, plan: plan)
    }
    let small = try criticalLocus(of: Architecture(widths: [1, 1], degrees: []))
    #expect(throws: LandscapeError.singleParameter) { try landscapeAnalysis(of: small) }
  }
}
