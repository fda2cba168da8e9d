import AlgebraicStructures
import Computation
import ExactArithmetic

/// A network whose weights are floating-point numbers, as training leaves them.
///
/// Its numbers are also exact dyadic rationals: `exact` is that network.
public struct FloatingNetwork: Hashable, Sendable {
  /// The shape.
  public let architecture: Architecture
  /// All parameters in the order of the architecture; finite.
  public let weights: [Double]
  /// The precision in which the weights were stored, the lowest one if layers differ.
  public let type: FloatingPointType
  /// The precision in which changed weights are written: the highest one if layers differ.
  public let writtenType: FloatingPointType
  /// Whether the file had integers throughout, which are exact.
  public let holdsIntegers: Bool
  /// How the weights are arranged in a file.
  package let arrangement: WeightArrangement

  /// A network with weights in parameter order; traps for another count or a number that is not finite.
  ///
  /// A file written from it names the layers as `nn.Sequential` does: `0.weight`, `2.weight`, ….
  public init(
    _ architecture: Architecture, weights: [Double], type: FloatingPointType = .float64
  ) {
    self.init(
      architecture, weights: weights, type: type,
      arrangement: WeightArrangement.sequential(architecture))
  }

  package init(
    _ architecture: Architecture, weights: [Double], type: FloatingPointType,
    writtenType: FloatingPointType? = nil, arrangement: WeightArrangement,
    holdsIntegers: Bool = false
  ) {
    require(
      weights.count == architecture.parameterCount,
      "\(weights.count) weights for an architecture with \(architecture.parameterCount) parameters")
    require(
      weights.allSatisfy(\.isFinite), "the weights of a network must be finite numbers")
    self.architecture = architecture
    self.weights = weights
    self.type = type
    self.writtenType = writtenType ?? type.writtenType
    self.arrangement = arrangement
    self.holdsIntegers = holdsIntegers
  }

  /// Other weights in the same arrangement, rounded to the written precision; traps for another count or a number that is
  /// not finite.
  public func replacingWeights(_ weights: [Double]) -> FloatingNetwork {
    FloatingNetwork(
      architecture, weights: weights.map { writtenType.rounded($0) }, type: writtenType,
      arrangement: arrangement)
  }

  /// The network with exactly these numbers as rationals.
  public var exact: Network {
    do {
      return try Network(architecture, weights: weights.compactMap { Rational(exactly: $0) })
    } catch {
      contractViolation("finite weights without exact values: \(error)")
    }
  }

  /// The network in which the weights of `network` are rounded to the nearest numbers of the written
  /// precision (`writtenType`), in the arrangement of this one.
  func rounded(_ network: Network) -> FloatingNetwork {
    let type = writtenType
    return FloatingNetwork(
      network.architecture, weights: network.weights.map { type.rounded($0.asDouble) },
      type: type, arrangement: arrangement)
  }

  /// The outputs at an input of d₀ entries, in double precision; another count traps.
  public func outputs(at input: [Double]) -> [Double] {
    evaluator.outputs(weights: weights, input: input)
  }

  /// The evaluator in double precision.
  var evaluator: NetworkEvaluator<DoubleField> {
    // Every rational coefficient has a nearest double.
    guard let evaluator = try? NetworkEvaluator(architecture, ring: DoubleField()) else {
      contractViolation("an activation of \(architecture) has no image in the doubles")
    }
    return evaluator
  }
}
