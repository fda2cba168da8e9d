import SingularLearning

/// Models on data, with layers, and with weights in a number field.
extension LearningCoefficientCommand {
  func resolve(
    on model: DataModel<Architecture>, _ specification: NetworkSpecification
  ) throws {
    guard !strata, !fiber, stratum == nil, against == nil else {
      throw CommandFailure(
        "--strata, --fiber, --stratum and --against are about all inputs, not about data")
    }
    if !exact, try weights.floatingNetwork(for: specification, quiet: true) != nil {
      throw CommandFailure(
        "floating-point weights on data: add --exact to take them as the fractions that they are")
    }
    let point = try weights.network(for: specification, quiet: output.quiet)
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let file = try openCertificate(execution)
    let (result, stop) = execution.attempt { control throws(ComputationStopped) in
      let generic = try genericRank(of: model, seed: execution.seed, control: control)
      return try learningCoefficient(
        of: model, at: point.weights, genericRank: generic, plan: plan, seed: execution.seed,
        control: control)
    }
    deliver(result?.proof, to: file, execution) { proof, control throws(ComputationStopped) in
      try LearningCoefficientCertificate(
        proof, of: model.fiberIdeal(through: point.weights, control: control), at: point.weights,
        control: control)
    }
    var (estimated, later): (LearningCoefficientEstimate?, ComputationStopped?) = (nil, nil)
    if estimate, stop == nil, result?.stop == nil {
      (estimated, later) = execution.attempt { control throws(ComputationStopped) in
        let ideal = try model.fiberIdeal(through: point.weights, control: control)
        if ideal.generators.allSatisfy(\.isZero) {
          throw .undecided(what: "an estimate: the outputs do not depend on the weights")
        }
        return try estimateLearningCoefficient(
          of: ideal.generators, at: point.weights, options: samplerOptions, seed: execution.seed,
          threads: computation.threadCount, control: control)
      }
    }
    if let drawing, let estimated {
      execution.outputs.deliver(
        volumePicture(estimated, exact: result?.exact).standaloneSVG(), to: drawing)
    }
    let report = LearningCoefficientReport(
      .data(model, point, name: specification.name), result: result, estimate: estimated,
      sampleCounts: samples, tellsWholeProof: proof, seed: execution.seed, stop: stop ?? later)
    try execution.emit(report, stop: report.stop)
  }

  func resolve(_ model: LayeredSpecification) throws {
    guard !strata, !fiber, stratum == nil, against == nil else {
      throw CommandFailure(
        "--strata, --fiber, --stratum and --against apply to networks of dense layers, not to a model with "
          + "other layers")
    }
    let (specification, point) = try weights.point(of: model)
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let file = try openCertificate(execution)
    let subject = specification.subject
    let (result, stop) = execution.attempt { control throws(ComputationStopped) in
      try learningCoefficient(
        of: subject, at: point, plan: plan, seed: execution.seed, control: control)
    }
    deliver(result?.proof, to: file, execution) { proof, control throws(ComputationStopped) in
      try LearningCoefficientCertificate(
        proof, of: subject.fiberIdeal(through: point, control: control), at: point,
        control: control)
    }
    var (estimated, later): (LearningCoefficientEstimate?, ComputationStopped?) = (nil, nil)
    if estimate, stop == nil, result?.stop == nil {
      (estimated, later) = execution.attempt { control throws(ComputationStopped) in
        try estimateLearningCoefficient(
          of: subject, at: point, options: samplerOptions, seed: execution.seed,
          threads: computation.threadCount, control: control)
      }
    }
    if let drawing, let estimated {
      execution.outputs.deliver(
        volumePicture(estimated, exact: result?.exact).standaloneSVG(), to: drawing)
    }
    let report = LearningCoefficientReport(
      .model(specification), result: result, estimate: estimated, sampleCounts: samples,
      tellsWholeProof: proof, seed: execution.seed, stop: stop ?? later)
    try execution.emit(report, stop: report.stop)
  }

  /// Over a number field the rank decides, or bounds.
  func bound(
    at point: NumberFieldNetwork, on specification: NetworkSpecification,
    _ data: NumberFieldData? = nil
  ) throws {
    guard point.field.isReal else {
      throw CommandFailure(
        "a learning coefficient is about real weights, and \(point.field) has no real place: expected "
          + "'root' beside 'minimal-polynomial', or 'real-cyclotomic'")
    }
    guard !estimate, certificate == nil, against == nil else {
      throw CommandFailure(
        "the weights of the spec lie in \(point.field): --estimate, --certificate and --against take "
          + "rational ones")
    }
    let execution = try Execution(output, computation)
    let model = data == nil ? specification.dataModel : nil
    let analysis = numberFieldAnalysis(
      of: point, on: model, data: data, seed: execution.seed, control: execution.control)
    let name = specification.name
    let report = LearningCoefficientReport(
      data.map { .numberFieldData(point, $0, name: name) }
        ?? .numberField(point, on: model, name: name),
      result: analysis.learningCoefficient,
      sampleCounts: samples, seed: execution.seed, stop: analysis.stop)
    try execution.emit(report, stop: report.stop)
  }
}
