import ArgumentParser
import SingularLearning

extension SweptCommand: ExpressibleByArgument {}

/// `slt-critical sweep`.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "A command over a grid of architectures and degrees, resumable.",
    discussion: """
      Runs the command for all widths and degrees of a grid, or for the networks of a list as \
      'dimension --batch' reads it. A range is written 2..5; --widths may be repeated; one range for \
      --degrees gives all hidden layers the same degree. Options of the command itself follow after --.

      For models with layers --spec names a spec and each --vary a whole number in it with a range, by the \
      field that error messages name: layers[0].attention.key=1..4, inputs.length=5..8. The number of \
      layers varies with 'repeat: {times: 2, layers: [...]}' in the spec. All other numbers stay, so that \
      one that is to vary has to stand in the spec, and weights in it have to fit. Files that the spec names are \
      looked for in the working folder.

      DIR/results.jsonl has one JSON line a job: 'job', 'widths' and 'degrees' (or 'numbers' by field, or \
      'spec' of a list), the exit 'status', and as \
      'result' what the command prints with --json, or an 'error'. The same command line continues a \
      sweep that was interrupted or killed; finished jobs are not repeated. Each job runs on one thread \
      in a process of its own, --threads of them at a time, and --time-limit, --work-limit and \
      --memory-limit hold for each. Shards may run at once, on several machines into copies of DIR whose results are put into \
      one folder, or in turn.

      EXAMPLES
        slt-critical sweep verify --widths 2,2..4,1 --degrees 2..6 --output runs
        slt-critical sweep locus --widths 2,2,2,1 --degrees 2..3,2..4 \\
          --time-limit 60 --output loci -- --check slices
        slt-critical sweep threshold --widths 2..3,2..3,1 --output thresholds
        slt-critical sweep dimension --list networks.txt --shard 2/8 --output runs
        slt-critical sweep dimension --spec examples/attention.yaml \\
          --vary inputs.tokens=1..3 --output attention
        slt-critical sweep --summary runs
      """)

  @Argument(
    help: ArgumentHelp(
      "The command: \(SweptCommand.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "command"))
  var command: SweptCommand?

  @Option(
    help: ArgumentHelp("Widths with ranges, for example 2,2..4,1.", valueName: "d0,...,dL"),
    transform: { try IntegerRange.list($0) })
  var widths: [[IntegerRange]] = []

  @Option(
    name: [.customLong("degrees"), .customLong("degree")],
    help: ArgumentHelp(
      "A range of degrees for all hidden layers, or one for each.", valueName: "r1,r2,..."),
    transform: { try IntegerRange.list($0) })
  var degrees: [IntegerRange]?

  @Option(
    help: ArgumentHelp(
      "Instead of widths: a spec in which --vary replaces numbers.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var spec: String?

  @Option(
    help: ArgumentHelp(
      "With --spec: the field of a whole number in it, and a range; repeated for all combinations.",
      valueName: "field=range"),
    transform: { try SweepVariation($0) })
  var vary: [SweepVariation] = []

  @Option(help: ArgumentHelp("Instead of a grid: networks, one a line.", valueName: "file"))
  var list: String?

  @Option(help: ArgumentHelp("Keep the results in this folder.", valueName: "dir"))
  var output: String?

  @Option(
    help: ArgumentHelp("Only every n-th job, beginning with the k-th.", valueName: "k/n"),
    transform: {
      guard let shard = SweepShard($0) else {
        throw ValidationError("expected k/n with k from 1 to n")
      }
      return shard
    })
  var shard: SweepShard?

  @Flag(help: "Repeat the jobs that a limit stopped or that failed.")
  var retry = false

  @Option(help: ArgumentHelp("Print the table of a sweep and do nothing else.", valueName: "dir"))
  var summary: String?

  @Option(help: "The form of the summary.")
  var format: OutputFormat?

  @Flag(name: .customLong("json"), help: "The summary as JSON, the same as --format json.")
  var wantsJSON = false

  @Flag(help: "No progress on standard error.")
  var quiet = false

  @OptionGroup var computation: ComputationOptions

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("Options of the command, for all jobs.", valueName: "options"))
  var options: [String] = []

  func validate() throws {
    if wantsJSON, let format, format != .json {
      throw ValidationError("--json contradicts --format \(format.rawValue)")
    }
    if summary != nil {
      if command != nil || output != nil || !widths.isEmpty || list != nil || spec != nil {
        throw ValidationError("--summary DIR stands alone")
      }
      return
    }
    guard let command else { throw ValidationError("sweep needs a command, for example 'locus'") }
    guard output != nil else { throw ValidationError("sweep needs --output DIR") }
    guard [!widths.isEmpty, list != nil, spec != nil].count(where: { $0 }) == 1 else {
      throw ValidationError("sweep needs either --widths or --list, or --spec with --vary")
    }
    guard vary.isEmpty == (spec == nil) else {
      throw ValidationError("--spec and --vary go together")
    }
    if spec != nil, degrees != nil {
      throw ValidationError("--degrees goes with --widths; with --spec there is --vary")
    }
    if list != nil, degrees != nil {
      throw ValidationError("the networks of --list have degrees; --degrees goes with --widths")
    }
    if command.hasDegrees, !widths.isEmpty, degrees == nil {
      throw ValidationError("\(command.rawValue) needs --degrees")
    }
    if !command.hasDegrees, list != nil || degrees != nil {
      throw ValidationError("\(command.rawValue) tries all degrees; give --widths only")
    }
    if command.needsWeights, spec == nil,
      !options.contains(where: { $0 == "--weights" || $0.hasPrefix("--weights=") })
    {
      throw ValidationError("\(command.rawValue) needs weights for all jobs: -- --weights FILE")
    }
    for option in options where Self.own.contains(where: { option.hasPrefix($0) }) {
      throw ValidationError("\(option) belongs before --, or is set for each job")
    }
  }

  /// Options that a sweep has itself or sets.
  private static let own = [
    "--widths", "--degree", "--seed", "--threads", "--time-limit", "--work-limit",
    "--memory-limit", "--output",
    "--format", "--json", "--quiet", "--batch", "--certificate", "--export", "--trace", "--resume",
    "--picture", "--help", "-o",
  ]

  func run() throws {
    if let summary { return try printSummary(of: SweepFolder(reading: summary)) }
    guard let command, let output else { return }
    let control = ComputationControl()
    let grid =
      try list.map { path throws(CommandFailure) in
        try SweepGrid(listAt: path, control: control)
      }
      ?? spec.map { path throws(CommandFailure) in
        try SweepGrid(specificationAt: path, varying: vary, control: control)
      } ?? SweepGrid(widths: widths, degrees: degrees)
    let processes = SweepProcesses(command, options: jobOptions)
    if let first = grid.jobs.first {
      do {
        _ = try CommandNames.root.parseAsRoot(processes.arguments(of: first))
      } catch {
        try CommandNames.check(processes.arguments(of: first))
        throw CommandFailure("\(command.rawValue): \(CommandNames.root.message(for: error))")
      }
    }
    let folder = try SweepFolder(path: output, description: description(of: grid, command))
    InterruptHandler.cancel(control) { processes.interrupt() }
    try Sweep(
      grid: grid, folder: folder, processes: processes, shard: shard, retries: retry,
      threads: computation.threadCount, control: control, isQuiet: quiet
    ).run()
    try printSummary(of: folder)
  }

  /// The options that all jobs share.
  private var jobOptions: [String] {
    var all =
      options + [
        "--format", "json-line", "--quiet", "--seed", "\(computation.seed)", "--threads", "1",
      ]
    if let limit = computation.timeLimit { all += ["--time-limit", "\(limit)"] }
    if let limit = computation.workLimit { all += ["--work-limit", "\(limit)"] }
    if let limit = computation.memoryLimit { all += ["--memory-limit", "\(limit)"] }
    return all
  }

  /// What decides the results; limits may change from one start to the next.
  private func description(of grid: SweepGrid, _ command: SweptCommand) -> JSONValue {
    [
      "schema": .integer(jsonSchemaVersion), "command": .string(command.rawValue),
      "options": .array(options.map { .string($0) }),
      "networks": .array(grid.description.map { .string($0) }), "jobs": .exact(grid.jobs.count),
      "seed": .exact(Integer(computation.seed)),
    ]
  }

  /// Prints the table and fails if jobs failed or were stopped.
  private func printSummary(of folder: SweepFolder) throws(CommandFailure) {
    let summary = try SweepReport(of: folder)
    let destination = try Outputs(control: ComputationControl()).open(nil, option: "")
    try destination.write(
      (wantsJSON ? .json : format ?? .text).text(of: summary.document, for: destination))
    let count = summary.jobs.count
    if let (job, reason) = summary.failures.first {
      throw CommandFailure(
        "\(summary.failures.count) of \(count) jobs failed; \(job.name): \(reason)")
    }
    if summary.stoppedCount > 0 {
      var failure = CommandFailure(
        "\(summary.stoppedCount) of \(count) jobs were stopped by a limit")
      failure.status = CommandFailure.stoppedByLimit
      throw failure
    }
  }
}
