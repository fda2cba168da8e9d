import Computation
import ExactArithmetic
import Networks
import NumberFields
import NumericalExperiments

/// The weights of one of two networks that are compared.
public enum ComparedWeights: Sendable {
  /// Rational ones.
  case exact(Network)
  /// Floating-point numbers, which are taken as the fractions that they are.
  case floating(FloatingNetwork)
  /// Elements of a number field with a real place.
  case numberField(NumberFieldNetwork)

  /// The shape.
  public var architecture: Architecture {
    switch self {
    case .exact(let network): network.architecture
    case .floating(let network): network.architecture
    case .numberField(let network): network.architecture
    }
  }

  /// Whether `rational` is the network itself.
  public var isRational: Bool { if case .numberField = self { false } else { true } }

  /// The network with rational weights: exactly, or for a number field rounded to floating-point numbers.
  ///
  /// Traps for a field without a real place.
  public var rational: Network {
    switch self {
    case .exact(let network): return network
    case .floating(let network): return network.exact
    case .numberField(let network):
      let rounded = network.weights.map { network.field.approximation(of: $0) }
      return FloatingNetwork(network.architecture, weights: rounded).exact
    }
  }

  /// The network over a field that has its weights.
  func network(over field: NumberField) -> NumberFieldNetwork {
    if case .numberField(let network) = self { return network }
    return NumberFieldNetwork(rational, field: field)
  }

  /// The field of the weights, if they are not rational.
  var field: NumberField? {
    if case .numberField(let network) = self { network.field } else { nil }
  }
}
