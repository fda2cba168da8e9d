import Computation
import ExactArithmetic
import LearningCoefficients
import Networks

/// The learning coefficients over the fiber of given weights: a table with the most singular point.
public struct FiberLearningCoefficientReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// What is known.
  public let fiber: FiberLearningCoefficient
  /// The seed.
  public let seed: UInt64

  /// A report on what `learningCoefficient(ofFiberOf:)` has returned.
  public init(name: String?, fiber: FiberLearningCoefficient, seed: UInt64) {
    (self.name, self.fiber, self.seed) = (name, fiber, seed)
  }

  /// The minimum with the points; what is not known is `null`.
  public var document: Document {
    Document(name: name, fiber.network.architecture) { document in
      let minimum = fiber.minimum
      document.data("lambda", minimum.lambda)
      document.data("multiplicity", minimum.multiplicity)
      document.data("lower", minimum.lower)
      document.data("upper", minimum.upper)
      document.say("weights", "all those with the function of the given ones: their fiber")
      document.say("reduced widths", "(\(listed(fiber.reduced.architecture.widths)))")
      let place = fiber.mostSingular.map { fiber.points[$0] }
      document.say(
        "smallest found",
        place.flatMap { point in
          point.result.upperBound.map { bound in
            """
            \(point.result.exact == nil ? "at most " : "")\(bound.value.lambda), m = \
            \(bound.value.multiplicity), at \(point.label)
            """
          }
        })
      document.say("minimum over the fiber", text(of: minimum))
      document.field("method", minimum.method)
      document.data("lowerReason", minimum.lowerReason)
      document.data("upperReason", minimum.upperReason)
      document.field("evidence", minimum.evidence)
      document.data("mostSingular", fiber.mostSingular)
      document.data("reduced", JSONValue.reduced(fiber.reduced))
      document.data("fiber", fiber.points.map(json))
      document.paragraph(
        "The given weights first, then others with a type or value that is new:")
      document.table(
        fiber.points,
        [
          .words("weights in the fiber") { "\($0.label)" },
          .number("lambda") { "\(Self.lambda(of: $0.result))" },
          .number("m") { "\($0.result.multiplicity.map { "\($0)" } ?? "?")" },
          .words("evidence") { "\($0.result.evidence.kind)" },
          .words("by") { "\($0.result.shortMethod)" },
        ])
      document.data("hasAllFamilies", fiber.hasAllFamilies)
      let remarks: [String] =
        (minimum.exact == nil ? ["Other weights with this function may have a smaller value."] : [])
        + (fiber.hasAllFamilies
          ? [] : ["Not all known families of weights with this function were looked at."])
      if !remarks.isEmpty { document.space() }
      for remark in remarks { document.line("\(remark)") }
      document.data("seed", seed)
      document.stopped(fiber.stop)
      document.incomplete(fiber.stop)
    }
  }

  private func text(of minimum: LearningCoefficientResult) -> Phrase? {
    if let exact = minimum.exact { return "\(exact.lambda), m = \(exact.multiplicity)" }
    guard let upper = minimum.upper else { return nil }
    return minimum.lower.isZero ? "at most \(upper)" : "\(minimum.lower) to \(upper)"
  }

  private static func lambda(of result: LearningCoefficientResult) -> String {
    if let value = result.lambda { return "\(value)" }
    return result.upper.map { "\(result.lower) to \($0)" } ?? "at least \(result.lower)"
  }

  private func json(_ point: FiberLearningCoefficient.Point) -> JSONValue {
    let result = point.result
    return .record([
      "label": point.label, "lambda": result.lambda, "multiplicity": result.multiplicity,
      "lower": result.lower, "upper": result.upper, "method": result.method,
      "evidence": result.evidence, "weights": point.network.matrices,
    ])
  }
}
