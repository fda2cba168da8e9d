import ArgumentParser
import SingularLearning

/// `slt-critical verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Are the critical points exactly the subnetworks?",
    discussion: """
      Decides whether C = S, where C are the critical weights (the Jacobian drops rank) and S the \
      subnetworks (some hidden neuron is inactive or redundant): by a theorem, by an exact \
      subnetwork that is not critical, or by enumerating the critical locus. Prints the proof or an \
      exact rational counterexample. All of this is over the real numbers. The exit status is 0 when the \
      claim is proven, 1 when it is proven false, and 3 when neither is proven: not decided, or an answer \
      with less than proven evidence.

      With --certificate, checks instead a proof that 'locus --certificate' or \
      'learning-coefficient --certificate' has written, by exact evaluation and without any search: exit \
      status 0 if it holds, 1 if it is refuted or does not show all it says, 2 if the file is no certificate.

      EXAMPLES
        slt-critical verify network.yaml
        slt-critical verify --widths 3,3,1 --degree 4 --json
        slt-critical verify --certificate locus.json
      """)

  @OptionGroup var network: NetworkInput
  @Option(
    help: ArgumentHelp("Check the proof in this file; - reads standard input.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var certificate: String?

  /// What `--certificate-steps` takes.
  private static let stepRange = LocusLimits.stepRange

  @Option(
    help: ArgumentHelp(
      "Work for the check of a certificate, in steps of about a thousand operations \(Self.stepRange).",
      valueName: "steps"))
  var certificateSteps: Int?

  @OptionGroup var limits: LocusLimits
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    if let certificateSteps { try Self.stepRange.check(certificateSteps, "--certificate-steps") }
  }

  func run() throws {
    if let certificate { return try checkCertificate(certificate) }
    let specification = try network.load()
    let execution = try Execution(output, computation)
    let (equality, stop) = execution.attempt { control throws(ComputationStopped) in
      try subnetworkEquality(
        of: specification.architecture, options: limits.options(), seed: execution.seed,
        control: control)
    }
    let report = EqualityReport(
      name: specification.name, architecture: specification.architecture, equality: equality,
      seed: execution.seed, stop: stop)
    try execution.emit(report, stop: report.stop)
    switch report.verdict {
    case .proven: break
    case .refuted: throw ExitCode(CommandFailure.claimIsFalse)
    case .open: throw CommandFailure(unproven: equality)
    }
  }

  private func checkCertificate(_ path: String) throws {
    if network.isGiven {
      throw CommandFailure("give a network or --certificate, not both")
    }
    let execution = try Execution(output, computation)
    let report: CertificateReport
    let (text, name) = try OptionFile.text(
      path, option: "--certificate", maximumBytes: LocusCertificate.maximumBytes,
      control: execution.control)
    if LearningCoefficientCertificate.isNamed(in: text) {
      return try checkLearningCoefficient(text, name: name, execution)
    }
    do {
      let certificate = try LocusCertificate(json: text)
      report = CertificateReport(
        certificate,
        check: try verify(certificate, steps: certificateSteps, control: execution.control))
    } catch .stopped(let stop, let place) {
      throw CommandFailure(stop, at: place)
    } catch .otherSchema(let schema) where schema < LocusCertificate.currentSchema {
      throw CommandFailure(
        "--certificate: \(name): \(CertificateError.otherSchema(schema)) with locus --certificate")
    } catch {
      throw CommandFailure("--certificate: \(name): \(error)")
    }
    try execution.emit(report)
    if !report.check.holds { throw ExitCode(CommandFailure.claimIsFalse) }
  }

  private func checkLearningCoefficient(
    _ text: String, name: String, _ execution: Execution
  ) throws {
    let report: LearningCoefficientCertificateReport
    do {
      let certificate = try LearningCoefficientCertificate(json: text)
      do {
        report = LearningCoefficientCertificateReport(
          certificate,
          check: try verify(certificate, steps: certificateSteps, control: execution.control))
      } catch .refuted(let node, let reason) {
        report = LearningCoefficientCertificateReport(
          certificate, refutation: .refuted(node: node, reason: reason))
      }
    } catch .stopped(let stop, let node) {
      throw CommandFailure(stop, at: node)
    } catch {
      throw CommandFailure("--certificate: \(name): \(error)")
    }
    try execution.emit(report)
    if report.check == nil { throw ExitCode(CommandFailure.claimIsFalse) }
  }
}

extension CommandFailure {
  /// The end of a check without a proof.
  fileprivate init(unproven equality: SubnetworkEquality?) {
    let detail = equality.map {
      ": " + ($0.holds == nil ? "" : "not proven, ") + $0.evidence.detail
    }
    self.init("neither proven nor refuted\(detail ?? "")")
    status = CommandFailure.stoppedByLimit
  }
}
