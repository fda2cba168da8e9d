import SingularLearning

/// The networks of a sweep in the order of their lines, and how they were named.
struct SweepGrid {
  /// The most jobs of a sweep.
  static let largestCount = 1_000_000

  /// The networks.
  let jobs: [SweepJob]
  /// What was given, in the words of the command line.
  let description: [String]

  /// All widths with all degrees: for each list of widths the degrees vary fastest.
  ///
  /// - Parameter degrees: One range for all hidden layers together, or a range for each; `nil` for jobs
  ///   without degrees.
  init(widths: [[IntegerRange]], degrees: [IntegerRange]?) throws(CommandFailure) {
    var count = 0
    for places in widths {
      let size = IntegerRange.choiceCount(places + (degrees ?? []))
      guard size <= Self.largestCount - count else {
        throw CommandFailure("the grid has more than \(Self.largestCount) networks")
      }
      count += size
    }
    var jobs: [SweepJob] = []
    for widths in widths.flatMap(IntegerRange.choices) {
      guard let degrees else {
        jobs.append(try SweepJob(widths: widths))
        continue
      }
      for choice in try Self.choices(degrees, for: widths) {
        jobs.append(try SweepJob(widths: widths, degrees: choice))
      }
    }
    self.jobs = jobs
    description =
      widths.map { "--widths " + $0.map(\.description).joined(separator: ",") }
      + (degrees.map { ["--degrees " + $0.map(\.description).joined(separator: ",")] } ?? [])
  }

  private static func choices(
    _ degrees: [IntegerRange], for widths: [Int]
  ) throws(CommandFailure) -> [[Int]] {
    let hidden = max(widths.count - 2, 0)
    if hidden == 0 { return [[]] }
    if degrees.count == 1 { return degrees[0].values.map { Array(repeating: $0, count: hidden) } }
    guard degrees.count == hidden else {
      throw CommandFailure(
        "--degrees: expected one range, or one for each hidden layer (widths \(widths) have "
          + "\(hidden)), but found \(degrees.count)")
    }
    return IntegerRange.choices(degrees)
  }

  /// The models of a spec with all values of some of its numbers, the last of them varying fastest.
  init(
    specificationAt path: String, varying variations: [SweepVariation], control: ComputationControl
  ) throws(CommandFailure) {
    let ranges = variations.map(\.range)
    guard IntegerRange.choiceCount(ranges) <= Self.largestCount else {
      throw CommandFailure("the grid has more than \(Self.largestCount) models")
    }
    let text = try OptionFile.text(
      path, option: "--spec", maximumBytes: NetworkSpecification.maximumBytes, control: control
    ).text
    // The commands read it from standard input: files that it names are looked for where they run.
    let name = PathParts(path).name
    let template: SpecificationTemplate
    do throws(SpecificationError) {
      template = try SpecificationTemplate(
        text: text, file: name, replacing: variations.map(\.field))
    } catch {
      throw CommandFailure("--spec: \(error)")
    }
    // A point of the grid that is no model gets a line that says so; a grid of none is a mistake.
    var (firstProblem, problemCount) = (CommandFailure?.none, 0)
    var jobs: [SweepJob] = []
    for values in IntegerRange.choices(ranges) {
      let text = template.text(with: values)
      do throws(SpecificationError) {
        _ = try ModelSpecification(text: text, file: name)
      } catch {
        let place = zip(template.fields, values).map { "\($0)=\($1)" }.joined(separator: ", ")
        firstProblem =
          firstProblem
          ?? CommandFailure("--spec: \(place.isEmpty ? "" : "with \(place): ")\(error)")
        problemCount += 1
      }
      jobs.append(
        SweepJob(
          specification: text,
          numbers: zip(template.fields, values).map { .init(field: $0, value: $1) }))
    }
    if let firstProblem, problemCount == jobs.count { throw firstProblem }
    self.jobs = jobs
    description =
      ["--spec \(name)"] + variations.map { "--vary \($0.field)=\($0.range)" } + [text]
  }

  /// The networks of a file as `dimension --batch` reads it.
  init(listAt path: String, control: ComputationControl) throws(CommandFailure) {
    let source = ArchitectureSource(
      try OptionFile.open(path, option: "--list"), control: control)
    var jobs: [SweepJob] = []
    while let line = try source.next() {
      guard jobs.count < Self.largestCount else {
        throw CommandFailure("--list: \(path) has more than \(Self.largestCount) networks")
      }
      switch line.model {
      case .success(.network(let network)) where line.text == nil:
        jobs.append(SweepJob(network.architecture))
      case .success: jobs.append(SweepJob(specification: line.text ?? ""))
      case .failure(let problem): throw CommandFailure(problem.description)
      }
    }
    self.jobs = jobs
    description = ["--list \(PathParts(path).name)"]
  }
}
