import ArgumentParser
import SingularLearning

/// `slt-critical report`, which is also what a bare spec gets.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Everything about a network in one document (the default).",
    discussion: """
      The dimension with its evidence; for networks of up to 24 parameters the critical locus; if \
      there are weights, in the spec or with --weights, what 'analyze' says about them; the polynomial \
      map and its Jacobian (in full while they are short, else their size). --format html makes one \
      self-contained page of it, with drawings, the rank strata and numerical experiments.

      On data, in the spec or with --data, it says what 'dimension', 'analyze' and \
      'learning-coefficient' say on them; of a network with named activations it says what 'analyze' does.

      EXAMPLES
        slt-critical network.yaml
        slt-critical report --widths 2,2,2,1 --degree 3 --json
        slt-critical report network.yaml --format html -o report.html
        slt-critical network.yaml --weights model.safetensors
      """)

  @OptionGroup var network: NetworkInput
  @OptionGroup var weights: WeightsInput
  @OptionGroup var data: DataInput
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws { try weights.validate(with: network) }

  func run() throws {
    let given: NetworkSpecification
    let model: ModelSpecification
    switch try network.loadSpecification() {
    case .named(let specification): return try run(specification)
    case .polynomial(let found): model = found
    }
    switch model {
    case .network(let network): given = network
    case .layered(let model):
      let specification = try data.specification(replacing: model)
      if weights.weights != nil || specification.weights != nil,
        let (point, precision) = try weights.floatingPoint(of: specification)
      {
        let execution = try Execution(output, computation)
        let analysis = numericalDataAnalysis(
          of: specification, at: point, precision: precision, seed: execution.seed,
          threads: computation.threadCount, control: execution.control)
        return try execution.emit(NumericalDataReport(analysis), stop: analysis.stop)
      }
      return try run(try data.exactInputs(replacing: model).specification)
    }
    let (specification, floating) = try weights.specification(
      replacing: try data.specification(replacing: given),
      quiet: output.quiet)
    if let own = specification.data {
      let isFloating = own.field == nil && !own.isExact
      if let point = try floating ?? (isFloating ? specification.network?.rounded() : nil) {
        let execution = try Execution(output, computation)
        let analysis = numericalDataAnalysis(
          of: point, on: specification, seed: execution.seed, threads: computation.threadCount,
          control: execution.control)
        return try execution.emit(NumericalDataReport(analysis), stop: analysis.stop)
      }
      let exact = try data.exactInputs(replacing: specification).specification
      let execution = try Execution(output, computation)
      let analysis = dataAnalysis(of: exact, seed: execution.seed, control: execution.control)
      return try execution.emit(DataReport(analysis), stop: analysis.stop)
    }
    let execution = try Execution(output, computation)
    let isPage = output.format == .html
    let analysis = networkAnalysis(
      of: specification, at: floating,
      plan: isPage ? HTMLReport.plan(seed: execution.seed) : .exact(seed: execution.seed),
      control: execution.control)
    guard isPage else {
      return try execution.emit(
        NetworkReport(analysis, further: .ofThisTool), stop: analysis.stop)
    }
    let page = HTMLReport(analysis, provenance: .ofThisCommand)
    try execution.destination.write(page.html)
    if let stop = analysis.stop { throw CommandFailure(stop) }
  }

  private func run(_ given: NamedSpecification) throws {
    let specification = try data.specification(replacing: given)
    let (network, exact) = try weights.namedNetwork(
      for: specification, takingExactly: false, quiet: output.quiet)
    let execution = try Execution(output, computation)
    let analysis = namedNetworkAnalysis(
      of: network, specification, exactWeights: exact, seed: execution.seed,
      threads: computation.threadCount, control: execution.control)
    try execution.emit(NamedAnalysisReport(analysis), stop: analysis.stop)
  }

  private func run(_ model: LayeredSpecification) throws {
    let hasWeights =
      weights.weights != nil || model.weights != nil || model.numberFieldWeights != nil
    let specification =
      try hasWeights
      ? weights.numberFieldPoint(of: model)?.specification ?? weights.point(of: model).0 : model
    let execution = try Execution(output, computation)
    let analysis = ModelAnalysis(
      of: specification, seed: execution.seed, control: execution.control)
    try execution.emit(ModelReport(analysis), stop: analysis.stop)
  }
}
