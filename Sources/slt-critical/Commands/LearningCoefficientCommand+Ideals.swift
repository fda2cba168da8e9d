import SingularLearning

/// Ideals at a point.
extension LearningCoefficientCommand {
  func resolve(idealFile: String) throws {
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let file = try openCertificate(execution)
    let (text, name) = try OptionFile.text(idealFile, option: "--ideal")
    let ideal: Ideal<RationalField>
    do {
      let specification = try IdealSpecification(text: text, name: name, control: execution.control)
      guard specification.characteristic == 0 else {
        throw CommandFailure(
          "\(name): characteristic: \(specification.characteristic), expected 0 for a learning "
            + "coefficient, which is about real numbers")
      }
      ideal = try specification.ideal(over: RationalField(), control: execution.control)
    } catch let error as IdealSpecificationError {
      throw error.stop.map { CommandFailure($0) } ?? CommandFailure(error.description)
    }
    let point = try (at ?? NamedNumbers()).values(of: ideal.ring.variables, option: "--at")
    let density = try (density ?? NamedNumbers()).exponents(
      of: ideal.ring.variables, option: "--density")
    let result: LearningCoefficientResult
    do throws(LearningCoefficientError) {
      result = try learningCoefficient(
        of: ideal, at: point, density: density, plan: plan,
        control: execution.control)
    } catch {
      throw CommandFailure("\(name): \(error)")
    }
    deliver(result.proof, to: file, execution) { proof, control throws(ComputationStopped) in
      try LearningCoefficientCertificate(
        proof, of: ideal, at: point, density: density, control: control)
    }
    var (estimated, stop): (LearningCoefficientEstimate?, ComputationStopped?) = (nil, nil)
    if estimate, result.stop == nil {
      (estimated, stop) = execution.attempt { control throws(ComputationStopped) in
        try estimateLearningCoefficient(
          of: ideal.generators, at: point, options: samplerOptions, seed: execution.seed,
          threads: computation.threadCount, control: control)
      }
    }
    if let drawing, let estimated {
      execution.outputs.deliver(
        volumePicture(estimated, exact: result.exact).standaloneSVG(), to: drawing)
    }
    let coordinates = zip(ideal.ring.variables, point).map { "\($0) = \($1)" }
    let report = LearningCoefficientReport(
      .ideal(
        generators: ideal.generators.map(\.description), point: coordinates.joined(separator: ", ")),
      result: result, estimate: estimated, sampleCounts: samples, tellsWholeProof: proof,
      seed: execution.seed, stop: stop)
    try execution.emit(report, stop: report.stop)
  }
}
