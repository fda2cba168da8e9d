import ArgumentParser
import SingularLearning

/// `slt-critical landscape`.
struct LandscapeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "landscape",
    abstract: "A loss on a plane of weights, with the critical curves in this plane.",
    discussion: """
      Restricts the components of the critical locus to a plane p + s u + t v, exactly, and traces the \
      real curves numerically over the values of the loss. p are the weights in the spec or those of \
      --weights, else an exact point of a component; u and v lead to points of other components, unless \
      --first and --second give them: a plane is chosen in which several curves are visible. The target \
      is the network at p if weights are given, else one in the plane, unless options say otherwise.

      EXAMPLES
        slt-critical landscape --widths 2,2,1 --degree 3 --picture plane.svg
        slt-critical landscape network.yaml --teacher teacher.yaml --json
        slt-critical landscape network.yaml --first u.json --second v.json
        slt-critical landscape --widths 2,2,2 --degree 2 --range=-3,3 --seed 7
      """)

  @OptionGroup var network: NetworkInput
  @OptionGroup var weights: WeightsInput

  @Option(
    help: ArgumentHelp("The direction u, in the form of weights.", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var first: String?

  @Option(
    help: ArgumentHelp("The direction v, in the form of weights.", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var second: String?

  @Option(
    help: ArgumentHelp("The range of s and t (within -1e9,1e9).", valueName: "from,to"),
    transform: { try numberRange($0) })
  var range: ClosedRange<Double> = -1...2

  @Option(
    help: ArgumentHelp("The cells of the grid in each direction (2 to 1000).", valueName: "k"))
  var cells = 80

  @OptionGroup var target: TargetInput
  @OptionGroup var picture: PictureOutput
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    try weights.validate(with: network)
    if (first == nil) != (second == nil) {
      throw ValidationError("--first and --second belong together")
    }
    if !(2...1000).contains(cells) {
      throw ValidationError("--cells must be between 2 and 1000, but is \(cells)")
    }
  }

  func run() throws {
    let specification = try network.load()
    try requireRationalWeights(specification)
    let architecture = specification.architecture
    let origin =
      weights.weights == nil
      ? specification.network : try weights.network(for: specification, quiet: output.quiet)
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    var plan = LandscapePlan(through: origin)
    plan.directions = try directions(for: architecture, execution.control)
    (plan.inputs, plan.range, plan.cellCount) = (target.distribution, range, cells)
    plan.seed = execution.seed
    let (locus, stop) = execution.attempt { control throws(ComputationStopped) in
      try criticalLocus(of: architecture, seed: execution.seed, control: control)
    }
    guard let locus else { throw CommandFailure(stop ?? .cancelled) }
    if target.isGiven {
      plan.problem = try target.problem(
        for: architecture, seed: execution.seed, control: execution.control)
    }
    let analysis = try landscape(of: locus, plan, execution.control)
    if let drawing {
      execution.outputs.deliver(
        landscapePicture(analysis.landscape).standaloneSVG(), to: drawing)
    }
    try execution.emit(LandscapeReport(name: specification.name, analysis: analysis))
  }

  private func landscape(
    of locus: CriticalLocus, _ plan: LandscapePlan, _ control: ComputationControl
  ) throws(CommandFailure) -> LandscapeAnalysis {
    do {
      return try landscapeAnalysis(of: locus, plan: plan, control: control)
    } catch {
      switch error {
      case .problem(let error): throw CommandFailure(error)
      case .dependentDirections:
        throw CommandFailure(
          "--first and --second are linearly dependent, but a plane needs two directions")
      case .singleParameter:
        throw CommandFailure("landscape needs a plane, but the network has a single parameter")
      }
    }
  }

  private func directions(
    for architecture: Architecture, _ control: ComputationControl
  ) throws(CommandFailure) -> (first: Network, second: Network)? {
    guard let first, let second else { return nil }
    func read(_ path: String, _ option: String) throws(CommandFailure) -> Network {
      let (text, name) = try OptionFile.text(
        path, option: option, maximumBytes: NetworkSpecification.maximumBytes, control: control)
      do {
        return try Network(architecture, weightsText: text, file: name)
      } catch {
        throw CommandFailure("\(option): \(error)")
      }
    }
    return (try read(first, "--first"), try read(second, "--second"))
  }
}

/// Two numbers separated by a comma, the second one larger.
private func numberRange(_ text: String) throws -> ClosedRange<Double> {
  let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
  guard parts.count == 2, let low = parts[0], let high = parts[1], low < high,
    low >= -1e9, high <= 1e9
  else {
    throw ValidationError(
      "expected two numbers between -1e9 and 1e9, the second one larger, such as -1,2")
  }
  return low...high
}
