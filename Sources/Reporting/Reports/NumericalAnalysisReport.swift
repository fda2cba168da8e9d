import AlgebraicStructures
import CriticalLoci
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

  private var architecture: Architecture { diagnosis.network.architecture }

  /// The keys of the exact analysis, with numbers instead of fractions, and `errorBound`, `precision`,
  /// `tolerance`, `singularValues`, `singularGap`, `subnetworkRank` (exact, at the nearest subnetwork), `distances` (of all pairs) and `toleranceSweep`.
  ///
  /// What depends on the singular values is `null` for networks that are too large for them, and so is what
  /// a limit has left out.
  public var json: JSONValue {
    let spectrum = diagnosis.spectrum
    let reduction = diagnosis.reduction
    var members: [JSONValue.Member] = [.init("schema", .integer(jsonSchemaVersion))]
    members += architectureMembers(name: name, architecture)
    members += [
      .init("rank", (spectrum?.rank).map { .exact($0) } ?? .null),
      .init("genericRank", diagnosis.genericRank.map { .exact($0.dimension) } ?? .null),
      .init("critical", diagnosis.isCritical.map { .bool($0) } ?? .null),
      .init(
        "kernelDimension",
        (spectrum?.rank).map { .exact(architecture.parameterCount - $0) } ?? .null),
      .init("subnetwork", .bool(diagnosis.isSubnetwork)),
      .init("neurons", .array(diagnosis.neurons.map { JSONValue($0) })),
      .init("operations", reduction.map { operationsJSON($0) } ?? .null),
      .init("reduced", reduction.map { .reduced($0.reduced) } ?? .null),
      .init("functionPreserved", reduction.map { .bool($0.isExact) } ?? .null),
      .init("errorBound", reduction.map { JSONValue($0.error) } ?? .null),
      .init("precision", .string(diagnosis.network.type.rawValue)),
      .init("tolerance", JSONValue(diagnosis.tolerance)),
      .init(
        "singularValues", spectrum.map { .array($0.singularValues.map { .real($0) }) } ?? .null),
      .init("singularGap", .finite(spectrum?.gap)),
      .init("subnetworkRank", (spectrum?.subnetworkRank).map { .exact($0.rank) } ?? .null),
      .init("distances", .array(diagnosis.distances.pairs.map(pairJSON))),
      .init("toleranceSweep", .array(diagnosis.sweep.map(stepJSON))),
      .init("evidence", spectrum.map { JSONValue($0.evidence) } ?? .null),
      .init("functionEvidence", reduction.map { JSONValue($0.functionEvidence) } ?? .null),
      .init("seed", .seed(diagnosis.seed)),
    ]
    if let stop = diagnosis.stop {
      members.append(.init("stopped", .string(stop.description)))
    }
    return .object(members)
  }

  private func operationsJSON(_ reduction: NumericalReduction) -> JSONValue {
    .array(reduction.operations.map { .numerical($0) })
  }

  private func pairJSON(_ pair: ParameterDistances.Pair) -> JSONValue {
    [
      "layer": .exact(pair.layer), "neurons": .list(pair.neurons),
      "distance": .real(pair.distance),
    ]
  }

  private func stepJSON(_ step: NumericalReduction) -> JSONValue {
    [
      "tolerance": .real(step.tolerance), "widths": .list(step.reduced.architecture.widths),
      "operations": operationsJSON(step),
      "errorBound": .finite(step.error.value),
    ]
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
