import ArgumentParser
import SingularLearning

/// `slt-critical analyze`.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "The rank of the Jacobian at given weights, and the neurons that explain its drop.",
    discussion: """
      Prints the exact rank next to the generic one, whether the point is critical, which hidden \
      neurons are inactive (incoming or outgoing weights zero) or redundant (incoming weights \
      proportional), the steps that reduce the network, and whether its function is preserved. The \
      weights are those of the spec or come from a file.

      EXAMPLES
        slt-critical analyze network.yaml
        slt-critical analyze network.yaml --weights point.json --json
        slt-critical analyze --widths 2,1,1 --degree 2 --weights point.json --kernel
      """)

  @OptionGroup var network: NetworkInput
  @OptionGroup var weights: WeightsInput

  @Flag(help: "Add a basis of the kernel of the Jacobian: directions that keep the function.")
  var kernel = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws { try weights.validate(with: network) }

  func run() throws {
    let specification = try network.load()
    let point = try weights.network(for: specification)
    let execution = try Execution(output, computation)
    let report = AnalysisReport(
      of: point, name: specification.name, includingKernel: kernel, seed: execution.seed,
      control: execution.control)
    try execution.emit(report, stop: report.stop)
  }
}
