import AlgebraTestSupport
import SingularLearning
import Testing

/// An architecture of which only the outputs are known.
private struct Disguised: PolynomialModel {
  let architecture: Architecture

  var parameterNames: [String] { architecture.parameterNames }
  var inputCount: Int { architecture.inputCount }
  var outputCount: Int { architecture.outputCount }
  var inputDegree: Int { architecture.inputDegree }
  var parameterDegree: Int { architecture.parameterDegree }

  func outputs<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    architecture.outputs(parameters: parameters, input: input, over: ring)
  }
}

@Suite struct DataSpectrumTests {
  private func inputs(_ count: Int, _ dimension: Int) -> [[Double]] {
    var random = RandomSource(seed: 5)
    return (0..<count).map { _ in (0..<dimension).map { _ in 2 * random.uniform() - 1 } }
  }

  @Test(
    "numerical ranks on data are the exact ones, tall and wide, with both losses",
    arguments: [
      ([3, 4, 2], 3, 60), ([3, 4, 2], 3, 5), ([2, 3, 3, 2], 2, 40), ([4, 6, 3], 2, 7),
    ])
  func ranks(widths: [Int], degree: Int, count: Int) throws {
    let architecture = try Architecture(widths: widths, degree: degree)
    let data = inputs(count, widths[0])
    var random = RandomSource(seed: 9)
    let weights = (0..<architecture.parameterCount).map { _ in 2 * random.uniform() - 1 }
    for loss in DataLoss.allCases {
      let exact = try rank(
        of: DataModel(
          architecture, data: data.map { $0.compactMap { Rational(exactly: $0) } }, loss: loss),
        at: weights.compactMap { Rational(exactly: $0) }, includingKernel: false)
      let jacobian = DataJacobian(architecture, at: weights, inputs: data, loss: loss)
      let spectrum = try #require(try DataSpectrum(jacobian))
      #expect(spectrum.isComplete && spectrum.remainder == 0)
      #expect(spectrum.rank == exact.rank)
      let generic = try #require(
        try DataSpectrum(
          DataJacobian(
            Disguised(architecture: architecture), at: weights, inputs: data, loss: loss)))
      #expect(generic.rank == exact.rank)
      for (a, b) in zip(spectrum.singularValues, generic.singularValues) {
        #expect(abs(a - b) <= 1e-12 * spectrum.singularValues[0])
      }
      // Σ σ² is the squared Frobenius norm, here by exact derivatives of the outputs.
      let squares = spectrum.singularValues.reduce(0) { $0 + $1 * $1 }
      var expected = 0.0
      for input in data {
        let rows = try #require(
          architecture.gradients(parameters: weights, input: input, over: DoubleField()))
        let n = weights.count
        for j in 0..<n {
          let column = (0..<architecture.outputCount).map { rows[$0 * n + j] }
          let mean =
            loss == .squared ? 0 : column.reduce(0, +) / Double(architecture.outputCount)
          expected += column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(data.count)
        }
      }
      #expect(abs(squares - expected) <= 1e-12 * expected)
    }
  }

  @Test(
    "of a large Jacobian of small rank the largest singular values decide; threads do not matter")
  func partial() throws {
    // 2200 parameters, of which one input direction counts: rank 2·11 + … of a narrow network in wide clothes.
    let architecture = try Architecture(widths: [218, 10, 2], degree: 2)
    #expect(architecture.parameterCount == 2200)
    let line = inputs(1_200, 3).map { x in
      (0..<218).map { x[0] * Double($0 % 7) + x[1] * Double($0 % 5) + x[2] }
    }
    var random = RandomSource(seed: 3)
    let weights = (0..<2200).map { _ in 2 * random.uniform() - 1 }
    let jacobian = DataJacobian(architecture, at: weights, inputs: line)
    let spectrum = try #require(try DataSpectrum(jacobian))
    #expect(!spectrum.isComplete && spectrum.singularValues.count == DataSpectrum.partialCount)
    let expected = try genericRank(of: Architecture(widths: [3, 10, 2], degree: 2)).dimension
    #expect(spectrum.rank == expected && spectrum.count == expected)
    let threaded = try #require(try DataSpectrum(jacobian, threads: 3))
    #expect(threaded.singularValues == spectrum.singularValues)
    #expect(threaded.remainder == spectrum.remainder)
  }

  @Test(
    "beyond the largest, the signs in the matrix of scalar products and a second look give the rank",
    arguments: [
      // Tall and wide, with the generic rank on the data and below it, where a neuron is far from the others' scale.
      ([5, 30, 10], 2, 60, 1.0, DataLoss.squared), ([5, 30, 10], 2, 35, 1, .squared),
      ([4, 10, 8], 3, 70, 1e-3, .squared), ([20, 20, 2], 2, 180, 1, .categorical),
    ])
  func inertia(
    widths: [Int], degree: Int, count: Int, scale: Double, loss: DataLoss
  ) throws {
    let architecture = try Architecture(widths: widths, degree: degree)
    let data = inputs(count, widths[0])
    var random = RandomSource(seed: 9)
    var weights = (0..<architecture.parameterCount).map { _ in 2 * random.uniform() - 1 }
    // A small neuron with small outgoing weights: singular values that the square hides.
    for j in 0..<widths[0] { weights[j] *= scale }
    let jacobian = DataJacobian(architecture, at: weights, inputs: data, loss: loss)
    let all = try #require(try DataSpectrum(jacobian))
    var spectrum = try #require(try DataSpectrum(jacobian, completeSize: 8, partialCount: 20))
    #expect(all.isComplete && !spectrum.isComplete)
    try spectrum.decide(for: jacobian, rankAtMost: .max)
    let inertia = try #require(spectrum.inertia)
    #expect(
      inertia.count == all.singularValues.count { $0 > inertia.cut * all.singularValues[0] })
    let smallest = try #require(inertia.smallest)
    #expect(smallest.count + inertia.count == all.singularValues.count)
    let unit = all.singularValues[0]
    for (a, b) in zip(smallest, all.singularValues.dropFirst(inertia.count)) {
      #expect(abs(a - b) <= 1e-3 * b + 1e-12 * unit)
    }
    // Steps among the values that are only counted are not known, so that a gap may be too small to decide.
    #expect(spectrum.rank == all.rank || (spectrum.rank == nil && scale < 1))
    #expect(spectrum.count == all.count && all.rank == all.count)
    // With a bound that is attained nothing needs to be looked at twice.
    var bounded = try #require(try DataSpectrum(jacobian, completeSize: 8, partialCount: 20))
    try bounded.decide(for: jacobian, rankAtMost: all.count)
    #expect(bounded.rank == all.count && bounded.rankAtMost == all.count)
  }

  @Test("too much work is refused before anything is allocated")
  func limits() {
    #expect(DataSpectrum.limit(rows: 10_000, columns: 10_000) == nil)
    #expect(DataSpectrum.limit(rows: 1 << 40, columns: 1 << 30) != nil)
  }
}
