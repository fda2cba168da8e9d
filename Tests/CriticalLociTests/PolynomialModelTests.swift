import AlgebraTestSupport
import SingularLearning
import Testing

/// A one-dimensional polynomial convolutional network: one channel, kernels without padding, powers in between; known
/// to the library only as a polynomial model.
struct Convolution: PolynomialModel {
  let kernels: [Int]
  let degree: Int

  var parameterNames: [String] {
    kernels.indices.flatMap { layer in (0..<kernels[layer]).map { "k\(layer + 1)_\($0 + 1)" } }
  }
  /// One output.
  var inputCount: Int { kernels.reduce(1) { $0 + $1 - 1 } }
  var outputCount: Int { 1 }
  var inputDegree: Int { kernels.dropFirst().reduce(1) { power, _ in power * degree } }
  var parameterDegree: Int { kernels.dropFirst().reduce(1) { power, _ in power * degree + 1 } }
  var isHomogeneous: Bool { true }
  var symmetries: [ParameterSymmetry] {
    kernels.indices.dropLast().map { layer in
      .scaling(
        exponents: kernels.indices.flatMap { other in
          Array(
            repeating: other == layer ? 1 : other == layer + 1 ? -degree : 0, count: kernels[other])
        })
    }
  }

  func outputs<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    var values = input
    var start = 0
    for (layer, size) in kernels.enumerated() {
      if layer > 0 { values = values.map { ring.power($0, degree) } }
      values = (0...values.count - size).map { position in
        (0..<size).reduce(ring.zero) {
          ring.add($0, ring.multiply(parameters[start + $1], values[position + $1]))
        }
      }
      start += size
    }
    return values
  }
}

/// An architecture of which only the outputs are known.
struct Disguised: PolynomialModel {
  let architecture: Architecture

  var parameterNames: [String] { architecture.parameterNames }
  var inputCount: Int { architecture.inputCount }
  var outputCount: Int { architecture.outputCount }
  var inputDegree: Int { architecture.inputDegree }
  var parameterDegree: Int { architecture.parameterDegree }
  var isHomogeneous: Bool { architecture.isHomogeneous }
  var symmetries: [ParameterSymmetry] { architecture.symmetries }

  func outputs<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    architecture.outputs(parameters: parameters, input: input, over: ring)
  }
}

@Suite struct PolynomialModelTests {
  @Test(
    "polynomial convolutional networks have as many dimensions as parameters less scalings",
    arguments: [([2, 2], 2), ([3, 2], 2), ([2, 2, 2], 2), ([3, 3], 3), ([2, 3, 2], 3)])
  func convolutions(kernels: [Int], degree: Int) throws {
    let rank = try genericRank(of: Convolution(kernels: kernels, degree: degree))
    #expect(rank.dimension == kernels.reduce(0, +) - kernels.count + 1)
    #expect(rank.evidence.isProven && rank.upperBound.theorem == .parameterCount)
  }

  @Test("map, Jacobian, rank at a point with kernel, and critical parameters of a convolution")
  func smallConvolution() throws {
    let model = Convolution(kernels: [2, 2], degree: 2)
    let (rows, entries) = try model.coefficients()
    #expect(rows.map(\.exponents) == [[2, 0, 0], [1, 1, 0], [0, 2, 0], [0, 1, 1], [0, 0, 2]])
    #expect(
      entries.map(\.description) == [
        "k1_1^2*k2_1", "2*k1_1*k1_2*k2_1", "k1_2^2*k2_1 + k1_1^2*k2_2", "2*k1_1*k1_2*k2_2",
        "k1_2^2*k2_2",
      ])
    let jacobian = try model.jacobian()
    #expect(jacobian.rows == rows && jacobian.columns == ["k1_1", "k1_2", "k2_1", "k2_2"])
    for (weights, expected) in [
      ([1, 2, 3, 4], 3), ([1, 2, 0, 0], 2), ([0, 0, 1, 2], 0), ([0, 1, 1, 1], 3),
      ([Rational(1, 3), Rational(2, 5), 0, 1], 3),
    ] as [([Rational], Int)] {
      let found = try rank(of: model, at: weights)
      #expect(found.rank == expected && found.evidence.isProven)
      let matrix = jacobian.evaluated(at: weights)
      #expect(matrix.rank == expected)
      let kernel = try #require(found.kernelBasis)
      #expect(kernel.count == 4 - expected)
      for vector in kernel {
        for row in 0..<matrix.rowCount {
          #expect((0..<4).reduce(Rational(0)) { $0 + matrix[row, $1] * vector[$1] }.isZero)
        }
      }
    }
    for method in DirectMethod.allCases {
      let locus = try rankLocus(of: model, atMost: 2, method: method)
      #expect(locus.evidence.isProven)
      // One of the kernels vanishes.
      let found = locus.pieces.map { "\($0.rank): \($0.prime.basis.polynomials)" }.sorted()
      #expect(found == ["0: [k1_1, k1_2]", "2: [k2_1, k2_2]"] || locus.pieces.count == 2)
      #expect(locus.pieces.allSatisfy { $0.prime.dimension == 2 })
      #expect(Set(locus.pieces.map(\.rank)) == [0, 2])
    }
  }

  @Test("a network of which only the outputs are known has the same ranks and the same Jacobian")
  func disguisedNetworks() throws {
    for (widths, degree, hasBias) in [
      ([2, 2, 2], 2, false), ([2, 2, 1, 1], 3, false), ([1, 2, 2], 2, true),
    ] {
      let architecture = try Architecture(widths: widths, degree: degree, hasBias: hasBias)
      let model = Disguised(architecture: architecture)
      #expect(
        try genericRank(of: model).dimension == genericRank(of: architecture).dimension)
      var random = RandomSource(seed: 3)
      for _ in 0..<4 {
        let weights = (0..<architecture.parameterCount).map { _ in
          Rational(random.integer(in: -2...2))
        }
        let expected = try rank(at: Network(architecture, weights: weights))
        let found = try rank(of: model, at: weights)
        #expect(
          found.rank == expected.rank && found.kernelBasis?.count == expected.kernelBasis?.count)
        let x = (0..<widths[0]).map { Rational(2 * $0 + 1) / 3 }
        #expect(
          model.gradients(parameters: weights, input: x, over: RationalField())
            == architecture.gradients(parameters: weights, input: x, over: RationalField()))
        #expect(
          try model.jacobian().evaluated(at: weights).rank
            == architecture.jacobian().evaluated(at: weights).rank)
      }
    }
  }

  @Test("known symmetries leave the outputs as they are")
  func symmetries() throws {
    let architecture = try Architecture(widths: [2, 3, 2, 1], degree: 2)
    let weights = (0..<architecture.parameterCount).map { Rational(3 * $0 + 1) / 7 }
    let x: [Rational] = [2, -5]
    let expected = architecture.outputs(parameters: weights, input: x, over: RationalField())
    #expect(architecture.symmetries.count == 5 + 3)
    for symmetry in architecture.symmetries {
      let moved: [Rational]
      switch symmetry {
      case .scaling(let exponents):
        moved = zip(weights, exponents).map { w, e in
          e < 0 ? w / Rational(3).power(-e) : w * Rational(3).power(e)
        }
      case .permutation(let positions): moved = positions.map { weights[$0] }
      case .group: moved = weights
      }
      #expect(moved != weights)
      #expect(architecture.outputs(parameters: moved, input: x, over: RationalField()) == expected)
    }
    #expect(architecture.parameterBlocks == [0..<6, 6..<12, 12..<14])
  }

  @Test("squares on one-hot pairs: min(H(3p - 2), p^3)", arguments: [(3, 21), (4, 27), (5, 27)])
  func oneHotPairs(hidden: Int, expected: Int) throws {
    let data = (0..<3).flatMap { a in
      (0..<3).map { b in (0..<6).map { Rational($0 == a || $0 == 3 + b ? 1 : 0) } }
    }
    let model = DataModel(try Architecture(widths: [6, hidden, 3], degree: 2), data: data)
    let rank = try genericRank(of: model)
    #expect(rank.dimension == expected && model.outputCount == 27)
    #expect(rank.evidence.isProven)
  }
}
