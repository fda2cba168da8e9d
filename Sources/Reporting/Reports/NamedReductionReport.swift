import Computation
import NetworkFiles
import Networks

/// The reduction of a network with named activations.
public struct NamedReductionReport: Report {
  /// The specification that was reduced.
  public let specification: NamedSpecification
  /// The reduction.
  public let reduction: NamedReduction
  /// What sampling found of the change of the function.
  public let sampled: SampledDifference
  /// What was found of it on data, if there are any.
  public let onData: SampledDifference?
  /// Where the tolerance comes from.
  public let tolerance: ToleranceChoice

  /// A report on `reduction`.
  public init(
    _ specification: NamedSpecification, reduction: NamedReduction, sampled: SampledDifference,
    onData: SampledDifference?, tolerance: ToleranceChoice
  ) {
    self.specification = specification
    self.reduction = reduction
    self.sampled = sampled
    self.onData = onData
    self.tolerance = tolerance
  }

  /// The specification of the reduced network, without weights.
  public var reducedSpecification: NamedSpecification {
    NamedSpecification(name: specification.name, architecture: reduction.reduced.architecture)
  }

  /// The steps, for people as comments of the reduced network in a spec.
  public var document: Document {
    document { document in
      let steps = reduction.operations.map { operationText($0) }
      for step in steps.isEmpty ? ["nothing to reduce"] : steps { document.comment(step) }
      document.comment("tolerance: \(numberText(tolerance.value))")
      document.comment("function: \(changeText(reduction.error, sampled))")
      if let onData {
        document.comment("on \(onData.inputCount) data: changed by \(numberText(onData.value))")
      }
      document.code(reducedSpecification.yaml(weights: reduction.reduced))
    }
  }

  /// The steps and what is left, for when the weights go to a file of their own.
  public var summary: Document {
    document { document in
      for operation in reduction.operations { document.line("\(operationText(operation))") }
      if reduction.operations.isEmpty { document.line("nothing to reduce") }
      document.say("tolerance", "\(tolerance.value)")
      document.say("reduced widths", "(\(listed(reduction.reduced.architecture.widths)))")
      document.say(
        "parameters",
        "\(reduction.reduced.architecture.parameterCount) instead of \(reduction.original.architecture.parameterCount)"
      )
      document.say("function", "\(changeText(reduction.error, sampled))")
      document.say(
        "on data", onData.map { "\($0.inputCount) inputs: changed by \($0.value)" })
    }
  }

  private func document(_ body: (inout Document) -> Void) -> Document {
    var document = Document("Reduction", style: .absent)
    document.data("operations", reduction.operations.map(\.numericalJSON))
    document.data("reduced", JSONValue(reducedSpecification, weights: reduction.reduced))
    document.data("functionPreserved", reduction.error.derivation == .equal)
    document.data("errorBound", reduction.error)
    document.data("sampledError", sampled)
    document.data("dataError", ifAny: onData)
    document.data("tolerance", tolerance)
    document.data("evidence", reduction.error.evidence)
    body(&document)
    return document
  }
}
