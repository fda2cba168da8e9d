import AlgebraicStructures
import Computation
import CriticalLoci
import Networks
import NumericalExperiments

/// Runs of gradient descent: where they end, and how many of them in subnetworks.
public struct DescentReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The experiment.
  public let experiment: DescentExperiment
  /// What was fitted, in words.
  public let target: String

  /// A report on `experiment`, whose targets are described by `target`.
  public init(name: String?, experiment: DescentExperiment, target: String) {
    self.name = name
    self.experiment = experiment
    self.target = target
  }

  /// How many runs end in subnetworks, with a line for each run.
  ///
  /// `subnetwork` is true only where an exact subnetwork was confirmed. Intervals are Wilson's, 95 %. A run that
  /// has diverged has the loss and the weights of its last finite point, no rank, no operations, no distance.
  public var document: Document {
    Document(name: name, experiment.loss.architecture) { document in
      addFields(to: &document)
      document.picture { trajectoryPicture(experiment) }
      document.space()
      document.table(experiment.runs, DescentReport.columns(lossScale: 1))
      document.incomplete(experiment.stopped)
    }
  }

  /// The columns of a table of runs, whose losses are divided by `lossScale`.
  static func columns(lossScale: Double) -> [TableColumn<DescentRun>] {
    [
      .number("run") { "\($0.index)" }, .number("steps") { "\($0.end.step)" },
      .number("loss") { "\($0.finalLoss.map { $0 / lossScale })" },
      .number("rank") { "\($0.end.rank.map(\.text) ?? "open")" },
      .number("plateaus") { "\($0.plateaus.count)" }, .words("subnetwork") { "\($0.outcome)" },
      .words("near") { run in
        run.end.operations.enumerated().reduce("") {
          $0 + ($1.offset == 0 ? "" : " ") + "\($1.element)"
        }
      },
    ]
  }

  private func addFields(to document: inout Document) {
    let (near, diverged) = (experiment.options.nearTolerance, experiment.divergedFraction)
    document.field("target", target)
    document.data("targetMeanSquare", experiment.loss.targetMeanSquare)
    document.field("method", experiment.options.method.rawValue)
    document.data("runs", experiment.runs)
    document.fraction(
      "fractionSubnetwork", "end in a subnetwork, confirmed exactly", experiment.subnetworkFraction)
    document.fraction("fractionClaimed", nil, experiment.claimedFraction)
    document.fraction("fractionNear", "end or slow down near one", experiment.nearFraction)
    document.fraction("fractionNearAtStart", "near one at the start", experiment.startNearFraction)
    document.data("nearTolerance", near)
    document.data("diverged", diverged.successes)
    if diverged.successes > 0 {
      document.say("diverge", "\(diverged.successes) of \(diverged.trials)")
    }
    document.data(
      "evidence",
      Evidence.numerical(
        detail: "simulated runs; each subnetwork counted is confirmed by an exact point",
        tolerance: near))
    document.data("seed", experiment.seed)
    document.stopped(experiment.stopped)
  }
}

extension Document {
  /// A proportion with its interval, for people if it has a name.
  fileprivate mutating func fraction(_ key: String, _ name: String?, _ fraction: Proportion) {
    let interval = fraction.interval
    data(key, fraction.value)
    data(key + "Interval", interval)
    guard let name else { return }
    say(
      name,
      """
      \(fraction.successes) of \(fraction.trials), 95 % interval \(interval.lowerBound) to \
      \(interval.upperBound)
      """)
  }
}

extension DescentRun: JSONRepresentable {
  /// The loss at the end; `nil` where not even the start had a finite one.
  var finalLoss: Double? { end.loss < .greatestFiniteMagnitude ? end.loss : nil }

  /// Whether the run ends in a subnetwork: `yes`, `no`, `not confirmed` or `diverged`.
  var outcome: String {
    if hasDiverged { return "diverged" }
    return endsInSubnetwork ? "yes" : confirmation == nil ? "no" : "not confirmed"
  }

  var json: JSONValue {
    .record([
      "index": index, "finalLoss": finalLoss, "steps": end.step, "stopReason": stopReason.rawValue,
      "diverged": hasDiverged, "rank": end.rank, "singularGap": end.singularGap,
      "subnetwork": endsInSubnetwork, "operations": end.operations,
      "startDistance": startDistance, "nearestDistance": end.nearestDistance,
      "operationGap": end.operationGap,
      "plateaus": plateaus.map { place in
        JSONValue.record([
          "step": place.step, "loss": place.loss, "gradientNorm": place.gradientNorm,
          "rank": place.rank, "operations": place.operations,
          "nearestDistance": place.nearestDistance,
        ])
      },
      "confirmation": confirmation.map { confirmation in
        JSONValue.record([
          "confirmed": confirmation.isConfirmed, "weights": confirmation.weights,
          "exactRank": confirmation.exactRank, "rankProven": confirmation.isRankProven,
          "reducedWidths": confirmation.reducedWidths, "loss": confirmation.loss,
          "distance": confirmation.distance,
        ])
      },
      "weights": end.parameters,
    ])
  }
}

extension NumericalOperation: DocumentValue {
  /// The operation as `{"type", "layer", "neurons", "distance"}`.
  var json: JSONValue {
    .record(["type": type, "layer": layer, "neurons": neurons, "distance": distance])
  }

  /// For example `redundant(1;1,2)`.
  var text: String { operation.description }

  /// The text as program text.
  var markup: Markup { .code(text) }
}
