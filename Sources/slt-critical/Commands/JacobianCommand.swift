import ArgumentParser
import SingularLearning

extension ExportSystem: ExpressibleByArgument {}

/// `slt-critical jacobian`.
struct JacobianCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jacobian",
    abstract: "The polynomial map in the weights and its symbolic Jacobian.",
    discussion: """
      Row i belongs to one output and one monomial in the inputs, column j to one weight; w1_2_1 is \
      row 2, column 1 of the first weight matrix. How many terms there will be is estimated before \
      anything is expanded; more than --max-terms end with exit status 3.

      --export prints a script instead that declares the ring, the map phi, the Jacobian J and the \
      ideal I of its minors of the size of the generic rank: the equations of the critical points.

      On data, in the spec or with --data, row i belongs to one output and one input.

      EXAMPLES
        slt-critical jacobian --widths 2,2,1 --degree 2
        slt-critical jacobian network.yaml --json --output jacobian.json
        slt-critical jacobian network.yaml --export macaulay2 > jacobian.m2
      """)

  @OptionGroup var network: NetworkInput
  @OptionGroup var data: DataInput

  /// What `--max-terms` takes.
  static let termRange = NumericRange(1, 1_000_000_000)

  @Option(help: "Print a script for this system.")
  var export: ExportSystem?

  @Option(
    help: ArgumentHelp("Refuse to expand more terms than this \(Self.termRange).", valueName: "n"))
  var maxTerms = Architecture.defaultMaximumTerms

  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    try Self.termRange.check(maxTerms, "--max-terms")
    if export != nil, output.wantsJSON || output.format != nil {
      throw ValidationError("--export prints a script; it has no --format")
    }
  }

  func run() throws {
    let given: NetworkSpecification
    switch try network.loadModel() {
    case .network(let network): given = network
    case .layered(let model):
      return try run(try data.exactSpecification(replacing: model))
    }
    let specification = try data.exactSpecification(replacing: given)
    let execution = try Execution(output, computation)
    let architecture = specification.architecture
    do {
      if let model = specification.dataModel {
        return try run(on: model, name: specification.name, execution)
      }
      let map = try architecture.polynomialMap(
        maximumTerms: maxTerms, control: execution.control)
      let report = JacobianReport(
        name: specification.name, map: map,
        jacobian: try map.jacobian(maximumTerms: maxTerms, control: execution.control),
        seed: execution.seed)
      guard let export else { return try execution.emit(report) }
      let rank = try genericRank(
        of: architecture, seed: execution.seed, control: execution.control)
      try execution.destination.write(
        report.export(minorSize: rank.dimension).script(for: export))
    } catch let stop as ComputationStopped {
      throw CommandFailure(stop)
    }
  }

  /// The values on data and their Jacobian.
  private func run(
    on model: DataModel<some ReportedModel>, name: String?, _ execution: Execution
  ) throws {
    guard model.isPolynomial else {
      throw CommandFailure(
        "data: the values of rational activations are no polynomials in the weights: expected a spec without data"
      )
    }
    let report = try DataJacobianReport(
      name: name, model: model, maximumTerms: maxTerms, seed: execution.seed,
      control: execution.control)
    guard let export else { return try execution.emit(report) }
    let rank = try genericRank(of: model, seed: execution.seed, control: execution.control)
    try execution.destination.write(report.export(minorSize: rank.dimension).script(for: export))
  }

  private func run(_ specification: LayeredSpecification) throws {
    let execution = try Execution(output, computation)
    let (model, control) = (specification.model, execution.control)
    do {
      if let model = specification.dataModel {
        return try run(on: model, name: specification.name, execution)
      }
      let report = ModelJacobianReport(
        name: specification.name, model: model,
        map: model.isPolynomial
          ? try model.coefficients(maximumTerms: maxTerms, control: control).entries : nil,
        jacobian: try model.jacobian(maximumTerms: maxTerms, control: control),
        seed: execution.seed)
      guard let export else { return try execution.emit(report) }
      guard model.isPolynomial else {
        throw CommandFailure(
          "--export applies to models with polynomial outputs, not to rational activations")
      }
      let rank = try genericRank(of: model, seed: execution.seed, control: control)
      try execution.destination.write(
        report.export(minorSize: rank.dimension).script(for: export))
    } catch let stop as ComputationStopped {
      throw CommandFailure(stop)
    }
  }
}
