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
      spec as 'reduced', the steps, and whether the function is preserved.

      EXAMPLES
        slt-critical reduce network.yaml > smaller.yaml
        slt-critical reduce network.yaml --output smaller.json
      """)

  @OptionGroup var network: NetworkInput
  @OptionGroup var weights: WeightsInput
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws { try weights.validate(with: network) }

  func run() throws {
    let specification = try network.load()
    let point = try weights.network(for: specification)
    let execution = try Execution(output, computation)
    let (diagnosis, stop) = execution.attempt { control throws(ComputationStopped) in
      try diagnose(point, seed: execution.seed, control: control)
    }
    guard let diagnosis else { throw stop.map { CommandFailure($0) } ?? CommandFailure("stopped") }
    let report = ReductionReport(
      name: specification.name, diagnosis: diagnosis, seed: execution.seed)
    let wantsSpecFile = execution.destination.path?.hasSuffix(".json") == true
    if wantsSpecFile, !output.isJSON {
      try execution.destination.write(JSONValue(report.specification).indented())
    } else {
      try execution.emit(report)
    }
  }
}
