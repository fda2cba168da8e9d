import AlgebraicStructures
import Computation
import CriticalLoci
import Networks
import NumericalExperiments

/// Numerical ranks of the Jacobian at random points, next to the exact generic rank.
public struct SampleReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The sample.
  public let sample: RankSample

  /// A report on `sample`.
  public init(name: String?, sample: RankSample) {
    self.name = name
    self.sample = sample
  }

  /// The keys `parameters`, `samples`, `weightDistribution`, `genericRank`, `numericalRank`, `agrees`, `histogram`, `undecided`,
  /// `smallestGap`, `smallestRelativeDistance`, `points` (each with `rank`, `gap`, `relativeDistance`,
  /// `singularValues`), `givenPoint` if the spec has weights, `evidence`, `genericRankEvidence`, `seed`.
  ///
  /// A rank that double precision cannot tell is `null`, and so is an infinite gap.
  public var json: JSONValue {
    var members: [JSONValue.Member] =
      [.init("schema", .integer(jsonSchemaVersion))]
      + architectureMembers(name: name, sample.architecture)
    members += [
      .init("parameters", .exact(sample.architecture.parameterCount)),
      .init("samples", .exact(sample.points.count)),
      .init("weightDistribution", .string(sample.weights.rawValue)),
      .init("genericRank", .exact(sample.genericRank.dimension)),
      .init("numericalRank", sample.numericalRank.map { .exact($0) } ?? .null),
      .init("agrees", sample.agrees.map { .bool($0) } ?? .null),
      .init(
        "histogram",
        .array(
          sample.histogram.map { ["rank": .exact($0.rank), "count": .exact($0.count)] })),
      .init("undecided", .exact(sample.undecidedCount)),
      .init("smallestGap", .finite(sample.smallestGap)),
      .init("smallestRelativeDistance", .finite(sample.smallestRelativeDistance)),
      .init("exactExpectation", .bool(sample.isExactExpectation)),
      .init("points", .array(sample.points.map(JSONValue.init))),
    ]
    if let point = sample.givenPoint { members.append(.init("givenPoint", JSONValue(point))) }
    members += [
      .init("evidence", JSONValue(sample.evidence)),
      .init("genericRankEvidence", JSONValue(sample.genericRank.evidence)),
      .init("seed", .seed(sample.seed)),
    ]
    if let stop = sample.stopped { members.append(.init("stopped", .string(stop.description))) }
    return .object(members)
  }

  /// The same as text, with the singular values of the first point only.
  public var text: String {
    var report = TextReport()
    report.heading(architectureTitle(name: name, sample.architecture))
    let ranks = sample.histogram.map { "\($0.rank) (\($0.count) times)" }
    report.fields([
      ("random points", "\(sample.points.count), \(weightsText)"),
      ("numerical ranks", ranks.isEmpty ? "none decided" : ranks.joined(separator: ", ")),
      ("undecided points", "\(sample.undecidedCount)"),
      (
        "numerical generic rank",
        sample.numericalRank.map { "\($0)" } ?? "double precision cannot tell"
      ),
      (
        "exact generic rank",
        "\(sample.genericRank.dimension), \(evidenceText(sample.genericRank.evidence))"
      ),
      ("agreement", sample.agrees.map { $0 ? "yes" : "no" } ?? "not known"),
      ("smallest gap", numberText(sample.smallestGap)),
      ("smallest sigma_R / sigma_1", numberText(sample.smallestRelativeDistance)),
      ("inner product", innerProductText(sample.architecture, sample.isExactExpectation)),
      ("evidence", evidenceText(sample.evidence)),
    ])
    if sample.numericalRank == nil, sample.weights == .normal, !sample.points.isEmpty {
      report.space()
      report.fields([
        (
          "",
          "Balanced weights (--balanced) can keep the singular values of deep networks above rounding errors."
        )
      ])
    }
    append(sample.points.first.flatMap { $0 }, "the first point", to: &report)
    append(sample.givenPoint, "the given weights", to: &report)
    if let stop = sample.stopped {
      report.space()
      report.line("Incomplete: \(stop).")
    }
    return report.text
  }

  private var weightsText: String {
    switch sample.weights {
    case .normal: "normal weights of variance 1/(inputs of the layer)"
    case .balanced: "balanced weights"
    }
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

  private func append(_ rank: NumericalRank?, _ place: String, to report: inout TextReport) {
    guard let rank else { return }
    report.space()
    report.line(
      "Singular values at \(place): "
        + (rank.rank.map { "rank \($0), gap \(numberText(rank.gap))" } ?? "rank not decided"))
    if rank.rank == nil { report.fields([("", openText(rank))]) }
    let shown = rank.singularValues.filter { $0 > 0 }.prefix(40)
    report.line("  " + shown.map { numberText($0) }.joined(separator: " "))
  }
}

/// The inner product in which singular values of the Jacobian are taken (`JacobianSampler`).
func innerProductText(_ architecture: Architecture, _ isExact: Bool) -> String {
  (architecture.isHomogeneous
    ? "E<f, g> for inputs uniform on the unit sphere" : "E<f, g> for standard normal inputs")
    + (isExact ? "" : ", estimated at random inputs")
}

extension JSONValue {
  /// A rank as `{"rank", "gap", "relativeDistance", "singularValues"}`; `null` for none.
  init(_ rank: NumericalRank?) {
    guard let rank else {
      self = .null
      return
    }
    self = [
      "rank": rank.rank.map { .exact($0) } ?? .null, "gap": .finite(rank.gap),
      "relativeDistance": .real(rank.relativeDistance),
      "singularValues": .array(rank.singularValues.map { .real($0) }),
    ]
  }

  /// The number, or `null` for none and for infinities.
  static func finite(_ value: Double?) -> JSONValue {
    value.flatMap { $0.isFinite ? .real($0) : nil } ?? .null
  }
}
