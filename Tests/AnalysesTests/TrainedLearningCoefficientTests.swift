import SingularLearning
import Testing

/// What trained weights get: a numerical bound, and an exact value at the subnetwork that they are near to.
@Suite struct TrainedLearningCoefficientTests {
  @Test func anAlmostInactiveNeuronCountsAsInactiveAtTheNearestSubnetwork() throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 4)
    let noise = 1e-9
    let trained = try trainedLearningCoefficient(
      at: FloatingNetwork(architecture, weights: [1, noise, noise, -noise, 1, noise]))
    #expect(trained.atWeights.lambda == nil && !trained.atWeights.evidence.isProven)
    #expect(trained.tolerance.value > noise)
    let diagnosis = try diagnose(trained.nearest)
    #expect(diagnosis.isSubnetwork)
    #expect(trained.atNearest?.exact != nil && trained.stop == nil)
  }
}
