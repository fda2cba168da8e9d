import ArgumentParser
import SingularLearning

extension WeightOrientation: ExpressibleByArgument {}

/// The weights that a command works at: those of the spec, or a file of their own.
struct WeightsInput: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Weights in place of those in the spec: exact ones as JSON or YAML (- reads standard input), or "
        + "floating-point ones as .npy, .npz or .safetensors.",
      valueName: "file"), completion: .file())
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "The names of the layers in a .npz or .safetensors file, in order, where numbers in the names "
        + "do not tell it: encoder,head for encoder.weight, head.weight.",
      valueName: "name,..."))
  var layers: String?

  @Option(
    help: ArgumentHelp(
      "Which index of the matrices in a .npz or .safetensors file stands for inputs: outputs-inputs "
        + "(PyTorch) or inputs-outputs (Flax, Keras, scikit-learn). By default the names tell.",
      valueName: "order"))
  var orientation: WeightOrientation?

  /// The network of `specification` at these weights, floating-point numbers taken exactly.
  ///
  /// - Parameter quiet: Whether remarks on how the file was read are suppressed.
  func network(
    for specification: NetworkSpecification, quiet: Bool = false
  ) throws(CommandFailure) -> Network {
    if let network = try storedNetwork(for: specification, quiet: quiet) { return network.exact }
    guard let weights else {
      try requireRationalWeights(specification)
      guard let network = specification.network else {
        throw CommandFailure(
          "expected weights: add 'weights:' to the spec or give a file with --weights")
      }
      return network
    }
    try requireReadable(weights)
    let (text, name) = try OptionFile.text(
      weights, option: "--weights", maximumBytes: NetworkSpecification.maximumBytes)
    do {
      return try Network(specification.architecture, weightsText: text, file: name)
    } catch {
      throw CommandFailure("--weights: \(error)")
    }
  }

  /// A model with layers at these exact weights; the weights once more on their own.
  func point(
    of specification: LayeredSpecification
  ) throws(CommandFailure) -> (LayeredSpecification, [Rational]) {
    let model = specification.model
    let found: [Rational]
    if let weights {
      if WeightFileFormat(path: weights) != nil {
        throw CommandFailure(
          "--weights: \(weights): a model with layers takes exact weights as JSON or YAML here")
      }
      let (text, name) = try OptionFile.text(
        weights, option: "--weights", maximumBytes: NetworkSpecification.maximumBytes)
      do {
        found = try LayeredSpecification.weights(of: model, text: text, file: name)
      } catch {
        throw CommandFailure("--weights: \(error)")
      }
    } else if let own = specification.weights {
      found = own
    } else {
      throw CommandFailure(
        "expected weights: add 'weights:' to the spec or give a file with --weights")
    }
    guard model.isDefined(at: found) else {
      throw CommandFailure(
        "a denominator of a rational activation vanishes at these weights for every one of 16 random inputs"
      )
    }
    return (
      LayeredSpecification(
        name: specification.name, model: model, weights: found, data: specification.data), found
    )
  }

  /// The network over the number field of `specification` at these weights; `nil` without a field.
  func numberFieldNetwork(
    for specification: NetworkSpecification
  ) throws(CommandFailure) -> NumberFieldNetwork? {
    guard let field = specification.field else { return nil }
    guard let weights else {
      guard let network = specification.numberFieldNetwork else {
        throw CommandFailure(
          "expected weights: add 'weights:' to the spec or give a file with --weights")
      }
      return network
    }
    try requireReadable(weights)
    let (text, name) = try OptionFile.text(
      weights, option: "--weights", maximumBytes: NetworkSpecification.maximumBytes)
    do {
      return try NumberFieldNetwork(
        specification.architecture, field: field, weightsText: text, file: name)
    } catch {
      throw CommandFailure("--weights: \(error)")
    }
  }

  /// Throws for a kind of file that is not read.
  private func requireReadable(_ weights: String) throws(CommandFailure) {
    let ending = PathParts(weights).ending
    if ["pt", "pth", "bin", "ckpt", "pkl", "h5", "onnx"].contains(ending) {
      throw CommandFailure(
        "--weights: \(weights): .\(ending) files are not read, save the weights as .safetensors, .npz "
          + "or .npy (in PyTorch: safetensors.torch.save_file(model.state_dict(), path))")
    }
  }

  /// `specification` with the weights of the file in place of its own: exact ones inside, floating-point
  /// ones beside it.
  func specification(
    replacing specification: NetworkSpecification, quiet: Bool = false
  ) throws(CommandFailure) -> (NetworkSpecification, FloatingNetwork?) {
    if let network = try floatingNetwork(for: specification, quiet: quiet) {
      return (specification, network)
    }
    guard weights != nil else { return (specification, nil) }
    if let network = try numberFieldNetwork(for: specification) {
      return (
        NetworkSpecification(
          name: specification.name, numberFieldNetwork: network, data: specification.data), nil
      )
    }
    let network = try network(for: specification, quiet: quiet)
    return (
      NetworkSpecification(
        name: specification.name, network: network, data: specification.data), nil
    )
  }

  /// The same if the weights come from a file with floating-point numbers, else `nil`: integers are exact.
  func floatingNetwork(
    for specification: NetworkSpecification, quiet: Bool = false
  ) throws(CommandFailure) -> FloatingNetwork? {
    guard let network = try storedNetwork(for: specification, quiet: quiet), !network.holdsIntegers
    else { return nil }
    return network
  }

  /// The network of a file of arrays; `nil` for weights from elsewhere.
  private func storedNetwork(
    for specification: NetworkSpecification, quiet: Bool
  ) throws(CommandFailure) -> FloatingNetwork? {
    guard let weights, WeightFileFormat(path: weights) != nil else { return nil }
    do {
      let network = try FloatingNetwork(
        specification.architecture, weightsContentsOf: weights,
        layers: layers?.split(separator: ",", omittingEmptySubsequences: false).map(String.init),
        orientation: orientation)
      if !quiet {
        for remark in network.remarks { StandardStreams.report("remark: \(weights): \(remark)") }
      }
      return network
    } catch {
      throw CommandFailure("--weights: \(error)")
    }
  }

  /// Refuses to read both files from standard input, and layer names without a file that has them.
  func validate(with network: NetworkInput) throws {
    if let weights, let spec = network.spec, InputFile.isStandardInput(weights),
      InputFile.isStandardInput(spec)
    {
      throw ValidationError("spec and --weights cannot both be read from standard input")
    }
    if layers != nil, weights.flatMap({ WeightFileFormat(path: $0) }) == nil {
      throw ValidationError("--layers needs --weights with a .npz or .safetensors file")
    }
    let format = weights.flatMap { WeightFileFormat(path: $0) }
    if orientation != nil, format == nil || format == .npy {
      throw ValidationError("--orientation needs --weights with a .npz or .safetensors file")
    }
  }
}

/// Throws, for commands that take rational weights only, if those of the spec lie in a number field.
func requireRationalWeights(_ specification: NetworkSpecification) throws(CommandFailure) {
  guard let network = specification.numberFieldNetwork else { return }
  throw CommandFailure(
    "the weights of the spec lie in \(network.field): expected rational ones here, or one of the commands "
      + "analyze, reduce, learning-coefficient and report")
}

extension Network {
  /// The same weights in double precision.
  func rounded() throws(CommandFailure) -> FloatingNetwork {
    let rounded = roundedWeights
    guard rounded.allSatisfy(\.isFinite) else {
      throw CommandFailure("some weights are too large for floating-point numbers")
    }
    return FloatingNetwork(architecture, weights: rounded)
  }
}
