import SingularLearning

/// Floating-point weights and named activations on data, and estimates with some parameters held fixed.
extension LearningCoefficientCommand {
  /// Half the numerical rank on the data, and an estimate.
  func estimate(
    _ network: FloatingNetwork, on data: Dataset, name: String?
  ) throws {
    try requirePlainPoint(beside: "floating-point weights on data")
    let plan = try estimatePlan(of: network.architecture)
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let answer = dataLearningCoefficient(
      of: network, on: data, plan: plan, seed: execution.seed, threads: computation.threadCount,
      control: execution.control)
    try emit(answer, .floatingData(data, network, name: name), plan, drawing, execution)
  }

  /// The same of a network with named activations.
  func estimate(_ given: NamedSpecification) throws {
    try requirePlainPoint(beside: "named activations")
    let specification = try data.specification(replacing: given)
    guard let data = specification.data else {
      throw CommandFailure(
        "named activations: expected data, in the spec or with --data: a learning coefficient over all inputs is for "
          + "polynomial activations")
    }
    let (network, _) = try weights.namedNetwork(
      for: specification, takingExactly: false, quiet: output.quiet)
    let plan = try estimatePlan(of: specification.architecture.layers)
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let answer = dataLearningCoefficient(
      of: network, on: data, plan: plan, seed: execution.seed, threads: computation.threadCount,
      control: execution.control)
    try emit(answer, .named(specification, data: data), plan, drawing, execution)
  }

  private func estimatePlan(of model: Architecture) throws(CommandFailure) -> DataEstimatePlan? {
    let parameters = try chosenParameters(of: model)
    return estimate ? DataEstimatePlan(samplerOptions, parameters: parameters) : nil
  }

  private func emit(
    _ answer: DataLearningCoefficient, _ subject: LearningCoefficientReport.Subject,
    _ plan: DataEstimatePlan?, _ drawing: Destination?, _ execution: Execution
  ) throws {
    if let drawing, let estimated = answer.estimate {
      execution.outputs.deliver(volumePicture(estimated, exact: nil).standaloneSVG(), to: drawing)
    }
    let report = LearningCoefficientReport(
      subject, result: answer.result, estimate: answer.estimate,
      estimatedParameters: plan?.parameters?.count, sampleCounts: samples, seed: execution.seed,
      stop: answer.stop)
    try execution.emit(report, stop: report.stop)
  }

  /// Refuses what is about exact points.
  private func requirePlainPoint(beside what: String) throws(CommandFailure) {
    guard !strata, !fiber, stratum == nil, against == nil, certificate == nil else {
      throw CommandFailure(
        "--strata, --fiber, --stratum, --against and --certificate are for exact weights, not for \(what)"
      )
    }
  }

  /// The numbers from 0 that `--estimate-parameters` names; `nil` without the option.
  func chosenParameters(of model: some PolynomialModel) throws(CommandFailure) -> [Int]? {
    guard let estimateParameters else { return nil }
    var chosen: Set<Int> = []
    let blocks = model.parameterBlocks
    for word in estimateParameters.split(separator: ",") {
      let parts = word.split(separator: ":", omittingEmptySubsequences: false)
      if parts.count == 2, parts[0] == "layer", let layer = Int(parts[1]),
        (1...max(blocks.count, 1)).contains(layer), !blocks.isEmpty
      {
        chosen.formUnion(blocks[layer - 1])
      } else if let number = Int(word), (1...max(model.parameterCount, 1)).contains(number) {
        chosen.insert(number - 1)
      } else {
        throw CommandFailure(
          "--estimate-parameters: expected layer:l with l from 1 to \(blocks.count), or numbers from 1 to "
            + "\(model.parameterCount), found '\(printable(String(word)))'")
      }
    }
    guard !chosen.isEmpty else {
      throw CommandFailure("--estimate-parameters: expected at least one parameter")
    }
    return chosen.sorted()
  }
}
