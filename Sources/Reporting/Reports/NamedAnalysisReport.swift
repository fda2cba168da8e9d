import Analyses
import Computation
import NetworkFiles
import Networks
import NumericalExperiments

/// What is known of a network with named activations at given weights.
public struct NamedAnalysisReport: Report {
  /// What was found.
  public let analysis: NamedNetworkAnalysis

  /// A report on what `namedNetworkAnalysis(of:_:)` has returned.
  public init(_ analysis: NamedNetworkAnalysis) { self.analysis = analysis }

  /// The neurons, the tolerance sweep, the reduction, and the rank on data; what a limit has left out is `null`.
  public var document: Document {
    let (diagnosis, specification) = (analysis.diagnosis, analysis.specification)
    return Document(name: specification.name, specification.architecture) { document in
      document.field("precision", analysis.network.type.rawValue)
      if let data = analysis.data { add(data, to: &document) }
      if analysis.hasExactWeights { addFewestUnits(to: &document) }
      document.data("subnetwork", diagnosis.isSubnetwork)
      document.data("neurons", diagnosis.neurons)
      document.data("tolerance", diagnosis.tolerance)
      document.data("toleranceSweep", diagnosis.sweep)
      document.say("tolerance", diagnosis.tolerance.map { toleranceText($0) })
      document.say(
        "subnetwork",
        diagnosis.isSubnetwork.map { $0 ? "yes, at this tolerance, numerically" : "no" })
      addNeurons(to: &document)
      addSweep(to: &document)
      if let reduction = diagnosis.reduction {
        document.paragraph("Reduction at \(reduction.tolerance)")
        if reduction.operations.isEmpty { document.entry("nothing to reduce") }
        for operation in reduction.operations { document.entry("\(operationText(operation))") }
        document.space()
        document.reduction(reduction, diagnosis.sampledDifference)
      }
      if let data = analysis.data {
        document.paragraph("The Jacobian on the data")
        document.ranks(data.spectrum)
      }
      let remarks = analysis.network.remarks
      if !remarks.isEmpty { document.data("remarks", remarks) }
      document.data("seed", diagnosis.seed)
      document.stopped(analysis.stop)
      document.incomplete(analysis.stop)
    }
  }

  private func add(_ data: NamedDataAnalysis, to document: inout Document) {
    document.data("dataPoints", data.dataCount)
    document.data("loss", data.loss.rawValue)
    document.say("data", "\(data.dataCount) inputs, \(data.loss.rawValue) loss")
    document.field("meanSquaredError", data.meanSquaredError)
    document.field("accuracy", data.accuracy)
    document.field("reducedAccuracy", data.reducedAccuracy)
    document.data("dataError", data.difference)
    document.say(
      "reduction on data",
      data.difference.map { "changes the outputs by at most \($0.value)" })
    document.data("constantNeurons", data.constantNeurons)
    for (layer, neurons) in zip(1..., data.constantNeurons) where !neurons.isEmpty {
      document.say("constant on the data", "layer \(layer): \(neurons)")
    }
  }

  private func addFewestUnits(to document: inout Document) {
    let (found, architecture) = (analysis.fewestUnits, analysis.specification.architecture)
    document.data("fewestUnits", found?.count)
    document.data("fewestUnitsEvidence", found?.evidence)
    guard let found else {
      return document.say(
        "fewest units",
        architecture.layerCount == 2
          ? "not proven: there is no theorem for this activation here"
          : "not proven: the theorems are for one hidden layer")
    }
    document.data("fewestUnitsBounds", [found.atLeast, found.atMost])
    document.data("unitGroups", found.groups)
    document.data("constantUnits", found.constantUnits)
    let units = architecture.widths[1]
    document.say(
      "fewest units",
      found.count.map { "\($0) of \(units) hidden units" }
        ?? "\(found.atLeast) or \(found.atMost) of \(units) hidden units")
    for group in found.groups where group.units.count > group.fewest {
      let turned = Set(group.opposite)
      let names = group.units.map { turned.contains($0) ? "-\($0)" : "\($0)" }
      document.say(
        "\(names.count == 1 ? "unit" : "units") \(names.joined(separator: ", "))",
        group.fewest > 0 ? "need \(group.fewest)" : names.count == 1 ? "not used" : "cancel")
    }
    if !found.constantUnits.isEmpty {
      document.say("constant units", "\(found.constantUnits)")
    }
    document.say("evidence of fewest units", "\(found.evidence)")
  }

  private func toleranceText(_ tolerance: ToleranceChoice) -> Phrase {
    """
    \(tolerance.value), \(tolerance.originText); the same neurons from \(tolerance.stable.lowerBound) \
    to \(tolerance.stable.upperBound)
    """
  }

  private func addNeurons(to document: inout Document) {
    let diagnosis = analysis.diagnosis
    document.space()
    guard !diagnosis.neurons.isEmpty else {
      if analysis.specification.architecture.activations.isEmpty {
        document.line("There are no hidden neurons.")
      }
      return
    }
    document.line(
      "Neurons: weights relative to the largest of the layer, and distance to the nearest other")
    // Of large networks those that are not active, and the first ones.
    let most = 100
    let isLarge = diagnosis.neurons.count > most
    let shown =
      isLarge
      ? Array(diagnosis.neurons.filter { $0.state != .active }.prefix(most)) : diagnosis.neurons
    document.neuronTable(shown, noise: analysis.network.type.roundingDistance)
    if isLarge {
      let counts = NeuronState.allCases.compactMap { state -> String? in
        let count = diagnosis.neurons.count { $0.state == state }
        return count == 0 ? nil : "\(count) \(state.rawValue)"
      }
      document.entry(
        "of \(diagnosis.neurons.count) neurons (\(counts.joined(separator: ", "))), at most \(most) that are not active"
      )
    }
  }

  private func addSweep(to document: inout Document) {
    document.paragraph("At other tolerances: what is left")
    document.table(
      analysis.diagnosis.sweep.runs { $0.operations == $1.operations },
      [
        .number("tolerance") { "\($0.first.tolerance)" },
        .words("") { run in
          run.first.tolerance == run.last.tolerance ? "" : "to \(run.last.tolerance)"
        },
        .words("widths") { "(\(listed($0.first.widths)))" },
        .number("steps") { "\($0.first.operations.count)" },
        .number("change at most") { "\($0.first.bound)" },
      ])
  }
}

extension Document {
  /// The widths and parameters left, and the change of the function, for people and programs.
  mutating func reduction(_ reduction: NamedReduction, _ sampled: SampledDifference?) {
    data("operations", reduction.operations.map(\.numericalJSON))
    data(
      "reduced",
      JSONValue(
        NamedSpecification(architecture: reduction.reduced.architecture), weights: reduction.reduced
      ))
    data("functionPreserved", reduction.error.derivation == .equal)
    data("errorBound", reduction.error)
    data("sampledError", sampled)
    data("functionEvidence", reduction.error.evidence)
    say("reduced widths", "(\(listed(reduction.reduced.architecture.widths)))")
    say(
      "parameters",
      "\(reduction.reduced.architecture.parameterCount) instead of \(reduction.original.architecture.parameterCount)"
    )
    say("function", "\(changeText(reduction.error, sampled))")
  }
}

extension FewestUnits.Group: JSONRepresentable {
  var json: JSONValue { .record(["units": units, "opposite": opposite, "fewest": fewest]) }
}
