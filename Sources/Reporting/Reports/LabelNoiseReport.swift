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

  /// The assumptions, the outcome and the curve, for people about twenty rows of it.
  public var document: Document {
    Document(name: name, architecture) { document in
      addData(to: &document)
      addFields(to: &document)
      document.picture { labelNoisePicture(run) }
      document.space()
      let stride = max(1, run.curve.count / 20)
      let shown = run.curve.enumerated().filter {
        $0.offset.isMultiple(of: stride) || $0.offset == run.curve.count - 1
      }
      document.table(
        shown.map(\.element),
        [
          .number("step") { "\($0.step)" }, .number("loss") { "\($0.loss)" },
          .number("trace of Hessian") { "\($0.hessianTrace)" },
          .number("sigma2/sigma1") { "\($0.featureRatio)" },
          .number("disagreement") { "\($0.disagreement)" },
        ])
      document.space()
      for (index, pattern) in run.pattern.enumerated() {
        document.line(
          """
          data point \(index + 1): \(pattern.offCount) of \(run.problem.neuronCount) neurons off, \
          spread of the others \(pattern.spreadOfOthers)
          """)
      }
      document.incomplete(run.stopped)
    }
  }

  private func addFields(to document: inout Document) {
    let assumptions = run.assumptions
    document.say(
      "data", "\(counted(run.problem.inputs.count, "sample")) in dimension \(run.problem.dimension)"
    )
    document.say(
      "noise", "standard deviation \(run.options.noise), step \(run.options.stepSize)")
    document.say(
      "assumptions of the theorem",
      """
      \(assumptions.hold ? "hold" : "do not all hold"): independent data \
      \(assumptions.hasIndependentData), phi' >= \(assumptions.smallestSlope), \
      phi''' >= \(assumptions.smallestThirdDerivative), noise \(assumptions.hasNoise)
      """)
    document.say(
      "outcome",
      run.diverged
        ? "diverged" : run.hasCollapsed ? "features of rank one on the data" : "no collapse")
    document.say("trace if all neurons agree", "\(run.problem.agreeingTrace)")
  }

  private func addData(to document: inout Document) {
    let (options, assumptions) = (run.options, run.assumptions)
    document.data("samples", run.problem.inputs.count)
    document.data("noise", options.noise)
    document.data("stepSize", options.stepSize)
    document.data("warmUpSteps", options.warmUpSteps)
    document.data("noisySteps", options.steps)
    document.data("coolDownSteps", options.coolDownSteps)
    document.data(
      "assumptions",
      JSONValue.record([
        "hold": assumptions.hold, "independentData": assumptions.hasIndependentData,
        "smallestSlope": assumptions.smallestSlope,
        "smallestThirdDerivative": assumptions.smallestThirdDerivative,
        "noise": assumptions.hasNoise,
      ]))
    document.data("collapsed", run.hasCollapsed)
    document.data("diverged", run.diverged)
    let curve = curveMembers(run.curve)
    for member in curve { document.data(member.key, member.value) }
    document.data("agreeingTrace", run.problem.agreeingTrace)
    document.data(
      "traceFlow", run.traceFlow.isEmpty ? .null : JSONValue.object(curveMembers(run.traceFlow)))
    document.data(
      "pattern",
      run.pattern.map {
        JSONValue.record(["off": $0.offCount, "spreadOfOthers": $0.spreadOfOthers])
      })
    document.data("inputs", run.problem.inputs)
    document.data("targets", run.problem.targets)
    document.data("features", run.features)
    document.data("outputWeights", run.outputWeights)
    document.data("evidence", Evidence.numerical(detail: "one simulated run", tolerance: 0.01))
    document.data("seed", run.seed)
    document.stopped(run.stopped)
  }

  private func curveMembers(_ curve: [LabelNoiseMeasurement]) -> [JSONValue.Member] {
    [
      .init("steps", curve.map(\.step).json), .init("loss", curve.map(\.loss).json),
      .init("hessianTrace", curve.map(\.hessianTrace).json),
      .init("featureRatio", curve.map(\.featureRatio).json),
      .init("disagreement", curve.map(\.disagreement).json),
    ]
  }
}
