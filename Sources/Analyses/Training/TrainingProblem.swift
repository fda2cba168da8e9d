import Computation
import NetworkFiles
import Networks
import NumericalExperiments

/// A loss to be minimised: a network and what it is fitted to.
public struct TrainingProblem: Sendable {
  /// The loss, a function of the weights of the network.
  public let loss: SquaredLoss
  /// What it is fitted to, in words.
  public let target: String

  /// The population loss against the function of a teacher.
  ///
  /// - Throws: `otherShape` for a teacher with other numbers of inputs or outputs; `stopped` where the loss is too
  ///   large for floating-point numbers or for `SquaredLoss`.
  public init(
    _ student: Architecture, teacher: Teacher, inputs: InputDistribution = .gaussian
  ) throws(TrainingProblemError) {
    let architecture = teacher.architecture
    guard
      architecture.inputCount == student.inputCount
        && architecture.outputCount == student.outputCount
    else { throw .otherShape(teacher: architecture, student: student) }
    guard teacher.parameters.allSatisfy(\.isFinite) else {
      throw .stopped(
        .undecided(what: "the loss: some weights are too large for floating-point numbers"))
    }
    do throws(ComputationStopped) {
      loss = try SquaredLoss(
        student, teacher: architecture, teacherParameters: teacher.parameters, inputs: inputs)
    } catch {
      throw .stopped(error)
    }
    target = "teacher \(architecture) with weights \(teacher.parameters), \(inputs.rawValue) inputs"
  }

  /// The mean squared error on samples.
  ///
  /// `name`: How `target` names the samples.
  /// - Throws: `otherSamples` where they do not fit the network; `stopped` where it is too large for `SquaredLoss`.
  public init(
    _ student: Architecture, samples: TrainingSamples, name: String
  ) throws(TrainingProblemError) {
    guard samples.fit(inputCount: student.inputCount, outputCount: student.outputCount) else {
      throw .otherSamples(student: student)
    }
    if let limit = SquaredLoss.limit(of: student) { throw .stopped(limit) }
    loss = SquaredLoss(student, inputs: samples.inputs, targets: samples.targets)
    target = "\(samples.inputs.count) samples of \(name)"
  }
}

/// Why there is no loss.
public enum TrainingProblemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The teacher has other inputs or outputs than the student.
  case otherShape(teacher: Architecture, student: Architecture)
  /// Not equally many inputs and targets, or some of other lengths than the network has.
  case otherSamples(student: Architecture)
  /// A limit of floating-point losses.
  case stopped(ComputationStopped)

  /// One line.
  public var description: String {
    switch self {
    case .otherShape(let teacher, let student):
      "the teacher \(teacher) has other inputs or outputs than the student \(student)"
    case .otherSamples(let student):
      "expected equally many inputs of \(student.inputCount) numbers and targets of "
        + "\(student.outputCount)"
    case .stopped(let stop): "\(stop)"
    }
  }
}
