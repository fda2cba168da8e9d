import AlgebraicStructures
import Computation
import CriticalLoci
import NetworkFiles
import Networks
import NumericalExperiments

/// What is known about floating-point weights: the singular values of the Jacobian, and how near the
/// weights are to inactive and redundant neurons.
public struct NumericalAnalysisReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The diagnosis.
  public let diagnosis: NumericalDiagnosis

  /// A report on `diagnosis`.
  public init(name: String?, diagnosis: NumericalDiagnosis) {
    self.name = name
    self.diagnosis = diagnosis
  }

  /// What double precision tells of the rank and the neurons, for programs with the keys of the exact analysis.
  ///
  /// What depends on the singular values is `null` for networks that are too large for them, and so is what
  /// a limit has left out.
  public var document: Document {
    Document(name: name, diagnosis.network.architecture) { document in
      body(&document)
      document.data("seed", diagnosis.seed)
      document.stopped(diagnosis.stop)
      document.incomplete(diagnosis.stop)
    }
  }

  /// The same without architecture and seed.
  func body(_ document: inout Document) {
    addData(to: &document)
    addFields(to: &document)
    if let spectrum = diagnosis.spectrum { add(spectrum, to: &document) }
    addNeurons(to: &document)
    addSweep(to: &document)
    if let reduction = diagnosis.reduction { add(reduction, to: &document) }
  }

  private func addData(to document: inout Document) {
    let (spectrum, reduction) = (diagnosis.spectrum, diagnosis.reduction)
    let (rank, count) = (diagnosis.rank, diagnosis.network.architecture.parameterCount)
    let remarks = diagnosis.network.remarks
    document.data("rank", rank?.rank)
    document.data("genericRank", diagnosis.genericRank?.dimension)
    document.data("critical", diagnosis.isCritical)
    document.data("kernelDimension", (rank?.rank).map { count - $0 })
    document.data("subnetwork", diagnosis.isSubnetwork)
    document.data("neurons", diagnosis.neurons)
    document.data("hiddenContribution", diagnosis.hiddenContribution)
    document.data("operations", reduction?.operations.map(\.numericalJSON))
    document.data("reduced", reduction.map { JSONValue.reduced($0.reduced) })
    document.data("functionPreserved", reduction?.isExact)
    document.data("errorBound", reduction?.error)
    document.data("sampledError", diagnosis.sampledDifference)
    document.data("precision", diagnosis.network.type.rawValue)
    document.data("tolerance", diagnosis.tolerance)
    document.data("singularValues", spectrum?.singularValues)
    document.data("complete", spectrum?.isComplete)
    document.data("countedAbove", spectrum?.inertia?.cut)
    document.data("smallestSingularValues", spectrum?.inertia?.smallest)
    document.data("singularGap", diagnosis.singularGap)
    document.data("spectrumLimit", diagnosis.spectrumLimit?.description)
    document.data("openGap", diagnosis.openGap)
    document.data(
      "innerProduct",
      innerProductText(
        diagnosis.network.architecture, diagnosis.spectrum?.isExactExpectation ?? true))
    document.data("rankCuts", rank?.cuts)
    document.data("subnetworkRank", rank?.subnetworkRank?.rank)
    document.data("distances", diagnosis.distances.pairs)
    document.data("toleranceSweep", diagnosis.sweep)
    document.data("evidence", rank?.evidence)
    document.data("functionEvidence", reduction?.functionEvidence)
    if !remarks.isEmpty { document.data("remarks", remarks) }
  }
}

extension SpectralGap: JSONRepresentable {
  /// Both sides of the gap, relative to the largest singular value.
  var json: JSONValue {
    .record(["index": index, "above": above, "below": below, "ratio": ratio])
  }
}

extension ParameterDistances.Pair: JSONRepresentable {
  var json: JSONValue { .record(["layer": layer, "neurons": neurons, "distance": distance]) }
}

extension ToleranceStep: JSONRepresentable {
  var json: JSONValue {
    .record([
      "tolerance": tolerance, "widths": reduction.reduced.architecture.widths,
      "operations": reduction.operations.map(\.numericalJSON), "rank": rank?.rank,
      "subnetworkRank": rank?.subnetworkRank?.rank, "errorBound": reduction.error.value,
    ])
  }
}

extension NumericalDiagnosis {
  /// The ratio of the singular values before and behind the rank; `nil` without a rank or for 0, infinite if no
  /// later one is nonzero.
  var singularGap: Double? {
    guard let spectrum, let k = rank?.rank, k > 0 else { return nil }
    // What cannot be more than zero need not be known.
    if k == genericRank?.dimension, !spectrum.isComplete { return .infinity }
    guard spectrum.isKnown(k + 1) else { return nil }
    let next = spectrum.value(k + 1)
    return k >= spectrum.singularValues.count && spectrum.isComplete || next == 0
      ? .infinity : spectrum.value(k) / next
  }
}

extension NumericalReduction {
  /// How it is known whether the function is preserved: that it is, is proven; else only that it changes by
  /// no more than the bound.
  var functionEvidence: Evidence {
    isExact
      ? error.evidence
      : .numerical(
        detail: "changed by at most \(numberText(error.value)) for |x| <= "
          + "\(numberText(error.radius)), a proven bound", tolerance: tolerance)
  }
}
