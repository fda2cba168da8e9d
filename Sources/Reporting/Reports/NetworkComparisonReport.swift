import Analyses
import Computation
import ExactArithmetic
import Networks
import NumericalExperiments

/// Two networks: same function, distance, alignment of neurons, and the loss between them.
public struct NetworkComparisonReport: Report {
  /// The names of both networks, as far as they have any.
  public let names: (first: String?, second: String?)
  /// What was found.
  public let comparison: NetworkComparison

  /// A report on what `networkComparison(of:and:)` has returned.
  public init(names: (first: String?, second: String?), comparison: NetworkComparison) {
    (self.names, self.comparison) = (names, comparison)
  }

  /// The answers; what is not known is `null`.
  public var document: Document {
    let (first, second) = (comparison.first.architecture, comparison.second.architecture)
    return Document(name: names.first, first) { document in
      document.data("other", JSONValue.object(architectureMembers(name: names.second, second)))
      document.say("compared with", "\(architectureTitle(name: names.second, second))")
      if let data = comparison.data { document.onData(data.count, data.loss) }
      addFunction(to: &document)
      addAlignment(to: &document)
      addDistances(to: &document)
      addPath(to: &document)
      document.data("seed", comparison.seed)
      document.stopped(comparison.stop)
      document.incomplete(comparison.stop)
    }
  }

  private func addFunction(to document: inout Document) {
    let same = comparison.sameFunction
    document.field(
      "sameFunction", same?.value,
      says: same.map { "\($0.value), \($0.evidence)" } ?? "not decided")
    document.data("evidence", same?.evidence)
    document.data("errorBound", comparison.bound)
    if let bound = comparison.bound, same?.value != true {
      document.say(
        "difference",
        "at most \(bound.value) for |x| <= \(bound.radius), \(bound.evidence)")
    }
  }

  private func addAlignment(to document: inout Document) {
    let alignment = try? comparison.alignment.get()
    let places = alignment?.arrangement.layers
    document.data(
      "permutation", alignment?.permutation.map { layer in layer.map { $0.map(\.json) ?? .null } })
    document.data("scales", places.map { layers in layers.map { $0.map { scaleJSON($0.scale) } } })
    document.data("alignedWeights", alignment.map { weightsJSON($0.aligned) })
    document.data("alignmentOptimal", alignment?.isOptimal)
    document.data("alignmentEvidence", alignment?.evidence)
    if case .failure(let gap) = comparison.alignment {
      document.field("alignmentGap", name: "alignment", gap.description)
    }
    guard let alignment, let places else { return }
    for (layer, (places, neurons)) in zip(places, alignment.permutation).enumerated() {
      let texts = zip(places, neurons).map { place, neuron in
        (neuron.map(String.init) ?? "none")
          + (place.scale == 1 ? "" : " times \(scaleText(place.scale))")
      }
      document.say("alignment, layer \(layer + 1)", "\(shortened(texts))")
    }
    if !places.isEmpty { document.say("aligned by", "\(alignment.evidence)") }
  }

  /// The first texts of a long list.
  private func shortened(_ texts: [String]) -> String {
    let shown = texts.prefix(24).joined(separator: ", ")
    return texts.count > 24 ? shown + ", ... (\(texts.count) in all)" : shown
  }

  private func isFloating(_ weights: ComparedWeights) -> Bool {
    if case .exact = weights { false } else { true }
  }

  /// Whether numbers are written as floating-point ones.
  private var isNumerical: Bool { isFloating(comparison.first) || isFloating(comparison.second) }

  private func scaleJSON(_ scale: Rational) -> JSONValue {
    isNumerical && !scale.isInteger ? scale.asDouble.json : scale.json
  }

  private func scaleText(_ scale: Rational) -> String {
    scale.denominator.bitCount > 20 || (isNumerical && !scale.isInteger)
      ? numberText(scale.asDouble) : "\(scale)"
  }

  private func weightsJSON(_ network: Network) -> JSONValue {
    guard isNumerical else { return .weights(network) }
    return .array(
      (1...network.architecture.layerCount).map { layer in
        weightRows(of: network, layer: layer).map { $0.map(\.asDouble) }.json
      })
  }

  private func addDistances(to document: inout Document) {
    let alignment = try? comparison.alignment.get()
    document.data(
      "distance",
      JSONValue.record([
        "gaussian": comparison.gaussianDistance, "data": comparison.dataDistance,
        "weights": alignment.map { weightDistance($0) },
      ]))
    if let distance = comparison.gaussianDistance {
      document.say("distance of functions", phrase(distance, "standard normal inputs"))
    }
    if let distance = comparison.dataDistance {
      document.say("distance on the data", phrase(distance, nil))
    }
    if let alignment {
      let (before, after) = (alignment.squaredDistanceBefore, alignment.squaredDistanceAfter)
      document.say(
        "distance of weights",
        """
        \(before.asDouble.squareRoot()), after alignment \(after.asDouble.squareRoot())\
        \(after.isZero ? " exactly" : "")
        """)
    }
  }

  private func phrase(_ distance: FunctionDistance, _ inputs: String?) -> Phrase {
    var phrase: Phrase = "\(distance.value)"
    if let exact = distance.exact, exact.description.count <= 24 {
      phrase = phrase + ", squared \(exact)"
    }
    if let relative = distance.relative { phrase = phrase + ", relative \(relative)" }
    if let error = distance.standardError {
      phrase = phrase + ", squared \(distance.squared) +- \(error)"
    }
    if let inputs { phrase = phrase + ", \(inputs)" }
    return phrase + "; \(distance.evidence)"
  }

  private func weightDistance(_ alignment: NeuronAlignment) -> JSONValue {
    let (before, after) = (alignment.squaredDistanceBefore, alignment.squaredDistanceAfter)
    return .record([
      "before": before.asDouble.squareRoot(), "after": after.asDouble.squareRoot(),
      "exactSquaredBefore": isNumerical ? Rational?.none : before,
      "exactSquaredAfter": isNumerical ? Rational?.none : after,
    ])
  }

  private func addPath(to document: inout Document) {
    document.data("path", comparison.path)
    guard let path = comparison.path else { return }
    func barrier(_ losses: LossPath) -> Phrase {
      losses.barrier.map { "\($0)" } ?? "beyond double precision"
    }
    document.say("loss on the path", "\(path.loss); \(path.evidence)")
    document.say("barrier", barrier(path.before) + ", after alignment " + barrier(path.after))
    document.picture { pathPicture(path) }
    document.space()
    let (count, points) = (path.before.values.count, path.before.points)
    let step = max(1, (count - 1) / 10)
    let shown = Array(stride(from: 0, to: count - 1, by: step)) + [count - 1]
    document.table(
      shown,
      [
        .number("t") { "\(points[$0])" }, .number("loss") { "\(path.before.values[$0])" },
        .number("loss after alignment") { "\(path.after.values[$0])" },
      ])
  }
}

extension FunctionDistance: JSONRepresentable {
  var json: JSONValue {
    .record([
      "value": value, "squared": squared, "exactSquared": exact, "relative": relative,
      "standardError": standardError, "evidence": evidence,
    ])
  }
}

extension PathComparison: JSONRepresentable {
  var json: JSONValue {
    .record([
      "loss": loss, "points": before.points, "before": before.values, "after": after.values,
      "barrierBefore": before.barrier, "barrierAfter": after.barrier, "evidence": evidence,
    ])
  }
}
