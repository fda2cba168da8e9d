import Computation
import Networks
import NumericalExperiments

/// Runs of the gradient flow of a model on data.
public struct DataDescentReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The model.
  public let model: any ReportedModel
  /// What is learned, where that is not plainly the data of the spec.
  public let target: String?
  /// The number of inputs.
  public let dataCount: Int
  /// How outputs are compared.
  public let loss: DataLoss
  /// How they descend.
  public let options: DescentOptions
  /// The runs.
  public let runs: [DataDescentRun]
  /// The seed of the starts.
  public let seed: UInt64
  /// What ended the runs early, if anything.
  public let stop: ComputationStopped?

  /// A report on what `DataFitting.descend` has returned.
  public init(
    name: String?, model: any ReportedModel, target: String? = nil, dataCount: Int,
    loss: DataLoss, options: DescentOptions = .flow,
    runs: [DataDescentRun], seed: UInt64, stop: ComputationStopped?
  ) {
    self.name = name
    self.model = model
    self.target = target
    self.dataCount = dataCount
    self.loss = loss
    self.options = options
    self.runs = runs
    self.seed = seed
    self.stop = stop
  }

  /// The runs by their numbers.
  public var document: Document {
    Document(name: name, model) { document in
      document.data("target", ifAny: target)
      document.say("target", target.map { "\($0)" })
      document.data("dataPoints", dataCount)
      document.data("loss", loss.rawValue)
      document.say("data", "\(counted(dataCount, "input")), \(loss.rawValue) loss")
      document.data("method", options.method.rawValue)
      if options.method != .flow { document.say("method", "\(options.method.rawValue)") }
      document.descent(options)
      document.data(
        "runs",
        runs.map {
          JSONValue.record([
            "index": $0.index, "finalLoss": $0.finalLoss, "gradientNorm": $0.gradientNorm,
            "steps": $0.steps, "rank": $0.rank, "diverged": $0.hasDiverged, "losses": $0.losses,
            "weights": $0.parameters,
          ])
        })
      document.data("diverged", runs.count(where: \.hasDiverged))
      document.space()
      document.table(
        runs,
        [
          .number("run") { "\($0.index)" }, .number("loss") { "\($0.finalLoss)" },
          .number("gradient") { "\($0.gradientNorm)" }, .number("steps") { "\($0.steps)" },
          .number("rank on the data") { "\($0.rank)" },
        ])
      document.data("seed", seed)
      document.stopped(stop)
      document.incomplete(stop)
    }
  }
}
