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

  /// The keys `target`, `targetMeanSquare` (the loss of the zero function), `method`, `runs` (each with `index`,
  /// `finalLoss`, `steps`, `stopReason`, `diverged`, `rank`, `singularGap`, `subnetwork`, `operations`,
  /// `startDistance`, `nearestDistance`, `plateaus`, `confirmation`, `weights`), `nearTolerance`, `diverged` (how
  /// many), and with their intervals `fractionSubnetwork`, `fractionClaimed`, `fractionNear` and
  /// `fractionNearAtStart`; `evidence`, `seed`.
  ///
  /// `subnetwork` is true only where an exact subnetwork was confirmed. Intervals are Wilson's, 95 %. A run that
  /// has diverged has the loss and the weights of its last finite point, no rank, no operations, no distance.
  public var json: JSONValue {
    var members: [JSONValue.Member] =
      [.init("schema", .integer(jsonSchemaVersion))]
      + architectureMembers(name: name, experiment.loss.architecture)
    members += [
      .init("target", .string(target)),
      .init("targetMeanSquare", .finite(experiment.loss.targetMeanSquare)),
      .init("method", .string(experiment.options.method.rawValue)),
      .init("runs", .array(experiment.runs.map(runJSON))),
    ]
    members += fractionMembers("fractionSubnetwork", experiment.subnetworkFraction)
    members += fractionMembers("fractionClaimed", experiment.claimedFraction)
    members += fractionMembers("fractionNear", experiment.nearFraction)
    members += fractionMembers("fractionNearAtStart", experiment.startNearFraction)
    members += [
      .init("nearTolerance", .real(experiment.options.nearTolerance)),
      .init("diverged", .exact(experiment.divergedFraction.successes)),
      .init(
        "evidence",
        JSONValue(
          .numerical(
            detail: "simulated runs; each subnetwork counted is confirmed by an exact point",
            tolerance: experiment.options.nearTolerance))),
      .init("seed", .seed(experiment.seed)),
    ]
    if let stop = experiment.stopped { members.append(.init("stopped", .string(stop.description))) }
    return .object(members)
  }

  private func fractionMembers(_ key: String, _ fraction: Proportion) -> [JSONValue.Member] {
    let interval = fraction.interval
    return [
      .init(key, .real(fraction.value)),
      .init(
        key + "Interval", .array([.real(interval.lowerBound), .real(interval.upperBound)])),
    ]
  }

  private func runJSON(_ run: DescentRun) -> JSONValue {
    [
      "index": .exact(run.index), "finalLoss": .finite(finalLoss(of: run)),
      "steps": .exact(run.end.step), "stopReason": .string(run.stopReason.rawValue),
      "diverged": .bool(run.hasDiverged),
      "rank": run.end.rank.map { .exact($0) } ?? .null,
      "singularGap": .finite(run.end.singularGap), "subnetwork": .bool(run.endsInSubnetwork),
      "operations": .array(run.end.operations.map(JSONValue.init)),
      "startDistance": .finite(run.startDistance),
      "nearestDistance": .finite(run.end.nearestDistance),
      "operationGap": .finite(run.end.operationGap),
      "plateaus": .array(
        run.plateaus.map { place in
          [
            "step": .exact(place.step), "loss": .finite(place.loss),
            "gradientNorm": .finite(place.gradientNorm),
            "rank": place.rank.map { .exact($0) } ?? .null,
            "operations": .array(place.operations.map(JSONValue.init)),
            "nearestDistance": .finite(place.nearestDistance),
          ]
        }),
      "confirmation": run.confirmation.map { confirmation in
        [
          "confirmed": .bool(confirmation.isConfirmed),
          "weights": .array(confirmation.weights.map { .string($0) }),
          "exactRank": .exact(confirmation.exactRank),
          "rankProven": .bool(confirmation.isRankProven),
          "reducedWidths": .list(confirmation.reducedWidths),
          "loss": .finite(confirmation.loss), "distance": .finite(confirmation.distance),
        ]
      } ?? .null,
      "weights": .array(run.end.parameters.map { .finite($0) }),
    ]
  }

  /// The loss at the end; `nil` where not even the start had a finite one.
  private func finalLoss(of run: DescentRun) -> Double? {
    run.end.loss < .greatestFiniteMagnitude ? run.end.loss : nil
  }

  /// The same as text, with one line for each run.
  public var text: String {
    var report = TextReport()
    report.heading(architectureTitle(name: name, experiment.loss.architecture))
    var fields = [
      ("target", target), ("method", experiment.options.method.rawValue),
      ("end in a subnetwork, confirmed exactly", fractionText(experiment.subnetworkFraction)),
      ("end or slow down near one", fractionText(experiment.nearFraction)),
      ("near one at the start", fractionText(experiment.startNearFraction)),
    ]
    let diverged = experiment.divergedFraction
    if diverged.successes > 0 {
      fields.append(("diverge", "\(diverged.successes) of \(diverged.trials)"))
    }
    report.fields(fields)
    report.space()
    var table = TextTable(
      headings: ["run", "steps", "loss", "rank", "plateaus", "subnetwork", "operations"],
      alignments: [.right, .right, .right, .right, .right])
    for run in experiment.runs {
      table.append([
        "\(run.index)", "\(run.end.step)", numberText(finalLoss(of: run)),
        run.end.rank.map { "\($0)" } ?? "?", "\(run.plateaus.count)", outcomeText(run),
        run.end.operations.map {
          "\($0.type)(\($0.layer);\($0.neurons.map(String.init).joined(separator: ",")))"
        }.joined(separator: " "),
      ])
    }
    report.table(table)
    if let stop = experiment.stopped {
      report.space()
      report.line("Incomplete: \(stop).")
    }
    return report.text
  }

  private func fractionText(_ fraction: Proportion) -> String {
    let interval = fraction.interval
    return "\(fraction.successes) of \(fraction.trials), 95 % interval "
      + "\(numberText(interval.lowerBound)) to \(numberText(interval.upperBound))"
  }
}

/// Whether a run ends in a subnetwork: `yes`, `no`, `not confirmed` or `diverged`.
func outcomeText(_ run: DescentRun) -> String {
  if run.hasDiverged { return "diverged" }
  return run.endsInSubnetwork ? "yes" : run.confirmation == nil ? "no" : "not confirmed"
}

extension JSONValue {
  /// An operation as `{"type", "layer", "neurons", "distance"}`.
  init(_ operation: NumericalOperation) {
    self = [
      "type": .string(operation.type), "layer": .exact(operation.layer),
      "neurons": .list(operation.neurons), "distance": .finite(operation.distance),
    ]
  }
}
