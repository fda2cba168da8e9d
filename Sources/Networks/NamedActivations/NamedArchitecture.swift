import Computation

/// The shape of a fully connected network with activations that have names: widths d₀, …, d_L, an activation for each
/// hidden layer, and whether layers have biases.
///
/// Layers and the order of the parameters are those of `Architecture`, and so are the limits.
public struct NamedArchitecture: Hashable, Sendable {
  /// The activations of the hidden layers 1, …, L − 1.
  public let activations: [NamedActivation]
  /// The layers without their activations: where parameters stand.
  package let layers: Architecture

  /// An architecture with one activation for each hidden layer.
  ///
  /// - Throws: `ArchitectureError` when there are fewer than two widths, a width is below one, the number of
  ///   activations is not L − 1, or N or L exceeds the limit of `Architecture`.
  public init(
    widths: [Int], activations: [NamedActivation], hasBias: Bool = false
  ) throws(ArchitectureError) {
    layers = try Architecture(
      widths: widths, activations: activations.map { _ in .monomial(degree: 1) }, hasBias: hasBias)
    self.activations = activations
  }

  /// The widths d₀, …, d_L, all at least 1.
  public var widths: [Int] { layers.widths }
  /// Whether each layer adds a bias vector.
  public var hasBias: Bool { layers.hasBias }
  /// The number N of parameters.
  public var parameterCount: Int { layers.parameterCount }
  /// The number L of layers.
  public var layerCount: Int { layers.layerCount }
  /// The number d₀ of inputs.
  public var inputCount: Int { layers.inputCount }
  /// The number d_L of outputs.
  public var outputCount: Int { layers.outputCount }
}

extension NamedArchitecture: CustomStringConvertible {
  /// For example `(2,3,1), activation tanh, with biases`.
  public var description: String {
    let shape = "(" + widths.map(String.init).joined(separator: ",") + ")"
    var names = activations.map(\.description)
    if Set(names).count == 1 { names = [names[0]] }
    return shape + (names.isEmpty ? "" : ", activation \(names.joined(separator: "; "))")
      + (hasBias ? ", with biases" : "")
  }
}
