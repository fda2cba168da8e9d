import Analyses
import Computation
import NetworkFiles
import Networks
import NumericalExperiments

/// A training run: a row for each checkpoint, and the curves over them.
public struct TrainingRunReport: Report {
  /// What was found.
  public let analysis: TrainingRunAnalysis

  /// A report on what `trainingRunAnalysis(of:)` has returned.
  public init(_ analysis: TrainingRunAnalysis) { self.analysis = analysis }

  private var checkpoints: [CheckpointAnalysis] { analysis.checkpoints }

  /// The checkpoints in their order.
  public var document: Document {
    let (specification, plan) = (analysis.specification, analysis.plan)
    return Document(name: specification.name, specification.architecture) { document in
      if let data = plan.data { document.onData(data.count, data.loss) }
      document.data("checkpointCount", analysis.count)
      document.data("checkpoints", checkpoints)
      document.data("failed", analysis.failures.count)
      document.say("checkpoints", "\(checkpoints.count) of \(analysis.count)")
      document.say(
        "tolerance",
        plan.tolerance.map { "\($0)" } ?? "in the largest gap of the distances of each checkpoint")
      document.field("evidence", Self.evidence)
      if checkpoints.contains(where: { $0.error == nil }) {
        document.picture { trainingRunPicture(analysis) }
      }
      document.space()
      document.table(checkpoints, columns)
      document.data("seed", plan.seed)
      document.stopped(analysis.stop)
      document.incomplete(analysis.stop)
    }
  }

  private static let evidence = Evidence.numerical(
    detail: "distances of weights at the tolerance, singular values and losses in double precision",
    tolerance: 1e-12)

  private var columns: [TableColumn<CheckpointAnalysis>] {
    func has(_ part: (CheckpointAnalysis) -> Bool) -> Bool { checkpoints.contains(where: part) }
    var columns: [TableColumn<CheckpointAnalysis>] = []
    if has({ $0.step != nil }) { columns.append(.number("step") { "\($0.step)" }) }
    columns.append(.words("file") { "\($0.file)" })
    if has({ $0.loss != nil }) { columns.append(.number("loss") { "\($0.loss)" }) }
    if has({ $0.accuracy != nil }) { columns.append(.number("accuracy") { "\($0.accuracy)" }) }
    if has({ $0.rank != nil }) {
      columns.append(
        .number("rank") { checkpoint in
          guard let rank = checkpoint.rank else { return "-" }
          return rank.value.map { "\($0)" } ?? "\(rank.atLeast) or more"
        })
    }
    columns += [
      .number("active") { "\(listed($0.layers.map(\.active)))" },
      .number("inactive") { "\(listed($0.layers.map { $0.inactiveIn + $0.inactiveOut }))" },
      .number("redundant") { "\(listed($0.layers.map(\.redundant)))" },
      .number("nearest") { "\($0.nearest?.distance)" },
      .words("subnetwork") { "\($0.nearest)" },
    ]
    if has({ $0.estimate != nil }) {
      columns.append(
        .number("lambda") { checkpoint in
          guard let estimate = checkpoint.estimate else { return "-" }
          return estimate.lambda.map { "\($0) +- \(estimate.standardError)" } ?? "withheld"
        })
    }
    if has({ $0.error != nil || $0.gap != nil }) {
      columns.append(.words("remark") { "\($0.error ?? $0.gap ?? "")" })
    }
    return columns
  }
}

extension CheckpointAnalysis: JSONRepresentable {
  var json: JSONValue {
    .built { document in
      document.data("file", file)
      document.data("step", step)
      document.data("error", ifAny: error)
      if error != nil { return }
      document.data("precision", precision?.rawValue)
      document.data("layers", layers)
      document.data("tolerance", tolerance)
      document.data("nearest", nearest)
      document.data("rank", rank?.value)
      document.data("rankAtLeast", rank?.atLeast)
      document.data("rankInputs", rank?.inputs)
      document.data("rankCut", rank?.cut)
      document.data("dataLoss", loss)
      document.data("accuracy", accuracy)
      document.data("estimate", estimate)
      document.data("remark", ifAny: gap)
    }
  }
}

extension CheckpointAnalysis.Layer: JSONRepresentable {
  var json: JSONValue {
    .record([
      "layer": layer, "active": active, "inactiveIn": inactiveIn, "inactiveOut": inactiveOut,
      "redundant": redundant,
    ])
  }
}

extension CheckpointAnalysis.Estimate: JSONRepresentable {
  var json: JSONValue { .record(["lambda": lambda, "standardError": standardError]) }
}
