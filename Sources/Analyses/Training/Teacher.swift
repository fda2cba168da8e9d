import Computation
import ExactArithmetic
import Networks
import NumericalExperiments

/// A network whose function others are trained towards.
public struct Teacher: Hashable, Sendable {
  /// The architecture of the teacher.
  public let architecture: Architecture
  /// Its weights.
  public let parameters: [Double]
  /// Whether the weights were given; otherwise they are random.
  public let isGiven: Bool

  /// The network with these weights, one number for each parameter (else traps).
  public init(_ architecture: Architecture, parameters: [Double]) {
    require(
      parameters.count == architecture.parameterCount,
      "\(parameters.count) weights for a teacher with \(architecture.parameterCount) parameters")
    self.init(architecture, parameters, isGiven: true)
  }

  /// The network with these weights, rounded to floating-point numbers.
  public init(_ network: Network) {
    self.init(network.architecture, parameters: network.roundedWeights)
  }

  /// A network with random weights, which `seed` fixes.
  public static func random(_ architecture: Architecture, seed: UInt64) -> Teacher {
    var random = RandomSource(seed: seed).split(stream: .max)
    return Teacher(
      architecture, randomParameters(of: architecture, using: &random), isGiven: false)
  }

  /// A random network with one neuron less in each hidden layer, which `student` can fit in many ways.
  public static func smaller(than student: Architecture, seed: UInt64) -> Teacher {
    let last = student.layerCount
    let widths = student.widths.enumerated().map { layer, width in
      layer == 0 || layer == last ? width : max(width - 1, 1)
    }
    do {
      return random(
        try Architecture(
          widths: widths, activations: student.activations, hasBias: student.hasBias), seed: seed)
    } catch {
      contractViolation("a smaller architecture than \(student): \(error)")
    }
  }

  private init(_ architecture: Architecture, _ parameters: [Double], isGiven: Bool) {
    self.architecture = architecture
    self.parameters = parameters
    self.isGiven = isGiven
  }
}
