import SingularLearning
import Testing

/// The analysis of a network with named activations, with data and with exact weights.
@Suite struct NamedNetworkAnalysisTests {
  private func specification(_ text: String) throws -> NamedSpecification {
    guard case .named(let found) = try AnySpecification(text: text) else {
      throw SpecificationError(
        file: "", line: nil, column: nil, path: "", expected: "named", found: "others")
    }
    return found
  }

  @Test func dataSayWhatIsConstantAndHowGoodTheOutputsAre() throws {
    let specification = try specification(
      """
      widths: [1, 3, 2]
      activation: {named: relu}
      bias: true
      weights:
        - [[1, 0], [-1, 0], [1, -5]]
        - [[1, 0, 1, 0], [0, 1, 1, 0]]
      data:
        inputs: [[1], [-1], [2], [-2]]
        targets: [[1, 0], [0, 1], [0, 1], [0, 1]]
      """)
    let exact = try #require(specification.weights)
    let network = NamedNetwork(
      specification.architecture, weights: exact.map(\.asDouble))
    let analysis = namedNetworkAnalysis(of: network, specification, exactWeights: exact)
    #expect(analysis.stop == nil && analysis.hasExactWeights && analysis.fewestUnits == nil)
    let data = try #require(analysis.data)
    // The third neuron fires nowhere on the data, but elsewhere: it stays.
    #expect(data.constantNeurons == [[3]])
    #expect(analysis.diagnosis.isSubnetwork == false)
    #expect(data.accuracy == 0.75 && data.reducedAccuracy == 0.75)
    // Outputs (x⁺, x⁻) against the targets: 0, 0, 4 + 1, 1.
    #expect(data.meanSquaredError == 1.5)
    #expect(data.difference?.value == 0)
    #expect(data.spectrum?.rank != nil)
  }

  @Test func exactWeightsHaveTheirFewestUnits() throws {
    let specification = try specification(
      "widths: [1, 2, 1]\nactivation: {named: tanh}\nweights: [[[1], [-1]], [[1, 2]]]")
    let exact = try #require(specification.weights)
    let network = NamedNetwork(specification.architecture, weights: exact.map(\.asDouble))
    let analysis = namedNetworkAnalysis(of: network, specification, exactWeights: exact)
    #expect(analysis.fewestUnits?.count == 1 && analysis.data == nil)
    #expect(namedNetworkAnalysis(of: network, specification).fewestUnits == nil)
  }
}
