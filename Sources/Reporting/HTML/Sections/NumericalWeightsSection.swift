import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import Networks
import NumericalExperiments

extension HTMLReport {
  /// What floating-point weights are near to.
  var numericalWeightsSection: Markup? {
    guard let diagnosis = numericalDiagnosis else { return nil }
    var fields: [(Markup, Markup)] = []
    if let rank = diagnosis.rank, let generic = diagnosis.genericRank {
      let value = rank.rank.map { "\($0) of" } ?? "not decided;"
      fields.append(("numerical rank", "\(value) \(generic.dimension) at general weights"))
      fields += openRankTexts(diagnosis).map { (Markup($0.0), Markup($0.1)) }
      if let cuts = rank.cuts {
        fields.append(
          (
            "stable",
            "for cuts from \(MathML.measured(cuts.lowerBound)) to \(MathML.measured(cuts.upperBound)) "
              + "of the largest singular value"
          ))
      }
      fields.append(("known", .evidence(rank.evidence)))
    } else {
      fields.append(("numerical rank", Markup(missingRankText(diagnosis))))
    }
    let tolerance = diagnosis.tolerance
    fields.append(
      (
        "tolerance",
        "\(MathML.measured(tolerance.value)); the same neurons from "
          + "\(MathML.measured(tolerance.stable.lowerBound)) to "
          + "\(MathML.measured(tolerance.stable.upperBound))"
      ))
    var content = Markup.fields(fields) + numericalStates(diagnosis)
    if let reduction = diagnosis.reduction {
      content += numericalReduction(reduction, diagnosis.sampledDifference)
    }
    return .section("weights", "The given weights", content)
  }

  private func numericalStates(_ diagnosis: NumericalDiagnosis) -> Markup {
    var table = MarkupTable(
      caption: "States of the hidden neurons at the tolerance, with relative norms and distances",
      columns: [
        .init(heading: "layer"), .init(heading: "neuron"), .init(heading: "state"),
        .init(heading: "incoming", isNumeric: true),
        .init(heading: "outgoing", isNumeric: true), .init(heading: "nearest", isNumeric: true),
        .init(heading: "distance", isNumeric: true),
      ])
    for neuron in diagnosis.neurons {
      let distances = neuron.distances
      table.rows.append([
        "\(distances.layer)", "\(distances.index)",
        .span("state \(neuron.state.rawValue)", Markup(neuron.state.rawValue)),
        MathML.measured(distances.incoming), MathML.measured(distances.outgoing),
        Markup(neuron.nearest.map { "\($0.index)" } ?? "-"),
        MathML.measured(neuron.nearest?.distance),
      ])
    }
    return table.markup
  }

  private func numericalReduction(
    _ reduction: NumericalReduction, _ sampled: SampledDifference?
  ) -> Markup {
    let steps = Markup(
      reduction.operations.map { .element("li", [:], Markup(operationText($0))) + "\n" })
    let fields = reductionFields(reduction, sampled).map { (Markup($0.0), Markup($0.1)) }
    return .element("h3", [:], "Reduction") + "\n" + .element("ol", [:], steps) + "\n"
      + .fields(fields)
  }
}
