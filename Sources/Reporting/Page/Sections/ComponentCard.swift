import Computation
import CriticalLoci
import ExactArithmetic
import Networks
import Polynomials

/// One component in full: its network, what holds on it, its equations and a point.
struct ComponentCard {
  let component: CriticalComponent
  let architecture: Architecture
  let number: Int

  /// The most terms of all equations together that are typeset at once, and at all.
  private static let shownTerms = 24
  private static let foldedTerms = 400

  /// The card.
  var markup: Markup {
    let explanation = ComponentExplanation(component: component, architecture: architecture)
    let drawing = NetworkDrawing(
      architecture, operations: component.operations, title: "Component \(number)")
    var body = Markup.picture(
      drawing.picture(isCompact: true), identifier: "component-picture-\(number)")
    body += .element(
      "h3", [:],
      "Component \(number) \(component.kind.markup)"
    )
    body += .paragraph(Markup(explanation.sentences.joined(separator: " ")))
    if let orbit = explanation.orbitSentence { body += .paragraph(Markup(orbit)) }
    body += .paragraph("\(.code(component.label))", class: "label")
    body += facts + equations + witness
    return .element(
      "article",
      ["class": "card \(component.kind.rawValue)", "id": "component-\(number)"], body)
  }

  private var facts: Markup {
    let degree = component.degree.map { ", degree \($0)" } ?? ""
    return .paragraph(
      "Dimension \(component.dimension), codimension \(component.codimension)\(degree); the Jacobian has "
        + "rank \(component.rank) there.", class: "facts")
      + .paragraph(.evidence(component.evidence), class: "facts") + realPoints
  }

  /// A sentence on the real points where they are not dense.
  private var realPoints: Markup {
    let real = component.realPoints
    let text: String
    switch real.extent {
    case .dense: return .empty
    case .lowerDimensional:
      text =
        "Its real points lie in a smaller set"
        + (real.dimension.map { ", of dimension \($0)" } ?? "") + "."
    case .none: text = "It has no real points."
    case .unknown:
      text =
        real.point == nil
        ? "No real point of it is known." : "How many real points it has is not known."
    }
    return .paragraph("\(text) \(.evidence(real.evidence))", class: "facts")
  }

  private var equations: Markup {
    guard let generators = component.generators, !generators.isEmpty else { return .empty }
    let terms = (generators + component.generatorConditions).reduce(0) { $0 + $1.termCount }
    guard terms <= Self.foldedTerms else {
      return .paragraph("\(counted(generators.count, "equation")) with \(terms) terms together.")
    }
    let zeros = generators.map { relation($0, "=") }
    let others = component.generatorConditions.map { relation($0, "≠") }
    var list = Markup.element("ul", ["class": "equations"], .joined(zeros, separator: "\n"))
    if !others.isEmpty {
      list += .paragraph("The component is the closure of the solutions with")
      list += .element("ul", ["class": "equations"], .joined(others, separator: "\n"))
    }
    return .folded(
      "\(counted(generators.count, "equation"))", list,
      isOpen: !isNamed && terms <= Self.shownTerms)
  }

  /// Whether operations say all that holds on the component.
  private var isNamed: Bool {
    component.label == component.operations.map(\.description).joined(separator: " & ")
  }

  private func relation(_ polynomial: Polynomial<RationalField>, _ sign: String) -> Markup {
    let end = MathML.formula(MathML.symbol(sign, isInfix: true) + MathML.number("0"))
    return .element("li", [:], "\(MathML.breakable(polynomial)) \(end)")
  }

  private var witness: Markup {
    guard let witness = component.witness else {
      return component.witnessSearch.map { .paragraph("No exact point: \($0).", class: "facts") }
        ?? .empty
    }
    let matrices = (1...architecture.layerCount).map { layer in
      MathML.formula(MathML.weights(of: witness, layer: layer))
    }
    return .folded(
      "A point on it and on no other",
      .scrolling(
        "Weights of a point on component \(number)",
        .element("div", ["class": "matrices"], .joined(matrices, separator: " "))))
  }
}
