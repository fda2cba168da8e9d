import ArgumentParser
import Foundation
import SingularLearning

/// The root command: parses, runs one of the commands and turns every failure into one line on
/// standard error and an exit status.
@main
struct SLTCritical: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slt-critical",
    abstract:
      "Exact analysis of polynomial neural networks and of where their Jacobian drops rank.",
    usage: "slt-critical [<subcommand>] [<options>] [<spec>]",
    discussion: """
      A network is given by a spec file (YAML or JSON; '-' reads standard input) or in short form by \
      --widths with --degree, or with --activation and --bias. Without a command, a spec gets the whole report.

      TERMS
        generic rank  the rank of the Jacobian of the map from the weights to the
                      coefficients of the function, at general weights
        critical      weights at which that rank is smaller
        inactive      a hidden neuron whose incoming or outgoing weights are zero
        redundant     hidden neurons of a layer with the same function up to a factor
                      and a constant: proportional incoming weights for a power
        subnetwork    weights with an inactive or redundant neuron: a smaller
                      network computes the same function
        exotic        a component of the critical weights that is no subnetwork

      SPEC FILE
        name: cubic two-layer        # optional
        widths: [2, 3, 1]            # inputs, hidden layers, outputs
        activation: {monomial: 3}    # or {monomial: [3, 2]}, one a hidden layer,
                                     # {polynomial: ["0", "1", "1/2"]}, {hermite: 3}
        bias: false                  # true: each row of weights ends with its bias
                                     # or inputs: and layers: as below
        weights:                     # optional: one exact point
          - [[1, 0], [0, 1], [1, 1]]
          - [[1, 1, 0]]

      LAYERS IN A SPEC
        inputs: 6       # or {length: 8, channels: 2}, {tokens: 3, features: 4},
                        # {height: 4, width: 4, channels: 1}
        layers:
          - dense: 4    # or {outputs: 4, bias: true, tied: 1, transposed: true}
          - activation: {monomial: 2}
          - activation: {polynomial: {degree: 3, trainable: layer}}  # or neuron
          - activation: {rational: {numerator: [1], denominator: [0, 1]}}
          - convolution: {channels: 2, kernel: 3, stride: 1, padding: valid}
          - pool: {mean: 2}
          - product: 2  # gates: the product of the two halves
          - residual: [dense: 4, activation: {monomial: 2}]
          - attention: {kind: linear, heads: 1, key: 2, value: 3}
          - repeat: {times: 2, layers: [dense: 4]}  # with weights of their own
        Layers with parameters are numbered from 1, tied ones included; 'tied'
        and the names of parameters mean these numbers. Inputs and what a dense
        layer takes are ordered channel after channel, each row by row; a dense
        layer acts on each token by itself. Padding 'same' has as many zeros in
        front as behind, or one less; with 'circular' the kernel begins at its
        own position and goes on at the start. dimension, jacobian, analyze,
        locus, sample, descend, learning-coefficient, report, sweep and reduce
        answer for them.

      EXAMPLES
        slt-critical network.yaml
        slt-critical dimension --widths 2,3,1 --degree 3
        slt-critical dimension --widths 2,3,1 --activation polynomial:0,1,1/2 --bias
        slt-critical jacobian network.yaml --export singular
        slt-critical analyze network.yaml --json
        slt-critical reduce network.yaml > smaller.yaml
        slt-critical locus --widths 3,3,1 --degree 4
        slt-critical threshold --widths 2,3,2,1
        slt-critical ideal equations.txt --minimal-primes

      EXIT STATUS
        0    done
        1    a checked claim is false
        2    bad input
        3    stopped by a limit; what was known by then is printed
        130  interrupted
      """,
    version: "slt-critical 0.1.0",
    subcommands: [
      ReportCommand.self, DimensionCommand.self, JacobianCommand.self, AnalyzeCommand.self,
      ReduceCommand.self, CompareCommand.self, LocusCommand.self, StrataCommand.self,
      VerifyCommand.self,
      ThresholdCommand.self, IdealCommand.self, SampleCommand.self, DescendCommand.self,
      LabelNoiseCommand.self, LandscapeCommand.self, LearningCoefficientCommand.self,
      SweepCommand.self,
    ],
    defaultSubcommand: ReportCommand.self)

  static func main() {
    StandardStreams.prepare()
    CommandNames.register(Self.self)
    withExtendedLifetime(InterruptHandler()) {
      do {
        try run(Array(CommandLine.arguments.dropFirst()))
        RunLog.end(status: 0, message: "")
      } catch {
        end(with: failure(error))
      }
    }
  }

  private static func run(_ arguments: [String]) throws {
    do {
      var command = try parse(arguments)
      try command.run()
    } catch  where exitCode(for: error) == .success {
      // Help, the version or a completion script is what was asked for.
      try CommandNames.checkHelp(arguments)
      try Outputs(control: ComputationControl()).open(nil, option: "")
        .write(fullMessage(for: error))
    }
  }

  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    do {
      return try parseAsRoot(arguments)
    } catch  where exitCode(for: error) != .success {
      try CommandNames.check(arguments)
      throw error
    }
  }

  /// What an error of any kind means for the end of the program.
  private static func failure(_ error: any Error) -> CommandFailure {
    if let failure = error as? CommandFailure { return failure }
    if let code = error as? ExitCode {
      var failure = CommandFailure("")
      failure.status = code.rawValue
      return failure
    }
    // A choice of words comes as a list of lines.
    let lines = message(for: error).split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let items = lines.filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) }
    let text =
      (lines.filter { !$0.hasPrefix("- ") }
      + (items.isEmpty ? [] : [items.joined(separator: ", ")]))
      .joined(separator: " ")
    return CommandFailure("\(text) (see 'slt-critical --help')")
  }

  private static func end(with failure: CommandFailure) -> Never {
    // An interrupt is ending the program.
    while !InterruptHandler.claimEnd() { sleep(1) }
    TemporaryFile.removeAll()
    RunLog.end(status: failure.status, message: failure.message)
    StandardStreams.report(failure.message)
    Foundation.exit(failure.status)
  }
}
