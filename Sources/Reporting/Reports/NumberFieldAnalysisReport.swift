import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import Networks
import NumberFields

/// What is known about one point with weights in a number field: the rank of the Jacobian there, and the neurons that
/// explain why it is small.
public struct NumberFieldAnalysisReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// What is known about the point.
  public let analysis: NumberFieldAnalysis

  /// A report on what `numberFieldAnalysis(of:)` has returned.
  public init(name: String?, analysis: NumberFieldAnalysis) {
    self.name = name
    self.analysis = analysis
  }

  private var field: NumberField { analysis.network.field }

  /// The rank and the neurons; what is not known because of a limit is `null`.
  public var document: Document {
    Document(name: name, analysis.network.architecture) { document in
      body(&document)
      document.incomplete(analysis.stop)
    }
  }

  func body(_ document: inout Document) {
    addFields(to: &document)
    document.space()
    if let diagnosis = analysis.diagnosis {
      add(diagnosis, to: &document)
    } else if !field.isReal {
      document.line(
        "Neurons are diagnosed over fields with a real place; \(field.description) has none.")
    }
    if let kernel = analysis.kernelBasis {
      document.paragraph("A basis of the kernel of the Jacobian")
      for vector in kernel { document.entry("\(kernelText(vector))") }
    }
  }

  private func addFields(to document: inout Document) {
    let diagnosis = analysis.diagnosis
    document.data("field", JSONValue(field))
    document.say("field", "\(field.definition)")
    document.onData(analysis.inputs)
    if let fit = analysis.fit { document.fit(fit) }
    document.ranks(analysis)
    if field.isReal { document.field("subnetwork", diagnosis?.isSubnetwork) }
    document.say("evidence", analysis.evidence.map { "\($0)" })
    if field.isReal {
      document.data("neurons", diagnosis.map { JSONValue.array($0.neurons.map(json)) })
      document.numberFieldReduction(diagnosis, reduced: diagnosis.map { .reduced($0.reduced) })
    }
    document.data(
      "tangentKernel",
      ifAny: analysis.kernelBasis.map { kernel in
        JSONValue.array(kernel.map { .array($0.map { .element($0, in: field) }) })
      })
    document.data("evidence", analysis.evidence)
    document.data("functionEvidence", ifAny: diagnosis?.functionPreserved.evidence)
    document.data("seed", analysis.seed)
    document.stopped(analysis.stop)
  }

  private func json(_ neuron: NeuronDiagnosisOver<NumberFieldElement>) -> JSONValue {
    neuron.json { .element($0, in: field) }
  }

  private func add(_ diagnosis: NumberFieldDiagnosis, to document: inout Document) {
    guard diagnosis.isSubnetwork || !diagnosis.operations.isEmpty else {
      document.line("No hidden neuron is inactive or redundant.")
      return
    }
    let field = field
    document.table(
      diagnosis.neurons,
      AnalysisReport.columns(analysis.network.architecture) { factor in
        let text = field.describe(factor)
        return text.contains(" ") ? "(\(text))" : "\(text)"
      })
    document.paragraph("Reduction")
    for operation in diagnosis.operations { document.entry("\(operation.text(field.describe))") }
    document.space()
    let reduced = diagnosis.reduced
    document.reduced(
      to: diagnosis.reduced.architecture, from: analysis.network.architecture,
      sameFunction: diagnosis.functionPreserved)
    for layer in 1...reduced.architecture.layerCount {
      let rows = weightRows(of: reduced, layer: layer).map { row in
        "[\(row.map(field.describe).joined(separator: ", "))]"
      }
      document.entry("\("W_\(layer) = [\(rows.joined(separator: ", "))]")")
    }
  }

  /// For example `w1_1_1: 1, w2_1_1: -2*a`: the vector in terms of the parameters it changes.
  private func kernelText(_ vector: [NumberFieldElement]) -> String {
    let names = analysis.network.architecture.parameterNames
    return zip(names, vector).filter { !$0.1.isZero }
      .map { "\($0.0): \(field.describe($0.1))" }.joined(separator: ", ")
  }
}
