import Computation
import ExactArithmetic

/// A network whose hidden layers have one unit each, with monomial activations and without biases:
/// x ↦ a·(w_(L−1) ⋯ (w_2 (b·x)^(r_1))^(r_2) ⋯)^(r_(L−1)) with a vector of outgoing weights a.
///
/// As a polynomial it is a·w_(L−1)^(k_(L−1)) ⋯ w_2^(k_2)·(b·x)^(k_1), where k_l is the product of r_l, r_(l+1), …: its
/// ideal at weights where it vanishes is a product of ideals in separate variables.
public struct MonomialChain: Hashable, Sendable {
  /// The length of b.
  public let inputs: Int
  /// The length of a.
  public let outputs: Int
  /// The degrees r_1, …, r_(L−1) of the activations.
  public let degrees: [Int]

  /// The chain with a hidden unit for each of the degrees; there is at least one, and all numbers are at least 1.
  public init(inputs: Int = 1, outputs: Int = 1, degrees: [Int]) {
    require(
      inputs >= 1 && outputs >= 1 && !degrees.isEmpty && degrees.allSatisfy { $0 >= 1 },
      "a chain has inputs, outputs and degrees of at least 1, and a hidden unit, not \(inputs), \(outputs) and \(degrees)"
    )
    self.inputs = inputs
    self.outputs = outputs
    self.degrees = degrees
  }

  /// The number L of layers of weights.
  public var layerCount: Int { degrees.count + 1 }

  /// The number of all weights.
  public var parameterCount: Int { inputs + degrees.count - 1 + outputs }

  /// The pair at zero weights.
  public var atZero: LearningCoefficient { value(isZero: degrees.map { _ in true } + [true]) }

  /// The pair at weights of which it is told, layer by layer, whether all of the layer's weights are zero.
  ///
  /// - If no layer is zero, the map from weights to networks is a submersion onto the rank-one tensors, of dimension
  ///   inputs + outputs − 1: λ is half of that and m = 1.
  /// - Otherwise the truth is zero, the other layers are units, and the zero layers are a product of ideals:
  ///   λ is the least of inputs/(2k_1), 1/(2k_l) and outputs/2 over them, and m is how many attain it.
  ///
  /// - Parameter isZero: One entry for each layer, from the inputs to the outputs; other numbers of entries trap.
  public func value(isZero: [Bool]) -> LearningCoefficient {
    require(
      isZero.count == layerCount,
      "a chain of \(layerCount) layers is given \(isZero.count) layers of weights")
    guard isZero.contains(true) else {
      return LearningCoefficient(
        Rational(Integer(inputs + outputs - 1), 2), multiplicity: 1)
    }
    var power: Integer = 1
    var candidates: [Rational] = []
    for layer in (0..<layerCount).reversed() {
      let width = layer == 0 ? inputs : layer == layerCount - 1 ? outputs : 1
      if layer < degrees.count { power = power * Integer(degrees[layer]) }
      if isZero[layer] { candidates.append(Rational(Integer(width), 2 * power)) }
    }
    return LearningCoefficient(divisors: candidates)
  }
}
