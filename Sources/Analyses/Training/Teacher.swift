import Computation
import ExactArithmetic
import Networks
import NumericalExperiments

/// The function that the networks of an analysis are trained towards.
public struct Teacher: Hashable, Sendable {
  /// The architecture of the teacher.
  public let architecture: Architecture
  /// Its weights.
  public let parameters: [Double]
  /// Whether it is the network at the given weights.
  public let isGiven: Bool

  /// The network at the given weights; without weights a random one with one neuron less in each hidden
  /// layer, which the network can fit in many ways.
  init(student: Architecture, weights: [Double]?, seed: UInt64) {
    if let weights {
      architecture = student
      parameters = weights
      isGiven = true
      return
    }
    let last = student.layerCount
    let widths = student.widths.enumerated().map { layer, width in
      layer == 0 || layer == last ? width : max(width - 1, 1)
    }
    do {
      architecture = try Architecture(
        widths: widths, activations: student.activations, hasBias: student.hasBias)
    } catch {
      contractViolation("a smaller architecture than \(student): \(error)")
    }
    var random = RandomSource(seed: seed).split(stream: .max)
    parameters = randomParameters(of: architecture, using: &random)
    isGiven = false
  }

  /// The population loss of a network with these targets and standard normal inputs.
  func loss(of student: Architecture) throws(ComputationStopped) -> SquaredLoss {
    guard parameters.allSatisfy(\.isFinite) else {
      throw .undecided(what: "the loss: some weights are too large for floating-point numbers")
    }
    return try SquaredLoss(
      student, teacher: architecture, teacherParameters: parameters, inputs: .gaussian)
  }
}
