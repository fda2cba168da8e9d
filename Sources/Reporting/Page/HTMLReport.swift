import Analyses
import NetworkFiles
import Networks
import NumericalExperiments

/// Everything about a network as one self-contained page.
///
/// The page needs nothing from a network; pictures are SVG, formulas MathML, and every string of the
/// spec is escaped. It is well-formed XML too. Equal specs, seeds and provenance give the same bytes unless
/// a limit of time or memory cuts a part.
public struct HTMLReport: Sendable {
  /// What the page is about.
  public let analysis: NetworkAnalysis
  /// What made the page.
  public let provenance: Provenance

  /// The network.
  var specification: NetworkSpecification { analysis.specification }
  var architecture: Architecture { analysis.architecture }

  /// What is known of the given weights, if they are exact.
  var exactWeights: WeightsAnalysis? {
    if case .exact(let weights) = analysis.weights.value { weights } else { nil }
  }

  /// What is known of given weights over a number field.
  var numberFieldWeights: NumberFieldAnalysis? {
    if case .numberField(let weights) = analysis.weights.value { weights } else { nil }
  }

  /// What is known of the given weights, if they are floating-point numbers.
  var numericalDiagnosis: NumericalDiagnosis? {
    if case .floating(let diagnosis) = analysis.weights.value { diagnosis } else { nil }
  }

  /// The most components of a stratification that are drawn.
  static let mostDrawnComponents = 60

  /// The largest number of terms of a Jacobian that a page gives in full.
  private static let largestJacobian = 400

  /// A plan of all parts, with the map and the Jacobian as far as a page shows them.
  public static func plan(seed: UInt64) -> AnalysisPlan {
    var plan = AnalysisPlan(seed: seed)
    plan.largestJacobian = largestJacobian
    return plan
  }

  /// The page of what `networkAnalysis(of:)` has returned.
  ///
  /// `provenance`: What makes the report again.
  public init(_ analysis: NetworkAnalysis, provenance: Provenance) {
    self.analysis = analysis
    self.provenance = provenance
  }
}

extension AnalysisPart {
  /// The markup of the value with a remark if it is incomplete, or the sentence that it is left out.
  func markup(_ content: (Value) -> Markup) -> Markup {
    guard let value else { return .paragraph("Left out: \(limitText ?? "not computed").") }
    let remark = limitText.map { Markup.paragraph("Incomplete: \($0).", class: "remark") }
    return content(value) + (remark ?? .empty)
  }

  /// The end of a sentence that says what is missing.
  var limitText: String? { gap.map { "\($0)" } }
}
