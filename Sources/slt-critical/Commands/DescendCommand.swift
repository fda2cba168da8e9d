import ArgumentParser
import Foundation
import SingularLearning
import Synchronization

extension DescentOptions.Method: ExpressibleByArgument {}
extension DescentOptions.BatchOrder: ExpressibleByArgument {}

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

      Runs can start at a checkpoint (--weights) or at the weights of the spec (--start weights). The \
      methods plain, momentum and adam take --step-size, and --batch-size for mini-batches, in each epoch \
      a new permutation of the samples or, with --batch-order cyclic, their own order. --weight-decay L \
      adds (L/2)|w|^2, biases included, to the loss that is minimised; losses are printed without it. \
      --save-weights writes the weights of the run with the smallest loss.

      Data with a categorical loss (softmax and cross-entropy; targets are weights of the classes, or in \
      .csv, .npy and .npz one number of a class from 0), and models with layers, get the loss and the rank of \
      the Jacobian on the data at the ends, and no subnetworks. The data of a model with layers are its \
      own, those of --data, or what --teacher, a spec with weights, gives at standard normal inputs, a \
      quarter more values than the rank can be.

      EXAMPLES
        slt-critical descend --widths 2,3,1 --degree 3 --teacher-widths 2,2,1
        slt-critical descend student.yaml --teacher teacher.yaml --runs 200 --json
        slt-critical descend student.yaml --data data.json --method adam
        slt-critical descend student.yaml --picture trajectories.svg
        slt-critical descend network.yaml --weights model.npz --data train.npz --method adam \\
          --batch-size 32 --weight-decay 1e-4 --save-weights trained.npz
      """)

  /// What `--runs` takes.
  static let runRange = NumericRange(1, 1_000_000)
  /// What `--steps` takes.
  static let stepRange = NumericRange(1, 1_000_000_000)
  /// What `--step-size` and `--scale` take.
  static let sizeRange = NumericRange(above: 0.0, 1e6)

  /// What `--weight-decay` takes.
  static let decayRange = NumericRange(0.0, 1e6)

  /// Where runs start.
  enum Start: String, ExpressibleByArgument, CaseIterable {
    case random, weights
  }

  @OptionGroup var network: NetworkInput

  @OptionGroup var target: TargetInput

  @OptionGroup var weights: WeightsInput

  @Option(
    help: ArgumentHelp(
      "Where runs start: random, or weights, those of the spec or of --weights (the default with that option)."
    ))
  var start: Start?

  @Option(
    help: ArgumentHelp(
      "The number of runs \(Self.runRange), by default 20; from given weights 1.", valueName: "k"))
  var runs: Int?

  @Option(help: "The method of descent; flow is the gradient flow.")
  var method = DescentOptions.Method.flow

  @Option(
    help: ArgumentHelp(
      "The step size of plain, momentum and adam \(Self.sizeRange), by default 0.01; the flow chooses its "
        + "steps.", valueName: "eta"))
  var stepSize: Double?

  @Option(
    help: ArgumentHelp(
      "Add (lambda/2)|w|^2 to the loss that is minimised \(Self.decayRange).", valueName: "lambda"))
  var weightDecay = 0.0

  @Option(
    help: ArgumentHelp(
      "The number of samples of each step of plain, momentum and adam on data \(Self.runRange); by default all.",
      valueName: "b"))
  var batchSize: Int?

  @Option(
    help: ArgumentHelp(
      "The order of the samples in mini-batches: shuffled in each epoch (default), or cyclic.",
      valueName: "order"))
  var batchOrder: DescentOptions.BatchOrder?

  @Option(
    help: ArgumentHelp(
      "Write the weights of the run with the smallest loss to a .npz, .npy or .safetensors file (.npy for models "
        + "with layers).", valueName: "file"), completion: .file())
  var saveWeights: String?

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
    try Self.stepRange.check(steps, "--steps")
    try Self.sizeRange.check(stepSize, "--step-size")
    try Self.sizeRange.check(scale, "--scale")
    try Self.decayRange.check(weightDecay, "--weight-decay")
    if let runs { try Self.runRange.check(runs, "--runs") }
    try weights.validate(with: network)
    if let batchSize {
      try Self.runRange.check(batchSize, "--batch-size")
      if method == .flow {
        throw ValidationError(
          "--batch-size is for --method plain, momentum or adam; the flow, which is the method here, takes "
            + "all samples")
      }
    }
    if batchOrder != nil, batchSize == nil {
      throw ValidationError("--batch-order needs --batch-size")
    }
    if start == .random, weights.weights != nil {
      throw ValidationError("--start random and --weights exclude each other")
    }
    if let saveWeights, WeightFileFormat(path: saveWeights) == nil {
      throw ValidationError("--save-weights: expected a .npz, .npy or .safetensors file")
    }
    if stepSize != nil, method == .flow {
      throw ValidationError(
        "--step-size is for --method plain, momentum or adam; the flow, which is the method here, chooses "
          + "its steps by itself")
    }
  }

  /// The runs that are made: those of one start differ only by the order of mini-batches.
  private var runCount: Int { runs ?? (startsAtWeights ? 1 : 20) }

  private var startsAtWeights: Bool { start.map { $0 == .weights } ?? (weights.weights != nil) }

  private var options: DescentOptions {
    var options = DescentOptions()
    (options.method, options.maximumSteps, options.scale) = (method, steps, scale)
    if let stepSize { options.stepSize = stepSize }
    (options.weightDecay, options.batchSize) = (weightDecay, batchSize)
    if let batchOrder { options.batchOrder = batchOrder }
    return options
  }

  func run() throws {
    let specification: NetworkSpecification
    switch try network.loadModel() {
    case .network(let network): specification = network
    case .layered(let model):
      let (data, target) = try target.dataset(
        for: model.model, data: model.data, seed: computation.seed)
      var given: [Double]?
      if startsAtWeights {
        given = try weights.storedParameters(of: model)?.values
        if given == nil { given = try weights.point(of: model).1.map(\.asDouble) }
      }
      return try descend(model.model, on: data, name: model.name, target: target, from: given) {
        parameters, _ in StoredParameters.file(parameters)
      }
    }
    let given = startsAtWeights ? try checkpoint(of: specification) : nil
    let original =
      given
      ?? FloatingNetwork(
        specification.architecture,
        weights: Array(repeating: 0, count: specification.architecture.parameterCount))
    if let (data, name) = try target.categoricalData(
      for: specification.architecture, data: specification.data, control: RunControl.current)
    {
      return try descend(
        specification.architecture, on: data, name: specification.name, target: name,
        from: given?.weights
      ) { original.replacingWeights($0).file($1) }
    }
    if batchSize != nil, target.data == nil, target.isGiven || specification.data == nil {
      throw CommandFailure(
        "--batch-size is for data, in the spec or with --data: the loss against a teacher is exact")
    }
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let traceFile = try trace.map { path throws(CommandFailure) in
      try execution.outputs.open(path, option: "--trace")
    }
    if let resume { try execution.outputs.reserve(resume, option: "--resume") }
    let saved = try saveWeights.map { path throws(CommandFailure) in
      try execution.outputs.open(path, option: "--save-weights")
    }
    let problem = try target.problem(
      for: specification.architecture, data: specification.data, seed: execution.seed,
      control: execution.control)
    var options = options
    options.recordsTrace = trace != nil || picture.isWanted || output.form == .html
    let store = try resume.map {
      path throws(CommandFailure) in
      try DescentRunStore(
        path: path,
        experiment: "\(problem.target) \(options) \(given?.weights ?? []) \(execution.seed)")
    }
    let completed = store?.runs ?? []
    let bar = Mutex((ProgressBar(total: runCount, isQuiet: output.quiet), completed.count))
    let experiment = descentExperiment(
      problem.loss, runCount: runCount, options: options, from: given?.weights,
      seed: execution.seed,
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
    let best = experiment.runs.filter { !$0.hasDiverged }.min { $0.end.loss < $1.end.loss }
    if let saved, let best {
      let file = original.replacingWeights(best.end.parameters).file(savedFormat)
      execution.outputs.deliver(file.bytes, to: saved)
    }
    if let drawing {
      execution.outputs.deliver(trajectoryPicture(experiment).standaloneSVG(), to: drawing)
    }
    try execution.emit(
      DescentReport(name: specification.name, experiment: experiment, target: problem.target),
      stop: experiment.stopped)
  }

  /// The weights of `--weights` or of the spec.
  private func checkpoint(
    of specification: NetworkSpecification
  ) throws(CommandFailure) -> FloatingNetwork {
    if let found = try weights.floatingNetwork(for: specification, quiet: output.quiet) {
      return found
    }
    return try weights.network(for: specification, quiet: output.quiet).rounded()
  }

  private var savedFormat: WeightFileFormat? { saveWeights.flatMap { WeightFileFormat(path: $0) } }

  /// Descent on data with a categorical loss, which has no population loss beside it, and of models with layers.
  private func descend(
    _ model: some ReportedModel, on data: Dataset, name: String?, target: String?,
    from start: [Double]?, file: ([Double], WeightFileFormat) -> WeightFile
  ) throws {
    guard trace == nil, resume == nil, !picture.isWanted else {
      throw CommandFailure(
        "\(data.loss == .categorical ? "a categorical loss goes" : "models with layers go") without --trace, "
          + "--resume and --picture")
    }
    if model is LayeredModel, let format = savedFormat, format != .npy {
      throw CommandFailure(
        "--save-weights: the parameters of a model with layers go to a .npy file")
    }
    guard let targets = data.targets else {
      throw CommandFailure("data: expected targets beside the inputs, found none")
    }
    let execution = try Execution(output, computation)
    let saved = try saveWeights.map { path throws(CommandFailure) in
      try execution.outputs.open(path, option: "--save-weights")
    }
    let fitting = DataFitting(
      model, inputs: data.inputs.roundedRows, targets: targets.roundedRows,
      loss: data.loss)
    let (found, stop) = fitting.descend(
      runCount: runCount, options: options, from: start, seed: execution.seed,
      threads: computation.threadCount, control: execution.control)
    let best = found.filter { !$0.hasDiverged }.min { $0.finalLoss < $1.finalLoss }
    if let saved, let best, let savedFormat {
      execution.outputs.deliver(file(best.parameters, savedFormat).bytes, to: saved)
    }
    try execution.emit(
      DataDescentReport(
        name: name, model: model, target: target, dataCount: data.count, loss: data.loss,
        options: options, runs: found, seed: execution.seed, stop: stop), stop: stop)
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
