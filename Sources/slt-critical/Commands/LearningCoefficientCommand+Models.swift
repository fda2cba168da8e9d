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
    let parameters = try chosenParameters(of: model.model)
    let point = try weights.network(for: specification, quiet: output.quiet)
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let file = try openCertificate(execution)
    let targets = specification.data?.targets?.exactRows
    var fit: DataFit?
    let (result, stop) = execution.attempt { control throws(ComputationStopped) in
      fit = try targets.map { targets throws(ComputationStopped) in
        try model.fit(at: point.weights, targets: targets, control: control)
      }
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
        if parameters != nil || batchSize != nil {
          // With some parameters fixed, or batch by batch, K itself is sampled.
          let weights = point.roundedWeights
          return try estimateLearningCoefficient(
            of: Potential(
              model.model, at: weights, inputs: model.data.map { $0.map(\.asDouble) },
              loss: model.loss),
            at: weights, plan: DataEstimatePlan(samplerOptions, parameters: parameters),
            seed: execution.seed, threads: computation.threadCount, control: control)
        }
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
      estimatedParameters: parameters?.count, fit: fit,
      sampleCounts: samples, tellsWholeProof: proof, seed: execution.seed, stop: stop ?? later)
    try execution.emit(report, stop: report.stop)
  }

  func resolve(_ given: LayeredSpecification) throws {
    guard !strata, !fiber, stratum == nil, against == nil else {
      throw CommandFailure(
        "--strata, --fiber, --stratum and --against apply to networks of dense layers, not to a model with "
          + "other layers")
    }
    let (model, inputs) = try data.exactInputs(replacing: given)
    if let (specification, field, point) = try weights.numberFieldPoint(of: model) {
      return try bound(specification, at: point, over: field, on: inputs)
    }
    let (specification, point) = try weights.point(of: model, takingFloating: exact)
    let parameters = try chosenParameters(of: specification.model)
    if parameters != nil || batchSize != nil, specification.dataModel == nil {
      throw CommandFailure(
        "--estimate-parameters and --batch-size: expected data for a model with layers")
    }
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let file = try openCertificate(execution)
    let subject = specification.subject
    let targets = specification.data?.targets?.exactRows
    var fit: DataFit?
    let (result, stop) = execution.attempt { control throws(ComputationStopped) in
      if let targets, let model = specification.dataModel {
        fit = try model.fit(at: point, targets: targets, control: control)
      }
      return try learningCoefficient(
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
        if parameters != nil || batchSize != nil, let model = specification.dataModel {
          let weights = point.map(\.asDouble)
          return try estimateLearningCoefficient(
            of: Potential(
              PolynomialOutputs(model.model), at: weights,
              inputs: model.data.map { $0.map(\.asDouble) }, loss: model.loss),
            at: weights, plan: DataEstimatePlan(samplerOptions, parameters: parameters),
            seed: execution.seed, threads: computation.threadCount, control: control)
        }
        return try estimateLearningCoefficient(
          of: subject, at: point, options: samplerOptions, seed: execution.seed,
          threads: computation.threadCount, control: control)
      }
    }
    if let drawing, let estimated {
      execution.outputs.deliver(
        volumePicture(estimated, exact: result?.exact).standaloneSVG(), to: drawing)
    }
    let report = LearningCoefficientReport(
      .model(specification), result: result, estimate: estimated,
      estimatedParameters: parameters?.count, fit: fit, sampleCounts: samples,
      tellsWholeProof: proof, seed: execution.seed, stop: stop ?? later)
    try execution.emit(report, stop: report.stop)
  }

  /// Over a number field the rank decides, or bounds.
  func bound(at point: NumberFieldNetwork, _ given: NetworkSpecification) throws {
    try requireBounds(over: point.field)
    let (specification, inputs) = try data.exactInputs(replacing: given)
    let execution = try Execution(output, computation)
    let analysis = numberFieldAnalysis(
      of: point, on: inputs, seed: execution.seed, control: execution.control)
    let report = LearningCoefficientReport(
      .numberField(point, on: inputs, name: specification.name),
      result: analysis.learningCoefficient, fit: analysis.fit,
      sampleCounts: samples, seed: execution.seed, stop: analysis.stop)
    try execution.emit(report, stop: report.stop)
  }

  private func bound(
    _ specification: LayeredSpecification, at point: [NumberFieldElement], over field: NumberField,
    on inputs: ExactInputs<LayeredModel>
  ) throws {
    try requireBounds(over: field)
    let execution = try Execution(output, computation)
    let analysis = weightsAnalysis(
      at: point, over: field, on: inputs, seed: execution.seed, control: execution.control)
    let result = analysis.rank.flatMap { rank in
      analysis.stop == nil
        ? learningCoefficient(
          of: specification.model, at: point, over: field, rank: rank,
          genericRank: analysis.genericRank) : nil
    }
    let report = LearningCoefficientReport(
      .model(specification), result: result, fit: analysis.fit, sampleCounts: samples,
      seed: execution.seed,
      stop: analysis.stop)
    try execution.emit(report, stop: report.stop)
  }

  /// Refuses what cannot be asked over a number field.
  private func requireBounds(over field: NumberField) throws(CommandFailure) {
    guard field.isReal else {
      throw CommandFailure(
        "a learning coefficient is about real weights, and \(field) has no real place: expected "
          + "'root' beside 'minimal-polynomial', or 'real-cyclotomic'")
    }
    guard !estimate, certificate == nil, against == nil else {
      throw CommandFailure(
        "the weights of the spec lie in \(field): --estimate, --certificate and --against take "
          + "rational ones")
    }
  }
}
