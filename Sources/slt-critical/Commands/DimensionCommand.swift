import ArgumentParser
import SingularLearning

/// `slt-critical dimension`.
struct DimensionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dimension",
    abstract: "The dimension of the neurovariety: the generic rank of the Jacobian.",
    discussion: """
      Prints the number of parameters, the ambient and the expected dimension, the dimension with its \
      defect, whether the network fills its ambient space, and the dimension of the fibers. The rank \
      is computed modulo primes at random points and is a proven lower bound; it is proven altogether \
      when it meets a bound from theory, and the evidence says so.

      --batch reads one network a line, '2,3,1 3' (widths, space, degree or degrees), a CSV with the \
      columns 'architecture' and 'exponent', or a spec as JSON on one line, and prints one JSON object a line, in the order of the \
      input, as soon as it is known; for a line without result the object has an 'error', and the exit \
      status is 2 or 3 at the end.

      On data, in the spec or with --data, it is the rank of the weights' values at these inputs.

      EXAMPLES
        slt-critical dimension --widths 3,5,1 --degree 4
        slt-critical dimension network.yaml --json
        printf '2,3,1 3\\n2,2,2,1 3,2\\n' | slt-critical dimension --batch -
      """)

  @OptionGroup var network: NetworkInput
  @OptionGroup var data: DataInput

  @Option(
    help: ArgumentHelp(
      "A list of networks, one a line; - reads standard input.", valueName: "file"),
    completion: .file())
  var batch: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    guard batch != nil else { return }
    if data.data != nil || data.loss != nil || data.exactData {
      throw ValidationError("--data is for one network; it goes without --batch")
    }
    if network.isGiven { throw ValidationError("give --batch or a network, not both") }
    if let format = output.format, format != .json {
      throw ValidationError("--batch prints JSON lines; it has no --format \(format.rawValue)")
    }
  }

  func run() throws {
    if let batch {
      try DimensionBatch(list: batch, output: output, computation: computation).run()
      return
    }
    switch try network.loadModel() {
    case .network(let given):
      let (specification, inputs) = try data.exactInputs(replacing: given)
      let (execution, rank, stop) = try genericRank(on: inputs)
      let report = DimensionReport(
        name: specification.name, inputs: inputs, rank: rank, seed: execution.seed, stop: stop)
      try execution.emit(report, stop: report.stop)
    case .layered(let given):
      let (specification, inputs) = try data.exactInputs(replacing: given)
      let (execution, rank, stop) = try genericRank(on: inputs)
      let report = ModelDimensionReport(
        name: specification.name, inputs: inputs, rank: rank, seed: execution.seed, stop: stop)
      try execution.emit(report, stop: report.stop)
    }
  }

  private func genericRank(
    on inputs: ExactInputs<some PolynomialModel>
  ) throws -> (Execution, GenericRank?, ComputationStopped?) {
    let execution = try Execution(output, computation)
    let (rank, stop) = execution.attempt { control throws(ComputationStopped) in
      try inputs.genericRank(seed: execution.seed, control: control)
    }
    return (execution, rank, stop)
  }
}
