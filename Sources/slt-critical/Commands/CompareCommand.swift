import ArgumentParser
import SingularLearning

/// `slt-critical compare`.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract:
      "Two networks: same function, alignment of neurons, distance, and the loss between them.",
    discussion: """
      A and B are specs with weights, or with --spec SPEC files with weights of that network: exact ones as \
      JSON or YAML, floating-point ones as .npy, .npz or .safetensors, which are taken as the fractions that \
      they are. If B has other hidden widths, give two specs, or --other-spec for B. Both have as many \
      inputs and outputs.

      Whether the functions are the same is decided exactly. The neurons of B are put in the order and the \
      scale that the symmetries of the activations allow and in which its weights are nearest to those of A: \
      the best one for one hidden layer, else the best that coordinate descent over the layers finds. The \
      distance of the functions is the root of E|f_A(x) - f_B(x)|^2 for standard normal inputs, exact where \
      that is affordable, and on data (in the first spec, or with --data) the root of the mean. The loss on \
      the straight line from A to B, before and after alignment, is the square of the distance from the \
      function of A, or with data that on the data, against the targets where there are any.

      EXAMPLES
        slt-critical compare first.yaml second.yaml
        slt-critical compare first.safetensors second.safetensors --spec network.yaml
        slt-critical compare a.npz b.npz --spec network.yaml --data test.npz --picture path.svg
        slt-critical compare wide.yaml narrow.yaml --points 51 --json
      """)

  /// What `--points` takes.
  static let pointRange = NumericRange(2, 10_001)

  @Argument(
    help: "A: a spec with weights, or with --spec a file with weights; - reads standard input.",
    completion: .file())
  var first: String

  @Argument(help: "B: the same.", completion: .file())
  var second: String

  @Option(
    help: ArgumentHelp("The spec of the network whose weights A and B are.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var spec: String?

  @Option(
    help: ArgumentHelp("With --spec: another spec for B.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var otherSpec: String?

  @Option(
    help: ArgumentHelp(
      "The names of the layers in .npz or .safetensors files, in order, where numbers in the names do "
        + "not tell it.", valueName: "name,..."))
  var layers: String?

  @Option(
    help: ArgumentHelp(
      "Which index of the matrices in .npz or .safetensors files stands for inputs: outputs-inputs or "
        + "inputs-outputs.", valueName: "order"))
  var orientation: WeightOrientation?

  @Option(
    help: ArgumentHelp("The number of points on the path \(Self.pointRange).", valueName: "k"))
  var points = 21

  @Option(
    help: ArgumentHelp(
      "Bound the difference of the functions for |x| <= r \(NumericalOptions.radiusRange); default: 1.",
      valueName: "r"))
  var radius = 1.0

  @OptionGroup var data: DataInput
  @OptionGroup var picture: PictureOutput
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    try Self.pointRange.check(points, "--points")
    try NumericalOptions.radiusRange.check(radius, "--radius")
    if otherSpec != nil, spec == nil { throw ValidationError("--other-spec needs --spec") }
    if layers != nil || orientation != nil, spec == nil {
      throw ValidationError(
        "--layers and --orientation need --spec, and .npz or .safetensors files")
    }
  }

  func run() throws {
    let (a, b): (NetworkSpecification, NetworkSpecification)
    let (x, y): (ComparedWeights, ComparedWeights)
    if let spec {
      a = try specification(spec, option: "--spec")
      b =
        try otherSpec.map { path throws(CommandFailure) in
          try specification(path, option: "--other-spec")
        } ?? a
      (x, y) = (try weights(first, of: a), try weights(second, of: b))
    } else {
      a = try specification(first, option: nil)
      b = try specification(second, option: nil)
      (x, y) = (try weights(in: a, first), try weights(in: b, second))
    }
    try requireSameShape(a, b)
    try requireSameField(x, y)
    let found = try data.specification(replacing: a).data
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let comparison = networkComparison(
      of: x, and: y, data: found, pointCount: points, radius: radius, seed: execution.seed,
      control: execution.control)
    if let drawing {
      guard let path = comparison.path else {
        throw comparison.stop.map { CommandFailure($0) }
          ?? CommandFailure("--picture: there is no path: \(gapText(comparison))")
      }
      execution.outputs.deliver(pathPicture(path).standaloneSVG(), to: drawing)
    }
    try execution.emit(
      NetworkComparisonReport(
        names: (name(of: a, first), name(of: b, second)), comparison: comparison),
      stop: comparison.stop)
  }

  /// How the report names a network: as its spec does, unless that is not its own.
  private func name(of specification: NetworkSpecification, _ path: String) -> String {
    spec == nil ? specification.name ?? PathParts(path).name : PathParts(path).name
  }

  private func gapText(_ comparison: NetworkComparison) -> String {
    if case .failure(let gap) = comparison.alignment { gap.description } else { "no losses" }
  }

  private func specification(
    _ path: String, option: String?
  ) throws(CommandFailure) -> NetworkSpecification {
    let (text, name) = try OptionFile.text(
      path, option: option, maximumBytes: NetworkSpecification.maximumBytes)
    let place = option.map { "\($0): " } ?? ""
    do throws(SpecificationError) {
      switch try ModelSpecification(text: text, file: name) {
      case .network(let specification): return specification
      case .layered: break
      }
    } catch {
      throw CommandFailure("\(place)\(error)")
    }
    throw CommandFailure("\(place)\(name): expected a spec with 'widths', found one with 'layers'")
  }

  /// The weights of a spec.
  private func weights(
    in specification: NetworkSpecification, _ path: String
  ) throws(CommandFailure) -> ComparedWeights {
    if let network = specification.numberFieldNetwork { return .numberField(network) }
    guard let network = specification.network else {
      throw CommandFailure(
        "\(path): expected weights in the spec; for files with weights there is --spec")
    }
    return .exact(network)
  }

  /// The weights in a file.
  private func weights(
    _ path: String, of specification: NetworkSpecification
  ) throws(CommandFailure) -> ComparedWeights {
    let architecture = specification.architecture
    guard WeightFileFormat(path: path) != nil else {
      let (text, name) = try OptionFile.text(
        path, option: nil, maximumBytes: NetworkSpecification.maximumBytes)
      do {
        if let field = specification.field {
          return .numberField(
            try NumberFieldNetwork(architecture, field: field, weightsText: text, file: name))
        }
        return .exact(try Network(architecture, weightsText: text, file: name))
      } catch {
        throw CommandFailure("\(error)")
      }
    }
    do {
      let network = try FloatingNetwork(
        architecture, weightsContentsOf: path,
        layers: layers?.split(separator: ",", omittingEmptySubsequences: false).map(String.init),
        orientation: orientation)
      if !output.quiet {
        for remark in network.remarks { StandardStreams.report("remark: \(path): \(remark)") }
      }
      return network.holdsIntegers ? .exact(network.exact) : .floating(network)
    } catch {
      throw CommandFailure("\(error)")
    }
  }

  private func requireSameShape(
    _ a: NetworkSpecification, _ b: NetworkSpecification
  ) throws(CommandFailure) {
    let (x, y) = (a.architecture, b.architecture)
    guard x.inputCount == y.inputCount, x.outputCount == y.outputCount else {
      throw CommandFailure(
        "expected networks with as many inputs and outputs, found \(x.widths) and \(y.widths)")
    }
  }

  private func requireSameField(
    _ first: ComparedWeights, _ second: ComparedWeights
  ) throws(CommandFailure) {
    let fields = [first, second].compactMap {
      if case .numberField(let network) = $0 { network.field } else { nil }
    }
    for field in fields where !field.isReal {
      throw CommandFailure(
        "expected weights in a field with a real place, and \(field) has none: 'root' beside "
          + "'minimal-polynomial', or 'real-cyclotomic'")
    }
    if fields.count == 2, fields[0] != fields[1] {
      throw CommandFailure("expected weights in one field, found \(fields[0]) and \(fields[1])")
    }
  }
}
