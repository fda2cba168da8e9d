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

      On data, in the spec or with --data, the components come from minors of the Jacobian there, for \
      very small networks only.

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
  @OptionGroup var data: DataInput

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
    let given: NetworkSpecification
    switch try network.loadModel() {
    case .network(let network): given = network
    case .layered(let model):
      return try run(try data.exactSpecification(replacing: model))
    }
    let specification = try data.exactSpecification(replacing: given)
    if let model = specification.dataModel {
      guard certificate == nil, check == nil, !all else {
        throw CommandFailure(
          "--all, --check and --certificate are about all inputs, not about data")
      }
      let execution = try Execution(output, computation)
      let locus = modelLocus(
        of: model, realSteps: limits.descriptionSteps, seed: execution.seed,
        control: execution.control)
      return try execution.emit(
        ModelLocusReport(name: specification.name, model: model, locus: locus), stop: locus.stop
      )
    }
    let execution = try Execution(output, computation)
    let file = try certificate.map { path throws(CommandFailure) in
      try execution.outputs.open(path, option: "--certificate")
    }
    let progress = LocusProgress(isQuiet: output.quiet)
    let analysis = locusAnalysis(
      of: specification.architecture, listingAll: all, checkingSlices: check == .slices,
      options: limits.options(usesPeeling: certificate == nil), seed: execution.seed,
      control: execution.control
    ) { progress.show($0) }
    progress.finish()
    execution.deliver(
      LocusReport(name: specification.name, analysis: analysis), to: execution.destination)
    guard analysis.stop == nil, let file else { return try execution.finish(stop: analysis.stop) }
    let (certificate, stop) = execution.attempt { control throws(ComputationStopped) in
      try analysis.certificate(control: control)
    }
    if let certificate = certificate ?? nil {
      execution.outputs.deliver(certificate.json, to: file)
      return try execution.finish()
    }
    try execution.finish(
      stop: stop
        ?? .undecided(what: "completeness in a form that can be saved as a certificate"))
  }

  private func run(_ specification: LayeredSpecification) throws {
    guard !all, check == nil, certificate == nil else {
      throw CommandFailure(
        "--all, --check and --certificate apply to networks of dense layers, not to a model with "
          + "other layers")
    }
    let execution = try Execution(output, computation)
    let model = specification.subject
    let locus = modelLocus(
      of: model, realSteps: limits.descriptionSteps, seed: execution.seed,
      control: execution.control)
    try execution.emit(
      ModelLocusReport(name: specification.name, model: model, locus: locus),
      stop: locus.stop)
  }
}
