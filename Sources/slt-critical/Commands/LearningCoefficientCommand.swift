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
      that a regular model with N parameters has N/2. It is exact where a theorem gives it cheaply, \
      and bounded everywhere. --estimate adds a Monte-Carlo estimate for standard normal inputs.

      EXAMPLES
        slt-critical learning-coefficient network.yaml
        slt-critical learning-coefficient network.yaml --estimate --json
        slt-critical learning-coefficient network.yaml --estimate --sampler sgld
      """)

  /// What `--draws` takes.
  static let drawRange = NumericRange(8, 10_000_000)
  /// What `--chains` takes.
  static let chainRange = NumericRange(2, 1_000)
  /// What `--inverse-temperature` and `--localization` take.
  static let sizeRange = NumericRange(above: 0.0, 1e30)

  @OptionGroup var network: NetworkInput
  @OptionGroup var weights: WeightsInput

  @Flag(help: "Add a Monte-Carlo estimate.")
  var estimate = false

  @Option(help: "How the estimate is sampled.")
  var sampler = LearningCoefficientOptions.Sampler.tempering

  @Option(help: ArgumentHelp("Draws of each chain \(Self.drawRange).", valueName: "k"))
  var draws = 10_000

  @Option(help: ArgumentHelp("Independent chains \(Self.chainRange).", valueName: "k"))
  var chains = 8

  @Option(
    help: ArgumentHelp("The largest inverse temperature \(Self.sizeRange).", valueName: "beta"))
  var inverseTemperature = 1e8

  @Option(
    help: ArgumentHelp(
      "Draws stay within about 1/sqrt(gamma) \(Self.sizeRange).", valueName: "gamma"))
  var localization = 1.0

  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    try weights.validate(with: network)
    try Self.drawRange.check(draws, "--draws")
    try Self.chainRange.check(chains, "--chains")
    try Self.sizeRange.check(inverseTemperature, "--inverse-temperature")
    try Self.sizeRange.check(localization, "--localization")
  }

  func run() throws {
    let specification = try network.load()
    let point = try weights.network(for: specification, quiet: output.quiet)
    let execution = try Execution(output, computation)
    let (bounds, stop) = execution.attempt { control throws(ComputationStopped) in
      try learningCoefficientBounds(at: point, seed: execution.seed, control: control)
    }
    var (result, later): (LearningCoefficientEstimate?, ComputationStopped?) = (nil, nil)
    if estimate, stop == nil {
      (result, later) = execution.attempt { control throws(ComputationStopped) in
        try sample(point, seed: execution.seed, control: control)
      }
    }
    try execution.emit(
      LearningCoefficientReport(
        name: specification.name, network: point, bounds: bounds, estimate: result,
        seed: execution.seed, stop: stop ?? later), stop: stop ?? later)
  }

  /// The most parameters times nodes: a chain evaluates the loss hundreds of thousands of times.
  private static let largestEvaluation = 10_000_000

  private func sample(
    _ point: Network, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> LearningCoefficientEstimate {
    var options = LearningCoefficientOptions()
    (options.sampler, options.draws, options.chains) = (sampler, draws, chains)
    (options.inverseTemperature, options.localization) = (inverseTemperature, localization)
    options.burnIn = max(draws / 3, 8)
    let center = point.roundedWeights
    let loss = try SquaredLoss(
      point.architecture, teacher: point.architecture, teacherParameters: center,
      inputs: .gaussian,
      maximumNodes: Self.largestEvaluation / max(point.architecture.parameterCount, 1))
    return try estimateLearningCoefficient(
      of: Potential(loss), at: center, options: options, seed: seed,
      threads: computation.threadCount, control: control)
  }
}
