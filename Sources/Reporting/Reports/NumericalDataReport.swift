import Analyses
import Computation
import NetworkFiles
import Networks
import NumericalExperiments

/// The singular values of the Jacobian of a network on data, and the rank that they show.
public struct NumericalDataReport<Model: ReportedModel>: Report {
  /// What was found.
  public let analysis: NumericalDataAnalysis<Model>

  /// A report on what `numericalDataAnalysis(of:on:)` has returned.
  public init(_ analysis: NumericalDataAnalysis<Model>) { self.analysis = analysis }

  /// The rank, the gap and the largest singular values; what is not known is `null`.
  public var document: Document {
    let spectrum = analysis.spectrum
    return Document(name: analysis.name, analysis.model) { document in
      document.data("dataPoints", analysis.dataCount)
      document.data("loss", analysis.loss.rawValue)
      document.data("randomInputs", ifAny: analysis.isOnRandomInputs ? true : nil)
      document.say(
        "data",
        analysis.isOnRandomInputs
          ? "none: \(counted(analysis.dataCount, "random input")), standard normal"
          : "\(counted(analysis.dataCount, "input")), \(analysis.loss.rawValue) loss")
      document.field("precision", analysis.precision.rawValue)
      document.field("meanSquaredError", analysis.meanSquaredError)
      document.ranks(spectrum)
      document.data("seed", analysis.seed)
      document.stopped(analysis.stop)
      document.incomplete(analysis.stop)
    }
  }
}
