import ArgumentParser
import SingularLearning

extension SweptCommand: ExpressibleByArgument {}
extension SweepEngine: ExpressibleByArgument {}

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
      one folder, or in turn; in an element of an array of Slurm jobs the shard is that element.

      --engine slurm writes a script for a cluster instead of running the missing jobs: 'sbatch DIR/slurm-1.sh', then \
      --merge DIR. Its elements are lists of jobs of about equal cost; one that was killed goes on where it was, and what is \
      missing in the end the same command puts into a new script. --plan prints the missing jobs, one JSON line each, for \
      other schedulers: --jobs-from FILE runs such lines and prints those of the results.

      EXAMPLES
        slt-critical sweep verify --widths 2,2..4,1 --degrees 2..6 --output runs
        slt-critical sweep locus --widths 2,2,2,1 --degrees 2..3,2..4 \\
          --time-limit 60 --output loci -- --check slices
        slt-critical sweep threshold --widths 2..3,2..3,1 --output thresholds
        slt-critical sweep dimension --list networks.txt --shard 2/8 --output runs
        slt-critical sweep dimension --spec examples/attention.yaml \\
          --vary inputs.tokens=1..3 --output attention
        slt-critical sweep locus --widths 2,2..4,1 --degrees 2..6 --output loci \\
          --engine slurm --at-once 50 --sbatch=--partition=long
        slt-critical sweep --merge loci
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

  @Option(
    help: ArgumentHelp(
      "What runs the missing jobs: \(SweepEngine.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "engine"))
  var engine = SweepEngine.local

  /// What the options take.
  static let elementRange = NumericRange(1, 1_000_000)

  @Option(
    help: ArgumentHelp(
      "With --engine slurm: the most elements of the array \(Self.elementRange), by default "
        + "\(SlurmArray.standardElementCount).", valueName: "n"))
  var elements: Int?

  @Option(
    help: ArgumentHelp(
      "With --engine slurm: the most elements that run at once \(Self.elementRange).",
      valueName: "n")
  )
  var atOnce: Int?

  @Option(
    help: ArgumentHelp(
      "With --engine slurm: an option for sbatch, as in --sbatch=--partition=long; repeated for several.",
      valueName: "option"))
  var sbatch: [String] = []

  /// What the option takes.
  static let endRange = NumericRange(above: 0.0, 1e9)

  @Option(
    help: ArgumentHelp(
      "End a job from outside after this many seconds \(Self.endRange); by default a minute after twice "
        + "the time limit, if there is one.", valueName: "seconds"))
  var endAfter: Double?

  @Flag(help: "Print the missing jobs, one JSON line each, and do nothing else.")
  var plan = false

  @Option(
    help: ArgumentHelp(
      "Run the jobs of these lines, which --plan printed, into the folder of --output or to standard output.",
      valueName: "file"), completion: .file(extensions: ["jsonl"]))
  var jobsFrom: String?

  @Option(
    help: ArgumentHelp(
      "Join the results of all shards and elements into one file, and print the table.",
      valueName: "dir"))
  var merge: String?

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
    try Self.elementRange.check(elements, "--elements")
    try Self.elementRange.check(atOnce, "--at-once")
    try Self.endRange.check(endAfter, "--end-after")
    for (name, isAlone) in [("--summary", summary != nil), ("--merge", merge != nil)] where isAlone
    {
      if command != nil || output != nil || hasGrid || jobsFrom != nil
        || (summary != nil && merge != nil)
      {
        throw ValidationError("\(name) DIR stands alone")
      }
      return
    }
    if jobsFrom != nil {
      if command != nil || hasGrid || plan || shard != nil || engine != .local || !options.isEmpty {
        throw ValidationError("--jobs-from FILE says which jobs; it goes with --output DIR only")
      }
      return
    }
    if engine == .local, elements != nil || atOnce != nil || !sbatch.isEmpty {
      throw ValidationError("--elements, --at-once and --sbatch go with --engine slurm")
    }
    if sbatch.contains(where: { $0.contains("\n") || !$0.hasPrefix("-") }) {
      throw ValidationError(
        "--sbatch: expected an option of sbatch, as in --sbatch=--partition=long")
    }
    if engine == .slurm || plan, shard != nil || (engine == .slurm && plan) {
      throw ValidationError("--engine slurm, --plan and --shard exclude each other")
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

  private var hasGrid: Bool { !widths.isEmpty || list != nil || spec != nil }

  /// Options that a sweep has itself or sets.
  private static let own = [
    "--widths", "--degree", "--seed", "--threads", "--time-limit", "--work-limit",
    "--memory-limit", "--log", "--output",
    "--format", "--json", "--quiet", "--batch", "--certificate", "--export", "--trace", "--resume",
    "--picture", "--help", "-o",
  ]

  func run() throws {
    if let summary {
      return try printSummary(of: SweepFolder(reading: summary, option: "--summary"))
    }
    if let merge {
      let folder = try SweepFolder(reading: merge, option: "--merge")
      let missing = try folder.merge()
      try printSummary(of: folder)
      guard missing == 0 else {
        throw CommandFailure(
          "--merge: \(counted(missing, "job has", "jobs have")) no result yet; the command that started the sweep "
            + "goes on with them")
      }
      return
    }
    if let jobsFrom {
      let control = ComputationControl()
      return try PlannedSweep(path: jobsFrom, control: control).run(
        into: output, threads: computation.threads ?? 1, control: control, isQuiet: quiet)
    }
    guard let command, let output else { return }
    let control = ComputationControl()
    let grid =
      try list.map { path throws(CommandFailure) in
        try SweepGrid(listAt: path, control: control)
      }
      ?? spec.map { path throws(CommandFailure) in
        try SweepGrid(specificationAt: path, varying: vary, control: control)
      } ?? SweepGrid(widths: widths, degrees: degrees)
    let processes = SweepProcesses(
      command, options: jobOptions,
      longestSeconds: endAfter ?? computation.timeLimit.map { 2 * $0 + 60 })
    if let first = grid.jobs.first {
      do {
        _ = try CommandNames.root.parseAsRoot(processes.arguments(of: first))
      } catch {
        try CommandNames.check(processes.arguments(of: first))
        throw CommandFailure("\(command.rawValue): \(CommandNames.root.message(for: error))")
      }
    }
    let folder = try SweepFolder(path: output, description: description(of: grid, command))
    let sweep = Sweep(
      grid: grid, description: [command.rawValue] + options + ["\(computation.seed)"],
      folder: folder, processes: processes,
      shard: shard ?? (plan || engine == .slurm ? nil : .ofArrayElement), retries: retry,
      threads: computation.threadCount, control: control, isQuiet: quiet)
    if plan { return try printPlan(of: sweep) }
    if engine == .slurm { return try writeArray(of: sweep) }
    InterruptHandler.cancel(control) { processes.interrupt() }
    try sweep.run()
    try printSummary(of: folder)
  }

  /// Prints the missing jobs.
  private func printPlan(of sweep: Sweep) throws(CommandFailure) {
    let output = try Outputs(control: sweep.control).open(nil, option: "")
    for task in try sweep.missingTasks() {
      try output.append(
        Array((PlannedTask.line(of: task, processes: sweep.processes) + "\n").utf8))
    }
    try output.finish()
  }

  /// Writes the missing jobs as an array for Slurm, and says what to do with it.
  private func writeArray(of sweep: Sweep) throws(CommandFailure) {
    let tasks = try sweep.missingTasks()
    let array = SlurmArray(
      folder: sweep.folder, elementCount: elements ?? SlurmArray.standardElementCount,
      atOnce: atOnce, options: sbatch, memoryLimit: computation.memoryLimit)
    let output = try Outputs(control: sweep.control).open(nil, option: "")
    guard let (script, count) = try array.write(tasks, processes: sweep.processes) else {
      return try output.write("nothing is missing; slt-critical sweep --merge \(sweep.folder.path)")
    }
    try output.write(
      "\(counted(tasks.count, "job", "jobs")) in \(counted(count, "element", "elements"))\nsbatch \(script)"
    )
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
