import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// What is known about one exact point of the parameter space: the rank of the Jacobian there, and the
/// neurons that explain why it is small.
public struct AnalysisReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// What is known about the point.
  public let analysis: WeightsAnalysis

  /// A report on what `weightsAnalysis(of:)` has returned.
  public init(name: String?, analysis: WeightsAnalysis) {
    self.name = name
    self.analysis = analysis
  }

  /// The rank and the neurons; what is not known because of a limit is `null`.
  public var document: Document {
    Document(name: name, analysis.network.architecture) { document in
      body(&document)
      document.incomplete(analysis.stop)
    }
  }

  func body(_ document: inout Document) {
    addFields(to: &document)
    if let diagnosis = analysis.diagnosis { add(diagnosis, to: &document) }
    if let sets = analysis.dependentSets, !sets.isEmpty { add(sets, to: &document) }
    if let kernel = analysis.kernelBasis {
      document.paragraph("A basis of the kernel of the Jacobian")
      for vector in kernel { document.entry("\(kernelText(vector))") }
    }
  }

  func addFields(to document: inout Document) {
    let diagnosis = analysis.diagnosis
    document.onData(analysis.model)
    if let fit = analysis.fit { document.fit(fit) }
    document.ranks(analysis)
    document.explained(analysis.rank, by: analysis.orbit)
    document.field("subnetwork", diagnosis?.isSubnetwork)
    document.say("evidence", analysis.evidence.map { "\($0)" })
    document.data("neurons", diagnosis?.neurons)
    document.reduction(diagnosis, reduced: diagnosis.map { .reduced($0.reduced) })
    document.data("dependentSets", analysis.dependentSets)
    document.data("tangentKernel", ifAny: analysis.kernelBasis)
    document.data("evidence", analysis.evidence)
    document.data("functionEvidence", diagnosis?.functionPreserved.evidence)
    document.data("seed", analysis.seed)
    document.stopped(analysis.stop)
  }

  private func add(_ diagnosis: Diagnosis, to document: inout Document) {
    document.space()
    guard diagnosis.isSubnetwork || !diagnosis.operations.isEmpty else {
      document.line("No hidden neuron is inactive or redundant.")
      for neuron in diagnosis.neurons {
        guard let constant = neuron.constant else { continue }
        document.line(
          """
          Neuron \(neuron.index) of layer \(neuron.layer) has the constant value \(constant), which no \
          bias and no other neuron can take.
          """)
      }
      return
    }
    document.table(
      diagnosis.neurons, AnalysisReport.columns(analysis.network.architecture) { "\($0)" })
    document.paragraph("Reduction")
    for operation in diagnosis.operations { document.entry("\(operation.description)") }
    document.space()
    let reduced = diagnosis.reduced
    document.reduced(
      to: diagnosis.reduced.architecture, from: analysis.network.architecture,
      sameFunction: diagnosis.functionPreserved)
    document.matrices(of: reduced, name: "W_")
  }

  /// At most eight of them in words.
  private func add(_ sets: [DependentSet], to document: inout Document) {
    let place = analysis.model == nil ? "" : " on the data"
    document.paragraph("Neurons that are combinations of others\(place), though no subnetwork")
    for set in sets.prefix(8) { document.entry("\(set.description)") }
    if sets.count > 8 { document.entry("… (\(sets.count))") }
    let evidence = Set(sets.map(\.evidence))
    if evidence.count == 1, let evidence = evidence.first {
      document.say("evidence", "\(evidence)")
    }
  }

  /// The columns of a table of the neurons of an architecture.
  static func columns<Number>(
    _ architecture: Architecture, _ number: @escaping @Sendable (Number) -> Phrase
  ) -> [TableColumn<NeuronDiagnosisOver<Number>>] {
    [
      .number("layer") { "\($0.layer)" }, .number("neuron") { "\($0.index)" },
      .words("state") { "\($0.state)" },
      .words("incoming weights") { neuron in
        let center = ActivationSymmetry(architecture.activations[neuron.layer - 1]).center
        let relations = neuron.proportionalTo.map { other -> Phrase in
          guard !other.factor.isOne else { return "those of neuron \(other.index)" }
          let times = Typeset(text: " * ", markup: " times ")
          let rows = number(other.factor) + "\(times)those of neuron \(other.index)"
          // Rows are compared about a center that need not be 0.
          return center.isZero ? rows : rows + " from the center \(center)"
        }
        return relations.dropFirst().reduce(relations.first ?? "") { $0 + " = " + $1 }
      },
    ]
  }

  /// For example `w1_1_1 - 3*w2_1_1`: the vector in terms of the parameters it changes.
  private func kernelText(_ vector: [Rational]) -> String {
    let parts = zip(analysis.network.architecture.parameterNames, vector).filter { !$0.1.isZero }
    return parts.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
  }
}
