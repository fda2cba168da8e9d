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

  @Test("what the diagnosis and the reduction of a linear layer say agrees")
  func linear() throws {
    let network = FloatingNetwork(
      try Architecture(widths: [3, 2, 3], degree: 1),
      weights: [1, 0, 0, 0, 1, 0, 1, 2, 1, 2, 1, 2])
    let diagnosis = NumericalDiagnosis(of: network)
    #expect(diagnosis.isSubnetwork && diagnosis.reduction?.isExact == true)
    #expect(diagnosis.reduction?.reduced.weights == [1, 2, 0, 1, 1, 1])
    let full = FloatingNetwork(
      network.architecture, weights: [1, 0, 0, 0, 1, 0, 1, 2, 1, 3, 1, 2])
    #expect(!NumericalDiagnosis(of: full).isSubnetwork)
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

  @Test("a network beyond the singular values is told its limit and the way out")
  func namedLimit() throws {
    for widths in [[300, 100, 1], [200, 150, 20]] {
      let architecture = try Architecture(widths: widths, degree: 2)
      let limit = try #require(JacobianSpectrum.limit(of: architecture))
      var random = RandomSource(seed: 1)
      let control = ComputationControl()
      control.cancel()
      let weights = random.normals(architecture.parameterCount)
      // The steps before the spectrum are not needed here.
      let diagnosis = NumericalDiagnosis(
        of: FloatingNetwork(architecture, weights: weights), tolerance: 1e-6, control: control)
      let report = NumericalAnalysisReport(name: nil, diagnosis: diagnosis)
      #expect(diagnosis.spectrumLimit == limit && diagnosis.rank == nil)
      for part in ["\(limit)", "exact analysis", "samples"] {
        #expect(report.text.split { $0.isWhitespace }.joined(separator: " ").contains(part))
      }
      #expect(report.json.indented().contains("\"spectrumLimit\": \"the rows of the matrix"))
    }
  }

  @Test(
    "beyond two thousand parameters singular values are counted in the matrix of scalar products")
  func largeNetwork() throws {
    let architecture = try Architecture(widths: [64, 32, 10], degree: 2)
    #expect(architecture.parameterCount == 2368)
    #expect(JacobianSpectrum.limit(of: architecture) == nil)
    var random = RandomSource(seed: 1)
    var weights = random.normals(architecture.parameterCount)
    let general = try #require(
      try JacobianSpectrum.of(
        FloatingNetwork(architecture, weights: weights), rankAtMost: 2336, seed: 1,
        control: ComputationControl()))
    #expect(!general.isComplete && general.inertia?.count == 2336 && general.gapRank == 2336)
    // The second neuron becomes twice the first: it adds 64 derivatives by its row, one of which is by scaling.
    for j in 0..<64 { weights[64 + j] = 2 * weights[j] }
    let redundant = try #require(
      try JacobianSpectrum.of(
        FloatingNetwork(architecture, weights: weights), rankAtMost: 2336, seed: 1,
        control: ComputationControl()))
    let reduced = try Architecture(widths: [64, 31, 10], degree: 2)
    let expected = try genericRank(of: reduced).dimension + 63
    #expect(redundant.gapRank == expected && redundant.inertia?.smallest != nil)
    #expect(redundant.value(expected) > 1e-6 * redundant.largest && redundant.isKnown(expected + 1))
    #expect(redundant.value(expected + 1) < 1e-12 * redundant.largest)
  }

  @Test("a rank that is not decided shows the spectrum around its gap and what would decide")
  func openRank() throws {
    // Ordinary weights of a deep network, nearly parallel after a few powers.
    let architecture = try Architecture(widths: [2, 2, 2, 2, 1], degree: 4)
    var found = 0
    for seed in 1...12 as ClosedRange<UInt64> {
      var random = RandomSource(seed: seed)
      let weights = random.normals(architecture.parameterCount).map { Double(Float($0)) }
      let diagnosis = NumericalDiagnosis(
        of: FloatingNetwork(architecture, weights: weights, type: .float32), tolerance: 1e-6)
      let (rank, spectrum) = (try #require(diagnosis.rank), try #require(diagnosis.spectrum))
      guard rank.rank == nil else {
        #expect(diagnosis.openGap == nil)
        continue
      }
      found += 1
      let gap = try #require(diagnosis.openGap)
      let values = spectrum.singularValues.prefix(try #require(diagnosis.genericRank).dimension)
      #expect(agree(gap.above, values[gap.index - 1] / values[0]))
      #expect(agree(gap.below, values[gap.index] / values[0]))
      for (a, b) in zip(values, values.dropFirst()) { #expect(a <= b * gap.ratio * (1 + 1e-12)) }
      let text = NumericalAnalysisReport(name: nil, diagnosis: diagnosis).text
      for part in [
        "not decided", "largest gap behind singular value \(gap.index)", "exact analysis",
      ] {
        #expect(text.split { $0.isWhitespace }.joined(separator: " ").contains(part))
      }
    }
    #expect(found > 0)
  }
}
