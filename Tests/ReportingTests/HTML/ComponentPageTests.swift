import AlgebraTestSupport
import SingularLearning
import Testing

/// What a page says about components is what `criticalLocus` and `rankStratification` find.
@Suite struct ComponentPageTests {
  private static let architectures: [(widths: [Int], degree: Int)] = [
    ([2, 3, 1], 3), ([2, 2, 2, 1], 3), ([3, 3, 1], 3), ([2, 2, 2], 2),
  ]

  @Test(arguments: architectures) func everyComponentHasACard(widths: [Int], degree: Int) throws {
    let architecture = try Architecture(widths: widths, degree: degree)
    let locus = try criticalLocus(of: architecture)
    let page = try page(NetworkSpecification(architecture: architecture))
    let cards = page.elements(ofClass: "card")
    #expect(cards.count == locus.components.count)
    for (card, component) in zip(cards, locus.components) {
      #expect(card.elements(ofClass: component.kind.rawValue).count == 2)
      #expect(card.elements("code").first?.text == component.label)
      #expect(card.elements(ofClass: "badge").first?.text == component.evidence.kind)
      #expect(
        card.text.contains("No subnetwork explains it.") == (component.kind == .exotic))
      let drawing = try #require(card.elements("svg").first)
      var marked: Set<[Int]> = []
      for operation in component.operations {
        for neuron in operation.neurons { marked.insert([operation.layer, neuron]) }
      }
      let marks =
        drawing.elements(ofClass: "redundant") + drawing.elements(ofClass: "inactive")
      #expect(marks.count == marked.count)
    }
  }

  @Test func sentencesExplainTheOperations() throws {
    let page = try page(
      NetworkSpecification(architecture: try Architecture(widths: [2, 2, 2, 1], degree: 3)))
    let text = try #require(page.element(identified: "components")).text
    #expect(text.contains("Neurons 1 and 2 of layer 1 compute proportional functions."))
    #expect(text.contains("Neuron 1 of layer 2 is not used by the output."))
    let biased = try XMLTree.parse(
      pageText(
        NetworkSpecification(
          text: """
            widths: [2, 3, 1]
            activation: {polynomial: [0, 1, 1]}
            weights: [[[1, 2], [0, 0], [1, 2]], [[1, 3, 1]]]
            """)))
    let weights = try #require(biased.element(identified: "weights")).text
    #expect(weights.contains("Neurons 1 and 3 of layer 1 compute the same function."))
    #expect(weights.contains("Neuron 2 of layer 1 does not depend on the inputs"))
  }

  @Test func diagramLinksEveryStratumToItsNetwork() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 3)
    let strata = try rankStratification(of: architecture)
    let page = try page(NetworkSpecification(architecture: architecture))
    let diagram = try #require(page.element(identified: "strata"))
    let links = diagram.elements("a")
    #expect(links.count == strata.components.count)
    for (number, (link, component)) in zip(1..., zip(links, strata.components)) {
      #expect(link.attributes["data-panel"] == "stratum-\(number)")
      #expect(link.attributes["aria-label"]?.hasPrefix(component.label) == true)
      let panel = try #require(page.element(identified: "stratum-\(number)"))
      #expect(panel.text.contains("Rank \(component.rank), codimension \(component.codimension)."))
    }
  }
}
