import AlgebraTestSupport
import SingularLearning
import Testing

/// The numerical rank against exact ranks at the points that floating-point weights come from.
@Suite struct RankDiagnosisTests {
  /// The number of singular values above a cut relative to the largest.
  func count(_ spectrum: JacobianSpectrum, above cut: Double) -> Int {
    spectrum.singularValues.count { $0 > cut * spectrum.singularValues[0] }
  }

  /// Checks that the rank is the one that its interval of cuts gives.
  func checkCuts(_ diagnosis: NumericalDiagnosis) throws {
    let (rank, spectrum) = (try #require(diagnosis.rank), try #require(diagnosis.spectrum))
    #expect((rank.rank == nil) == (rank.cuts == nil))
    guard let value = rank.rank, let cuts = rank.cuts else { return }
    for fraction in [0, 0.25, 0.5, 0.75, 0.999] {
      let cut = cuts.lowerBound + fraction * (cuts.upperBound - cuts.lowerBound)
      // At the lower end σ_{k+1} can be equal to the cut up to rounding.
      #expect(count(spectrum, above: max(cut, cuts.lowerBound * (1 + 1e-9))) == value)
    }
  }

  @Test(
    "at random weights the rank is the generic one or not decided",
    arguments: [
      ([2, 3, 1], 3), ([3, 4, 2], 3), ([2, 2, 2, 1], 3), ([3, 3, 1], 3), ([4, 3, 3], 2),
      ([2, 3, 2, 1], 3), ([2, 3, 3, 2, 1], 3), ([3, 4, 4, 2], 3), ([2, 4, 1], 9),
      ([2, 2, 2, 2, 1], 4),
    ])
  func randomWeights(widths: [Int], degree: Int) throws {
    let architecture = try Architecture(widths: widths, degree: degree)
    var decided = 0
    for seed in 1...12 {
      var random = RandomSource(seed: UInt64(seed))
      let type: FloatingPointType = seed % 3 == 0 ? .float32 : .float64
      let weights = random.normals(architecture.parameterCount).map {
        type == .float32 ? Double(Float($0)) : $0
      }
      let network = FloatingNetwork(architecture, weights: weights, type: type)
      let diagnosis = NumericalDiagnosis(of: network, tolerance: 1e-6)
      let rank = try #require(diagnosis.rank)
      #expect(rank.rank == nil || rank.rank == diagnosis.genericRank?.dimension)
      #expect(diagnosis.isCritical != true && rank.subnetworkRank == nil)
      #expect(!diagnosis.isSubnetwork && diagnosis.reduction?.isExact == true)
      try checkCuts(diagnosis)
      if rank.rank != nil { decided += 1 }
    }
    if widths.count == 3, degree == 3 { #expect(decided >= 11) }
  }

  @Test("planted redundancy: the rank is the exact rank at the planted point")
  func plantedRank() throws {
    let architecture = try Architecture(widths: [3, 3, 2], degree: 3)
    var random = RandomSource(seed: 12)
    for noise in [0, 1e-12, 1e-10] {
      for _ in 0..<4 {
        let start = try #require(try randomReducedNetwork(architecture, using: &random))
        var planted = PlantedNetwork(start)
        planted.splitNeuron(layer: 1, index: 0, using: &random)
        planted.addUnusedNeuron(layer: 1, using: &random)
        let exact = try planted.network()
        let weights = exact.weights.map { $0.asDouble + noise * random.normal() }
        let network = FloatingNetwork(exact.architecture, weights: weights)
        let diagnosis = NumericalDiagnosis(of: network)
        let expected = try rank(at: exact, includingKernel: false).rank
        #expect(diagnosis.rank?.rank == expected && diagnosis.isCritical == true)
        #expect(diagnosis.rank?.subnetworkRank?.rank == expected)
        #expect(diagnosis.reduction?.reduced.architecture.widths == [3, 3, 2])
        try checkCuts(diagnosis)
      }
    }
  }

  @Test("planted redundancy in deep networks: the planted rank, the generic one, or not decided")
  func deepPlantedRank() throws {
    let architecture = try Architecture(widths: [2, 2, 2, 1], degree: 3)
    var random = RandomSource(seed: 13)
    var found = 0
    for noise in [0, 1e-12, 1e-8, 1e-5] {
      for layer in [1, 2, 1, 2] {
        let start = try #require(try randomReducedNetwork(architecture, using: &random))
        var planted = PlantedNetwork(start)
        planted.splitNeuron(layer: layer, index: 0, using: &random)
        let exact = try planted.network()
        let weights = exact.weights.map { $0.asDouble * (1 + noise * random.normal()) }
        let network = FloatingNetwork(exact.architecture, weights: weights)
        let diagnosis = NumericalDiagnosis(of: network)
        let expected = try rank(at: exact, includingKernel: false).rank
        let found0 = diagnosis.rank?.rank
        #expect(
          found0 == nil || found0 == expected || found0 == diagnosis.genericRank?.dimension,
          "\(found0 ?? -1) instead of \(expected), noise \(noise)")
        try checkCuts(diagnosis)
        if found0 == expected { found += 1 }
      }
    }
    #expect(found >= 8)
  }

  @Test("a faded neuron does not count, whichever of its sides is the smaller one")
  func fadedNeuron() throws {
    // The third neuron is inactive-out at the tolerance, where it still adds the cube of its row to the image
    // of J: rank 7, in single precision no more than rounding.
    let architecture = try Architecture(widths: [3, 3, 1], degree: 3)
    let network = FloatingNetwork(
      architecture, weights: [1, 2, 0, 0, 1, 1, 0x1p-11, 0, -0x1p-12, 1, -1, 0x1p-27],
      type: .float32)
    let diagnosis = NumericalDiagnosis(of: network, tolerance: 1e-5)
    #expect(diagnosis.neurons.map(\.state) == [.active, .active, .inactiveOut])
    #expect(diagnosis.rank?.rank == 6 && diagnosis.rank?.subnetworkRank?.rank == 6)
    try checkCuts(diagnosis)
  }

  @Test("Fact 3: for (2,2,2), squares, det W₂ = 0 is critical and no subnetwork")
  func determinant() throws {
    let architecture = try Architecture(widths: [2, 2, 2], degree: 2)
    var random = RandomSource(seed: 14)
    for _ in 0..<10 {
      let (first, row, factor) = (random.normals(4), random.normals(2), random.normal())
      let weights = first + row + row.map { factor * $0 }
      let diagnosis = NumericalDiagnosis(
        of: FloatingNetwork(architecture, weights: weights), tolerance: 1e-6)
      #expect(!diagnosis.isSubnetwork && diagnosis.isCritical == true)
      #expect(diagnosis.rank?.rank == 5 && diagnosis.genericRank?.dimension == 6)
      try checkCuts(diagnosis)
    }
  }

  @Test("Fact 4: for (3,3,1), cubes, coplanar weight vectors are critical and no subnetwork")
  func coplanar() throws {
    let architecture = try Architecture(widths: [3, 3, 1], degree: 3)
    var random = RandomSource(seed: 15)
    for _ in 0..<10 {
      let (u, v, a, b) = (random.normals(3), random.normals(3), random.normal(), random.normal())
      let weights = u + v + zip(u, v).map { a * $0 + b * $1 } + random.normals(3)
      let diagnosis = NumericalDiagnosis(
        of: FloatingNetwork(architecture, weights: weights), tolerance: 1e-6)
      #expect(!diagnosis.isSubnetwork)
      #expect(diagnosis.rank?.rank == 7 && diagnosis.genericRank?.dimension == 9)
      try checkCuts(diagnosis)
    }
  }
}
