import ArgumentParser
import SingularLearning

extension LearningCoefficientOptions.Sampler: ExpressibleByArgument {}

/// `slt-critical learning-coefficient`.
struct LearningCoefficientCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learning-coefficient",
    abstract: "The local learning coefficient at given weights: exact, bounded, estimated.",
    discussion: """
      The learning coefficient of regression with the given weights as the truth, in the convention \
      that a regular model with N parameters has N/2, over the real numbers. It is exact where a theorem \
      gives it cheaply, and bounded elsewhere; each bound says why it holds. --estimate adds a Monte-Carlo \
      estimate for standard normal inputs, with warnings where it is not to be trusted.

      Floating-point weights (.npy, .npz, .safetensors) get half the numerical rank of the Jacobian as a \
      lower bound and no exact value; --exact takes them as the fractions that they are.

      EXAMPLES
        slt-critical learning-coefficient network.yaml
        slt-critical learning-coefficient network.yaml --estimate --json
        slt-critical learning-coefficient network.yaml --estimate --sampler hamiltonian
        slt-critical learning-coefficient network.yaml --estimate --picture volumes.svg
        slt-critical learning-coefficient network.yaml --weights model.safetensors
      """)

  /// What `--draws` takes.
  static let drawRange = NumericRange(16, 10_000_000)
  /// What `--chains` takes.
  static let chainRange = NumericRange(4, 1_000)
  /// What `--inverse-temperature` and `--localization` take.
  static let sizeRange = NumericRange(above: 0.0, 1e30)

  @OptionGroup var network: NetworkInput
  @OptionGroup var weights: WeightsInput

  @Flag(help: "Take floating-point weights as the exact fractions that they are.")
  var exact = false

  @Flag(help: "Add a Monte-Carlo estimate.")
  var estimate = false

  @Option(help: "How the estimate is sampled.")
  var sampler = LearningCoefficientOptions.Sampler.splitting

  @Option(
    help: ArgumentHelp(
      "Particles of each population of splitting, or draws of each chain \(Self.drawRange) (default: 800; "
        + "10000, of hamiltonian 4000).", valueName: "k"))
  var draws: Int?

  @Option(
    help: ArgumentHelp("Independent populations or chains \(Self.chainRange).", valueName: "k"))
  var chains = 8

  @Option(
    help: ArgumentHelp(
      "The largest inverse temperature \(Self.sizeRange); not for splitting, which has levels.",
      valueName: "beta"))
  var inverseTemperature = 1e8

  @Option(
    help: ArgumentHelp(
      "Draws stay within about 1/sqrt(gamma) \(Self.sizeRange) (default: a tenth of the smallest nonzero "
        + "weight, 1 without).",
      valueName: "gamma"))
  var localization: Double?

  @OptionGroup var picture: PictureOutput
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    try weights.validate(with: network)
    if picture.isWanted, !estimate || sampler != .splitting {
      throw ValidationError("--picture draws the volumes of --estimate --sampler splitting")
    }
    if let draws { try Self.drawRange.check(draws, "--draws") }
    try Self.chainRange.check(chains, "--chains")
    try Self.sizeRange.check(inverseTemperature, "--inverse-temperature")
    if let localization { try Self.sizeRange.check(localization, "--localization") }
  }

  func run() throws {
    let specification = try network.load()
    let floating =
      exact ? nil : try weights.floatingNetwork(for: specification, quiet: output.quiet)
    let point = try floating?.exact ?? weights.network(for: specification, quiet: output.quiet)
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let (bounds, stop) = execution.attempt { control throws(ComputationStopped) in
      if let floating {
        return try numericalLearningCoefficientBounds(
          at: floating, seed: execution.seed, control: control)
      }
      return try learningCoefficientBounds(at: point, seed: execution.seed, control: control)
    }
    var (result, later): (LearningCoefficientEstimate?, ComputationStopped?) = (nil, nil)
    if estimate, stop == nil {
      (result, later) = execution.attempt { control throws(ComputationStopped) in
        try sample(point, floating: floating, seed: execution.seed, control: control)
      }
    }
    if let drawing, let result {
      let exact = bounds.flatMap { bounds in
        bounds.lambda.flatMap { lambda in
          bounds.multiplicity.map { LearningCoefficient(lambda, multiplicity: $0) }
        }
      }
      execution.outputs.deliver(volumePicture(result, exact: exact).standaloneSVG(), to: drawing)
    }
    try execution.emit(
      LearningCoefficientReport(
        name: specification.name, network: point, bounds: bounds, estimate: result,
        seed: execution.seed, stop: stop ?? later), stop: stop ?? later)
  }

  private func sample(
    _ point: Network, floating: FloatingNetwork?, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> LearningCoefficientEstimate {
    var options = LearningCoefficientOptions()
    (options.sampler, options.draws, options.chains) = (sampler, draws, chains)
    (options.inverseTemperature, options.localization) = (inverseTemperature, localization)
    guard let floating else {
      return try estimateLearningCoefficient(
        at: point, options: options, seed: seed, threads: computation.threadCount, control: control)
    }
    options.relativePrecision = max(options.relativePrecision, floating.type.roundingDistance)
    let loss = try SquaredLoss(
      point.architecture, teacher: point.architecture, teacherParameters: floating.weights,
      inputs: .gaussian,
      maximumNodes: LearningCoefficientOptions.maximumNodes(for: point.architecture))
    return try estimateLearningCoefficient(
      of: Potential(loss), at: floating.weights, options: options, seed: seed,
      threads: computation.threadCount, control: control)
  }
}
