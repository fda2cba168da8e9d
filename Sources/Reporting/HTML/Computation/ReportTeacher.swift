import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks
import NumericalExperiments

/// The function that the experiments of a page train towards.
struct ReportTeacher: Hashable, Sendable {
  /// The architecture of the teacher.
  let architecture: Architecture
  /// Its weights.
  let parameters: [Double]
  /// What it is, as the end of "the targets are those of ".
  let text: String

  /// The network at the given weights; without weights a random one with one neuron less in each hidden
  /// layer, which the network can fit in many ways.
  init(student: Architecture, weights: [Double]?, seed: UInt64) {
    if let weights {
      architecture = student
      parameters = weights
      text = "the network at the given weights"
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
    text = "a random network of widths (\(widths.map(String.init).joined(separator: ",")))"
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
