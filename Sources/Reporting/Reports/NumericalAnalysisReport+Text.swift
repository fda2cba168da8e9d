import CriticalLoci
import Networks
import NumericalExperiments

extension NumericalAnalysisReport {
  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.heading(architectureTitle(name: name, diagnosis.network.architecture))
    var fields: [(String, String)] = []
    if let spectrum = diagnosis.spectrum, let generic = diagnosis.genericRank {
      let rank = spectrum.rank.map { "\($0)" } ?? "not decided"
      fields.append(("rank of the Jacobian", "\(rank) of \(generic.dimension) at general weights"))
      if let rank = spectrum.subnetworkRank {
        fields.append(("rank at the nearest subnetwork", "\(rank.rank)"))
      }
      if let isCritical = diagnosis.isCritical {
        fields.append(("critical", isCritical ? "yes" : "no"))
      }
      fields.append(("evidence", evidenceText(spectrum.evidence)))
    } else {
      fields.append(("rank of the Jacobian", "not known"))
    }
    fields.append(("precision", diagnosis.network.type.rawValue))
    fields.append(("tolerance", toleranceText))
    fields.append(("subnetwork", diagnosis.isSubnetwork ? "yes" : "no"))
    report.fields(fields)
    if let spectrum = diagnosis.spectrum { append(spectrum, to: &report) }
    appendNeurons(to: &report)
    appendSweep(to: &report)
    if let reduction = diagnosis.reduction { append(reduction, to: &report) }
    if let stop = diagnosis.stop {
      report.space()
      report.line("Incomplete: \(stop).")
    }
    return report.text
  }

  private var toleranceText: String {
    let value = numberText(diagnosis.tolerance.value)
    return switch diagnosis.tolerance.reason {
    case .given: "\(value), as given"
    case .precision: "\(value), what the precision cannot tell from zero (no gap in the distances)"
    case .gap(let below, let above):
      "\(value), in the gap of the distances between \(numberText(below)) and \(numberText(above))"
    }
  }

  private func append(_ spectrum: JacobianSpectrum, to report: inout TextReport) {
    report.space()
    report.line("Singular values of the Jacobian")
    let shown = spectrum.singularValues.prefix(40).enumerated().map { index, value in
      numberText(value) + (spectrum.rank == index + 1 ? " |" : "")
    }
    let more = spectrum.singularValues.count > 40 ? [("", "…")] : []
    report.fields([("", shown.joined(separator: " "))] + more)
  }

  private func appendNeurons(to report: inout TextReport) {
    report.space()
    guard !diagnosis.neurons.isEmpty else { return report.line("There are no hidden neurons.") }
    report.line("Neurons: norms of their weights, and distance to the nearest other, all relative")
    var table = TextTable(
      headings: ["layer", "neuron", "state", "incoming", "outgoing", "nearest", "distance"],
      alignments: [.right, .right, .left, .right, .right, .right, .right])
    for neuron in diagnosis.neurons {
      table.append([
        "\(neuron.distances.layer)", "\(neuron.distances.index)", neuron.state.rawValue,
        numberText(neuron.distances.incoming), numberText(neuron.distances.outgoing),
        neuron.nearest.map { "\($0.index)" } ?? "-", numberText(neuron.nearest?.distance),
      ])
    }
    report.table(table)
  }

  private func appendSweep(to report: inout TextReport) {
    report.space()
    report.line("Reduction at other tolerances")
    var table = TextTable(
      headings: ["tolerance", "widths", "steps", "change at most"],
      alignments: [.right, .left, .right, .right])
    for step in diagnosis.sweep {
      table.append([
        numberText(step.tolerance), widthsText(step.reduced.architecture),
        "\(step.operations.count)", numberText(step.error.value),
      ])
    }
    report.table(table)
  }

  private func append(_ reduction: NumericalReduction, to report: inout TextReport) {
    report.space()
    report.line("Reduction at \(numberText(reduction.tolerance))")
    if reduction.operations.isEmpty { report.line("  nothing to reduce") }
    for operation in reduction.operations { report.line("  \(operationText(operation))") }
    report.space()
    report.fields(reductionFields(reduction))
  }
}

/// For example `(2,3,1)`.
private func widthsText(_ architecture: Architecture) -> String {
  "(\(architecture.widths.map(String.init).joined(separator: ",")))"
}

/// The widths and parameters left, and the change of the function.
func reductionFields(_ reduction: NumericalReduction) -> [(String, String)] {
  let reduced = reduction.reduced.architecture
  return [
    ("reduced widths", widthsText(reduced)),
    (
      "parameters",
      "\(reduced.parameterCount) instead of \(reduction.original.architecture.parameterCount)"
    ),
    ("function", changeText(reduction.error)),
  ]
}
