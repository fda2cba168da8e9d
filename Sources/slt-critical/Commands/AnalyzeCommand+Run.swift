import ArgumentParser
import Foundation
import SingularLearning
import Synchronization

extension AnalyzeCommand {
  /// Whether weights are those of a training run: a folder, a pattern, or several files.
  var isRun: Bool {
    !checkpoints.isEmpty || weights.weights.map(CheckpointFile.isRun) ?? false
  }

  /// Refuses options that belong to a run without one, and the other way round.
  func validateRun() throws {
    if weights.weights == nil, let first = checkpoints.first {
      throw ValidationError(
        "unexpected argument '\(first)': further files go behind --weights FILE")
    }
    if !isRun {
      guard !estimate, resume == nil, !picture.isWanted else {
        throw ValidationError(
          "--estimate, --resume and --picture are for training runs: --weights with a folder, a pattern such "
            + "as 'run/*.npz', or several files")
      }
      return
    }
    if kernel || numerical.exact || numerical.radius != nil {
      throw ValidationError("--kernel, --exact and --radius do not go with a training run")
    }
  }

  /// Looks at all checkpoints.
  func analyzeRun() throws {
    guard case .polynomial(.network(let given)) = try network.loadSpecification() else {
      throw CommandFailure(
        "--weights: expected one file: a training run is for networks of dense layers with polynomial activations"
      )
    }
    let specification = try data.specification(replacing: given)
    guard specification.data?.field == nil else {
      throw CommandFailure("data: expected rational or floating-point numbers for a training run")
    }
    let files: [CheckpointFile]
    do throws(CheckpointFileError) {
      files = try CheckpointFile.files((weights.weights.map { [$0] } ?? []) + checkpoints)
    } catch {
      throw CommandFailure("--weights: \(error)")
    }
    for file in files where WeightFileFormat(path: file.path) == nil {
      throw CommandFailure(
        "--weights: \(file.path): expected files that end in .safetensors, .npz or .npy for a training run"
      )
    }
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    if let resume { try execution.outputs.reserve(resume, option: "--resume") }
    var plan = CheckpointPlan(data: specification.data)
    (plan.tolerance, plan.seed) = (numerical.tolerance, execution.seed)
    if estimate { plan.estimate = LearningCoefficientOptions() }
    let store = try resume.map { path throws(CommandFailure) in
      try CheckpointStore(path: path, description: description(of: plan, specification))
    }
    let sources = files.map { source($0, specification.architecture, store) }
    if !output.quiet, case .success(let network)? = sources.first?.load() {
      for remark in network.remarks {
        StandardStreams.report("remark: \(files[0].path): \(remark)")
      }
    }
    let done = sources.count { $0.known != nil }
    let bar = Mutex((ProgressBar(total: files.count, isQuiet: output.quiet), done))
    let analysis = trainingRunAnalysis(
      of: sources, specification: specification, plan: plan, threads: computation.threadCount,
      control: execution.control
    ) { _, checkpoint in
      store?.append(checkpoint)
      bar.withLock {
        $0.1 += 1
        $0.0.update(done: $0.1)
      }
    }
    bar.withLock { $0.0.finish() }
    execution.outputs.attempt { () throws(CommandFailure) in try store?.finish() }
    if let drawing {
      execution.outputs.deliver(trainingRunPicture(analysis).standaloneSVG(), to: drawing)
    }
    try execution.emit(TrainingRunReport(analysis), stop: analysis.stop)
    if let first = analysis.failures.first {
      throw CommandFailure(
        "\(analysis.failures.count) of \(counted(files.count, "checkpoint")) could not be read; "
          + "\(first.error ?? first.file)")
    }
  }

  private func source(
    _ file: CheckpointFile, _ architecture: Architecture, _ store: CheckpointStore?
  ) -> CheckpointSource {
    let names = weights.layerNames
    let orientation = weights.orientation
    let fingerprint = store == nil ? nil : contentFingerprint(of: file.path)
    return CheckpointSource(
      file, fingerprint: fingerprint,
      known: store?.checkpoint(file.name, fingerprint: fingerprint)
    ) {
      do {
        return .success(
          try FloatingNetwork(
            architecture, weightsContentsOf: file.path, layers: names, orientation: orientation))
      } catch {
        return .failure(CheckpointError("\(error)"))
      }
    }
  }

  /// `nil` for a file that cannot be read, which reading it will tell.
  private func contentFingerprint(of path: String) -> String? {
    var fingerprint = Fingerprint()
    do throws(InputFileError) {
      let file = try InputFile(path: path)
      while true {
        let part = try file.next(control: RunControl.current)
        if part.isEmpty { return fingerprint.description }
        fingerprint.add(part)
      }
    } catch {
      return nil
    }
  }

  /// What decides the results.
  private func description(
    of plan: CheckpointPlan, _ specification: NetworkSpecification
  ) -> JSONValue {
    var content = Fingerprint()
    for table in [plan.data?.inputs, plan.data?.targets] {
      for row in table?.roundedRows ?? [] { for value in row { content.add(value.bitPattern) } }
      content.add(UInt64(table?.columnCount ?? 0))
    }
    let network = NetworkSpecification(architecture: specification.architecture)
    return [
      "schema": .integer(jsonSchemaVersion), "network": JSONValue(network),
      "data": plan.data.map { .string("\($0.loss.rawValue) \(content)") } ?? .null,
      "tolerance": plan.tolerance.map { .real($0) } ?? .null, "estimate": .bool(estimate),
      "layers": weights.layers.map { .string($0) } ?? .null,
      "orientation": weights.orientation.map { .string($0.rawValue) } ?? .null,
      "seed": .exact(Integer(plan.seed)),
    ]
  }
}
