import ArgumentParser
import SingularLearning

/// `slt-critical analyze`.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "The rank of the Jacobian at given weights, and the neurons that explain its drop.",
    discussion: """
      Prints the exact rank next to the generic one, whether the point is critical, which hidden \
      neurons are inactive (incoming or outgoing weights zero) or redundant (the same \
      function up to a factor and a constant, as for proportional incoming weights), the steps that reduce the network, and whether its function is preserved. The \
      weights are those of the spec or come from a file.

      With a 'field:' in the spec the weights lie in a number field, and so do kernel, reduced \
      weights and numbers in lists under 'data'; without a real place only the ranks are computed.

      Floating-point weights (.npy, .npz, .safetensors) get a numerical diagnosis: the singular values \
      of the Jacobian, how near every neuron is to inactive or redundant, and what is left at which \
      tolerance, with a proven bound on the change of the function. The singular values are those of the \
      Jacobian as a map to functions with the inner product E<f, g>, for inputs uniform on the unit sphere \
      where the network is homogeneous, standard normal otherwise. In .npz and .safetensors files the \
      numbers in the names order the layers (0.weight, 2.weight of nn.Sequential; W1, W2), and a weight \
      matrix has one row a neuron; a .npy file holds the vector of all parameters, W_1 row by row, then \
      b_1, then W_2.

      On data, in the spec or with --data, ranks are those of the values at these inputs, and if there \
      are targets, exact arithmetic tells whether the network has them as outputs. Where weights or data are \
      floating-point numbers, the singular values of the Jacobian on the data tell its rank: all of them up \
      to \(DataSpectrum.completeSize) rows or parameters, else the \(DataSpectrum.partialCount) largest with \
      a bound of their error, and how many more lie above a cut.

      Networks with named activations (tanh, sigmoid, erf, sin, gelu, silu, softplus, relu, leaky-relu) are diagnosed \
      in double precision, with a bound of the change by the slopes of the activations. With one hidden layer of tanh, \
      sigmoid, erf or sin and exact weights, the fewest units that compute the function are proven.

      A training run, as --weights with a folder, a quoted pattern, or several files, gets a row for each \
      checkpoint, in the order of the numbers in the names: how many neurons of each layer are active, \
      inactive and redundant, the nearest inactive neuron or redundant pair with its distance, and on data \
      the numerical rank and the loss. For large networks the rank is taken on the first inputs, \
      \(CountedRank.largestRowCount) outputs in all, by counting singular values above a cut. Checkpoints are looked at \
      --threads at a time.

      EXAMPLES
        slt-critical analyze network.yaml
        slt-critical analyze network.yaml --weights point.json --json
        slt-critical analyze network.yaml --weights model.safetensors
        slt-critical analyze --widths 2,1,1 --degree 2 --weights point.json --kernel
        slt-critical analyze network.yaml --weights 'run/*.safetensors' --data test.npz \\
          --picture run.svg --resume run.jsonl
      """)

  @OptionGroup var network: NetworkInput
  @OptionGroup var weights: WeightsInput
  @OptionGroup var data: DataInput
  @OptionGroup var numerical: NumericalOptions

  @Flag(help: "Add a basis of the kernel of the Jacobian: directions that keep the function.")
  var kernel = false

  @Argument(
    help: ArgumentHelp(
      "Further files with weights, behind --weights FILE: the checkpoints of a training run.",
      valueName: "file"), completion: .file())
  var checkpoints: [String] = []

  @Option(
    help: ArgumentHelp(
      "For a training run: keep what is found of each checkpoint in FILE, one JSON line for each, and do not look "
        + "again at those that are there.", valueName: "file"), completion: .file())
  var resume: String?

  @Flag(help: "For a training run: estimate the learning coefficient at each checkpoint.")
  var estimate = false

  @OptionGroup var picture: PictureOutput
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    try weights.validate(with: network, takesRuns: true)
    try validateRun()
  }

  func run() throws {
    if isRun { return try analyzeRun() }
    let given: NetworkSpecification
    let model: ModelSpecification
    switch try network.loadSpecification() {
    case .named(let specification): return try analyze(specification)
    case .polynomial(let found): model = found
    }
    switch model {
    case .network(let network): given = network
    case .layered(let model): return try analyze(model)
    }
    if try data.specification(replacing: given).data?.field != nil {
      return try analyzeOverField(given)
    }
    // What is asked to be exact must not become numerical because of its data.
    let specification =
      try numerical.exact
      ? data.exactSpecification(replacing: given) : data.specification(replacing: given)
    if let network = try numerical.floatingNetwork(
      weights, for: specification, quiet: output.quiet)
    {
      if specification.data != nil { return try analyze(network, on: specification) }
      return try analyze(network, name: specification.name)
    }
    if specification.field != nil { return try analyzeOverField(given) }
    if let data = specification.data, !data.isExact {
      let point = try weights.network(for: specification, quiet: output.quiet)
      return try analyze(point.rounded(), on: specification)
    }
    let point = try weights.network(for: specification, quiet: output.quiet)
    let execution = try Execution(output, computation)
    let analysis = weightsAnalysis(
      of: point, on: specification.dataModel, targets: specification.data?.targets?.exactRows,
      includingKernel: kernel, seed: execution.seed, control: execution.control)
    try execution.emit(
      AnalysisReport(name: specification.name, analysis: analysis), stop: analysis.stop)
  }

  private func analyze(_ given: NamedSpecification) throws {
    guard !kernel else {
      throw CommandFailure("--kernel: expected a polynomial network, found named activations")
    }
    let specification = try data.specification(replacing: given)
    let (network, exact) = try weights.namedNetwork(
      for: specification, takingExactly: numerical.exact, quiet: output.quiet)
    let execution = try Execution(output, computation)
    let analysis = namedNetworkAnalysis(
      of: network, specification, exactWeights: exact, tolerance: numerical.tolerance,
      radius: numerical.ballRadius, seed: execution.seed, threads: computation.threadCount,
      control: execution.control)
    try execution.emit(NamedAnalysisReport(analysis), stop: analysis.stop)
  }

  private func analyzeOverField(_ given: NetworkSpecification) throws {
    let (specification, inputs) = try data.exactInputs(replacing: given)
    guard numerical.tolerance == nil, numerical.radius == nil,
      try weights.floatingNetwork(for: specification, quiet: true) == nil,
      let point = try weights.numberFieldNetwork(for: specification)
    else {
      throw CommandFailure(
        "data: some numbers lie in a number field: expected weights in the same field, and neither "
          + "--tolerance nor --radius")
    }
    let execution = try Execution(output, computation)
    let analysis = numberFieldAnalysis(
      of: point, on: inputs, includingKernel: kernel, seed: execution.seed,
      control: execution.control)
    try execution.emit(
      NumberFieldAnalysisReport(name: specification.name, analysis: analysis),
      stop: analysis.stop)
  }

  private func analyze(
    _ network: FloatingNetwork, on specification: NetworkSpecification
  ) throws {
    guard !kernel, numerical.tolerance == nil, numerical.radius == nil else {
      throw CommandFailure(
        "--kernel, --tolerance and --radius do not go with floating-point numbers on data")
    }
    let execution = try Execution(output, computation)
    let analysis = numericalDataAnalysis(
      of: network, on: specification, seed: execution.seed, threads: computation.threadCount,
      control: execution.control)
    try execution.emit(NumericalDataReport(analysis), stop: analysis.stop)
  }

  private func analyze(_ given: LayeredSpecification) throws {
    let replaced =
      try numerical.exact
      ? data.exactInputs(replacing: given).specification : data.specification(replacing: given)
    if let (weights, precision) = try weights.floatingPoint(
      of: replaced, takesExactly: numerical.exact)
    {
      return try analyze(replaced, at: weights, precision)
    }
    let (model, inputs) = try data.exactInputs(replacing: given)
    if let (specification, field, point) = try weights.numberFieldPoint(of: model) {
      let execution = try Execution(output, computation)
      let analysis = weightsAnalysis(
        at: point, over: field, on: inputs, includingKernel: kernel, seed: execution.seed,
        control: execution.control)
      return try execution.emit(
        ModelAnalysisReport(specification, analysis: analysis), stop: analysis.stop)
    }
    let (specification, point) = try weights.point(
      of: model, takingFloating: numerical.exact)
    let execution = try Execution(output, computation)
    let analysis =
      specification.dataModel.map {
        weightsAnalysis(
          of: $0, at: point, targets: specification.data?.targets?.exactRows,
          includingKernel: kernel, seed: execution.seed, control: execution.control)
      }
      ?? weightsAnalysis(
        of: specification.model, at: point, includingKernel: kernel, seed: execution.seed,
        control: execution.control)
    try execution.emit(
      ModelAnalysisReport(specification, analysis: analysis), stop: analysis.stop)
  }

  private func analyze(
    _ specification: LayeredSpecification, at weights: [Double], _ precision: FloatingPointType
  ) throws {
    guard !kernel, numerical.tolerance == nil, numerical.radius == nil else {
      throw CommandFailure(
        "--kernel, --tolerance and --radius do not go with floating-point numbers of a model with layers"
      )
    }
    let execution = try Execution(output, computation)
    let analysis = numericalDataAnalysis(
      of: specification, at: weights, precision: precision, seed: execution.seed,
      threads: computation.threadCount, control: execution.control)
    try execution.emit(NumericalDataReport(analysis), stop: analysis.stop)
  }

  private func analyze(_ network: FloatingNetwork, name: String?) throws {
    guard !kernel else {
      throw CommandFailure("--kernel needs exact weights: add --exact")
    }
    let execution = try Execution(output, computation)
    let diagnosis = NumericalDiagnosis(
      of: network, tolerance: numerical.tolerance, radius: numerical.ballRadius,
      seed: execution.seed, control: execution.control)
    let report = NumericalAnalysisReport(name: name, diagnosis: diagnosis)
    try execution.emit(report, stop: diagnosis.stop)
  }
}
