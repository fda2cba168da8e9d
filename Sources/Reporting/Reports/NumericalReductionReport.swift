import AlgebraicStructures
import Computation
import NetworkFiles
import Networks

/// The reduction of a network with floating-point weights.
public struct NumericalReductionReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The reduction.
  public let reduction: NumericalReduction
  /// What sampling found of the change of the function.
  public let sampled: SampledDifference
  /// Where the tolerance comes from.
  public let tolerance: ToleranceChoice

  /// A report on `reduction`.
  public init(
    name: String?, reduction: NumericalReduction, sampled: SampledDifference,
    tolerance: ToleranceChoice
  ) {
    self.name = name
    self.reduction = reduction
    self.sampled = sampled
    self.tolerance = tolerance
  }

  /// The reduced network as a specification; its weights are the floating-point numbers as fractions.
  public var specification: NetworkSpecification {
    NetworkSpecification(name: name, network: reduction.reduced.exact)
  }

  /// The keys `operations`, `reduced` (a spec), `functionPreserved`, `errorBound`, `sampledError`,
  /// `tolerance`, `evidence` (of what is said about the function).
  public var json: JSONValue {
    [
      "schema": .integer(jsonSchemaVersion),
      "operations": .array(reduction.operations.map { .numerical($0) }),
      "reduced": JSONValue(specification), "functionPreserved": .bool(reduction.isExact),
      "errorBound": JSONValue(reduction.error), "sampledError": JSONValue(sampled),
      "tolerance": JSONValue(tolerance),
      "evidence": JSONValue(reduction.functionEvidence),
    ]
  }

  /// The reduced network as a YAML spec, with the steps as comments.
  public var text: String {
    var lines = reduction.operations.map { "# \(operationText($0))" }
    if lines.isEmpty { lines.append("# nothing to reduce") }
    lines.append("# tolerance: \(numberText(tolerance.value))")
    lines.append("# function: \(changeText(reduction.error, sampled))")
    return lines.joined(separator: "\n") + "\n" + specification.yaml
  }

  /// The steps and what is left, for when the weights go to a file of their own.
  public var summary: String {
    var report = TextReport()
    for operation in reduction.operations { report.line(operationText(operation)) }
    if reduction.operations.isEmpty { report.line("nothing to reduce") }
    report.fields(
      [("tolerance", numberText(tolerance.value))] + reductionFields(reduction, sampled))
    return report.text
  }
}
