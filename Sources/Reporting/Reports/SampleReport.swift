import AlgebraicStructures
import Computation
import CriticalLoci
import Networks
import NumericalExperiments

/// Numerical ranks of the Jacobian at random points, next to the exact generic rank.
public struct SampleReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The model, perhaps on data.
  public let model: any ReportedModel
  /// The sample.
  public let sample: any SampledRanks

  /// A report on `sample`.
  public init(name: String?, sample: RankSample) {
    self.name = name
    model = sample.architecture
    self.sample = sample
  }

  /// A report on a sample of any model.
  public init(name: String?, model: any ReportedModel, sample: ModelRankSample) {
    self.name = name
    self.model = model
    self.sample = sample
  }

  /// The ranks with their histogram, and for people the singular values of the first point only.
  ///
  /// A rank that double precision cannot tell is `null`, and so is an infinite gap.
  public var document: Document {
    Document(name: name, model) { document in
      model.addInputs(to: &document)
      addData(to: &document)
      let ranks = sample.histogram.map { "\($0.rank) (\($0.count) times)" }
      document.say("random points", "\(sample.points.count), \(weightsText)")
      document.say("numerical ranks", ranks.isEmpty ? "none decided" : "\(ranks)")
      document.say("undecided points", "\(sample.undecidedCount)")
      document.say(
        "numerical generic rank",
        sample.numericalRank.map { "\($0)" } ?? "double precision cannot tell")
      document.say(
        "exact generic rank", "\(sample.genericRank.dimension), \(sample.genericRank.evidence)")
      document.say("agreement", sample.agrees.map { "\($0)" } ?? "not known")
      document.say("smallest gap", "\(sample.smallestGap)")
      document.say("smallest sigma_R / sigma_1", "\(sample.smallestRelativeDistance)")
      document.say(
        "inner product", "\(innerProduct)")
      document.say("evidence", "\(sample.evidence)")
      if let sample = sample as? RankSample, sample.numericalRank == nil,
        sample.weights == .normal, !sample.points.isEmpty
      {
        document.space()
        document.say(
          "",
          "Balanced weights can keep the singular values of deep networks above rounding errors.")
      }
      document.picture { singularValuePicture(sample) }
      add(sample.points.first.flatMap { $0 }, "the first point", to: &document)
      add(sample.givenPoint, "the given weights", to: &document)
      document.incomplete(sample.stopped)
    }
  }

  private func addData(to document: inout Document) {
    document.data("parameters", model.parameterCount)
    document.data("samples", sample.points.count)
    document.data("weightDistribution", sample.distribution)
    document.data("genericRank", sample.genericRank.dimension)
    document.data("numericalRank", sample.numericalRank)
    document.data("agrees", sample.agrees)
    document.data(
      "histogram",
      sample.histogram.map { JSONValue.record(["rank": $0.rank, "count": $0.count]) })
    document.data("undecided", sample.undecidedCount)
    document.data("smallestGap", sample.smallestGap)
    document.data("smallestRelativeDistance", sample.smallestRelativeDistance)
    document.data("exactExpectation", sample.isExactExpectation)
    document.data("points", sample.points)
    document.data("givenPoint", ifAny: sample.givenPoint)
    document.data("evidence", sample.evidence)
    document.data("genericRankEvidence", sample.genericRank.evidence)
    document.data("seed", sample.seed)
    document.stopped(sample.stopped)
  }

  private var weightsText: String {
    switch (sample as? RankSample)?.weights {
    case .normal?: "normal weights of variance 1/(inputs of the layer)"
    case .balanced?: "balanced weights"
    case nil: "standard normal parameters"
    }
  }

  private var innerProduct: String {
    if let sample = sample as? RankSample {
      return innerProductText(sample.architecture, sample.isExactExpectation)
    }
    let count = (sample as? ModelRankSample)?.inputCount ?? 0
    return count == 0
      ? "the mean over the data"
      : "the mean over \(count) standard normal inputs, others at each point"
  }

  /// What keeps the rank open: the values on both sides of the cut, and what would decide.
  private func openText(_ rank: NumericalRank) -> String {
    let (values, rule, k) = (rank.singularValues, rank.rule, rank.count)
    guard let largest = values.first, largest > 0, largest.isFinite else {
      return "all singular values are zero, or one is no finite number"
    }
    let below = k < values.count ? values[k] / largest : 0
    return "sigma_\(k)/sigma_1 = \(numberText(rank.relativeDistance)), sigma_\(k + 1)/sigma_1 = "
      + "\(numberText(below)), ratio \(numberText(rank.gap)): a rank needs values below "
      + "\(numberText(rule.noise)) behind a ratio of at least \(numberText(NumericalRank.requiredGap))"
      + (rule.noise < rule.cut
        ? ", ten times as large as every ratio before" : "")
  }

  private func add(_ rank: NumericalRank?, _ place: String, to document: inout Document) {
    guard let rank else { return }
    let found: Phrase = rank.rank.map { "rank \($0), gap \(rank.gap)" } ?? "rank not decided"
    document.paragraph("Singular values at \(place): \(found)")
    if rank.rank == nil { document.say("", "\(openText(rank))") }
    let shown = rank.singularValues.filter { $0 > 0 }.prefix(40)
    document.entry("\(shown.map(\.text).joined(separator: " "))")
  }
}

/// The inner product in which singular values of the Jacobian are taken (`JacobianSampler`).
func innerProductText(_ architecture: Architecture, _ isExact: Bool) -> String {
  (architecture.isHomogeneous
    ? "E<f, g> for inputs uniform on the unit sphere" : "E<f, g> for standard normal inputs")
    + (isExact ? "" : ", estimated at random inputs")
}

extension NumericalRank: JSONRepresentable {
  /// The rank as `{"rank", "gap", "relativeDistance", "singularValues"}`.
  var json: JSONValue {
    .record([
      "rank": rank, "gap": gap, "relativeDistance": relativeDistance,
      "singularValues": singularValues,
    ])
  }
}
