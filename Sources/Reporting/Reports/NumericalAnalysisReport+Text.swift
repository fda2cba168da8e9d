import AlgebraicStructures
import Computation
import CriticalLoci
import Networks
import NumericalExperiments

extension NumericalAnalysisReport {
  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.heading(architectureTitle(name: name, diagnosis.network.architecture))
    append(to: &report)
    if let stop = diagnosis.stop {
      report.space()
      report.line("Incomplete: \(stop).")
    }
    return report.text
  }

  /// What `text` says without its heading.
  func append(to report: inout TextReport) {
    var fields = rankFields
    fields += [
      ("precision", diagnosis.network.type.rawValue), ("tolerance", toleranceText),
      ("subnetwork", diagnosis.isSubnetwork ? "yes, at this tolerance" : "no"),
    ]
    report.fields(fields)
    if let spectrum = diagnosis.spectrum { append(spectrum, to: &report) }
    appendNeurons(to: &report)
    appendSweep(to: &report)
    if let reduction = diagnosis.reduction { append(reduction, to: &report) }
  }

  private var rankFields: [(String, String)] {
    guard let rank = diagnosis.rank, let generic = diagnosis.genericRank else {
      return [("numerical rank", missingRankText(diagnosis))]
    }
    let value = rank.rank.map { "\($0) of" } ?? "not decided;"
    var fields = [("numerical rank", "\(value) \(generic.dimension) at general weights")]
    fields += openRankTexts(diagnosis)
    if let cuts = rank.cuts {
      fields.append(
        (
          "stable",
          "for cuts from \(numberText(cuts.lowerBound)) to "
            + "\(numberText(cuts.upperBound)) of the largest singular value"
        ))
    }
    if let rank = rank.subnetworkRank {
      fields.append(
        ("nearest subnetwork", "has the exact rank \(rank.rank), \(rank.evidence.kind)"))
    }
    if let isCritical = diagnosis.isCritical {
      fields.append(("critical", isCritical ? "yes, numerically" : "no, numerically"))
    }
    return fields + [("evidence", evidenceText(rank.evidence))]
  }

  private var toleranceText: String {
    let tolerance = diagnosis.tolerance
    let origin =
      switch tolerance.reason {
      case .given: "as given"
      case .precision: "what the precision cannot tell from zero (no gap in the distances)"
      case .gap: "in the largest gap of the distances"
      }
    return "\(numberText(tolerance.value)), \(origin); the same neurons from "
      + "\(numberText(tolerance.stable.lowerBound)) to \(numberText(tolerance.stable.upperBound))"
  }

  private func append(_ spectrum: JacobianSpectrum, to report: inout TextReport) {
    report.space()
    report.line("Singular values of the Jacobian")
    guard spectrum.largest > 0 else {
      return report.line("  all \(spectrum.singularValues.count) are zero")
    }
    let cut = spectrum.rule.cut * spectrum.largest
    let above = spectrum.singularValues.filter { $0 > cut }
    let shown = above.prefix(40).enumerated().map { index, value in
      numberText(value) + (diagnosis.rank?.rank == index + 1 ? " |" : "")
    }
    report.fields([("", shown.joined(separator: " ") + (above.count > 40 ? " …" : ""))])
    let below = spectrum.singularValues.count - above.count
    if below > 0 {
      report.line("  and \(below) below \(numberText(cut)), near to rounding errors")
    }
  }

  private func appendNeurons(to report: inout TextReport) {
    report.space()
    guard !diagnosis.neurons.isEmpty else { return report.line("There are no hidden neurons.") }
    report.line("Neurons: norms of their weights, and distance to the nearest other, all relative")
    var table = TextTable(
      headings: ["layer", "neuron", "state", "incoming", "outgoing", "nearest", "distance"],
      alignments: [.right, .right, .left, .right, .right, .right, .right])
    let noise = diagnosis.network.type.roundingDistance
    for neuron in diagnosis.neurons {
      table.append([
        "\(neuron.distances.layer)", "\(neuron.distances.index)", neuron.state.rawValue,
        numberText(neuron.distances.incoming), numberText(neuron.distances.outgoing),
        neuron.nearest.map { "\($0.index)" } ?? "-",
        neuron.nearest.map { $0.distance < noise ? "rounding" : numberText($0.distance) } ?? "-",
      ])
    }
    report.table(table)
  }

  private func appendSweep(to report: inout TextReport) {
    report.space()
    report.line(
      "At other tolerances: what is left, the numerical rank, the exact rank at the nearest subnetwork"
    )
    var table = TextTable(
      headings: ["tolerance", "", "widths", "steps", "rank", "exact there", "change at most"],
      alignments: [.right, .left, .left, .right, .right, .right, .right])
    var start = 0
    let sweep = diagnosis.sweep
    while start < sweep.count {
      let step = sweep[start]
      let end = sweep[start...].lastIndexOfRun { $0.hasSameResult(as: step) }
      let (reduction, rank) = (step.reduction, step.rank)
      table.append([
        numberText(step.tolerance), start == end ? "" : "to \(numberText(sweep[end].tolerance))",
        widthsText(reduction.reduced.architecture), "\(reduction.operations.count)",
        (rank?.rank).map { "\($0)" } ?? "-", (rank?.subnetworkRank).map { "\($0.rank)" } ?? "-",
        numberText(reduction.error.value),
      ])
      start = end + 1
    }
    report.table(table)
  }

  private func append(_ reduction: NumericalReduction, to report: inout TextReport) {
    report.space()
    report.line("Reduction at \(numberText(reduction.tolerance))")
    if reduction.operations.isEmpty { report.line("  nothing to reduce") }
    for operation in reduction.operations { report.line("  \(operationText(operation))") }
    report.space()
    report.fields(reductionFields(reduction, diagnosis.sampledDifference))
  }
}

extension ToleranceStep {
  fileprivate func hasSameResult(as other: ToleranceStep) -> Bool {
    reduction.operations == other.reduction.operations && rank == other.rank
  }
}

extension ArraySlice {
  /// The last index of the elements at the start that fulfil a condition; at least one must.
  fileprivate func lastIndexOfRun(where condition: (Element) -> Bool) -> Int {
    (firstIndex { !condition($0) } ?? endIndex) - 1
  }
}

/// For example `(2,3,1)`.
private func widthsText(_ architecture: Architecture) -> String {
  "(\(architecture.widths.map(String.init).joined(separator: ",")))"
}

/// The widths and parameters left, and the change of the function.
func reductionFields(
  _ reduction: NumericalReduction, _ sampled: SampledDifference?
) -> [(String, String)] {
  let reduced = reduction.reduced.architecture
  return [
    ("reduced widths", widthsText(reduced)),
    (
      "parameters",
      "\(reduced.parameterCount) instead of \(reduction.original.architecture.parameterCount)"
    ),
    ("function", changeText(reduction.error, sampled)),
  ]
}

/// Why there is no numerical rank, and which way leads on.
func missingRankText(_ diagnosis: NumericalDiagnosis) -> String {
  if let limit = diagnosis.spectrumLimit {
    return
      "not computed: \(limit); --exact takes the weights as fractions and proves their rank, and "
      + "'sample' shows singular values of larger networks"
  }
  return diagnosis.stop == nil ? "not computed: a derivative overflows" : "not known"
}

/// Where the rank is not decided: the singular values around their largest gap, and what would decide.
func openRankTexts(_ diagnosis: NumericalDiagnosis) -> [(String, String)] {
  guard let rank = diagnosis.rank, rank.rank == nil, let spectrum = diagnosis.spectrum,
    let generic = diagnosis.genericRank?.dimension
  else { return [] }
  let largest = spectrum.largest
  func ratio(_ k: Int) -> String { numberText(largest > 0 ? spectrum.value(k) / largest : 0) }
  var spectrumText = ""
  if let gap = diagnosis.openGap {
    spectrumText =
      "largest gap behind singular value \(gap.index): \(numberText(gap.above)), then "
      + "\(numberText(gap.below)), a factor of \(numberText(gap.ratio)); "
  }
  spectrumText +=
    "singular value \(generic) is \(ratio(generic)), rounding errors begin at "
    + "\(numberText(spectrum.rule.noise)), all relative to the largest"
  let remedy =
    "rank \(generic): weights at which singular value \(generic) is above "
    + "\(numberText(spectrum.rule.cut)) (in a finer precision, if they have one); a smaller rank: a tolerance "
    + "that reaches a subnetwork (--tolerance), or weights nearer to it; either, for the weights as "
    + "fractions: --exact"
  return [("singular values", spectrumText), ("would be decided by", remedy)]
}
