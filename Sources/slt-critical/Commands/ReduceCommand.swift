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

      Of a model with layers the blocks of dense layers with fixed activations between them are reduced, \
      all with biases or all without.

      Floating-point weights (.npy, .npz, .safetensors) are reduced at a tolerance; the result has a \
      proven bound on the change of the function for |x| <= r. --output FILE.safetensors (.npz, .npy) \
      writes the smaller weights under the names of the original, --output-spec FILE the spec that \
      belongs to them, and the report goes to standard output.

      EXAMPLES
        slt-critical reduce network.yaml > smaller.yaml
        slt-critical reduce network.yaml --output smaller.json
        slt-critical reduce network.yaml --dependent
        slt-critical reduce network.yaml --weights model.npz --tolerance 1e-3 \\
          --output smaller.npz
        slt-critical reduce network.yaml --weights model.safetensors \\
          --output smaller.safetensors --output-spec smaller.yaml
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

  @Flag(
    help:
      "Also drop neurons whose functions are combinations of those of others; for rational weights."
  )
  var dependent = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    try weights.validate(with: network)
    if outputSpec != nil, output.output.flatMap({ WeightFileFormat(path: $0) }) == nil {
      throw ValidationError(
        "--output-spec needs --output with a .npy, .npz or .safetensors file")
    }
  }

  func run() throws {
    let specification: NetworkSpecification
    switch try network.loadModel() {
    case .network(let dense): specification = try network.withoutData(dense)
    case .layered(let model):
      guard !dependent else {
        throw CommandFailure("--dependent: expected a spec with 'widths', found one with 'layers'")
      }
      return try reduce(model)
    }
    if let network = try numerical.floatingNetwork(
      weights, for: specification, quiet: output.quiet)
    {
      guard !dependent else {
        throw CommandFailure(
          "--dependent: expected exact weights, found floating-point ones; --exact takes them as "
            + "fractions")
      }
      return try reduce(network, name: specification.name)
    }
    if let path = output.output, WeightFileFormat(path: path) != nil {
      throw CommandFailure("--output: \(path): exact weights are written as YAML or JSON")
    }
    if let point = try weights.numberFieldNetwork(for: specification) {
      guard !dependent else {
        throw CommandFailure(
          "--dependent: expected rational weights, found weights in \(point.field)")
      }
      guard point.field.isReal else {
        throw CommandFailure(
          "neurons are reduced over fields with a real place, and \(point.field) has none: expected "
            + "'root' beside 'minimal-polynomial', or 'real-cyclotomic'")
      }
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
    let (specification, point) = try weights.point(of: model)
    let execution = try Execution(output, computation)
    let diagnosis = try value(of: execution) { control throws(ComputationStopped) in
      try diagnose(specification.model, at: point, seed: execution.seed, control: control)
    }
    try execution.emit(
      ModelReductionReport(
        name: specification.name, diagnosis: diagnosis, seed: execution.seed))
  }

  private func reduce(_ network: FloatingNetwork, name: String?) throws {
    let execution = try Execution(output, computation)
    let isWeightFile = output.output.flatMap { WeightFileFormat(path: $0) } != nil
    // The report of a command whose output is a weight file.
    let remarks = isWeightFile ? try execution.outputs.open(nil, option: "") : nil
    let specDestination = try outputSpec.map { path throws(CommandFailure) in
      try execution.outputs.open(path, option: "--output-spec")
    }
    let tolerance = ToleranceChoice(
      numerical.tolerance, distances: ParameterDistances(of: network), type: network.type)
    let (reduction, sampled) = try value(of: execution) { control throws(ComputationStopped) in
      let reduction = try reduceNumerically(
        network, tolerance: tolerance.value, radius: numerical.ballRadius, control: control)
      return (
        reduction, try reduction.sampledDifference(seed: execution.seed, control: control)
      )
    }
    let report = NumericalReductionReport(
      name: name, reduction: reduction, sampled: sampled, tolerance: tolerance)
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
