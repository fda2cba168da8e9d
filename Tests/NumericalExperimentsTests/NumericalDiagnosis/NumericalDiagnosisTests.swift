import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct NumericalDiagnosisTests {
  @Test("a saddle of parallel rows has the rank of one neuron")
  func plateau() throws {
    let network = try TrainedNetwork("plateau").network()
    let diagnosis = NumericalDiagnosis(of: network)
    let spectrum = try #require(diagnosis.spectrum)
    #expect(spectrum.subnetworkRank?.rank == 2)
    // Fact 2 for (2,m,1): one class of rows in use gives rank 2.
    #expect(spectrum.rank == 2 && diagnosis.genericRank?.dimension == 4)
    #expect(diagnosis.isCritical == true && diagnosis.isSubnetwork)
    #expect((spectrum.gap ?? 0) > 1e4)
    #expect(diagnosis.neurons.allSatisfy { $0.state == .redundant && $0.redundantWith.count == 4 })
    #expect(diagnosis.reduction?.reduced.architecture.widths == [2, 1, 1])
    // L-BFGS has brought the rows together up to the last place.
    #expect(diagnosis.sweep.allSatisfy { $0.reduced.architecture.widths == [2, 1, 1] })
    #expect(diagnosis.sweep.count == 12 && diagnosis.reduction?.isExact == false)
  }

  @Test("faded neurons are seen with their tolerance")
  func decay() throws {
    let diagnosis = NumericalDiagnosis(of: try TrainedNetwork("decay").network(), radius: 2)
    // Quartic forms in two variables: the smaller network already fills their space.
    #expect(diagnosis.isSubnetwork && diagnosis.isCritical == false)
    #expect(diagnosis.reduction?.error.radius == 2)
    let widths = diagnosis.sweep.map { $0.reduced.architecture.widths }
    #expect(widths[0] == [2, 4, 3, 1] && widths[10] == [2, 2, 2, 1])
    // More tolerance never leaves more, and the proven change grows with what is dropped.
    let errors = diagnosis.sweep.map(\.error.value)
    #expect(errors == errors.sorted())
  }

  @Test("single precision chooses its tolerance above its rounding")
  func affine() throws {
    let diagnosis = NumericalDiagnosis(of: try TrainedNetwork("affine").network())
    #expect(diagnosis.tolerance.value > 1e-6 && diagnosis.tolerance.value < 0.3)
    #expect(
      diagnosis.neurons.map(\.state)
        == [.active, .redundant, .active, .active, .redundant, .active])
    #expect(diagnosis.neurons[1].redundantWith.map(\.index) == [5])
    #expect(diagnosis.reduction?.reduced.architecture.widths == [3, 5, 2])
  }

  @Test(
    "at random weights the numerical rank is the generic one or not decided, and nothing is near",
    arguments: [[2, 3, 1], [3, 4, 2], [2, 2, 2, 1], [3, 3, 1], [4, 3, 3], [2, 3, 2, 1]])
  func randomWeights(widths: [Int]) throws {
    let architecture = try Architecture(widths: widths, degree: 3)
    var decided = 0
    for seed in 1...10 {
      var random = RandomSource(seed: UInt64(seed))
      let weights = random.normals(architecture.parameterCount)
      let network = FloatingNetwork(architecture, weights: weights)
      let diagnosis = NumericalDiagnosis(of: network, tolerance: 1e-6)
      let spectrum = try #require(diagnosis.spectrum)
      #expect(spectrum.rank == nil || spectrum.rank == diagnosis.genericRank?.dimension)
      #expect(diagnosis.isCritical != true && spectrum.subnetworkRank == nil)
      #expect(!diagnosis.isSubnetwork && diagnosis.reduction?.isExact == true)
      if spectrum.rank != nil { decided += 1 }
    }
    #expect(decided >= (widths.count == 3 ? 9 : 3))
  }

  @Test("planted redundancy: the numerical rank is the exact rank at the planted point")
  func plantedRank() throws {
    let architecture = try Architecture(widths: [3, 3, 2], degree: 3)
    var random = RandomSource(seed: 12)
    for noise in [0, 1e-11, 1e-8] {
      let start = try #require(try randomReducedNetwork(architecture, using: &random))
      var planted = PlantedNetwork(start)
      planted.splitNeuron(layer: 1, index: 0, using: &random)
      planted.addUnusedNeuron(layer: 1, using: &random)
      let exact = try planted.network()
      let weights = exact.weights.map { $0.asDouble + noise * random.normal() }
      let network = FloatingNetwork(exact.architecture, weights: weights)
      let diagnosis = NumericalDiagnosis(of: network)
      #expect(
        try diagnosis.spectrum?.rank == rank(at: exact, includingKernel: false).rank)
      #expect(diagnosis.reduction?.reduced.architecture.widths == [3, 3, 2])
      #expect((diagnosis.reduction?.error.value ?? 1) < 1e-4)
    }
  }

  @Test("a limit leaves out what comes after it")
  func limits() throws {
    let control = ComputationControl()
    control.cancel()
    let diagnosis = NumericalDiagnosis(
      of: try TrainedNetwork("plateau").network(), control: control)
    #expect(diagnosis.stop == .cancelled && diagnosis.reduction == nil)
    #expect(diagnosis.spectrum == nil && diagnosis.isCritical == nil)
    #expect(diagnosis.neurons.count == 5)
  }
}
