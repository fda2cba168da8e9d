import SingularLearning
import Testing

@Suite struct NearestSubnetworkTests {
  private func network(_ weights: [Double]) throws -> FloatingNetwork {
    FloatingNetwork(try Architecture(widths: [2, 2, 1], degree: 3), weights: weights)
  }

  /// Rows that are proportional up to the tolerance become so exactly; far ones stay.
  @Test func nearRowsBecomeProportional() throws {
    let near = try network([1, 2, 2, 4.001, 1, 1])
    let found = nearestSubnetwork(of: near, tolerance: 0.01)
    #expect(try diagnose(found).isSubnetwork)
    #expect(nearestSubnetwork(of: near, tolerance: 1e-6) == near.exact)
    let far = try network([1, 2, 2, -1, 1, 1])
    #expect(nearestSubnetwork(of: far, tolerance: 0.01) == far.exact)
  }

  /// An inactive neuron loses its small weights, and all of them if it is to be isolated.
  @Test func inactiveNeuronsLoseTheirWeights() throws {
    let near = try network([1, 2, 2, -1, 1, 1e-21])
    let found = nearestSubnetwork(of: near, tolerance: 1e-6)
    #expect(found.weights == [1, 2, 2, -1, 1, 0])
    let isolated = nearestSubnetwork(of: near, tolerance: 1e-6, isolating: true)
    #expect(isolated.weights == [1, 2, 0, 0, 1, 0])
  }
}
