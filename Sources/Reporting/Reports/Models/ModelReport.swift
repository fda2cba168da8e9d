import Analyses
import Computation
import LearningCoefficients
import NetworkFiles
import Networks

/// Everything about a model with layers in one document, with a drawing of its layers on pages.
public struct ModelReport: Report {
  /// The analysis.
  public let analysis: ModelAnalysis

  /// A report on an analysis.
  public init(_ analysis: ModelAnalysis) { self.analysis = analysis }

  /// The layers, and `dimension`, `analysis`, `learningCoefficient`, `locus` and `jacobian` with the keys of these commands.
  public var document: Document {
    let specification = analysis.specification
    let (model, subject) = (specification.model, specification.subject)
    return Document(name: specification.name, model, style: .plain) { document in
      document.data("seed", analysis.seed)
      document.heading("Layers")
      document.table(
        model.layerLines,
        [
          .words("layer") { "\($0.title)" }, .words("output") { "\($0.output)" },
          .words("parameters") { "\($0.parameters)" },
        ])
      document.picture { LayerPicture(model: model).picture }
      document.section(
        "dimension", "Dimension",
        ModelDimensionReport(
          name: nil, inputs: specification.exactInputs ?? .all(model), rank: analysis.genericRank,
          seed: analysis.seed
        ).body)
      if let weights = analysis.weights {
        document.section(
          "analysis", "The given weights",
          ModelAnalysisReport(specification, analysis: weights).body)
      }
      if let weights = analysis.numberFieldWeights {
        document.section(
          "analysis", "The given weights",
          ModelAnalysisReport(specification, analysis: weights).body)
      }
      if let result = analysis.learningCoefficient {
        document.section(
          "learningCoefficient", "Learning coefficient",
          LearningCoefficientReport(
            .model(specification), result: result,
            fit: analysis.weights?.fit ?? analysis.numberFieldWeights?.fit, seed: analysis.seed,
            stop: nil
          ).addValues)
      }
      if let locus = analysis.locus {
        document.section(
          "locus", "Critical locus",
          ModelLocusReport(name: nil, model: subject, locus: locus).body)
      }
      if let jacobian = analysis.jacobian {
        document.section(
          "jacobian", "Jacobian",
          specification.dataModel.map {
            DataJacobianReport(
              name: nil, model: $0, rows: jacobian.rows, values: analysis.map ?? [],
              seed: analysis.seed
            ).body
          }
            ?? ModelJacobianReport(
              name: nil, model: model, map: analysis.map, jacobian: jacobian, seed: analysis.seed
            ).body)
      }
      document.stopped(analysis.stop)
      document.incomplete(analysis.stop)
    }
  }
}
