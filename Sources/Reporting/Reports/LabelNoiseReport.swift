import AlgebraicStructures
import Computation
import Networks
import NumericalExperiments

/// A label-noise run: whether the features collapsed, and the curves.
public struct LabelNoiseReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The network.
  public let architecture: Architecture
  /// The run.
  public let run: LabelNoiseRun

  /// A report on `run`.
  public init(name: String?, architecture: Architecture, run: LabelNoiseRun) {
    self.name = name
    self.architecture = architecture
    self.run = run
  }

  /// The keys `samples`, `noise`, `stepSize`, `assumptions`, `collapsed`, `diverged`, `loss`,
  /// `hessianTrace`, `featureRatio`, `disagreement` (lists over `steps`), `agreeingTrace`, `traceFlow` with
  /// the same lists, `pattern`, `inputs`, `targets`, `features`, `evidence`, `seed`.
  public var json: JSONValue {
    var members: [JSONValue.Member] =
      [.init("schema", .integer(jsonSchemaVersion))]
      + architectureMembers(name: name, architecture)
    members += [
      .init("samples", .exact(run.problem.inputs.count)),
      .init("noise", .real(run.options.noise)),
      .init("stepSize", .real(run.options.stepSize)),
      .init("warmUpSteps", .exact(run.options.warmUpSteps)),
      .init("noisySteps", .exact(run.options.steps)),
      .init("coolDownSteps", .exact(run.options.coolDownSteps)),
      .init(
        "assumptions",
        [
          "hold": .bool(run.assumptions.hold),
          "independentData": .bool(run.assumptions.hasIndependentData),
          "smallestSlope": .finite(run.assumptions.smallestSlope),
          "smallestThirdDerivative": .finite(run.assumptions.smallestThirdDerivative),
          "noise": .bool(run.assumptions.hasNoise),
        ]),
      .init("collapsed", .bool(run.hasCollapsed)),
      .init("diverged", .bool(run.diverged)),
    ]
    members += curveMembers(run.curve)
    members += [
      .init("agreeingTrace", .finite(run.problem.agreeingTrace)),
      .init("traceFlow", run.traceFlow.isEmpty ? .null : .object(curveMembers(run.traceFlow))),
      .init(
        "pattern",
        .array(
          run.pattern.map {
            ["off": .exact($0.offCount), "spreadOfOthers": .finite($0.spreadOfOthers)]
          })),
      .init("inputs", .array(run.problem.inputs.map { .array($0.map { .finite($0) }) })),
      .init("targets", .array(run.problem.targets.map { .finite($0) })),
      .init("features", .array(run.features.map { .array($0.map { .finite($0) }) })),
      .init(
        "evidence", JSONValue(.numerical(detail: "one simulated run", tolerance: 0.01))),
      .init("seed", .seed(run.seed)),
    ]
    if let stop = run.stopped { members.append(.init("stopped", .string(stop.description))) }
    return .object(members)
  }

  private func curveMembers(_ curve: [LabelNoiseMeasurement]) -> [JSONValue.Member] {
    func list(_ key: KeyPath<LabelNoiseMeasurement, Double>) -> JSONValue {
      .array(curve.map { .finite($0[keyPath: key]) })
    }
    return [
      .init("steps", .list(curve.map(\.step))), .init("loss", list(\.loss)),
      .init("hessianTrace", list(\.hessianTrace)), .init("featureRatio", list(\.featureRatio)),
      .init("disagreement", list(\.disagreement)),
    ]
  }

  /// The same as text, with about twenty rows of the curve.
  public var text: String {
    var report = TextReport()
    report.heading(architectureTitle(name: name, architecture))
    let assumptions = run.assumptions
    report.fields([
      ("data", "\(run.problem.inputs.count) samples in dimension \(run.problem.dimension)"),
      (
        "noise",
        "standard deviation \(numberText(run.options.noise)), step \(numberText(run.options.stepSize))"
      ),
      (
        "assumptions of the theorem",
        (assumptions.hold ? "hold" : "do not all hold")
          + ": independent data \(assumptions.hasIndependentData ? "yes" : "no"), "
          + "phi' >= \(numberText(assumptions.smallestSlope)), "
          + "phi''' >= \(numberText(assumptions.smallestThirdDerivative)), "
          + "noise \(assumptions.hasNoise ? "yes" : "no")"
      ),
      (
        "outcome",
        run.diverged
          ? "diverged" : run.hasCollapsed ? "features of rank one on the data" : "no collapse"
      ),
      ("trace if all neurons agree", numberText(run.problem.agreeingTrace)),
    ])
    report.space()
    var table = TextTable(
      headings: ["step", "loss", "trace of Hessian", "sigma2/sigma1", "disagreement"],
      alignments: Array(repeating: .right, count: 5))
    let stride = max(1, run.curve.count / 20)
    for (index, point) in run.curve.enumerated()
    where index.isMultiple(of: stride) || index == run.curve.count - 1 {
      table.append(
        ["\(point.step)"]
          + [point.loss, point.hessianTrace, point.featureRatio, point.disagreement].map {
            numberText($0)
          })
    }
    report.table(table)
    report.space()
    for (index, pattern) in run.pattern.enumerated() {
      report.line(
        "data point \(index + 1): \(pattern.offCount) of \(run.problem.neuronCount) neurons off, "
          + "spread of the others \(numberText(pattern.spreadOfOthers))")
    }
    if let stop = run.stopped {
      report.space()
      report.line("Incomplete: \(stop).")
    }
    return report.text
  }
}
