/// Why widths and activations do not describe a network.
///
/// Layers count from 0 (the inputs) to L (the outputs); activations belong to layers 1 to L − 1.
public enum ArchitectureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Fewer than an input and an output width.
  case tooFewWidths(count: Int)
  /// A width below one.
  case widthBelowOne(layer: Int, width: Int)
  /// Not one activation for each hidden layer.
  case activationCount(expected: Int, found: Int)
  /// An activation that is constant.
  case degreeBelowOne(layer: Int, degree: Int)
  /// A Hermite polynomial beyond `Activation.maximumHermiteDegree`.
  case hermiteDegreeTooLarge(layer: Int, degree: Int)
  /// More parameters than an `Int` counts.
  case parameterCountOverflow(widths: [Int])
  /// More parameters than `Architecture.maximumParameterCount`.
  case tooManyParameters(widths: [Int], count: Int)
  /// More layers than `Architecture.maximumLayerCount`.
  case tooManyLayers(count: Int)
  /// A degree of the network in its inputs above `Architecture.maximumInputDegree`.
  case inputDegreeTooLarge(degrees: [Int], product: Int)
  /// Inputs and degree both above `Architecture.maximumAmbientFactors`.
  case ambientDimensionTooLarge(inputs: Int, degree: Int)
  /// A degree of the network in its inputs that does not fit into an `Int`.
  case inputDegreeOverflow(degrees: [Int])

  /// One line that names what was expected and what was found.
  public var description: String {
    switch self {
    case .tooFewWidths(let count):
      "a network needs at least 2 widths (inputs and outputs), but there \(isAre(count)) \(count)"
    case .widthBelowOne(let layer, let width):
      "every width must be at least 1, but the width of layer \(layer) is \(width)"
    case .activationCount(let expected, let found):
      "there \(isAre(expected)) \(expected) hidden layer\(expected == 1 ? "" : "s"), "
        + "but \(found) activation\(found == 1 ? " is" : "s are") given"
    case .degreeBelowOne(let layer, let degree):
      degree < 0
        ? "the activation of layer \(layer) is zero, but its degree must be at least 1"
        : "the activation of layer \(layer) has degree \(degree), but it must be at least 1"
    case .hermiteDegreeTooLarge(let layer, let degree):
      "the Hermite activation of layer \(layer) has degree \(degree), "
        + "more than the limit of \(Activation.maximumHermiteDegree)"
    case .parameterCountOverflow(let widths):
      "the widths \(list(widths)) give more parameters than a 64-bit number counts"
    case .tooManyParameters(let widths, let count):
      "the widths \(list(widths)) give \(count) parameters, "
        + "more than the limit of \(Architecture.maximumParameterCount)"
    case .tooManyLayers(let count):
      "the network has \(count) layers, more than the limit of \(Architecture.maximumLayerCount)"
    case .inputDegreeTooLarge(let degrees, let product):
      "the degrees \(list(degrees)) multiply to \(product), "
        + "more than the limit of \(Architecture.maximumInputDegree)"
    case .ambientDimensionTooLarge(let inputs, let degree):
      "the polynomials of degree \(degree) in \(inputs) inputs form a space whose dimension is too "
        + "large; one of the two numbers may be at most \(Architecture.maximumAmbientFactors)"
    case .inputDegreeOverflow(let degrees):
      "the degrees \(list(degrees)) multiply to more than a 64-bit number holds"
    }
  }
}

private func isAre(_ count: Int) -> String { count == 1 ? "is" : "are" }

/// At most ten entries, so that a message stays one line.
private func list(_ values: [Int]) -> String {
  values.prefix(10).map(String.init).joined(separator: ",") + (values.count > 10 ? ",…" : "")
}
