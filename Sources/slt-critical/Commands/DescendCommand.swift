import ArgumentParser
import Foundation
import SingularLearning
import Synchronization

extension DescentOptions.Method: ExpressibleByArgument {}

/// `slt-critical descend`.
struct DescendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "descend",
    abstract: "Gradient descent from random starts: how often does it end in a subnetwork?",
    discussion: """
      Fits a teacher network (the exact population loss) or given data from random starts and looks \
      at the end and at every plateau: the rank of the Jacobian, inactive and redundant neurons. An \
      end that looks like a subnetwork is snapped to an exact one, which is checked in exact \
      arithmetic; only confirmed ones count. Fractions come with 95 % intervals; that of the ends and \
      plateaus near a subnetwork comes with that of the starts, since many random weights are near one \
      too. Distances do not change under scaling symmetries. Runs that diverge count as runs, never as \
      near or confirmed.

      Data with a categorical loss (softmax and cross-entropy; targets are weights of the classes), and \
      models with layers, get the flow alone: the loss and the rank of the Jacobian on the data at its ends. \
      The data of a model with layers are its own, those of --data, or what --teacher, a spec with weights, \
      gives at standard normal inputs, a quarter more values than the rank can be.

      EXAMPLES
        slt-critical descend --widths 2,3,1 --degree 3 --teacher-widths 2,2,1
        slt-critical descend student.yaml --teacher teacher.yaml --runs 200 --json
        slt-critical descend student.yaml --data data.json --method adam
        slt-critical descend student.yaml --picture trajectories.svg
      """)

  /// What `--runs` takes.
  static let runRange = NumericRange(1, 1_000_000)
  /// What `--steps` takes.
  static let stepRange = NumericRange(1, 1_000_000_000)
  /// What `--step-size` and `--scale` take.
  static let sizeRange = NumericRange(above: 0.0, 1e6)

  @OptionGroup var network: NetworkInput

  @OptionGroup var target: TargetInput

  @Option(help: ArgumentHelp("The number of random starts \(Self.runRange).", valueName: "k"))
  var runs = 20

  @Option(help: "The method of descent; flow is the gradient flow.")
  var method = DescentOptions.Method.flow

  @Option(
    help: ArgumentHelp(
      "The step size of plain, momentum and adam \(Self.sizeRange), by default 0.01; the flow chooses its "
        + "steps.", valueName: "eta"))
  var stepSize: Double?

  @Option(help: ArgumentHelp("The most steps of a run \(Self.stepRange).", valueName: "k"))
  var steps = 20_000

  @Option(
    help: ArgumentHelp(
      "The standard deviation of the starts, relative to 1/sqrt(inputs of the layer) \(Self.sizeRange)."
    ))
  var scale = 1.0

  @Option(
    help: ArgumentHelp("Write the traces of all runs to FILE, one JSON a line.", valueName: "file"),
    completion: .file())
  var trace: String?

  @Option(
    help: ArgumentHelp(
      "Keep finished runs in FILE, one JSON a line, and do not repeat those it has.",
      valueName: "file"), completion: .file())
  var resume: String?

  @OptionGroup var picture: PictureOutput
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    try Self.runRange.check(runs, "--runs")
    try Self.stepRange.check(steps, "--steps")
    try Self.sizeRange.check(stepSize, "--step-size")
    try Self.sizeRange.check(scale, "--scale")
    if stepSize != nil, method == .flow {
      throw ValidationError(
        "--step-size is for --method plain, momentum or adam; the flow, which is the method here, chooses "
          + "its steps by itself")
    }
  }

  func run() throws {
    let specification: NetworkSpecification
    switch try network.loadModel() {
    case .network(let network): specification = network
    case .layered(let model):
      let (data, target) = try target.dataset(
        for: model.model, data: model.data, seed: computation.seed)
      return try descend(model.model, on: data, name: model.name, target: target)
    }
    if let data = specification.data, data.loss == .categorical, !target.isGiven {
      return try descend(
        specification.architecture, on: data, name: specification.name, target: nil)
    }
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let traceFile = try trace.map { path throws(CommandFailure) in
      try execution.outputs.open(path, option: "--trace")
    }
    if let resume { try execution.outputs.reserve(resume, option: "--resume") }
    let problem = try target.problem(
      for: specification.architecture, data: specification.data, seed: execution.seed,
      control: execution.control)
    var options = DescentOptions()
    (options.method, options.maximumSteps) = (method, steps)
    if let stepSize { options.stepSize = stepSize }
    (options.scale, options.recordsTrace) = (
      scale, trace != nil || picture.isWanted || output.form == .html
    )
    let store = try resume.map {
      path throws(CommandFailure) in
      try DescentRunStore(path: path, experiment: "\(problem.target) \(options) \(execution.seed)")
    }
    let completed = store?.runs ?? []
    let bar = Mutex((ProgressBar(total: runs, isQuiet: output.quiet), completed.count))
    let experiment = descentExperiment(
      problem.loss, runCount: runs, options: options, seed: execution.seed,
      threads: computation.threadCount, completed: completed, control: execution.control
    ) { run in
      store?.append(run)
      bar.withLock {
        $0.1 += 1
        $0.0.update(done: $0.1)
      }
    }
    bar.withLock { $0.0.finish() }
    execution.outputs.attempt { () throws(CommandFailure) in
      if let traceFile { try writeTraces(experiment, to: traceFile) }
      try store?.finish()
    }
    if let drawing {
      execution.outputs.deliver(trajectoryPicture(experiment).standaloneSVG(), to: drawing)
    }
    try execution.emit(
      DescentReport(name: specification.name, experiment: experiment, target: problem.target),
      stop: experiment.stopped)
  }

  /// The flow on data with a categorical loss, which has no population loss beside it, and of models with layers.
  private func descend(
    _ model: some ReportedModel, on data: Dataset, name: String?, target: String?
  ) throws {
    guard method == .flow, trace == nil, resume == nil, !picture.isWanted else {
      throw CommandFailure(
        "\(target == nil ? "a categorical loss goes" : "models with layers go") with --method flow, and "
          + "without --trace, --resume and --picture")
    }
    guard let targets = data.targets else {
      throw CommandFailure("data: expected targets beside the inputs, found none")
    }
    let execution = try Execution(output, computation)
    let fitting = DataFitting(
      model, inputs: data.inputs.roundedRows, targets: targets.roundedRows,
      loss: data.loss)
    let (found, stop) = fitting.descend(
      runCount: runs, scale: scale, maximumSteps: steps, seed: execution.seed,
      threads: computation.threadCount, control: execution.control)
    try execution.emit(
      DataDescentReport(
        name: name, model: model, target: target, dataCount: data.count, loss: data.loss,
        runs: found, seed: execution.seed, stop: stop), stop: stop)
  }

  private func writeTraces(
    _ experiment: DescentExperiment, to file: Destination
  ) throws(CommandFailure) {
    for run in experiment.runs {
      let line = try encodedLine(DescentTrace(run: run.index, trace: run.trace))
      try file.append(Array((line + "\n").utf8))
    }
    try file.finish()
  }
}

/// The trace of one run as it is written.
private struct DescentTrace: Encodable {
  var run: Int
  var trace: [DescentRun.TracePoint]
}
