import SingularLearning
import Testing

/// Answers about models on data and with layers, and what they rest on.
@Suite("analyses of models on data and with layers") struct DataAnalysisTests {
  /// a·w²x² at x = 1: J = (2aw, w²) drops rank at w = 0 alone, from 1 to 0.
  @Test("the locus of a network on one input")
  func locusOnData() throws {
    let model = DataModel(try Architecture(widths: [1, 1, 1], degree: 2), data: [[1]])
    let locus = modelLocus(of: model)
    #expect(locus.genericRank?.dimension == 1)
    let components = try #require(locus.components)
    #expect(components.count == 1 && components[0].piece.rank == 0)
    #expect(components[0].piece.prime.basis.polynomials.map(\.description) == ["w1_1_1"])
    #expect(components[0].real.extent == .dense && components[0].real.dimension == 1)
    #expect(locus.completeness?.isProven == true)
  }

  /// a·(t + t³) at 1: the derivatives are a(1 + 3b²) and b + b³, both 0 at b = 0 = a and where b² + 1 = 0 with 1 + 3b² = −2,
  /// so a = 0: components of which one has no real point.
  @Test("components without real points")
  func complexComponents() throws {
    let architecture = try Architecture(
      widths: [1, 1, 1], activations: [.polynomial(coefficients: [0, 1, 0, 1])])
    let components = try #require(
      modelLocus(of: DataModel(architecture, data: [[1]])).components)
    #expect(
      Set(components.map { $0.piece.prime.basis.polynomials.map(\.description).sorted() })
        == [["w1_1_1", "w2_1_1"], ["w1_1_1^2 + 1", "w2_1_1"]])
    for component in components {
      let isReal = component.piece.prime.basis.polynomials.allSatisfy { $0.totalDegree == 1 }
      #expect(component.real.extent == (isReal ? .dense : .none))
      #expect(component.real.evidence.isProven)
    }
  }

  /// (a x)² with a = 2 at 1, 2, 3: the outputs are 4, 16, 36, and their derivatives 4, 16, 36.
  @Test("floating-point weights on data")
  func numericalAnalysis() throws {
    let architecture = try Architecture(widths: [1, 1, 1], degree: 2)
    let inputs = DataTable.exact([[1], [2], [3]])
    let specification = NetworkSpecification(
      architecture: architecture,
      data: Dataset(inputs: inputs, targets: .exact([[4], [16], [33]])))
    let analysis = numericalDataAnalysis(
      of: FloatingNetwork(architecture, weights: [2, 1]), on: specification)
    #expect(analysis.dataCount == 3 && analysis.stop == nil)
    let error = try #require(analysis.meanSquaredError)
    #expect(abs(error - 3) < 1e-12)
    // Both columns are multiples of (1, 4, 9).
    #expect(analysis.spectrum?.rank == 1)
  }

  /// A convolution of kernel 1 with a square behind it, 4 inputs of one number: the same network as one neuron.
  @Test("floating-point weights of a model with layers, on data and on random inputs")
  func layeredNumericalAnalysis() throws {
    let model = try LayeredModel(
      inputs: .vector(1),
      layers: [
        DenseLayer(outputs: 2), ProductLayer(factors: 2), DenseLayer(outputs: 1),
      ])
    let specification = LayeredSpecification(
      model: model,
      data: Dataset(inputs: .exact([[1], [2], [3]]), targets: .exact([[6], [24], [51]])))
    // (2x)(3x)·1.
    let analysis = numericalDataAnalysis(of: specification, at: [2, 3, 1])
    #expect(analysis.stop == nil && !analysis.isOnRandomInputs)
    #expect(abs(try #require(analysis.meanSquaredError) - 3) < 1e-12)
    #expect(analysis.spectrum?.rank == 1)
    // |∂f| = x²·|(3, 2, 6)| = 7x², and Σ x⁴ = 98.
    let largest = try #require(analysis.spectrum?.singularValues.first)
    #expect(abs(largest - 7 * (98.0 / 3).squareRoot()) < 1e-9)
    let free = numericalDataAnalysis(
      of: LayeredSpecification(model: model), at: [2, 3, 1], precision: .float32)
    #expect(free.isOnRandomInputs && free.dataCount == 6 && free.spectrum?.rank == 1)
    #expect(free.meanSquaredError == nil)
  }

  @Test("data that do not fit")
  func mismatches() throws {
    let data = Dataset(inputs: .exact([[1, 2]]), targets: .exact([[1]]))
    #expect(data.mismatch(inputCount: 2, outputCount: 1) == nil)
    #expect(data.mismatch(inputCount: 3, outputCount: 1) == .inputs(length: 2, expected: 3))
    #expect(data.mismatch(inputCount: 2, outputCount: 2) == .targets(length: 1, expected: 2))
    let classes = Dataset(inputs: .exact([[1, 2]]), loss: .categorical)
    #expect(classes.mismatch(inputCount: 2, outputCount: 1) == .singleClass)
    #expect(Dataset.isTable(path: "a/b.CSV") && Dataset.isTable(path: "x.npz"))
    #expect(!Dataset.isTable(path: "data.yaml") && !Dataset.isTable(path: ""))
  }

  @Test("inputs in a smaller space are those of a smaller network")
  func spans() throws {
    let network = try Architecture(widths: [3, 2, 1], degree: 2)
    let line: [[Rational]] = [[1, 2, 3], [2, 4, 6]]
    #expect(network.spanned(by: line, outputCount: 1)?.widths == [1, 2, 1])
    #expect(network.spanned(by: line + [[0, 0, 1]], outputCount: 4)?.widths == [2, 2, 4])
    // Two points span an affine line.
    let biased = try Architecture(widths: [3, 2, 1], degree: 2, hasBias: true)
    #expect(biased.spanned(by: line, outputCount: 1)?.widths == [1, 2, 1])
    #expect(biased.spanned(by: [[1, 2, 3]], outputCount: 1)?.widths == [1, 2, 1])
  }

  @Test("shapes with other channels, and weights that are shared")
  func shapes() throws {
    #expect(LayerShape.vector(4).withChannels(2) == .vector(2))
    #expect(
      LayerShape.grid(height: 2, width: 3, channels: 4).withChannels(1)
        == .grid(height: 2, width: 3, channels: 1))
    let source = SharedLayer(layer: DenseLayer(outputs: 2), input: .vector(3))
    let transposed = DenseLayer(outputs: 3, sharing: LayerSharing(layer: 1, isTransposed: true))
    // Row i, column j of a 3 x 2 matrix is row j, column i of the other.
    #expect(
      try transposed.sharedPositions(for: .vector(2), from: source) == [0, 3, 1, 4, 2, 5])
    let other = DenseLayer(outputs: 5, sharing: LayerSharing(layer: 1, isTransposed: true))
    #expect(throws: LayerMismatch.self) {
      try other.sharedPositions(for: .vector(2), from: source)
    }
  }
}
