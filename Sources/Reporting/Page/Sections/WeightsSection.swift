import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

extension HTMLReport {
  /// What the given weights are: rank, states of the neurons, the reduced network.
  var weightsSection: Markup? {
    if let diagnosis = numericalDiagnosis {
      let report = NumericalAnalysisReport(name: nil, diagnosis: diagnosis)
      return .section("weights", "The given weights", Document.markup(report.body))
    }
    if let weights = numberFieldWeights {
      let report = NumberFieldAnalysisReport(name: nil, analysis: weights)
      return .section("weights", "The given weights", Document.markup(report.body))
    }
    guard let weights = exactWeights else { return nil }
    var content = Document.markup(AnalysisReport(name: nil, analysis: weights).addFields)
    if let diagnosis = weights.diagnosis { content += diagnosisMarkup(diagnosis) }
    if let stop = weights.stop { content += .paragraph("Incomplete: \(stop).", class: "remark") }
    return .section("weights", "The given weights", content)
  }

  private func diagnosisMarkup(_ diagnosis: Diagnosis) -> Markup {
    guard diagnosis.isSubnetwork || !diagnosis.operations.isEmpty else {
      return .paragraph("No hidden neuron is inactive or redundant.")
    }
    let table = DocumentTable(diagnosis.neurons, AnalysisReport.columns(architecture) { "\($0)" })
    let explanation = sentences(for: diagnosis.conditions, in: architecture)
    return .paragraph(Markup(explanation.joined(separator: " ")))
      + MarkupTable(table, caption: "States of the hidden neurons").markup
      + reductionMarkup(diagnosis)
  }

  private func reductionMarkup(_ diagnosis: Diagnosis) -> Markup {
    let steps = Markup(
      diagnosis.operations.map { .element("li", [:], Markup(sentence(for: $0))) + "\n" })
    let reduced = diagnosis.reduced.architecture
    let drawing = NetworkDrawing(reduced, title: "The reduced network")
    return .element("h3", [:], "Reduction") + "\n" + .element("ol", [:], steps) + "\n"
      + .figure(
        "reduced-figure", class: drawing.figureClass,
        .picture(drawing.picture(), identifier: "reduced-picture"),
        caption: "The reduced network: widths "
          + "(\(reduced.widths.map(String.init).joined(separator: ","))), "
          + "\(counted(reduced.parameterCount, "parameter")) instead of "
          + "\(architecture.parameterCount).")
      + weightMatrices(diagnosis.reduced, label: "The weights of the reduced network")
      + .paragraph(
        Markup(
          diagnosis.functionPreserved.value
            ? "It computes the same function. " : "It does not compute the same function. ")
          + .evidence(diagnosis.functionPreserved.evidence))
  }

  private func sentence(for operation: ReductionOperation) -> String {
    switch operation {
    case .dropInactiveIn(let layer, let neuron, let constant):
      constant.isZero
        ? "Drop neuron \(neuron) of layer \(layer), whose incoming weights are zero."
        : "Drop neuron \(neuron) of layer \(layer) and add its constant value \(constant) to the next "
          + "biases."
    case .dropInactiveOut(let layer, let neuron):
      "Drop neuron \(neuron) of layer \(layer), which is not used."
    case .dropConstant(let layer, let neuron, let kept, let ratio):
      "Drop neuron \(neuron) of layer \(layer), which is constant: "
        + (ratio == 1 ? "its value is that of neuron \(kept)." : "\(ratio) times neuron \(kept).")
    case .merge(let layer, let neuron, let kept, let factor, let constant):
      "Merge neuron \(neuron) of layer \(layer) into neuron \(kept): its incoming weights are "
        + (factor == 1 ? "" : "\(factor) times ") + "those of neuron \(kept)"
        + offsetText(layer: layer, factor: factor)
        + (constant.map { constant in
          ", and the constant \(constant.value) goes to "
            + (constant.neuron.map { "neuron \($0)" } ?? "the next biases") + "."
        } ?? ".")
    case .mix(let layer, let neuron, let side, let terms):
      "Mix neuron \(neuron) of layer \(layer) into neuron\(terms.count == 1 ? "" : "s") "
        + "\(enumeration(terms.map(\.neuron))): the activation is linear, and the \(side.rawValue) "
        + "weights are linearly dependent."
    case .combine(let layer, let neuron, let terms, _):
      "Drop neuron \(neuron) of layer \(layer), whose function is a combination of those of "
        + "neuron\(terms.count == 1 ? "" : "s") \(enumeration(terms.map(\.neuron)))."
    }
  }

  /// The remark that rows are compared about a center that is not 0.
  private func offsetText(layer: Int, factor: Rational) -> String {
    let center = ActivationSymmetry(architecture.activations[layer - 1]).center
    return factor == 1 || center.isZero ? "" : ", taken from the center \(center) of the activation"
  }
}
