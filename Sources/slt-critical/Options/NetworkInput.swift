import ArgumentParser
import Foundation
import SingularLearning

/// Which network a command works on: a spec, or widths and degrees in short form.
struct NetworkInput: ParsableArguments {
  @Argument(
    help: "A spec file, YAML or JSON; - reads standard input.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var spec: String?

  @Option(
    help: ArgumentHelp(
      "Instead of a spec: the widths, for example 2,3,1 (at least 1; at most "
        + "\(Architecture.maximumParameterCount) parameters in all).", valueName: "d0,...,dL"),
    transform: { try integerList($0) })
  var widths: [Int]?

  @Option(
    help: ArgumentHelp(
      "With --widths: the degree of the activation (1 to \(Architecture.maximumInputDegree)).",
      valueName: "r"))
  var degree: Int?

  @Option(
    help: ArgumentHelp(
      "With --widths: one degree for each hidden layer, for example 3,2.", valueName: "r1,r2,..."),
    transform: { try integerList($0) })
  var degrees: [Int]?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "With --widths: the activation in place of a degree: monomial:3, hermite:3 or "
        + "polynomial:0,1,0,1/2 (constant term first); for analyze and reduce also a name: tanh, sigmoid, erf, "
        + "sin, gelu, silu, softplus, relu or leaky-relu:0.01; repeated for one a hidden layer.",
      valueName: "kind:values"),
    transform: { try ActivationList($0) })
  var activation: [ActivationList] = []

  @Flag(help: "With --widths: every layer adds a bias.")
  var bias = false

  func validate() throws {
    let given = [degree != nil, degrees != nil, !activation.isEmpty].count { $0 }
    if spec != nil, widths != nil {
      throw ValidationError("give a spec or --widths, not both")
    }
    if widths == nil, given > 0 || bias {
      throw ValidationError("--degree, --degrees, --activation and --bias need --widths")
    }
    if given > 1 {
      throw ValidationError("give one of --degree, --degrees and --activation")
    }
    if let widths, widths.count > 2, given == 0 {
      throw ValidationError("--widths needs --degree, --degrees or --activation")
    }
  }

  /// Whether a network is given at all.
  var isGiven: Bool { spec != nil || widths != nil }

  /// The network of the options.
  private func architecture(widths: [Int]) throws -> Architecture {
    let hidden = max(widths.count - 2, 0)
    if let degree { return try Architecture(widths: widths, degree: degree, hasBias: bias) }
    if let degrees { return try Architecture(widths: widths, degrees: degrees, hasBias: bias) }
    var activations = activation.flatMap(\.activations)
    if activations.count == 1 { activations = Array(repeating: activations[0], count: hidden) }
    return try Architecture(widths: widths, activations: activations, hasBias: bias)
  }

  /// Reads and checks the network; a model of other layers is refused.
  ///
  /// `takesData`: Whether the command does something about `data` in a spec.
  func load(takesData: Bool = false) throws(CommandFailure) -> NetworkSpecification {
    switch try loadModel() {
    case .network(let specification):
      return takesData ? specification : try withoutData(specification)
    case .layered(let specification):
      throw CommandFailure(
        "\(spec ?? ""): this command applies to networks of dense layers, not to a model with "
          + "\(specification.model.layers.map(\.kind).first { $0 != "dense" } ?? "tied") layers")
    }
  }

  /// The network, for commands that are about all inputs.
  func withoutData(
    _ specification: NetworkSpecification
  ) throws(CommandFailure) -> NetworkSpecification {
    guard specification.data == nil else {
      throw CommandFailure(
        "\(spec ?? ""): data: this command is about all inputs, expected a spec without 'data'")
    }
    return specification
  }

  /// Reads and checks the network with its data, of any activations, or the model of other layers.
  func loadSpecification() throws(CommandFailure) -> AnySpecification {
    if let widths, !activation.isEmpty, activation.allSatisfy({ $0.named != nil }) {
      var activations = activation.compactMap(\.named)
      let hidden = max(widths.count - 2, 0)
      if activations.count == 1 {
        activations = Array(repeating: activations[0], count: hidden)
      }
      do {
        return .named(
          NamedSpecification(
            architecture: try NamedArchitecture(
              widths: widths, activations: activations, hasBias: bias)))
      } catch {
        throw CommandFailure("--widths: \(error)")
      }
    }
    guard widths == nil, spec != nil else { return .polynomial(try loadModel()) }
    let (text, name) = try specText()
    do {
      return try AnySpecification(text: text, file: name)
    } catch {
      throw CommandFailure(error.description)
    }
  }

  /// Reads and checks the network with its data, or the model of other layers.
  func loadModel() throws(CommandFailure) -> ModelSpecification {
    if let widths {
      if let named = activation.compactMap(\.named).first {
        throw CommandFailure(
          "--activation: expected a polynomial activation such as monomial:3, found \(named): named ones, and only "
            + "these, are for analyze and reduce")
      }
      do {
        return .network(NetworkSpecification(architecture: try architecture(widths: widths)))
      } catch {
        throw CommandFailure("--widths: \(error)")
      }
    }
    let (text, name) = try specText()
    do {
      return try ModelSpecification(text: text, file: name)
    } catch {
      throw CommandFailure(error.description)
    }
  }

  /// The text of the spec, and its name in messages.
  private func specText() throws(CommandFailure) -> (String, String) {
    guard let spec else {
      throw CommandFailure("expected a spec file, '-' or --widths (see 'slt-critical --help')")
    }
    if isUnknownCommand(spec) {
      throw CommandFailure(
        "\(spec): there is neither a file nor a command of this name"
          + (CommandNames.suggestion(for: spec).map { "; did you mean '\($0)'?" } ?? ""))
    }
    return try OptionFile.text(
      spec, option: nil, maximumBytes: NetworkSpecification.maximumBytes)
  }

  /// Whether a word in place of a spec is rather a misspelt command.
  private func isUnknownCommand(_ word: String) -> Bool {
    word.allSatisfy { $0.isLetter || $0 == "-" } && word != "-"
      && !FileManager.default.fileExists(atPath: word)
  }
}

/// Integers separated by commas.
func integerList(_ text: String) throws -> [Int] {
  try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
    guard let number = Int(part) else {
      throw ValidationError("expected integers separated by commas")
    }
    return number
  }
}
