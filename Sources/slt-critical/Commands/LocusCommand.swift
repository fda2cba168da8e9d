import ArgumentParser
import SingularLearning

/// `slt-critical locus`.
struct LocusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "locus",
    abstract: "The critical locus: its components and the subnetworks that explain them.",
    discussion: """
      Lists the irreducible components over the rationals of the weights at which the Jacobian drops \
      rank, up to permutation of hidden neurons, each with codimension, degree, rank, an exact point \
      on it, and the inactive or redundant neurons at its general point; a component without any is \
      exotic. The report says how it is known that none is missing. Components are those over the \
      rationals; other fields are not implemented.

      --check slices intersects the locus with random affine planes modulo a prime, independently of \
      the enumeration, and matches every point found with a component.

      EXAMPLES
        slt-critical locus --widths 3,3,1 --degree 4
        slt-critical locus network.yaml --all --json
        slt-critical locus --widths 2,2,2 --degree 2 --check slices
        slt-critical locus --widths 2,3,1 --degree 4 --certificate locus.json
      """)

  /// An independent check.
  enum Check: String, ExpressibleByArgument, CaseIterable {
    case slices
  }

  @OptionGroup var network: NetworkInput

  @Flag(help: "List every image of a component under permutations of hidden neurons.")
  var all = false

  @Option(
    help: ArgumentHelp("The coefficients: rationals, the only field.", valueName: "field"),
    transform: {
      guard ["rationals", "QQ"].contains($0) else {
        throw ValidationError(
          "critical loci are computed over the rationals only, not over '\($0)'")
      }
      return $0
    })
  var field = "rationals"

  @Option(help: "Check the result independently.")
  var check: Check?
  @Option(
    help: ArgumentHelp(
      "Write the proof that no component is missing, for 'verify --certificate'.",
      valueName: "file"), completion: .file())
  var certificate: String?

  @OptionGroup var limits: LocusLimits
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func run() throws {
    let specification = try network.load()
    let execution = try Execution(output, computation)
    let file = try certificate.map { path throws(CommandFailure) in
      try execution.outputs.open(path, option: "--certificate")
    }
    let progress = LocusProgress(isQuiet: output.quiet)
    let (locus, stop) = execution.attempt { control throws(ComputationStopped) in
      try criticalLocus(
        of: specification.architecture,
        options: limits.options(usesPeeling: certificate == nil), seed: execution.seed,
        control: control
      ) { progress.show($0) }
    }
    progress.finish()
    var slices: SliceCheck?
    var checkStop: ComputationStopped?
    if check == .slices, let locus {
      (slices, checkStop) = execution.attempt { control throws(ComputationStopped) in
        try sliceCheck(of: locus, seed: execution.seed, control: control)
      }
    }
    let report = LocusReport(
      name: specification.name, architecture: specification.architecture, locus: locus,
      listingAll: all, sliceCheck: slices, seed: execution.seed, stop: stop ?? checkStop,
      control: execution.control)
    execution.deliver(report, to: execution.destination)
    guard report.stop == nil, let file, let locus else {
      return try execution.finish(stop: report.stop)
    }
    guard let certificate = try locus.certificate() ?? theorem(specification, execution) else {
      return try execution.finish(
        stop: .undecided(what: "completeness in a form that can be saved as a certificate"))
    }
    execution.outputs.deliver(certificate.json, to: file)
    try execution.finish()
  }

  /// The certificate by a theorem, if one applies.
  private func theorem(
    _ specification: NetworkSpecification, _ execution: Execution
  ) throws -> LocusCertificate? {
    try LocusCertificate(
      equalityTheoremFor: specification.architecture, seed: execution.seed,
      control: execution.control)
  }
}
