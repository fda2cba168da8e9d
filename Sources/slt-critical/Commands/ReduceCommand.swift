import ArgumentParser
import SingularLearning

/// `slt-critical reduce`.
struct ReduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reduce",
    abstract: "The smaller network with the same function, as a spec.",
    discussion: """
      Drops inactive neurons and merges redundant ones until nothing changes. Prints a YAML spec with \
      the steps as comments; --output FILE.json writes a JSON spec; --json prints an object with the \
      spec as 'reduced', the steps, and whether the function is preserved. --dependent goes on with neurons that are \
      linear combinations of others.

      Of a model with layers the neurons of dense layers are reduced, the channels between convolutions, dense layers \
      and attention with a fixed activation between them, products of channels, and heads of attention.

      Floating-point weights (.npy, .npz, .safetensors) are reduced at a tolerance; the result has a \
      proven bound on the change of the function for |x| <= r. --output FILE.safetensors (.npz, .npy) \
      writes the smaller weights under the names of the original, --output-spec FILE the spec that \
      belongs to them, and the report goes to standard output. With --dependent neurons whose values at given inputs \
      (--data, or 'data' in the spec), or else at random ones, are nearly combinations of those of others go too.

      Networks with named activations are reduced at a tolerance whatever their weights are; the bound of the change \
      comes from the slopes of the activations and is numerical. Data of the spec show the change on them.

      EXAMPLES
        slt-critical reduce network.yaml > smaller.yaml
        slt-critical reduce network.yaml --output smaller.json
        slt-critical reduce network.yaml --dependent
        slt-critical reduce network.yaml --weights model.npz --tolerance 1e-3 \\
          --output smaller.npz
        slt-critical reduce network.yaml --weights model.safetensors \\
          --output smaller.safetensors --output-spec smaller.yaml
        slt-critical reduce network.yaml --weights model.npz --dependent \
          --data inputs.csv --allowed-change 1e-5
      """)

  @OptionGroup var network: NetworkInput
  @OptionGroup var weights: WeightsInput
  @OptionGroup var numerical: NumericalOptions

  @Option(
    help: ArgumentHelp(
      "Write the spec of the smaller network, without weights, to a YAML or JSON file; for --output "
        + "with a .npy, .npz or .safetensors file.",
      valueName: "file"), completion: .file())
  var outputSpec: String?

  @Flag(help: "Also drop neurons whose functions are combinations of those of others.")
  var dependent = false

  @Option(
    help: ArgumentHelp(
      "With --dependent and floating-point weights: the change of the outputs that this may add, relative, root "
        + "mean square over the inputs \(Self.changeRange); by default 32 units in the last place.",
      valueName: "c"))
  var allowedChange: Double?

  /// What `--allowed-change` takes.
  static let changeRange = NumericRange(0.0, 1.0)

  @OptionGroup var data: DataInput

  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    try weights.validate(with: network)
    if let allowedChange { try Self.changeRange.check(allowedChange, "--allowed-change") }
    if allowedChange != nil, !dependent {
      throw ValidationError("--allowed-change needs --dependent")
    }
    if outputSpec != nil, output.output.flatMap({ WeightFileFormat(path: $0) }) == nil {
      throw ValidationError(
        "--output-spec needs --output with a .npy, .npz or .safetensors file")
    }
  }

  func run() throws {
    let given: NetworkSpecification
    let model: ModelSpecification
    switch try network.loadSpecification() {
    case .named(let specification): return try reduce(specification)
    case .polynomial(let found): model = found
    }
    switch model {
    case .network(let dense): given = dense
    case .layered(let model):
      guard !dependent, data.data == nil else {
        throw CommandFailure(
          "--\(dependent ? "dependent" : "data"): expected a spec with 'widths', found one with 'layers'"
        )
      }
      return try reduce(model)
    }
    if let floating = try numerical.floatingNetwork(weights, for: given, quiet: output.quiet) {
      let specification =
        try dependent ? data.specification(replacing: given) : withoutData(given)
      return try reduce(floating, specification)
    }
    let specification = try withoutData(given)
    guard allowedChange == nil else {
      throw CommandFailure("--allowed-change is for floating-point weights, found exact ones")
    }
    if let path = output.output, WeightFileFormat(path: path) != nil {
      throw CommandFailure("--output: \(path): exact weights are written as YAML or JSON")
    }
    if let point = try weights.numberFieldNetwork(for: specification) {
      guard !dependent else {
        throw CommandFailure(
          "--dependent: expected rational weights, found weights in \(point.field)")
      }
      try requireRealPlace(point.field)
      let execution = try Execution(output, computation)
      let diagnosis = try value(of: execution) { control throws(ComputationStopped) in
        try diagnose(point, seed: execution.seed, control: control)
      }
      let report = NumberFieldReductionReport(
        name: specification.name, diagnosis: diagnosis, seed: execution.seed)
      return try write(report, specification: report.specification, execution)
    }
    let point = try weights.network(for: specification, quiet: output.quiet)
    let execution = try Execution(output, computation)
    let diagnosis = try value(of: execution) { control throws(ComputationStopped) in
      try diagnose(
        point, droppingDependent: dependent, seed: execution.seed, control: control)
    }
    let report = ReductionReport(
      name: specification.name, diagnosis: diagnosis, seed: execution.seed)
    try write(report, specification: report.specification, execution)
  }

  private func requireRealPlace(_ field: NumberField) throws(CommandFailure) {
    guard field.isReal else {
      throw CommandFailure(
        "neurons are reduced over fields with a real place, and \(field) has none: expected "
          + "'root' beside 'minimal-polynomial', or 'real-cyclotomic'")
    }
  }

  private func reduce(_ model: LayeredSpecification) throws {
    guard model.data == nil else {
      throw CommandFailure(
        "\(network.spec ?? ""): data: this command is about all inputs, expected a spec without 'data'"
      )
    }
    guard output.output.map({ !$0.hasSuffix(".json") && WeightFileFormat(path: $0) == nil }) ?? true
    else {
      throw CommandFailure("--output: a reduced model with layers is written as YAML")
    }
    if let (specification, field, point) = try weights.numberFieldPoint(of: model) {
      try requireRealPlace(field)
      let execution = try Execution(output, computation)
      let diagnosis = try value(of: execution) { control throws(ComputationStopped) in
        try diagnose(
          specification.model, at: point, over: field, seed: execution.seed, control: control)
      }
      return try execution.emit(
        ModelReductionReport(
          name: specification.name, diagnosis: diagnosis, field: field, seed: execution.seed))
    }
    let (specification, point) = try weights.point(of: model)
    let execution = try Execution(output, computation)
    let diagnosis = try value(of: execution) { control throws(ComputationStopped) in
      try diagnose(specification.model, at: point, seed: execution.seed, control: control)
    }
    try execution.emit(
      ModelReductionReport(
        name: specification.name, diagnosis: diagnosis, seed: execution.seed))
  }

  /// The network, where only neurons that are dependent at some inputs could make use of data.
  private func withoutData(
    _ specification: NetworkSpecification
  ) throws(CommandFailure) -> NetworkSpecification {
    guard data.data == nil, !data.exactData, data.loss == nil else {
      throw CommandFailure("--data goes with --dependent and floating-point weights")
    }
    return try network.withoutData(specification)
  }

  private func reduce(
    _ network: FloatingNetwork, _ specification: NetworkSpecification
  ) throws {
    let name = specification.name
    let execution = try Execution(output, computation)
    let isWeightFile = output.output.flatMap { WeightFileFormat(path: $0) } != nil
    // The report of a command whose output is a weight file.
    let remarks = isWeightFile ? try execution.outputs.open(nil, option: "") : nil
    let specDestination = try outputSpec.map { path throws(CommandFailure) in
      try execution.outputs.open(path, option: "--output-spec")
    }
    let tolerance = ToleranceChoice(
      numerical.tolerance, distances: ParameterDistances(of: network), type: network.type)
    let (reduction, sampled, change) = try value(of: execution) {
      control throws(ComputationStopped) in
      var reduction = try reduceNumerically(
        network, tolerance: tolerance.value, radius: numerical.ballRadius, control: control)
      var change: OutputChange?
      if dependent {
        let found = try reduction.droppingDependent(
          on: specification.data?.inputs.roundedRows
            ?? reduction.randomInputs(seed: execution.seed),
          allowedChange: allowedChange ?? network.type.roundingDistance, control: control)
        (reduction, change) = (found.reduction, found.change)
      }
      return (
        reduction, try reduction.sampledDifference(seed: execution.seed, control: control), change
      )
    }
    let report = NumericalReductionReport(
      name: name, reduction: reduction, sampled: sampled, tolerance: tolerance,
      outputChange: change, isOnRandomInputs: specification.data == nil)
    guard let remarks,
      let format = execution.destination.path.flatMap({ WeightFileFormat(path: $0) })
    else {
      return try write(report, specification: report.specification, execution)
    }
    execution.outputs.deliver(reduction.reduced.file(format).bytes, to: execution.destination)
    let spec = NetworkSpecification(name: name, architecture: reduction.reduced.architecture)
    if let specDestination {
      execution.outputs.deliver(
        outputSpec?.hasSuffix(".json") == true ? JSONValue(spec).indented() : spec.yaml,
        to: specDestination)
    }
    execution.outputs.deliver(execution.text(of: report.summary, for: remarks), to: remarks)
    try execution.finish()
  }

  private func reduce(_ given: NamedSpecification) throws {
    let specification = try data.specification(replacing: given)
    guard !dependent, !numerical.exact else {
      throw CommandFailure(
        "--dependent and --exact: expected a polynomial network, found named activations, which are reduced in "
          + "double precision")
    }
    let (network, _) = try weights.namedNetwork(
      for: specification, takingExactly: false, quiet: output.quiet)
    let execution = try Execution(output, computation)
    let isWeightFile = output.output.flatMap { WeightFileFormat(path: $0) } != nil
    // The report of a command whose output is a weight file.
    let remarks = isWeightFile ? try execution.outputs.open(nil, option: "") : nil
    let specDestination = try outputSpec.map { path throws(CommandFailure) in
      try execution.outputs.open(path, option: "--output-spec")
    }
    let (tolerance, reduction) = try value(of: execution) { control throws(ComputationStopped) in
      if let limit = NamedDistances.limit(of: network.architecture) { throw limit }
      let tolerance = ToleranceChoice(
        numerical.tolerance, distances: try NamedDistances(of: network, control: control),
        type: network.type)
      return (
        tolerance,
        try reduceNamed(
          network, tolerance: tolerance.value, radius: numerical.ballRadius, control: control)
      )
    }
    let report = NamedReductionReport(
      specification, reduction: reduction,
      sampled: reduction.sampledDifference(seed: execution.seed),
      onData: specification.data.map { reduction.difference(at: $0.inputs.roundedRows) },
      tolerance: tolerance)
    guard let remarks,
      let format = execution.destination.path.flatMap({ WeightFileFormat(path: $0) })
    else {
      if execution.destination.path?.hasSuffix(".json") == true, output.form == .text {
        return try execution.destination.write(
          JSONValue(report.reducedSpecification, weights: reduction.reduced).indented())
      }
      return try execution.emit(report)
    }
    execution.outputs.deliver(reduction.reduced.file(format).bytes, to: execution.destination)
    if let specDestination {
      let spec = report.reducedSpecification
      execution.outputs.deliver(
        outputSpec?.hasSuffix(".json") == true ? JSONValue(spec).indented() : spec.yaml,
        to: specDestination)
    }
    execution.outputs.deliver(execution.text(of: report.summary, for: remarks), to: remarks)
    try execution.finish()
  }

  private func value<Value>(
    of execution: Execution, _ body: (ComputationControl) throws(ComputationStopped) -> Value
  ) throws(CommandFailure) -> Value {
    let (value, stop) = execution.attempt(body)
    guard let value else { throw stop.map { CommandFailure($0) } ?? CommandFailure("stopped") }
    return value
  }

  private func write(
    _ report: some Report, specification: NetworkSpecification, _ execution: Execution
  ) throws(CommandFailure) {
    let wantsSpecFile = execution.destination.path?.hasSuffix(".json") == true
    if wantsSpecFile, output.form == .text {
      try execution.destination.write(JSONValue(specification).indented())
    } else {
      try execution.emit(report)
    }
  }
}
