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
      "JSON with 'inputs' and 'targets', a list of numbers for each sample, or .csv or .npz with both.",
      valueName: "file"),
    completion: .file(extensions: ["json", "csv", "npz"]))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "How outputs on data are compared: squared, or categorical (softmax and cross-entropy); by default as the data say.",
      valueName: "loss"))
  var loss: DataLoss?

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

  /// The data with a categorical loss that the options or the spec give, with a name for those of a file; `nil` for another
  /// loss or a teacher.
  func categoricalData(
    for student: Architecture, data given: Dataset?, control: ComputationControl
  ) throws(CommandFailure) -> (data: Dataset, name: String?)? {
    if loss != nil, data == nil, given == nil || isGiven {
      throw CommandFailure("--loss needs data, in the spec or with --data")
    }
    guard let path = data else {
      guard let found = isGiven ? nil : given?.changed(loss: loss), found.loss == .categorical
      else { return nil }
      try requireClasses(found, student, place: "data")
      return (found, nil)
    }
    guard !Dataset.isTable(path: path) else {
      let found = try DataInput.dataset(
        path, inputCount: student.inputCount, outputCount: student.outputCount, control: control
      ).changed(loss: loss)
      if found.loss != .categorical { return nil }
      try requireClasses(found, student, place: "--data: \(path)")
      return (found, PathParts(path).name)
    }
    guard loss == .categorical else { return nil }
    let (text, name) = try OptionFile.text(path, option: "--data", control: control)
    let samples: TrainingSamples
    do {
      samples = try TrainingSamples(json: text, file: name)
    } catch {
      throw CommandFailure("--data: \(error)")
    }
    guard samples.fit(inputCount: student.inputCount, outputCount: student.outputCount) else {
      throw CommandFailure(
        "--data: \(name): \(TrainingProblemError.otherSamples(student: student))")
    }
    let found = Dataset(
      inputs: .floating(samples.inputs), targets: .floating(samples.targets), loss: .categorical)
    try requireClasses(found, student, place: "--data: \(name)")
    return (found, PathParts(name).name)
  }

  private func requireClasses(
    _ data: Dataset, _ student: Architecture, place: String
  ) throws(CommandFailure) {
    let mismatch = data.mismatch(
      inputCount: student.inputCount, outputCount: student.outputCount)
    if let mismatch { throw CommandFailure("\(place): \(mismatch)") }
  }

  /// The distribution of the inputs of a teacher.
  var distribution: InputDistribution { inputs ?? .gaussian }

  /// The loss that the options give, or else the data of a spec; `seed` fixes a random teacher.
  func problem(
    for student: Architecture, data given: Dataset? = nil, seed: UInt64,
    control: ComputationControl
  ) throws(CommandFailure) -> TrainingProblem {
    if let path = data, Dataset.isTable(path: path) {
      let dataset = try DataInput.dataset(
        path, inputCount: student.inputCount, outputCount: student.outputCount, control: control
      ).changed(loss: loss)
      return try problem(
        for: student, dataset, name: PathParts(path).name, place: "--data: \(path)")
    }
    if let given, !isGiven {
      return try problem(for: student, given.changed(loss: loss), name: "the spec", place: "data")
    }
    if let path = data {
      let (text, name) = try OptionFile.text(path, option: "--data", control: control)
      let samples: TrainingSamples
      do {
        samples = try TrainingSamples(json: text, file: name)
      } catch {
        throw CommandFailure("--data: \(error)")
      }
      do {
        return try TrainingProblem(student, samples: samples, name: PathParts(name).name)
      } catch {
        throw CommandFailure(error, place: "--data: \(name): ")
      }
    }
    let teacher = try teacherNetwork(for: student, seed: seed, control: control)
    do {
      return try TrainingProblem(student, teacher: teacher, inputs: distribution)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The data that a model with layers is fitted to, with a name: those given, or the values of a teacher at standard normal
  /// inputs; `seed` fixes these.
  func dataset(
    for student: LayeredModel, data given: Dataset?, seed: UInt64
  ) throws(CommandFailure) -> (Dataset, String) {
    guard teacherWidths == nil, inputs == nil else {
      throw CommandFailure(
        "--teacher-widths and --inputs are for networks of dense layers: a model with layers has data, or "
          + "--teacher with a spec")
    }
    if let path = data {
      let found = try DataInput.dataset(
        path, inputCount: student.inputCount, outputCount: student.outputCount)
      return (try compared(found, by: student), PathParts(path).name)
    }
    guard let path = teacher else {
      guard let given else {
        throw CommandFailure(
          "expected data in the spec, --data or --teacher: a model with layers has no teacher by itself"
        )
      }
      return (try compared(given, by: student), "the data of the spec")
    }
    let (text, name) = try OptionFile.text(
      path, option: "--teacher", maximumBytes: NetworkSpecification.maximumBytes)
    do throws(SpecificationError) {
      let teacher = try ModelSpecification(text: text, file: name)
      return (
        try Dataset(teacher: teacher, of: student, file: name, seed: seed),
        "the function of \(name)"
      )
    } catch {
      throw CommandFailure("--teacher: \(error)")
    }
  }

  /// Data with the loss of the options.
  private func compared(
    _ data: Dataset, by student: LayeredModel
  ) throws(CommandFailure) -> Dataset {
    let result = data.changed(loss: loss)
    if result.loss == .categorical, student.outputCount < 2 {
      throw CommandFailure("--loss: a categorical loss needs at least 2 outputs, but there is 1")
    }
    return result
  }

  private func problem(
    for student: Architecture, _ dataset: Dataset, name: String, place: String
  ) throws(CommandFailure) -> TrainingProblem {
    guard let targets = dataset.targets else {
      throw CommandFailure("\(place): expected targets beside the inputs, found none")
    }
    guard dataset.loss == .squared else {
      throw CommandFailure("\(place): loss: descent is for the squared loss, found categorical")
    }
    let samples = TrainingSamples(
      inputs: dataset.inputs.roundedRows, targets: targets.roundedRows)
    do {
      return try TrainingProblem(student, samples: samples, name: name)
    } catch {
      throw CommandFailure(error, place: "\(place): ")
    }
  }

  private func teacherNetwork(
    for student: Architecture, seed: UInt64, control: ComputationControl
  ) throws(CommandFailure) -> Teacher {
    if let path = teacher {
      let (text, name) = try OptionFile.text(
        path, option: "--teacher", maximumBytes: NetworkSpecification.maximumBytes, control: control
      )
      let specification: NetworkSpecification
      do {
        specification = try NetworkSpecification(text: text, file: name)
      } catch {
        throw CommandFailure("--teacher: \(error)")
      }
      try requireRationalWeights(specification)
      guard let network = specification.network else {
        throw CommandFailure("--teacher: \(name): expected weights in the spec")
      }
      return Teacher(network)
    }
    let architecture: Architecture
    do {
      architecture = try Architecture(
        widths: teacherWidths ?? student.widths, activations: student.activations,
        hasBias: student.hasBias)
    } catch {
      throw CommandFailure("--teacher-widths: \(error)")
    }
    if let limit = SquaredLoss.limit(of: architecture) { throw CommandFailure(limit) }
    return .random(architecture, seed: seed)
  }

  /// Whether a target is given.
  var isGiven: Bool { teacher != nil || teacherWidths != nil || data != nil }
}

extension CommandFailure {
  /// The failure to make a loss; `place` begins the line unless a limit is the reason.
  init(_ error: TrainingProblemError, place: String = "") {
    if case .stopped(let stop) = error {
      self.init(stop)
    } else {
      self.init(place + error.description)
    }
  }
}
