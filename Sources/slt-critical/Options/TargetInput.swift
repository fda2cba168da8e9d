import ArgumentParser
import SingularLearning

extension InputDistribution: ExpressibleByArgument {}

/// What a network is fitted to: a teacher or data.
struct TargetInput: ParsableArguments {
  @Option(
    help: ArgumentHelp("A spec with the weights of the teacher.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var teacher: String?

  @Option(
    help: ArgumentHelp(
      "The widths of a random teacher with the activations of the student.",
      valueName: "d0,...,dL"), transform: { try integerList($0) })
  var teacherWidths: [Int]?

  @Option(
    help: ArgumentHelp(
      "JSON with 'inputs' and 'targets', a list of numbers for each sample.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "The distribution of the inputs of a teacher: gaussian (default) or uniform.",
      valueName: "inputs"))
  var inputs: InputDistribution?

  func validate() throws {
    if [teacher != nil, teacherWidths != nil, data != nil].count(where: { $0 }) > 1 {
      throw ValidationError("give one of --teacher, --teacher-widths and --data")
    }
    if data != nil, inputs != nil {
      throw ValidationError("--inputs is for a teacher; with --data the file has the inputs")
    }
  }

  /// The distribution of the inputs of a teacher.
  var distribution: InputDistribution { inputs ?? .gaussian }

  /// Whether a target is given.
  var isGiven: Bool { teacher != nil || teacherWidths != nil || data != nil }
}
