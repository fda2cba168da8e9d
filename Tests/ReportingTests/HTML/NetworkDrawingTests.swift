import AlgebraTestSupport
import SingularLearning
import Testing

/// The drawing of a network marks exactly what the diagnosis finds.
@Suite struct NetworkDrawingTests {
  private func planted(_ seed: UInt64) throws -> Network {
    var random = RandomSource(seed: seed)
    let architecture = try Architecture(widths: [2, 2, 2, 1], degree: 2)
    var network = PlantedNetwork(
      try #require(try randomReducedNetwork(architecture, using: &random)))
    for _ in 0..<random.integer(in: 1...3) {
      let layer = random.integer(in: 1...2)
      switch random.integer(in: 0...2) {
      case 0: network.addUnusedNeuron(layer: layer, using: &random)
      case 1: network.addConstantNeuron(layer: layer, using: &random)
      default: network.splitNeuron(layer: layer, index: 0, using: &random)
      }
    }
    return try network.network()
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>) func marksAreThoseOfTheDiagnosis(seed: UInt64)
    throws
  {
    let network = try planted(seed)
    let diagnosis = try diagnose(network)
    let page = try page(NetworkSpecification(network: network))
    let drawing = try #require(page.element(identified: "network-figure"))
    let states = diagnosis.neurons.map(\.state)
    #expect(drawing.elements(ofClass: "redundant").count == states.count { $0 == .redundant })
    #expect(
      drawing.elements(ofClass: "inactive").count
        == states.count { $0 == .inactiveIn || $0 == .inactiveOut })
    // Inputs and outputs are drawn as active ones.
    let ends = network.architecture.inputCount + network.architecture.outputCount
    #expect(
      drawing.elements(ofClass: "active").count == states.count { $0 == .active } + ends)
    let dotted = drawing.elements("line").count { $0.attributes["stroke-dasharray"] != nil }
    #expect(dotted == network.weights.count(where: \.isZero))
    #expect(drawing.elements("line").count == network.weights.count)
    for color in Set(drawing.elements(ofClass: "redundant").map { $0.attributes["stroke"] }) {
      #expect(color?.contains("--redundant") == true)
    }
    let reduced = try #require(page.element(identified: "reduced-figure"))
    #expect(
      reduced.elements("line").count == diagnosis.reduced.architecture.parameterCount)
  }

  @Test func widthLayersAreDrawnWithAGap() throws {
    let page = try page(
      NetworkSpecification(architecture: try Architecture(widths: [2, 40, 1], degree: 2)))
    let drawing = try #require(page.element(identified: "network-figure"))
    #expect(drawing.elements(ofClass: "active").count < 15)
    #expect(drawing.elements("text").contains { $0.text == "layer 1: 40" })
  }
}
