import ArgumentParser
import SingularLearning

/// `slt-critical verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Are the critical points exactly the subnetworks?",
    discussion: """
      Decides C = S by a theorem, by an exact subnetwork that is not critical, or by enumerating the \
      critical locus, and prints the proof or an exact rational counterexample. The exit status is 1 \
      when the claim is proven false.

      EXAMPLES
        slt-critical verify network.yaml
        slt-critical verify --widths 3,3,1 --degree 4 --json
      """)

  @OptionGroup var network: NetworkInput
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func run() throws {
    let specification = try network.load()
    let execution = try Execution(output, computation)
    let (equality, stop) = execution.attempt { control throws(ComputationStopped) in
      try subnetworkEquality(
        of: specification.architecture, seed: execution.seed, control: control)
    }
    let report = EqualityReport(
      name: specification.name, architecture: specification.architecture, equality: equality,
      seed: execution.seed, stop: stop)
    try execution.emit(report, stop: report.stop)
    if let equality, equality.holds == false, equality.evidence.isProven {
      throw ExitCode(CommandFailure.claimIsFalse)
    }
  }
}
