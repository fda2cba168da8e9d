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

  /// The keys of the exact analysis, with numbers instead of fractions, and `errorBound`, `sampledError`,
  /// `precision`, `tolerance`, `singularValues`, `singularGap`, `rankCuts` (the cuts relative to the
  /// largest singular value at which the rank is `rank`), `subnetworkRank` (exact, at the nearest
  /// subnetwork), `distances` (of all pairs), `toleranceSweep`, and `remarks` (on how the
  /// file was read) if there are any.
  ///
  /// `spectrumLimit` says which limit they are beyond, `openGap` is the largest gap of the singular values where
  /// the rank is not decided (`index`, `above` and `below` relative to the largest, `ratio`), and
  /// `innerProduct` the one in which the singular values are taken.
  ///
  /// What depends on the singular values is `null` for networks that are too large for them, and so is what
  /// a limit has left out.
  public var json: JSONValue {
    let architecture = diagnosis.network.architecture
    var all: [JSONValue.Member] = [.init("schema", .integer(jsonSchemaVersion))]
    all += architectureMembers(name: name, architecture)
    all += members
    all.append(.init("seed", .seed(diagnosis.seed)))
    if let stop = diagnosis.stop { all.append(.init("stopped", .string(stop.description))) }
    return .object(all)
  }

  /// The same without schema, architecture and seed.
  var members: [JSONValue.Member] {
    let (spectrum, reduction) = (diagnosis.spectrum, diagnosis.reduction)
    let (rank, count) = (diagnosis.rank, diagnosis.network.architecture.parameterCount)
    var members: [JSONValue.Member] = [
      .init("rank", integer(rank?.rank)),
      .init("genericRank", integer(diagnosis.genericRank?.dimension)),
      .init("critical", diagnosis.isCritical.map { .bool($0) } ?? .null),
      .init("kernelDimension", integer((rank?.rank).map { count - $0 })),
      .init("subnetwork", .bool(diagnosis.isSubnetwork)),
      .init("neurons", .array(diagnosis.neurons.map { JSONValue($0) })),
      .init("operations", reduction.map { operationsJSON($0) } ?? .null),
      .init("reduced", reduction.map { .reduced($0.reduced) } ?? .null),
      .init("functionPreserved", reduction.map { .bool($0.isExact) } ?? .null),
      .init("errorBound", reduction.map { JSONValue($0.error) } ?? .null),
      .init("sampledError", diagnosis.sampledDifference.map { JSONValue($0) } ?? .null),
      .init("precision", .string(diagnosis.network.type.rawValue)),
      .init("tolerance", JSONValue(diagnosis.tolerance)),
      .init(
        "singularValues", spectrum.map { .array($0.singularValues.map { .real($0) }) } ?? .null),
      .init("singularGap", .finite(diagnosis.singularGap)),
      .init("spectrumLimit", diagnosis.spectrumLimit.map { .string($0.description) } ?? .null),
      .init("openGap", diagnosis.openGap.map(gapJSON) ?? .null),
      .init("innerProduct", .string(innerProduct)),
      .init("rankCuts", (rank?.cuts).map { .interval($0) } ?? .null),
      .init("subnetworkRank", integer(rank?.subnetworkRank?.rank)),
      .init("distances", .array(diagnosis.distances.pairs.map(pairJSON))),
      .init("toleranceSweep", .array(diagnosis.sweep.map(stepJSON))),
      .init("evidence", rank.map { JSONValue($0.evidence) } ?? .null),
      .init("functionEvidence", reduction.map { JSONValue($0.functionEvidence) } ?? .null),
    ]
    let remarks = diagnosis.network.remarks
    if !remarks.isEmpty {
      members.append(.init("remarks", .array(remarks.map { .string($0) })))
    }
    return members
  }

  private var innerProduct: String {
    innerProductText(
      diagnosis.network.architecture, diagnosis.spectrum?.isExactExpectation ?? true)
  }

  private func gapJSON(_ gap: SpectralGap) -> JSONValue {
    [
      "index": .exact(gap.index), "above": .real(gap.above), "below": .real(gap.below),
      "ratio": .finite(gap.ratio),
    ]
  }

  private func integer(_ value: Int?) -> JSONValue { value.map { .exact($0) } ?? .null }

  private func operationsJSON(_ reduction: NumericalReduction) -> JSONValue {
    .array(reduction.operations.map { .numerical($0) })
  }

  private func pairJSON(_ pair: ParameterDistances.Pair) -> JSONValue {
    [
      "layer": .exact(pair.layer), "neurons": .list(pair.neurons),
      "distance": .real(pair.distance),
    ]
  }

  private func stepJSON(_ step: ToleranceStep) -> JSONValue {
    let reduction = step.reduction
    return [
      "tolerance": .real(step.tolerance), "widths": .list(reduction.reduced.architecture.widths),
      "operations": operationsJSON(reduction), "rank": integer(step.rank?.rank),
      "subnetworkRank": integer(step.rank?.subnetworkRank?.rank),
      "errorBound": .finite(reduction.error.value),
    ]
  }
}

extension NumericalDiagnosis {
  /// The ratio of the singular values before and behind the rank; `nil` without a rank or for 0, infinite if no
  /// later one is nonzero.
  var singularGap: Double? {
    guard let values = spectrum?.singularValues, let k = rank?.rank, k > 0 else { return nil }
    return k < values.count ? values[k - 1] / values[k] : .infinity
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
