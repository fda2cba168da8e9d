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
      document.table(
        experiment.runs,
        DescentReport.columns(lossScale: 1, nearTolerance: experiment.options.nearTolerance))
      document.incomplete(experiment.stopped)
    }
  }

  /// The columns of a table of runs, whose losses are divided by `lossScale`.
  ///
  /// Something is `near` in the runs that count as such: the operations that hold at the end, or else the nearest one
  /// at the end or on a plateau that is within `nearTolerance`, with its distance.
  static func columns(lossScale: Double, nearTolerance: Double) -> [TableColumn<DescentRun>] {
    [
      .number("run") { "\($0.index)" }, .number("steps") { "\($0.end.step)" },
      .number("loss") { "\($0.finalLoss.map { $0 / lossScale })" },
      .number("rank") { "\($0.end.rank.map(\.text) ?? "open")" },
      .number("plateaus") { "\($0.plateaus.count)" }, .words("subnetwork") { "\($0.outcome)" },
      .words("near") { run in
        guard run.end.operations.isEmpty else { return listed(run.end.operations) }
        if run.endsInSubnetwork { return "" }
        guard let (nearest, plateau) = run.nearest(tolerance: nearTolerance) else { return "" }
        let place: Phrase = plateau.map { " on plateau \($0)" } ?? ""
        return "\(nearest) at \(nearest.distance)" + place
      },
    ]
  }

  private static func listed(_ operations: [NumericalOperation]) -> Phrase {
    operations.enumerated().reduce("") {
      $0 + ($1.offset == 0 ? "" : " ") + "\($1.element)"
    }
  }

  private func addFields(to document: inout Document) {
    let (near, diverged) = (experiment.options.nearTolerance, experiment.divergedFraction)
    document.field("target", target)
    document.data("targetMeanSquare", experiment.loss.targetMeanSquare)
    document.field("method", experiment.options.method.rawValue)
    document.descent(experiment.options)
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
  /// The step size, weight decay and mini-batches; for people those that there are.
  mutating func descent(_ options: DescentOptions) {
    data("stepSize", options.method == .flow ? nil : options.stepSize)
    data("weightDecay", options.weightDecay)
    data("batchSize", options.batchSize)
    data("batchOrder", options.batchSize.map { _ in options.batchOrder.rawValue })
    if options.weightDecay > 0 { say("weight decay", "\(options.weightDecay)") }
    if let size = options.batchSize {
      say("batches", "of \(counted(size, "sample")), \(options.batchOrder.rawValue)")
    }
  }

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

  /// The nearest operation at the end or on a plateau if it is within `tolerance`, with the number of the plateau, from
  /// 1; `nil` for a run that has diverged.
  fileprivate func nearest(
    tolerance: Double
  ) -> (operation: NumericalOperation, plateau: Int?)? {
    if hasDiverged { return nil }
    let places = [(end, nil)] + zip(plateaus, 1...).map { ($0, Optional($1)) }
    return places.compactMap { place, plateau in place.nearest.map { ($0, plateau) } }
      .filter { $0.0.distance <= tolerance }
      .min { $0.0.distance < $1.0.distance }
      .map { (operation: $0.0, plateau: $0.1) }
  }

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
      "operationGap": end.operationGap, "functionSize": end.functionSize,
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
          "reducedWidths": confirmation.reducedWidths,
          "emptiedLayers": confirmation.emptiedLayers, "loss": confirmation.loss,
          "distance": confirmation.distance,
        ])
      },
      "losses": losses, "weights": end.parameters,
    ])
  }
}

extension LossPoint: JSONRepresentable {
  var json: JSONValue { .record(["step": step, "loss": loss]) }
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
