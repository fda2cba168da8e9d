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

  /// What dropping dependent neurons, and all else, has changed at the inputs that were looked at, if it was asked for.
  public let outputChange: OutputChange?
  /// Whether these inputs were random, and not given.
  public let isOnRandomInputs: Bool

  /// A report on `reduction`.
  public init(
    name: String?, reduction: NumericalReduction, sampled: SampledDifference,
    tolerance: ToleranceChoice, outputChange: OutputChange? = nil, isOnRandomInputs: Bool = false
  ) {
    self.outputChange = outputChange
    self.isOnRandomInputs = isOnRandomInputs
    self.name = name
    self.reduction = reduction
    self.sampled = sampled
    self.tolerance = tolerance
  }

  /// The reduced network as a specification; its weights are the floating-point numbers as fractions.
  public var specification: NetworkSpecification {
    NetworkSpecification(name: name, network: reduction.reduced.exact)
  }

  /// The steps, for people as comments of the reduced network in a spec.
  public var document: Document {
    document {
      $0.specification(
        specification, operations: reduction.operations.map { operationText($0) },
        remarks: [
          "tolerance: \(numberText(tolerance.value))",
          "function: \(changeText(reduction.error, sampled))",
        ] + (outputChangeText.map { ["outputs: \($0)"] } ?? []))
    }
  }

  /// The steps and what is left, for when the weights go to a file of their own.
  public var summary: Document {
    document {
      for operation in reduction.operations { $0.line("\(operationText(operation))") }
      if reduction.operations.isEmpty { $0.line("nothing to reduce") }
      $0.say("tolerance", "\(tolerance.value)")
      $0.fields(of: reduction, sampled)
      $0.say("outputs", outputChangeText.map { "\($0)" })
    }
  }

  private func document(_ body: (inout Document) -> Void) -> Document {
    var document = Document("Reduction", style: .absent)
    document.data("operations", reduction.operations.map(\.numericalJSON))
    document.data("reduced", JSONValue(specification))
    document.data("functionPreserved", reduction.isExact)
    document.data("errorBound", reduction.error)
    document.data("sampledError", sampled)
    document.data("tolerance", tolerance)
    document.data(
      "outputChange",
      ifAny: outputChange.map { change in
        JSONValue.record([
          "relative": change.relative, "largest": change.largest, "inputs": change.inputCount,
          "random": isOnRandomInputs,
        ])
      })
    document.data("evidence", reduction.functionEvidence)
    body(&document)
    return document
  }

  private var outputChangeText: String? {
    outputChange.map { change in
      "changed by \(numberText(change.relative)) relative to their size (root mean square) and by at most "
        + "\(numberText(change.largest)) at \(counted(change.inputCount, isOnRandomInputs ? "random input" : "input", isOnRandomInputs ? "random inputs" : "inputs"))"
        + ", numerically"
    }
  }
}
