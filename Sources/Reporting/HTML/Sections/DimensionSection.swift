import Analyses
import CriticalLoci
import Networks

extension HTMLReport {
  /// The generic rank next to what was to be expected.
  var dimensionSection: Markup {
    var fields: [(Markup, Markup)] = [
      ("parameters", "\(architecture.parameterCount)"),
      ("dimension of the space of polynomials", "\(architecture.ambientDimension)"),
      ("expected dimension", "\(architecture.expectedDimension)"),
    ]
    if let rank = analysis.genericRank {
      fields += [
        ("generic rank = dimension", .element("strong", [:], "\(rank.dimension)")),
        ("defect", "\(rank.defect)"), ("filling", rank.isFilling ? "yes" : "no"),
        ("dimension of a general fiber", "\(rank.fiberDimension)"),
        ("known", .evidence(rank.evidence)),
      ]
    } else {
      fields.append(("generic rank", "not known"))
    }
    let text: Markup = """
      The generic rank of the Jacobian is the dimension of the neurovariety: the closure of the set of \
      functions that the network computes. Expected is the number of parameters less one for each \
      neuron that can be scaled without changing the function, and at most the dimension of the space \
      of polynomials.
      """
    return .section(
      "dimension", "Generic rank and expected dimension", .paragraph(text) + .fields(fields))
  }
}
