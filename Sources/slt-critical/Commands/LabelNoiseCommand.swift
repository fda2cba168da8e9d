import ArgumentParser
import SingularLearning
import Synchronization

/// `slt-critical label-noise`.
struct LabelNoiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label-noise",
    abstract: "Label-noise SGD on a two-layer network: do the features collapse to rank one?",
    discussion: """
      Fits random data, or those of --data or of the spec, by stochastic gradient descent with fresh noise on the labels and records the \
      loss, the trace of the Hessian, sigma2/sigma1 of the features on the span of the data, and how \
      far the neurons are from agreeing on the data; next to it the gradient flow of the trace on the \
      zero-loss manifold, which the noise makes SGD follow. With --weights it starts at a checkpoint. Without a network: widths (5,10,1), \
      activation t + t^3, 3 orthonormal data points.

      EXAMPLES
        slt-critical label-noise
        slt-critical label-noise --noise 0
        slt-critical label-noise --picture curves.svg
        slt-critical label-noise --widths 5,10,1 --degree 3 --json
        slt-critical label-noise network.yaml --samples 8 --train-output
        slt-critical label-noise network.yaml --data train.csv --weights model.npz
      """)

  /// What `--samples` takes.
  static let sampleRange = NumericRange(1, 10_000)
  /// What `--noise` and `--scale` take.
  static let sizeRange = NumericRange(0.0, 1e6)
  /// What `--step-size` takes.
  static let stepSizeRange = NumericRange(above: 0.0, 1e6)
  /// What `--steps`, `--warm-up` and `--cool-down` take.
  static let stepRange = NumericRange(0, 1_000_000_000)
  /// What `--every` takes.
  static let everyRange = NumericRange(1, 1_000_000_000)
  private static let mostMeasurements = 1_000_000

  @OptionGroup var network: NetworkInput

  @Option(
    help: ArgumentHelp(
      "The number of random data points \(Self.sampleRange), by default 3.", valueName: "n"))
  var samples: Int?

  @Option(
    help: ArgumentHelp(
      "Data in place of random ones and of those in the spec: .csv (rows are inputs followed by the target), .npz "
        + "(inputs, targets), or YAML or JSON as under 'data'.", valueName: "file"),
    completion: .file())
  var data: String?

  @OptionGroup var weights: WeightsInput

  @Option(
    help: ArgumentHelp("The standard deviation of the label noise \(Self.sizeRange); 0 for none."))
  var noise = 1.0

  @Option(help: ArgumentHelp("The step size \(Self.stepSizeRange).", valueName: "eta"))
  var stepSize = 0.01

  @Option(help: ArgumentHelp("Steps with noise \(Self.stepRange).", valueName: "k"))
  var steps = 40_000

  @Option(help: ArgumentHelp("Steps without noise at the start \(Self.stepRange).", valueName: "k"))
  var warmUp = 3_000

  @Option(help: ArgumentHelp("Steps without noise at the end \(Self.stepRange).", valueName: "k"))
  var coolDown = 2_000

  @Option(help: ArgumentHelp("Steps between two measurements \(Self.everyRange).", valueName: "k"))
  var every = 500

  @Option(
    help: ArgumentHelp("The standard deviation of the features at the start \(Self.sizeRange)."))
  var scale = 0.3

  @Flag(help: "Train the second layer too; otherwise its weights stay 1.")
  var trainOutput = false

  @Flag(help: "Use all data in each step; otherwise one point at random.")
  var fullBatch = false

  @OptionGroup var picture: PictureOutput
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    if let samples { try Self.sampleRange.check(samples, "--samples") }
    try weights.validate(with: network)
    try Self.sizeRange.check(noise, "--noise")
    try Self.stepSizeRange.check(stepSize, "--step-size")
    try Self.sizeRange.check(scale, "--scale")
    for (name, value) in [("--steps", steps), ("--warm-up", warmUp), ("--cool-down", coolDown)] {
      try Self.stepRange.check(value, name)
    }
    try Self.everyRange.check(every, "--every")
    let measurements = (steps + warmUp + coolDown) / every
    if measurements > Self.mostMeasurements {
      throw ValidationError(
        "--every \(every) gives \(measurements) measurements, more than \(Self.mostMeasurements)")
    }
  }

  func run() throws {
    let specification = try loadNetwork()
    let architecture = specification.architecture
    guard architecture.layerCount == 2, architecture.outputCount == 1, !architecture.hasBias else {
      throw CommandFailure(
        "label-noise needs widths d,m,1 without biases, but the network is \(architecture)")
    }
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let given = try givenData(for: specification)
    let start =
      weights.weights == nil
      ? nil
      : try weights.network(for: specification, quiet: output.quiet).rounded().weights
    let (found, stop) = execution.attempt { control throws(ComputationStopped) in
      guard let (inputs, targets) = given else {
        return try LabelNoiseProblem.random(
          architecture, sampleCount: samples ?? 3, scale: scale, trainsOutputWeights: trainOutput,
          seed: execution.seed, control: control)
      }
      return try LabelNoiseProblem(
        architecture, inputs: inputs, targets: targets, weights: start, scale: scale,
        trainsOutputWeights: trainOutput, seed: execution.seed)
    }
    guard let problem = found else { throw CommandFailure(stop ?? .cancelled) }
    var options = LabelNoiseOptions()
    (options.warmUpSteps, options.steps, options.coolDownSteps) = (warmUp, steps, coolDown)
    (options.stepSize, options.noise, options.recordInterval) = (stepSize, noise, every)
    options.usesAllSamples = fullBatch
    let bar = Mutex(ProgressBar(total: 1000, isQuiet: output.quiet))
    let run = labelNoiseRun(
      problem, options: options, seed: execution.seed, control: execution.control
    ) { part in bar.withLock { $0.update(done: Int(1000 * part)) } }
    bar.withLock { $0.finish() }
    if let drawing {
      execution.outputs.deliver(labelNoisePicture(run).standaloneSVG(), to: drawing)
    }
    try execution.emit(
      LabelNoiseReport(name: specification.name, architecture: architecture, run: run),
      stop: run.stopped)
  }

  /// The inputs and targets of `--data` or of the spec; `nil` for random ones.
  private func givenData(
    for specification: NetworkSpecification
  ) throws(CommandFailure) -> (inputs: [[Double]], targets: [Double])? {
    let found =
      try data.map { path throws(CommandFailure) in
        try DataInput.dataset(
          path, inputCount: specification.architecture.inputCount, outputCount: 1)
      } ?? specification.data
    guard let found else {
      if weights.weights != nil {
        throw CommandFailure("--weights needs data, in the spec or with --data")
      }
      return nil
    }
    let place = data.map { "--data: \($0)" } ?? "data"
    guard let targets = found.targets else {
      throw CommandFailure("\(place): expected targets beside the inputs, found none")
    }
    guard samples == nil else {
      throw CommandFailure("--samples is for random data; \(place) has its own")
    }
    return (found.inputs.roundedRows, targets.roundedRows.map { $0[0] })
  }

  private func loadNetwork() throws(CommandFailure) -> NetworkSpecification {
    if network.isGiven { return try network.load(takesData: true) }
    do {
      return NetworkSpecification(
        architecture: try Architecture(
          widths: [5, 10, 1], activations: [.polynomial(coefficients: [0, 1, 0, 1])]))
    } catch {
      throw CommandFailure("\(error)")
    }
  }
}
