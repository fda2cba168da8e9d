import ArgumentParser
import SingularLearning

extension LearningCoefficientOptions.Sampler: ExpressibleByArgument {}

/// `slt-critical learning-coefficient`.
struct LearningCoefficientCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learning-coefficient",
    abstract: "The local learning coefficient at given weights: exact, bounded, estimated.",
    discussion: """
      The local learning coefficient lambda with its multiplicity m of regression with the given \
      weights as the truth: with n observations the free energy is lambda log n - (m - 1) log log n \
      beyond that of the truth. A regular model with N parameters has N/2. Values are over the real \
      numbers and proven: the ideal of the coefficients is resolved by blow-ups, and the proof is told \
      in words; what the budget leaves open is between proven bounds. --estimate adds a Monte-Carlo \
      estimate for standard normal inputs, with warnings where it is not to be trusted.

      --strata is a table over all types of subnetworks, each at general points. --fiber is a table \
      over the known weights with the function of the given ones; its least value bounds the minimum \
      over all of them from above, and is that minimum where a theorem says so.

      --ideal FILE --at x=0,y=1/2 asks for K = sum of the squares of polynomials instead, with the \
      format of the command ideal; --density x=1 weighs with |x - x0|.

      Floating-point weights (.npy, .npz, .safetensors) get half the numerical rank of the Jacobian as a \
      lower bound and no exact value, and beside it the exact value at the nearest subnetwork; --exact takes \
      them as the fractions that they are.

      On data, in the spec or with --data, every input has positive weight and the outputs at the given \
      weights are the truth. Weights or data in a number field get what the rank says. Floating-point weights \
      and networks with named activations (tanh, ...) get half the numerical rank on the data and, with \
      --estimate, an estimate, for all parameters or for those of --estimate-parameters; K is half the mean \
      squared change of the outputs, or for a categorical loss the mean divergence of the distributions. \
      --sampler psgld, with --batch-size for mini-batches, is for larger networks.

      EXAMPLES
        slt-critical learning-coefficient network.yaml
        slt-critical learning-coefficient network.yaml --estimate --json
        slt-critical learning-coefficient network.yaml --estimate --sampler hamiltonian
        slt-critical learning-coefficient network.yaml --estimate --picture volumes.svg
        slt-critical learning-coefficient network.yaml --weights model.safetensors
        slt-critical learning-coefficient network.yaml --weights model.npz --data data.csv --estimate
        slt-critical learning-coefficient network.yaml --estimate --estimate-parameters layer:1
        slt-critical learning-coefficient --widths 2,3,1 --degree 3 --strata
        slt-critical learning-coefficient network.yaml --fiber
        echo 'x^2 - y^3' | slt-critical learning-coefficient --ideal - --at x=0,y=0
      """)

  /// What `--draws` takes.
  static let drawRange = NumericRange(16, 10_000_000)
  /// What `--samples` takes.
  static let sampleRange = NumericRange(3, 1_000_000_000_000)
  /// What `--max-strata` takes.
  static let strataRange = NumericRange(1, 100_000)
  /// What `--germs` takes.
  static let germRange = NumericRange(1, 100_000_000)
  /// What `--resolution-steps` takes.
  static let stepRange = NumericRange(1, 1_000_000_000_000)
  /// What `--chains` takes.
  static let chainRange = NumericRange(4, 1_000)
  /// What `--batch-size` takes.
  static let batchRange = NumericRange(1, 1_000_000_000)
  /// What `--inverse-temperature` and `--localization` take.
  static let sizeRange = NumericRange(above: 0.0, 1e30)

  @OptionGroup var network: NetworkInput
  @OptionGroup var weights: WeightsInput
  @OptionGroup var data: DataInput

  @Option(
    help: ArgumentHelp(
      "Instead of a network: a file with polynomials; - reads standard input.", valueName: "file"),
    completion: .file())
  var ideal: String?

  @Option(
    help: ArgumentHelp("With --ideal: the coordinates of the point.", valueName: "x=0,y=1/2"),
    transform: { try NamedNumbers($0) })
  var at: NamedNumbers?

  @Option(
    help: ArgumentHelp(
      "With --ideal: exponents h of the density |x - x0|^h, 0 for variables that are not named.",
      valueName: "x=1,..."), transform: { try NamedNumbers($0) })
  var density: NamedNumbers?

  @Option(
    help: ArgumentHelp(
      "Numbers of observations \(Self.sampleRange) for which to print the free energy.",
      valueName: "n,..."), transform: { try integerList($0) })
  var samples: [Int] = []

  @Option(
    help: ArgumentHelp(
      "A spec with weights of another network with the same truth: from how many observations on the "
        + "smaller free energy is which.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var against: String?

  @Option(
    help: ArgumentHelp(
      "The most germs \(Self.germRange) that the resolution looks at.", valueName: "n"))
  var germs = LearningCoefficientPlan().germs

  @Option(
    help: ArgumentHelp(
      "The most steps of work \(Self.stepRange) of each resolution.", valueName: "n"))
  var resolutionSteps = LearningCoefficientPlan().steps

  @Flag(help: "Tell the whole proof in words, and not only its first steps.")
  var proof = false

  @Flag(
    help: "A table over all types of subnetworks, and exotic components where they are enumerated.")
  var strata = false

  @Option(
    help: ArgumentHelp(
      "At a general point of the stratum with this label, as --strata prints it.",
      valueName: "label"))
  var stratum: String?

  @Option(
    help: ArgumentHelp(
      "With --strata: the most types of subnetworks \(Self.strataRange).", valueName: "n"))
  var maxStrata = 100

  @Flag(
    help:
      "Over all weights with the function of the given ones, as far as they are known: a table and the minimum."
  )
  var fiber = false

  @Option(
    help: ArgumentHelp(
      "With --fiber: the most families of such weights \(Self.strataRange).", valueName: "n"))
  var maxFamilies = 100

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

  @Option(
    help: ArgumentHelp(
      "With --sampler psgld on data: the samples of each gradient \(Self.batchRange) (default: all).",
      valueName: "n"))
  var batchSize: Int?

  @Option(
    help: ArgumentHelp(
      "Only these parameters vary in the estimate, the others are held fixed: numbers from 1 in the order of "
        + "the weights, or layer:l for all of a layer.", valueName: "layer:1,7,..."))
  var estimateParameters: String?

  @Option(
    help: ArgumentHelp(
      "Write the proof by blow-ups, for 'verify --certificate'.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var certificate: String?

  @OptionGroup var picture: PictureOutput
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    try weights.validate(with: network)
    for n in samples { try Self.sampleRange.check(n, "--samples") }
    try Self.germRange.check(germs, "--germs")
    try Self.stepRange.check(resolutionSteps, "--resolution-steps")
    try Self.strataRange.check(maxStrata, "--max-strata")
    if strata && (stratum != nil || ideal != nil || weights.weights != nil || estimate) {
      throw ValidationError(
        "--strata has points of its own; it goes without --stratum, --ideal, --weights and --estimate"
      )
    }
    try Self.strataRange.check(maxFamilies, "--max-families")
    if fiber
      && (strata || ideal != nil || estimate || certificate != nil || against != nil
        || !samples.isEmpty || proof)
    {
      throw ValidationError(
        "--fiber has points of its own; it goes without --strata, --ideal, --estimate, --certificate, "
          + "--against, --samples and --proof")
    }
    if stratum != nil && (ideal != nil || weights.weights != nil) {
      throw ValidationError("give one of --stratum, --ideal and --weights")
    }
    if against != nil && (strata || ideal != nil) {
      throw ValidationError("--against compares networks; it goes without --strata and --ideal")
    }
    if (at != nil || density != nil) && ideal == nil {
      throw ValidationError("--at and --density need --ideal")
    }
    if ideal != nil {
      if data.data != nil || data.loss != nil || data.exactData {
        throw ValidationError("--data goes with a network, not with --ideal")
      }
      if network.isGiven || weights.weights != nil {
        throw ValidationError("give a network or --ideal, not both")
      }
      if density != nil, estimate {
        throw ValidationError("--estimate samples without a density; it goes without --density")
      }
      if at == nil { throw ValidationError("--ideal needs --at with the coordinates of the point") }
    }
    if certificate != nil, strata {
      throw ValidationError("--certificate is for one point; it goes without --strata")
    }
    if (batchSize != nil || estimateParameters != nil) && !estimate {
      throw ValidationError("--batch-size and --estimate-parameters need --estimate")
    }
    if let batchSize {
      try Self.batchRange.check(batchSize, "--batch-size")
      if sampler != .psgld { throw ValidationError("--batch-size needs --sampler psgld") }
    }
    if estimateParameters != nil, ideal != nil {
      throw ValidationError("--estimate-parameters goes with a network, not with --ideal")
    }
    if picture.isWanted, !estimate || sampler != .splitting {
      throw ValidationError("--picture draws the volumes of --estimate --sampler splitting")
    }
    if let draws { try Self.drawRange.check(draws, "--draws") }
    try Self.chainRange.check(chains, "--chains")
    try Self.sizeRange.check(inverseTemperature, "--inverse-temperature")
    if let localization { try Self.sizeRange.check(localization, "--localization") }
  }

  func run() throws {
    if let ideal { return try resolve(idealFile: ideal) }
    let given: NetworkSpecification
    switch try network.loadSpecification() {
    case .named(let specification): return try estimate(specification)
    case .polynomial(.network(let network)): given = network
    case .polynomial(.layered(let model)): return try resolve(model)
    }
    let onData = try data.specification(replacing: given)
    if !exact, let data = onData.data, data.field == nil,
      let floating = try weights.floatingNetwork(for: onData, quiet: true)
    {
      if !output.quiet {
        for remark in floating.remarks { StandardStreams.report("remark: \(remark)") }
      }
      return try estimate(floating, on: data, name: onData.name)
    }
    if onData.data?.field != nil {
      guard !strata, !fiber, stratum == nil,
        try weights.floatingNetwork(for: given, quiet: true) == nil,
        let point = try weights.numberFieldNetwork(for: given)
      else {
        throw CommandFailure(
          "data: some numbers lie in a number field: expected weights in the same field, and neither --strata, "
            + "--stratum nor --fiber")
      }
      return try bound(at: point, given)
    }
    let specification = try data.exactSpecification(replacing: given)
    if specification.field != nil, !strata, stratum == nil,
      try exact || weights.floatingNetwork(for: specification, quiet: true) == nil,
      let point = try weights.numberFieldNetwork(for: specification)
    {
      return try bound(at: point, given)
    }
    if let model = specification.dataModel { return try resolve(on: model, specification) }
    if strata { return try listStrata(of: specification) }
    if let stratum { return try resolve(stratum: stratum, of: specification) }
    let floating =
      exact ? nil : try weights.floatingNetwork(for: specification, quiet: output.quiet)
    if fiber, floating != nil {
      throw CommandFailure(
        "--fiber: expected exact weights, found floating-point ones; --exact takes them as fractions"
      )
    }
    let point = try floating?.exact ?? weights.network(for: specification, quiet: output.quiet)
    try resolve(at: point, floating: floating, name: specification.name)
  }

  private func listStrata(of specification: NetworkSpecification) throws {
    let execution = try Execution(output, computation)
    let table = learningCoefficients(
      ofStrataOf: specification.architecture, maximumStrata: maxStrata,
      exotic: CriticalLocusOptions(), plan: plan,
      seed: execution.seed, control: execution.control)
    try execution.emit(
      StrataLearningCoefficientsReport(name: specification.name, table: table), stop: table.stop)
  }

  private func resolve(stratum label: String, of specification: NetworkSpecification) throws {
    let execution = try Execution(output, computation)
    let (found, stop) = execution.attempt { control throws(ComputationStopped) in
      try subnetworkTypes(
        of: specification.architecture, maximumCount: Self.strataRange.largest, control: control)
    }
    guard let found else { throw CommandFailure(stop ?? .cancelled) }
    guard let stratum = found.strata.first(where: { $0.label == label }) else {
      throw CommandFailure(
        "--stratum: no stratum '\(printable(label))', expected a label such as "
          + found.strata.prefix(3).map { "'\($0.label)'" }.joined(separator: ", "))
    }
    var random = RandomSource(seed: execution.seed)
    try resolve(
      at: stratum.witness(using: &random), floating: nil, name: specification.name,
      execution: execution)
  }

  private func resolve(
    at point: Network, floating: FloatingNetwork?, name: String?, execution given: Execution? = nil
  ) throws {
    let execution = try given ?? Execution(output, computation)
    if fiber { return try resolveFiber(of: point, name: name, execution) }
    let drawing = try picture.destination(execution.outputs)
    let file = try openCertificate(execution)
    var rival: Network?
    if let against {
      let (text, file) = try OptionFile.text(
        against, option: "--against", maximumBytes: NetworkSpecification.maximumBytes)
      let other: NetworkSpecification
      do {
        other = try NetworkSpecification(text: text, file: file)
      } catch {
        throw CommandFailure("--against: \(error)")
      }
      guard let network = other.network else {
        throw CommandFailure("--against: \(file): expected weights in the spec")
      }
      rival = network
    }
    let parameters = try chosenParameters(of: point.architecture)
    if batchSize != nil {
      throw CommandFailure("--batch-size: expected data, in the spec or with --data")
    }
    var rivalResult: LearningCoefficientResult?
    var trained: TrainedLearningCoefficient?
    let (result, stop) = execution.attempt {
      control throws(ComputationStopped) -> LearningCoefficientResult in
      if let floating {
        let both = try trainedLearningCoefficient(
          at: floating,
          plan: LearningCoefficientPlan(
            germs: min(germs, 100), steps: min(resolutionSteps, 100_000)),
          seed: execution.seed, control: control)
        trained = both
        return both.atWeights
      }
      if let rival {
        rivalResult = try learningCoefficient(
          at: rival, plan: plan, seed: execution.seed, control: control)
      }
      return try learningCoefficient(
        at: point, plan: plan, seed: execution.seed, control: control)
    }
    deliver(result?.proof, to: file, execution) { proof, control throws(ComputationStopped) in
      try LearningCoefficientCertificate(proof, at: point, control: control)
    }
    var (estimated, later): (LearningCoefficientEstimate?, ComputationStopped?) = (nil, nil)
    if estimate, stop == nil, result?.stop == nil {
      (estimated, later) = execution.attempt { control throws(ComputationStopped) in
        try sample(
          point, floating: floating, parameters: parameters, seed: execution.seed,
          control: control)
      }
    }
    if let drawing, let estimated {
      execution.outputs.deliver(
        volumePicture(estimated, exact: result?.exact).standaloneSVG(), to: drawing)
    }
    let report = LearningCoefficientReport(
      .network(point, name: name), result: result, estimate: estimated,
      estimatedParameters: parameters?.count,
      trained: trained, rival: rivalResult, sampleCounts: samples, tellsWholeProof: proof,
      seed: execution.seed,
      stop: stop ?? trained?.stop ?? later)
    try execution.emit(report, stop: report.stop)
  }

  private func resolveFiber(of point: Network, name: String?, _ execution: Execution) throws {
    let (found, stop) = execution.attempt { control throws(ComputationStopped) in
      try learningCoefficient(
        ofFiberOf: point, maximumFamilies: maxFamilies, plan: plan, seed: execution.seed,
        control: control)
    }
    guard let found else { throw CommandFailure(stop ?? .cancelled) }
    try execution.emit(
      FiberLearningCoefficientReport(name: name, fiber: found, seed: execution.seed),
      stop: found.stop)
  }

  /// A theorem that gives the answer at once is no proof to be saved.
  var plan: LearningCoefficientPlan {
    LearningCoefficientPlan(
      germs: germs, steps: resolutionSteps, usesClosedForms: certificate == nil)
  }

  func openCertificate(_ execution: Execution) throws(CommandFailure) -> Destination? {
    guard let certificate else { return nil }
    return try execution.outputs.open(certificate, option: "--certificate")
  }

  /// Writes the certificate of a proof, if it is asked for.
  func deliver(
    _ proof: ResolutionProof?, to file: Destination?, _ execution: Execution,
    _ make: (ResolutionProof, ComputationControl) throws(ComputationStopped)
      -> LearningCoefficientCertificate
  ) {
    guard let file else { return }
    execution.outputs.attempt { () throws(CommandFailure) in
      guard let proof else {
        throw CommandFailure("--certificate: the answer rests on no proof by blow-ups")
      }
      let certificate: LearningCoefficientCertificate
      do throws(ComputationStopped) {
        certificate = try make(proof, execution.control)
      } catch {
        throw CommandFailure(error)
      }
      try file.write(certificate.json)
    }
  }

  var samplerOptions: LearningCoefficientOptions {
    var options = LearningCoefficientOptions()
    (options.sampler, options.draws, options.chains) = (sampler, draws, chains)
    (options.inverseTemperature, options.localization) = (inverseTemperature, localization)
    options.batchSize = batchSize
    return options
  }

  private func sample(
    _ point: Network, floating: FloatingNetwork?, parameters: [Int]?, seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) -> LearningCoefficientEstimate {
    if floating == nil, parameters == nil {
      return try estimateLearningCoefficient(
        at: point, options: samplerOptions, seed: seed, threads: computation.threadCount,
        control: control)
    }
    let weights = floating?.weights ?? point.roundedWeights
    let loss = try SquaredLoss(
      point.architecture, teacher: point.architecture, teacherParameters: weights,
      inputs: .gaussian,
      maximumNodes: LearningCoefficientOptions.maximumNodes(for: point.architecture))
    guard parameters == nil else {
      return try estimateLearningCoefficient(
        of: Potential(loss), at: weights, type: floating?.type ?? .float64,
        plan: DataEstimatePlan(samplerOptions, parameters: parameters), seed: seed,
        threads: computation.threadCount, control: control)
    }
    var options = samplerOptions
    options.relativePrecision = max(
      options.relativePrecision, floating?.type.roundingDistance ?? 0)
    return try estimateLearningCoefficient(
      of: Potential(loss), at: weights, options: options, seed: seed,
      threads: computation.threadCount, control: control)
  }
}
