import Computation
import NetworkFiles
import Networks

extension HTMLReport {
  /// The page, a complete HTML document.
  public var html: String {
    let sections = sections
    let title = specification.name.map(oneLine) ?? architectureTitle(name: nil, architecture)
    return page(
      title: title, generator: provenance.program,
      header + contents(sections) + Markup(sections.map(\.markup)))
  }

  /// The sections with the names that the table of contents uses.
  private var sections: [(identifier: String, name: String, markup: Markup)] {
    var result = [
      ("summary", "Summary", summarySection), ("network", "Network", networkSection),
    ]
    if let weightsSection { result.append(("weights", "Given weights", weightsSection)) }
    result += [
      ("dimension", "Dimension", dimensionSection), ("map", "Map and Jacobian", mapSection),
      ("components", "Critical locus", componentsSection),
      ("learning-coefficients", "Learning coefficients", learningCoefficientsSection),
      ("strata", "Rank strata", strataSection),
      ("singular-values", "Singular values", singularValuesSection),
      ("training", "Gradient descent", trainingSection),
      ("landscape", "Landscape", landscapeSection),
      ("provenance", "Provenance", provenanceSection),
    ]
    return result
  }

  private func contents(
    _ sections: [(identifier: String, name: String, markup: Markup)]
  ) -> Markup {
    let items = sections.map {
      Markup.element("li", [:], .link(to: $0.identifier, Markup($0.name)))
    }
    return .element(
      "nav", ["aria-label": "Contents"], .element("ul", [:], .joined(items, separator: "\n")))
      + "\n"
  }
}
