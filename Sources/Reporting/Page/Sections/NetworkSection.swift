import Analyses
import Computation
import NetworkFiles
import Networks
import NumericalExperiments

extension HTMLReport {
  /// The drawing, the formula and the weights.
  var networkSection: Markup {
    let drawing =
      exactWeights?.diagnosis.map { NetworkDrawing($0, title: Self.weightsTitle) }
      ?? numericalDiagnosis.map { NetworkDrawing($0, title: Self.weightsTitle) }
      ?? NetworkDrawing(architecture, title: "The network")
    let caption: Markup =
      if exactWeights?.diagnosis != nil {
        "Neurons by layers at the given weights; dotted lines are weights that are zero."
      } else if let numerical = numericalDiagnosis {
        """
        Neurons by layers at the given weights, with those marked that are inactive or redundant within \
        the tolerance \(MathML.measured(numerical.tolerance.value)).
        """
      } else {
        "Neurons by layers; every line is a weight."
      }
    var content = Markup.figure(
      "network-figure", class: drawing.figureClass,
      .picture(drawing.picture(), identifier: "network-picture"),
      caption: caption)
    if drawing.title == Self.weightsTitle { content += NetworkLegend.markup }
    content += .paragraph("The network computes the polynomial map")
    content += .scrolling(
      "The function of the network",
      MathML.formula(MathML.function(architecture), isDisplayed: true))
    if !architecture.activations.isEmpty {
      content += .paragraph(
        "where the activation "
          + .joined(
            MathML.activations(architecture).map { MathML.formula($0) }, separator: ", ")
          + " is applied to every neuron of a hidden layer.")
    }
    if let network = specification.network {
      content += .paragraph("The given weights:")
      content += weightMatrices(network, label: "The given weights")
    }
    return .section("network", "The network", content)
  }

  private static let weightsTitle = "The network at the given weights"

  /// All weight matrices of a network; folded away if they are large.
  func weightMatrices(_ network: Network, label: String) -> Markup {
    let matrices = (1...network.architecture.layerCount).map { layer in
      MathML.formula(MathML.weights(of: network, layer: layer))
    }
    let box = Markup.scrolling(
      label, .element("div", ["class": "matrices"], .joined(matrices, separator: " ")))
    let largest = network.architecture.widths.max() ?? 0
    return largest <= 8
      ? box : .folded("\(counted(network.architecture.parameterCount, "weight"))", box)
  }
}
