import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import NetworkFiles
import Networks

/// What is known about exact parameters of a model with layers: the rank of the Jacobian, and what its known symmetries explain of
/// the kernel.
public struct ModelAnalysisReport: Report {
  /// The model, at its weights.
  public let specification: LayeredSpecification
  /// What is known about the point.
  public let analysis: ModelWeightsAnalysis

  /// A report on what `weightsAnalysis(of:at:…)` has returned.
  public init(_ specification: LayeredSpecification, analysis: ModelWeightsAnalysis) {
    self.specification = specification
    self.analysis = analysis
  }

  /// The rank and the orbit; what is not known because of a limit is `null`.
  public var document: Document {
    Document(name: specification.name, specification.model) { document in
      body(&document)
      document.data("seed", analysis.seed)
      document.stopped(analysis.stop)
      document.incomplete(analysis.stop)
    }
  }

  func body(_ document: inout Document) {
    let (rank, orbit) = (analysis.rank, analysis.orbit)
    specification.subject.addInputs(to: &document)
    if let fit = analysis.fit { document.fit(fit) }
    document.ranks(analysis)
    document.data("symmetryDimension", orbit?.dimension)
    document.data("unexplainedDimension", analysis.unexplainedDimension)
    document.data(
      "symmetries",
      orbit.map { orbit in
        orbit.parts.map { part in
          JSONValue.record(["name": part.name, "dimension": part.dimension])
        }
      } ?? [])
    if let rank, let orbit, let rest = analysis.unexplainedDimension {
      document.say(
        "kernel explained by symmetries",
        "\(orbit.dimension) of \(rank.kernelDimension)"
          + (rest == 0 ? "" : "; \(rest) not explained"))
    }
    document.field("evidence", analysis.evidence)
    document.data("tangentKernel", ifAny: analysis.kernelBasis)
    if let orbit, !orbit.parts.isEmpty {
      document.paragraph("Known symmetries, and the dimensions of the orbits of these weights")
      document.table(
        orbit.parts,
        [.words("symmetries") { "\($0.name)" }, .number("dimension") { "\($0.dimension)" }])
    }
    if let kernel = analysis.kernelBasis {
      document.paragraph("A basis of the kernel of the Jacobian")
      for vector in kernel { document.entry("\(kernelText(vector))") }
    }
  }

  private func kernelText(_ vector: [Rational]) -> String {
    zip(specification.model.parameterNames, vector).filter { !$0.1.isZero }
      .map { "\($0.0): \($0.1)" }.joined(separator: ", ")
  }
}
