import Analyses
import Computation
import ExactArithmetic
import NetworkFiles
import Networks
import NumberFields

/// Everything about a network on given inputs, in one document.
public struct DataReport: Report {
  /// The analysis.
  public let analysis: DataAnalysis

  /// A report on what `dataAnalysis(of:)` has returned.
  public init(_ analysis: DataAnalysis) { self.analysis = analysis }

  /// The architecture and `dimension`, `analysis` and `learningCoefficient` with the keys of these commands.
  public var document: Document {
    let name = analysis.specification.name
    return Document(name: name, analysis.inputs.model, style: .plain) { document in
      document.data("seed", analysis.seed)
      document.section(
        "dimension", "Dimension on the data",
        DimensionReport(
          name: name, inputs: analysis.inputs, rank: analysis.genericRank, seed: analysis.seed,
          stop: analysis.stop
        ).body)
      if let weights = analysis.weights {
        document.section(
          "analysis", "The given weights", AnalysisReport(name: name, analysis: weights).body)
      }
      if let weights = analysis.numberFieldWeights {
        document.section(
          "analysis", "The given weights",
          NumberFieldAnalysisReport(name: name, analysis: weights).body)
      }
      if let network = analysis.specification.numberFieldNetwork, network.field.isReal {
        document.section("learningCoefficient", "Learning coefficient on the data") {
          LearningCoefficientReport(
            .numberField(network, on: analysis.inputs, name: name),
            result: analysis.learningCoefficient, fit: analysis.numberFieldWeights?.fit,
            seed: analysis.seed, stop: nil
          ).addValues(to: &$0)
        }
      }
      if let network = analysis.specification.network, let model = analysis.inputs.dataModel {
        document.section(
          "learningCoefficient", "Learning coefficient on the data"
        ) {
          LearningCoefficientReport(
            .data(model, network, name: name), result: analysis.learningCoefficient,
            fit: analysis.weights?.fit, seed: analysis.seed, stop: nil
          ).addValues(to: &$0)
        }
      }
      document.stopped(analysis.stop)
      document.incomplete(analysis.stop)
    }
  }
}
