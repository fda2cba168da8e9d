import Analyses
import CriticalLoci
import Networks

extension HTMLReport {
  /// The generic rank next to what was to be expected.
  var dimensionSection: Markup {
    let text: Markup = """
      The generic rank of the Jacobian is the dimension of the neurovariety: the closure of the set of \
      functions that the network computes. Expected is the number of parameters less one for each \
      neuron that can be scaled without changing the function, and at most the dimension of the space \
      of polynomials.
      """
    return .section(
      "dimension", "Generic rank and expected dimension",
      .paragraph(text) + Document.markup(NetworkReport(analysis).dimension.body))
  }
}
