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
    if weights == nil { try requireRationalWeights(specification) }
    return try exactWeights(specification.network) { (text, name) throws(SpecificationError) in
      try Network(specification.architecture, weightsText: text, file: name)
    }
  }

  /// A network with named activations at its weights: exact ones, and rounded to double precision, or those of a file of
  /// arrays; `takingExactly` takes these as the fractions that they are.
  func namedNetwork(
    for specification: NamedSpecification, takingExactly: Bool, quiet: Bool
  ) throws(CommandFailure) -> (network: NamedNetwork, exact: [Rational]?) {
    let architecture = specification.architecture
    if let weights, WeightFileFormat(path: weights) != nil {
      do {
        let network = try NamedNetwork(
          architecture, weightsContentsOf: weights, layers: layerNames, orientation: orientation)
        report(network.remarks, on: weights, quiet: quiet)
        let isExact = takingExactly || network.holdsIntegers
        return (network, isExact ? network.weights.compactMap { Rational(exactly: $0) } : nil)
      } catch {
        throw CommandFailure("--weights: \(error)")
      }
    }
    let exact = try exactWeights(specification.weights) {
      (text, name) throws(SpecificationError) in
      try NamedSpecification.weights(of: architecture, text: text, file: name)
    }
    let rounded = exact.map(\.asDouble)
    guard rounded.allSatisfy(\.isFinite) else {
      throw CommandFailure("some weights are too large for floating-point numbers")
    }
    return (NamedNetwork(architecture, weights: rounded), exact)
  }

  /// A model with layers at these exact weights; the weights once more on their own.
  ///
  /// - Parameter takesFloating: Whether floating-point numbers in a file are taken as the fractions that they are.
  func point(
    of specification: LayeredSpecification, takingFloating takesFloating: Bool = false
  ) throws(CommandFailure) -> (LayeredSpecification, [Rational]) {
    try requireRationalWeights(over: specification.field)
    let model = specification.model
    let found: [Rational]
    if let stored = try storedParameters(of: specification) {
      guard stored.holdsIntegers || takesFloating else {
        throw CommandFailure(
          "--weights: \(weights ?? ""): expected exact weights of a model with layers here, found floating-point "
            + "ones, which analyze takes")
      }
      found = stored.exact
    } else {
      found = try exactWeights(specification.weights) {
        (text, name) throws(SpecificationError) in
        try LayeredSpecification.weights(of: model, text: text, file: name)
      }
    }
    try requireDefined(
      model.isDefined(at: found),
      specification.dataModel?.undefinedInput(at: found, over: RationalField()))
    return (
      LayeredSpecification(
        name: specification.name, model: model, weights: found, data: specification.data), found
    )
  }

  /// The parameters of a model with layers in a file of arrays; `nil` for weights from elsewhere.
  func storedParameters(
    of specification: LayeredSpecification
  ) throws(CommandFailure) -> StoredParameters? {
    guard let weights, WeightFileFormat(path: weights) != nil else { return nil }
    do {
      return try StoredParameters(of: specification.model, contentsOf: weights)
    } catch {
      throw CommandFailure("--weights: \(error)")
    }
  }

  /// The parameters of a model with layers in double precision, where they or the data are floating-point numbers.
  ///
  /// - Parameter takesExactly: Whether floating-point numbers in a file of weights are taken as fractions.
  func floatingPoint(
    of specification: LayeredSpecification, takesExactly: Bool = false
  ) throws(CommandFailure) -> (weights: [Double], precision: FloatingPointType)? {
    let stored = takesExactly ? nil : try storedParameters(of: specification)
    if let stored, !stored.holdsIntegers { return (stored.values, stored.type) }
    guard let data = specification.data, !data.isExact, data.field == nil else { return nil }
    let rounded = try point(of: specification, takingFloating: takesExactly).1.map(\.asDouble)
    guard rounded.allSatisfy(\.isFinite) else {
      throw CommandFailure("some weights are too large for floating-point numbers")
    }
    return (rounded, .float64)
  }

  /// The same over the number field of the spec; `nil` without a field.
  func numberFieldPoint(
    of specification: LayeredSpecification
  ) throws(CommandFailure) -> (
    specification: LayeredSpecification, field: NumberField, weights: [NumberFieldElement]
  )? {
    guard let field = specification.field else { return nil }
    let model = specification.model
    let found = try exactWeights(specification.numberFieldWeights) {
      (text, name) throws(SpecificationError) in
      try LayeredSpecification.weights(of: model, field: field, text: text, file: name)
    }
    try requireDefined(
      model.isDefined(at: found, over: field),
      specification.data?.over(field)?.undefinedInput(of: model, at: found))
    return (
      LayeredSpecification(
        name: specification.name, model: model, field: field, weights: found,
        data: specification.data), field, found
    )
  }

  /// What a file of exact weights has, or else the spec.
  private func exactWeights<Value>(
    _ own: Value?, read: (String, String) throws(SpecificationError) -> Value
  ) throws(CommandFailure) -> Value {
    guard let weights else {
      guard let own else {
        throw CommandFailure(
          "expected weights: add 'weights:' to the spec or give a file with --weights")
      }
      return own
    }
    try requireReadable(weights)
    let (text, name) = try OptionFile.text(
      weights, option: "--weights", maximumBytes: NetworkSpecification.maximumBytes)
    do {
      return try read(text, name)
    } catch {
      throw CommandFailure("--weights: \(error)")
    }
  }

  private func requireDefined(
    _ isDefined: Bool, _ undefinedInput: Int?
  ) throws(CommandFailure) {
    if let undefinedInput {
      throw CommandFailure(
        "a denominator of a rational activation vanishes at these weights at input \(undefinedInput) of the data"
      )
    }
    guard isDefined else {
      throw CommandFailure(
        "a denominator of a rational activation vanishes at these weights for every one of 16 random inputs"
      )
    }
  }

  /// The network over the number field of `specification` at these weights; `nil` without a field.
  func numberFieldNetwork(
    for specification: NetworkSpecification
  ) throws(CommandFailure) -> NumberFieldNetwork? {
    guard let field = specification.field else { return nil }
    return try exactWeights(specification.numberFieldNetwork) {
      (text, name) throws(SpecificationError) in
      try NumberFieldNetwork(
        specification.architecture, field: field, weightsText: text, file: name)
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
        specification.architecture, weightsContentsOf: weights, layers: layerNames,
        orientation: orientation)
      report(network.remarks, on: weights, quiet: quiet)
      return network
    } catch {
      throw CommandFailure("--weights: \(error)")
    }
  }

  /// The names of the layers, if they are given.
  var layerNames: [String]? {
    layers?.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  private func report(_ remarks: [String], on path: String, quiet: Bool) {
    for remark in quiet ? [] : remarks { StandardStreams.report("remark: \(path): \(remark)") }
  }

  /// Refuses to read both files from standard input, and layer names without a file that has them.
  ///
  /// - Parameter takesRuns: Whether the command takes the checkpoints of a training run.
  func validate(with network: NetworkInput, takesRuns: Bool = false) throws {
    if let weights, let spec = network.spec, InputFile.isStandardInput(weights),
      InputFile.isStandardInput(spec)
    {
      throw ValidationError("spec and --weights cannot both be read from standard input")
    }
    if let weights, CheckpointFile.isRun(weights) {
      if takesRuns { return }
      throw ValidationError(
        "--weights: \(weights): expected one file; 'analyze' takes the checkpoints of a training run"
      )
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
  try requireRationalWeights(over: specification.numberFieldNetwork?.field)
}

/// The same for weights in this field, if any.
func requireRationalWeights(over field: NumberField?) throws(CommandFailure) {
  guard let field else { return }
  throw CommandFailure(
    "the weights of the spec lie in \(field): expected rational ones here, or one of the commands "
      + "analyze, reduce (of networks of dense layers), learning-coefficient and report")
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
