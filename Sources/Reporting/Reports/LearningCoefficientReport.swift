import AlgebraicStructures
import Analyses
import Computation
import ExactArithmetic
import LearningCoefficients
import NetworkFiles
import Networks
import NumberFields
import NumericalExperiments

/// The local learning coefficient at a point: exact or bounded, and perhaps estimated.
public struct LearningCoefficientReport: Report {
  /// What has a learning coefficient.
  public enum Subject: Sendable {
    /// A network at its weights, with the name in the spec, if any.
    case network(Network, name: String?)
    /// A network on data at its weights.
    case data(DataModel<Architecture>, Network, name: String?)
    /// A network at floating-point weights, or on floating-point data.
    case floatingData(Dataset, FloatingNetwork, name: String?)
    /// A network with named activations on data.
    case named(NamedSpecification, data: Dataset)
    /// A model with layers at its weights.
    case model(LayeredSpecification)
    /// A network with weights in a number field on the inputs that count, with the name in the spec, if any.
    case numberField(NumberFieldNetwork, on: ExactInputs<Architecture>, name: String?)
    /// An ideal at a point: its generators, and the point as `x = 0, y = 1/2`.
    case ideal(generators: [String], point: String)
  }

  /// What the report is about.
  public let subject: Subject
  /// What theorems say; `nil` if a limit came before.
  public let result: LearningCoefficientResult?
  /// The Monte-Carlo estimate, if it was asked for.
  public let estimate: LearningCoefficientEstimate?
  /// The number of parameters that vary in the estimate, the others being held fixed; `nil` for all.
  public let estimatedParameters: Int?
  /// What is known beside it of trained weights.
  public let trained: TrainedLearningCoefficient?
  /// What is known of another network with the same truth, to which this one is compared.
  public let rival: LearningCoefficientResult?
  /// Whether the outputs at the point are the targets of the data; `nil` without targets.
  public let fit: DataFit?
  /// The numbers n of observations for which the free energy is asked.
  public let sampleCounts: [Int]
  /// Whether the whole proof is told, and not only its beginning.
  public let tellsWholeProof: Bool
  /// The seed.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// A report on a point.
  public init(
    _ subject: Subject, result: LearningCoefficientResult?,
    estimate: LearningCoefficientEstimate? = nil, estimatedParameters: Int? = nil,
    trained: TrainedLearningCoefficient? = nil,
    rival: LearningCoefficientResult? = nil, fit: DataFit? = nil,
    sampleCounts: [Int] = [], tellsWholeProof: Bool = false, seed: UInt64,
    stop: ComputationStopped?
  ) {
    self.subject = subject
    self.result = result
    self.estimate = estimate
    self.estimatedParameters = estimatedParameters
    self.trained = trained
    self.rival = rival
    self.fit = fit
    self.sampleCounts = sampleCounts
    self.tellsWholeProof = tellsWholeProof
    self.seed = seed
    self.stop = stop ?? result?.stop
  }

  /// What the exact result says of the estimate, if they contradict each other.
  public var contradiction: String? {
    guard let bounds = result, estimatedParameters == nil else { return nil }
    return estimate?.contradiction(
      lower: bounds.lower, upper: bounds.upper, isProven: bounds.evidence.isProven)
  }

  /// All warnings about the estimate.
  private var warnings: [String] {
    (estimate?.warnings ?? []) + [contradiction].compactMap { $0 }
  }

  /// The value or bounds and the estimate if there is one; what is not known is `null`.
  public var document: Document {
    switch subject {
    case .network(let network, let name):
      return Document(name: name, network.architecture) { addValues(to: &$0) }
    case .data(let model, let network, let name):
      return Document(name: name, network.architecture) { document in
        document.onData(model)
        if let fit { document.fit(fit) }
        addValues(to: &document)
      }
    case .floatingData(let data, let network, let name):
      return Document(name: name, network.architecture) { document in
        document.onData(data.count, data.loss)
        addValues(to: &document)
      }
    case .named(let specification, let data):
      return Document(name: specification.name, specification.architecture) { document in
        document.onData(data.count, data.loss)
        addValues(to: &document)
      }
    case .model(let specification):
      return Document(name: specification.name, specification.model) { document in
        if let field = specification.field {
          document.data("field", JSONValue(field))
          document.say("field", "\(field.definition)")
        }
        specification.exactInputs.map { document.onData($0) }
        if let fit { document.fit(fit) }
        specification.field == nil ? addValues(to: &document) : addBounds(to: &document)
      }
    case .numberField(let network, let inputs, let name):
      return Document(name: name, network.architecture) { document in
        document.data("field", JSONValue(network.field))
        document.say("field", "\(network.field.definition)")
        document.onData(inputs)
        if let fit { document.fit(fit) }
        addBounds(to: &document)
      }
    case .ideal(let generators, let point):
      var document = Document("Learning coefficient of an ideal at \(point)")
      document.data("generators", generators)
      document.data("point", point)
      document.entries(generators)
      addValues(to: &document)
      return document
    }
  }

  /// The values over a number field.
  private func addBounds(to document: inout Document) {
    addValues(to: &document)
    guard let result, result.lambda == nil else { return }
    document.paragraph(
      "Over number fields only the rank is asked: these are bounds, as the point is not regular.")
  }

  func addValues(to document: inout Document) {
    body(&document)
    if fit?.isExact == false {
      document.paragraph(
        "The truth here is the function at the given weights, which does not have the targets as outputs."
      )
    }
    document.addProof(result?.proof, at: proofOrigin, isWhole: tellsWholeProof)
    document.data("seed", seed)
    document.stopped(stop)
    document.incomplete(stop)
  }

  /// The values, without the proof.
  func body(_ document: inout Document) {
    document.data("lambda", result?.lambda)
    document.data("multiplicity", result?.multiplicity)
    document.data("lower", result?.lower)
    document.data("upper", result?.upper)
    if let result {
      document.say("learning coefficient", result.lambda.map { "\($0)" } ?? "not known exactly")
      document.say("multiplicity", multiplicity(of: result))
      document.say(
        "bounds", result.upper.map { "\(result.lower) to \($0)" } ?? "at least \(result.lower)")
    }
    document.field("method", result?.method)
    document.data("lowerReason", result?.lowerReason)
    document.data("upperReason", result?.upperReason)
    document.field("evidence", result?.evidence)
    document.addOpen(result)
    if let trained { addNearest(trained, to: &document) }
    addFreeEnergy(to: &document)
    addComparison(to: &document)
    if let estimate { add(estimate, to: &document) }
  }

  private var proofOrigin: Network? {
    if case .network(let network, _) = subject { network.normalForm } else { nil }
  }

  private func multiplicity(of result: LearningCoefficientResult) -> Phrase {
    if let m = result.multiplicity { return "\(m)" }
    guard let range = result.multiplicities else { return "not known exactly" }
    return "\(range.lowerBound) to \(range.upperBound)"
  }

  private func addNearest(_ trained: TrainedLearningCoefficient, to document: inout Document) {
    let exact = trained.atNearest
    document.data(
      "nearestSubnetwork",
      JSONValue.record([
        "tolerance": trained.tolerance.value, "lambda": exact?.lambda,
        "multiplicity": exact?.multiplicity, "lower": exact?.lower, "upper": exact?.upper,
        "method": exact?.method, "evidence": exact?.evidence, "weights": trained.nearest.matrices,
      ]))
    guard let exact else { return }
    let value: Phrase =
      exact.lambda.map { "lambda = \($0), m = \(multiplicity(of: exact))" }
      ?? "lambda from \(exact.lower) to \(exact.upper.map { "\($0)" } ?? "infinity")"
    document.say(
      "at the nearest subnetwork",
      "\(value) (\(exact.evidence.kind)), neurons within \(trained.tolerance.value) of inactive or redundant being so"
    )
  }

  private func addComparison(to document: inout Document) {
    guard let rival else { return }
    guard let mine = result?.exact, let other = rival.exact else {
      document.data("comparison", JSONValue.null)
      document.say("free energies", "not compared, for they are not both known exactly")
      return
    }
    let (winner, onset): (String, FreeEnergyComparison.Onset?) =
      switch FreeEnergyComparison(FreeEnergy(mine), FreeEnergy(other)) {
      case .equal: ("equal", nil)
      case .first(let onset): ("first", onset)
      case .second(let onset): ("second", onset)
      }
    document.data(
      "comparison",
      JSONValue.record([
        "lambda": other.lambda, "multiplicity": other.multiplicity, "smaller": winner,
        "from": onset?.sampleCount, "logarithm": onset?.logarithm,
      ]))
    let start = onset.map { onset in
      onset.sampleCount.map { "from n = \($0) on" } ?? "from log n = \(onset.logarithm) on"
    }
    document.say(
      "free energies",
      start.map {
        "that of the \(winner == "first" ? "network" : "other one, \(other),") is the smaller one \($0)"
      } ?? "the same")
  }

  private func addFreeEnergy(to document: inout Document) {
    guard !sampleCounts.isEmpty, let value = result?.exact else { return }
    let energy = FreeEnergy(value)
    document.data(
      "freeEnergy",
      sampleCounts.map {
        JSONValue.record(["samples": $0, "value": energy.value(sampleCount: $0)])
      })
    for n in sampleCounts {
      document.say(
        "free energy at n = \(n)", "\(energy.value(sampleCount: n)) beyond that of the truth")
    }
  }

  private func add(_ estimate: LearningCoefficientEstimate, to document: inout Document) {
    document.data(
      "estimate",
      JSONValue.record([
        "lambda": estimate.lambda, "standardError": estimate.standardError,
        "multiplicity": estimate.multiplicity, "multiplicityError": estimate.multiplicityError,
        "fits": estimate.fits.map {
          JSONValue.record([
            "multiplicity": $0.multiplicity, "lambda": $0.lambda,
            "standardError": $0.standardError, "weight": $0.weight,
          ])
        },
        "parameters": estimatedParameters, "interval": estimate.interval, "warnings": warnings,
        "sampler": estimate.sampler.rawValue,
        "draws": estimate.draws, "localization": estimate.localization,
        "effectiveSampleSize": estimate.effectiveSampleSize,
        "bulkEffectiveSampleSize": estimate.bulkEffectiveSampleSize, "rHat": estimate.rHat,
        "acceptance": estimate.acceptance, "exchangeAcceptance": estimate.exchangeAcceptance,
        "model": estimate.model,
        "temperatureDerivative": estimate.temperatureDerivative.map {
          JSONValue.record([
            "inverseTemperature": $0.inverseTemperature, "value": $0.value,
            "standardError": $0.standardError, "bias": $0.biasText,
          ])
        },
        "stepSize": estimate.leapfrog?.stepSize, "divergences": estimate.leapfrog?.divergences,
        "energyError": estimate.leapfrog?.energyError,
        "levels": estimate.levels.map {
          JSONValue.record([
            "inverseTemperature": $0.inverseTemperature, "value": $0.value,
            "standardError": $0.standardError,
          ])
        },
      ]))
    if let estimatedParameters {
      document.say(
        "estimated for",
        "\(counted(estimatedParameters, "parameter")) that vary, the others being held fixed")
    }
    document.say(
      "estimate",
      estimate.interval.map {
        """
        \(estimate.lambda), standard error \(estimate.standardError): \($0.lowerBound) to \
        \($0.upperBound) with 95 %
        """
      } ?? "withheld")
    if estimate.lambda != nil, let multiplicity = estimate.multiplicity,
      let error = estimate.multiplicityError
    {
      document.say("estimate of m", "\(multiplicity), standard error \(error)")
    }
    if let derivative = estimate.temperatureDerivative {
      document.say(
        "by the temperature",
        "\(derivative.value), standard error \(derivative.standardError); \(derivative.biasText)")
    }
    if let leapfrog = estimate.leapfrog {
      document.say(
        "leapfrog",
        """
        step \(leapfrog.stepSize), mean error of the energy \(leapfrog.energyError), \
        \(leapfrog.divergences) divergent moves
        """)
    }
    let diagnostics: Phrase =
      estimate.rHat.map { "draws worth \(estimate.effectiveSampleSize), R-hat \($0)" } ?? "moves"
    document.say(
      "sampler",
      """
      \(estimate.sampler.rawValue), \(estimate.draws) \(diagnostics), within \
      \(1 / estimate.localization.squareRoot()) of the point
      """)
    for warning in warnings { document.say("warning", "\(warning)") }
  }
}
