import AlgebraicStructures
import Computation
import CriticalLoci
import Networks
import NumericalExperiments

extension NumericalAnalysisReport {
  func addFields(to document: inout Document) {
    addRank(to: &document)
    document.say("precision", "\(diagnosis.network.type.rawValue)")
    document.say("tolerance", toleranceText)
    document.say("subnetwork", diagnosis.isSubnetwork ? "yes, at this tolerance" : "no")
    document.say("small outputs", smallnessText)
  }

  /// Where the network is small as a whole, which the distances of its neurons do not show; `nil` elsewhere.
  private var smallnessText: Phrase? {
    let bound = diagnosis.hiddenContribution
    guard !diagnosis.neurons.isEmpty, bound.value <= NumericalAnalysisReport.smallContribution
    else { return nil }
    return """
      all hidden neurons together add at most \(bound.value) to the outputs for |x| <= \(bound.radius), in their \
      units; neurons are compared with others of their layer, so whether that is zero depends on these units
      """
  }

  /// Up to this, which is only a matter of units, the size of outputs is worth a line.
  private static let smallContribution = 1e-6

  private func addRank(to document: inout Document) {
    guard let rank = diagnosis.rank, let generic = diagnosis.genericRank else {
      return document.say("numerical rank", "\(missingRankText(diagnosis))")
    }
    document.say(
      "numerical rank",
      "\(rank.rank.map { "\($0) of" } ?? "not decided;") \(generic.dimension) at general weights")
    for (name, text) in openRankTexts(diagnosis) { document.say(name, "\(text)") }
    document.say(
      "stable",
      rank.cuts.map {
        "for cuts from \($0.lowerBound) to \($0.upperBound) of the largest singular value"
      })
    document.say(
      "nearest subnetwork",
      rank.subnetworkRank.map { "has the exact rank \($0.rank), \($0.evidence.kind)" })
    document.say("critical", diagnosis.isCritical.map { "\($0), numerically" })
    document.say("evidence", "\(rank.evidence)")
  }

  private var toleranceText: Phrase {
    let tolerance = diagnosis.tolerance
    return """
      \(tolerance.value), \(tolerance.originText); the same neurons from \(tolerance.stable.lowerBound) to \
      \(tolerance.stable.upperBound)
      """
  }

  func add(_ spectrum: JacobianSpectrum, to document: inout Document) {
    document.paragraph("Singular values of the Jacobian")
    guard spectrum.largest > 0 else {
      return document.entry("all \(spectrum.singularValues.count) are zero")
    }
    let cut = spectrum.rule.cut * spectrum.largest
    let above = spectrum.singularValues.filter { $0 > cut }
    let shown = above.prefix(40).enumerated().map { index, value in
      numberText(value) + (diagnosis.rank?.rank == index + 1 ? " |" : "")
    }
    document.say("", "\(shown.joined(separator: " "))\(above.count > 40 ? " …" : "")")
    let below = spectrum.singularValues.count - above.count
    if below > 0 { document.entry("and \(below) below \(cut), near to rounding errors") }
    if !spectrum.isComplete {
      document.entry("these are lower bounds of the \(spectrum.singularValues.count) largest")
    }
    if let inertia = spectrum.inertia {
      document.entry(
        """
        \(inertia.count) are above \(numberText(inertia.cut)) of the largest, by the signs in a factorization of \
        the matrix of scalar products
        """)
    }
  }

  func addNeurons(to document: inout Document) {
    document.space()
    guard !diagnosis.neurons.isEmpty else { return document.line("There are no hidden neurons.") }
    document.line(
      "Neurons: weights relative to the largest of the layer, and distance to the nearest other")
    document.neuronTable(diagnosis.neurons, noise: diagnosis.network.type.roundingDistance)
  }

  func addSweep(to document: inout Document) {
    document.paragraph(
      "At other tolerances: what is left, the numerical rank, the exact rank at the nearest subnetwork"
    )
    document.table(
      diagnosis.sweep.runs { $0.hasSameResult(as: $1) },
      [
        .number("tolerance") { "\($0.first.tolerance)" },
        .words("") { run in
          run.first.tolerance == run.last.tolerance ? "" : "to \(run.last.tolerance)"
        },
        .words("widths") { "\(widthsText($0.first.reduction.reduced.architecture))" },
        .number("steps") { "\($0.first.reduction.operations.count)" },
        .number("rank") { "\($0.first.rank?.rank)" },
        .number("exact there") { "\($0.first.rank?.subnetworkRank?.rank)" },
        .number("change at most") { "\($0.first.reduction.error.value)" },
      ])
  }

  func add(_ reduction: NumericalReduction, to document: inout Document) {
    document.paragraph("Reduction at \(reduction.tolerance)")
    if reduction.operations.isEmpty { document.entry("nothing to reduce") }
    for operation in reduction.operations { document.entry("\(operationText(operation))") }
    document.space()
    document.fields(of: reduction, diagnosis.sampledDifference)
  }
}

extension ToleranceStep {
  fileprivate func hasSameResult(as other: ToleranceStep) -> Bool {
    reduction.operations == other.reduction.operations && rank == other.rank
  }
}

/// For example `(2,3,1)`.
private func widthsText(_ architecture: Architecture) -> String {
  "(\(listed(architecture.widths)))"
}

extension ToleranceChoice {
  /// Where the tolerance comes from, in words.
  var originText: String {
    switch reason {
    case .given: "as given"
    case .precision: "what the precision cannot tell from zero (no gap in the distances)"
    case .gap: "in the largest gap of the distances"
    }
  }
}

extension Document {
  /// Neurons with norms and nearest others; distances below `noise` are rounding errors.
  mutating func neuronTable(_ neurons: [NumericalNeuron], noise: Double) {
    table(
      neurons,
      [
        .number("layer") { "\($0.distances.layer)" }, .number("neuron") { "\($0.distances.index)" },
        .words("state") { "\($0.state)" },
        .number("incoming") { "\($0.distances.incoming)" },
        .number("outgoing") { "\($0.distances.outgoing)" },
        .number("nearest") { "\($0.nearest?.index)" },
        .number("distance") { neuron in
          neuron.nearest.map { $0.distance < noise ? "rounding" : "\($0.distance)" } ?? "-"
        },
      ])
  }

  /// The widths and parameters left, and the change of the function.
  mutating func fields(of reduction: NumericalReduction, _ sampled: SampledDifference?) {
    let reduced = reduction.reduced.architecture
    say("reduced widths", "\(widthsText(reduced))")
    say(
      "parameters",
      "\(reduced.parameterCount) instead of \(reduction.original.architecture.parameterCount)")
    say("function", "\(changeText(reduction.error, sampled))")
  }
}

/// Why there is no numerical rank, and which way leads on.
func missingRankText(_ diagnosis: NumericalDiagnosis) -> String {
  if let limit = diagnosis.spectrumLimit {
    return
      "not computed: \(limit); the exact analysis takes the weights as fractions and proves their rank, "
      + "and samples at random weights show singular values of larger networks"
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
    + "that reaches a subnetwork, or weights nearer to it; either: the exact analysis, which takes the weights "
    + "as fractions"
  return [("singular values", spectrumText), ("would be decided by", remedy)]
}
