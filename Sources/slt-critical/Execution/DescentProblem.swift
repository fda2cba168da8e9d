import Foundation
import SingularLearning

/// What a network is fitted to.
struct DescentProblem {
  let loss: SquaredLoss
  /// The target in words.
  let target: String

  /// The target that the options give; `seed` fixes a random teacher.
  init(
    _ input: TargetInput, student: Architecture, seed: UInt64, control: ComputationControl
  ) throws(CommandFailure) {
    if let path = input.data {
      self = try DescentProblem(dataAt: path, student: student, control: control)
      return
    }
    let (teacher, weights) = try DescentProblem.teacher(
      input, student: student, seed: seed, control: control)
    try self.init(teacher, weights, inputs: input.distribution, student: student)
  }

  /// The teacher with the given weights.
  init(
    _ teacher: Architecture, _ weights: [Double], inputs: InputDistribution, student: Architecture
  ) throws(CommandFailure) {
    guard
      teacher.inputCount == student.inputCount && teacher.outputCount == student.outputCount
    else {
      throw CommandFailure(
        "the teacher \(teacher) has other inputs or outputs than the student \(student)")
    }
    do {
      loss = try SquaredLoss(
        student, teacher: teacher, teacherParameters: weights, inputs: inputs)
    } catch {
      throw CommandFailure(error)
    }
    target = "teacher \(teacher) with weights \(weights), \(inputs.rawValue) inputs"
  }

  private init(
    dataAt path: String, student: Architecture, control: ComputationControl
  ) throws(CommandFailure) {
    struct Samples: Decodable {
      var inputs: [[Double]]
      var targets: [[Double]]
    }
    let (text, name) = try OptionFile.text(path, option: "--data", control: control)
    if let key = repeatedKey(inJSON: text.utf8) {
      throw CommandFailure("--data: \(name): expected every key only once, found '\(key)' twice")
    }
    let samples: Samples
    do {
      samples = try JSONDecoder().decode(Samples.self, from: Data(text.utf8))
    } catch {
      throw CommandFailure("--data: \(name): expected JSON with lists 'inputs' and 'targets'")
    }
    guard !samples.inputs.isEmpty, samples.inputs.count == samples.targets.count,
      samples.inputs.allSatisfy({ $0.count == student.inputCount }),
      samples.targets.allSatisfy({ $0.count == student.outputCount })
    else {
      throw CommandFailure(
        "--data: \(name): expected equally many inputs of \(student.inputCount) numbers and "
          + "targets of \(student.outputCount)")
    }
    if let limit = SquaredLoss.limit(of: student) { throw CommandFailure(limit) }
    loss = SquaredLoss(student, inputs: samples.inputs, targets: samples.targets)
    target = "\(samples.inputs.count) samples of \(PathParts(name).name)"
  }

  private static func teacher(
    _ input: TargetInput, student: Architecture, seed: UInt64, control: ComputationControl
  ) throws(CommandFailure) -> (Architecture, [Double]) {
    if let path = input.teacher {
      let (text, name) = try OptionFile.text(
        path, option: "--teacher", maximumBytes: NetworkSpecification.maximumBytes, control: control
      )
      do {
        let specification = try NetworkSpecification(text: text, file: name)
        guard let network = specification.network else {
          throw CommandFailure("--teacher: \(name): expected weights in the spec")
        }
        return (network.architecture, network.roundedWeights)
      } catch let failure as CommandFailure {
        throw failure
      } catch {
        throw CommandFailure("--teacher: \(error)")
      }
    }
    if let limit = SquaredLoss.limit(of: student) { throw CommandFailure(limit) }
    do {
      let widths = input.teacherWidths ?? student.widths
      let teacher = try Architecture(
        widths: widths, activations: student.activations, hasBias: student.hasBias)
      if let limit = SquaredLoss.limit(of: teacher) { throw limit }
      var random = RandomSource(seed: seed).split(stream: .max)
      return (teacher, randomParameters(of: teacher, using: &random))
    } catch let stop as ComputationStopped {
      throw CommandFailure(stop)
    } catch {
      throw CommandFailure("--teacher-widths: \(error)")
    }
  }
}
