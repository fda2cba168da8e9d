import AlgebraicStructures
import Computation
import ExactArithmetic

/// An activation of practice by its name: a function that is no polynomial.
///
/// Networks of these are evaluated in double precision (`NamedNetwork`); what their identities decide exactly is
/// `fewestUnits(of:budget:)`.
public enum NamedActivation: Hashable, Sendable {
  /// The hyperbolic tangent.
  case tanh
  /// 1/(1 + e⁻ᶻ).
  case sigmoid
  /// The error function (2/√π)∫₀ᶻ e^{−s²} ds.
  case erf
  /// The sine.
  case sin
  /// z·Φ(z) with the distribution function Φ of the normal distribution: the exact form with erf, not the
  /// approximation by tanh.
  case gelu
  /// z/(1 + e⁻ᶻ), also called swish.
  case silu
  /// log(1 + eᶻ).
  case softplus
  /// max(z, 0).
  case relu
  /// z for z ≥ 0 and `slope`·z for z < 0; a network takes 0 < slope < 1.
  case leakyReLU(slope: Rational)

  /// What σ(−z) is.
  public enum Reflection: Hashable, Sendable {
    /// σ(−z) = −σ(z).
    case odd
    /// σ(−z) = 1 − σ(z).
    case complement
    /// σ(z) − σ(−z) = `slope`·z.
    case linear(slope: Rational)
  }

  /// The names as specs have them; `leaky-relu` needs a slope.
  public static let names = [
    "tanh", "sigmoid", "erf", "sin", "gelu", "silu", "softplus", "relu", "leaky-relu",
  ]

  /// The activation with a name of `names`.
  ///
  /// - Parameter name: The name.
  /// - Parameter slope: The slope for z < 0, for `leaky-relu` only; `nil` is returned where it is missing, not needed
  ///   or not between 0 and 1.
  public init?(name: String, slope: Rational? = nil) {
    if name == "leaky-relu" {
      guard let slope, slope > 0, slope < 1 else { return nil }
      self = .leakyReLU(slope: slope)
      return
    }
    guard slope == nil, let found = NamedActivation.plain.first(where: { $0.name == name }) else {
      return nil
    }
    self = found
  }

  private static let plain: [NamedActivation] = [
    .tanh, .sigmoid, .erf, .sin, .gelu, .silu, .softplus, .relu,
  ]

  /// The name, one of `names`.
  public var name: String {
    switch self {
    case .tanh: "tanh"
    case .sigmoid: "sigmoid"
    case .erf: "erf"
    case .sin: "sin"
    case .gelu: "gelu"
    case .silu: "silu"
    case .softplus: "softplus"
    case .relu: "relu"
    case .leakyReLU: "leaky-relu"
    }
  }

  /// The slope for z < 0 where it has to be given, else `nil`.
  public var slope: Rational? { if case .leakyReLU(let slope) = self { slope } else { nil } }

  /// What σ(−z) is.
  public var reflection: Reflection {
    switch self {
    case .tanh, .erf, .sin: .odd
    case .sigmoid: .complement
    case .gelu, .silu, .softplus, .relu: .linear(slope: 1)
    case .leakyReLU(let slope): .linear(slope: 1 + slope)
    }
  }

  /// Whether σ(sz) = s·σ(z) for s > 0.
  public var isPositivelyHomogeneous: Bool {
    switch self {
    case .relu, .leakyReLU: true
    default: false
    }
  }

  /// Whether σ(z + π) = −σ(z).
  public var isPeriodic: Bool { self == .sin }
}

extension NamedActivation: CustomStringConvertible {
  /// The name, with the slope if there is one: `leaky-relu(1/100)`.
  public var description: String { slope.map { "\(name)(\($0))" } ?? name }
}
