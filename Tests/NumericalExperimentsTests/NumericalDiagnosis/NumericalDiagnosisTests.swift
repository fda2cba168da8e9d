import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct NumericalDiagnosisTests {
  @Test("a saddle of parallel rows has the rank of one neuron")
  func plateau() throws {
    let network = try TrainedNetwork("plateau").network()
    let diagnosis = NumericalDiagnosis(of: network)
    let rank = try #require(diagnosis.rank)
    #expect(rank.subnetworkRank?.rank == 2)
    // Fact 2 for (2,m,1): one class of rows in use gives rank 2.
    #expect(rank.rank == 2 && diagnosis.genericRank?.dimension == 4)
    #expect(diagnosis.isCritical == true && diagnosis.isSubnetwork)
    let cuts = try #require(rank.cuts)
    #expect(cuts.upperBound > 1e4 * cuts.lowerBound)
    #expect(diagnosis.neurons.allSatisfy { $0.state == .redundant && $0.redundantWith.count == 4 })
    #expect(diagnosis.reduction?.reduced.architecture.widths == [2, 1, 1])
    // L-BFGS has brought the rows together up to the last place.
    #expect(diagnosis.sweep.allSatisfy { $0.reduction.reduced.architecture.widths == [2, 1, 1] })
    #expect(diagnosis.sweep.allSatisfy { $0.rank?.rank == 2 })
    #expect(diagnosis.sweep.count == 12 && diagnosis.reduction?.isExact == false)
  }

  @Test("faded neurons are seen with their tolerance")
  func decay() throws {
    let diagnosis = NumericalDiagnosis(of: try TrainedNetwork("decay").network(), radius: 2)
    // Quartic forms in two variables: the smaller network already fills their space.
    #expect(diagnosis.isSubnetwork && diagnosis.isCritical == false)
    #expect(diagnosis.reduction?.error.radius == 2)
    let widths = diagnosis.sweep.map { $0.reduction.reduced.architecture.widths }
    #expect(widths[0] == [2, 4, 3, 1] && widths[10] == [2, 2, 2, 1])
    // More tolerance never leaves more, and the proven change grows with what is dropped.
    let errors = diagnosis.sweep.map(\.reduction.error.value)
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

  @Test("a limit leaves out what comes after it")
  func limits() throws {
    let control = ComputationControl()
    control.cancel()
    let diagnosis = NumericalDiagnosis(
      of: try TrainedNetwork("plateau").network(), control: control)
    #expect(diagnosis.stop == .cancelled && diagnosis.reduction == nil)
    #expect(diagnosis.spectrum == nil && diagnosis.rank == nil && diagnosis.isCritical == nil)
    #expect(diagnosis.neurons.count == 5)
  }
}
