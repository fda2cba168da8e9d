import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import NetworkFiles
import Networks
import NumericalExperiments

extension HTMLReport {
  /// The title, one paragraph in plain language, and the contents.
  var header: Markup {
    let name = specification.name.map(oneLine)
    let widths = "(\(architecture.widths.map(String.init).joined(separator: ",")))"
    let title = name ?? "Network \(widths)"
    var subtitle: [Markup] = ["Polynomial neural network of widths \(widths)"]
    if !architecture.activations.isEmpty {
      subtitle.append(
        "activation "
          + .joined(MathML.activations(architecture).map { MathML.formula($0) }, separator: ", "))
    }
    if architecture.hasBias { subtitle.append("with biases") }
    return .element(
      "header", [:],
      .element("h1", [:], Markup(title)) + "\n"
        + .paragraph(.joined(subtitle, separator: ", "), class: "subtitle"))
      + "\n"
  }

  /// What was found, before the details.
  var summarySection: Markup {
    var sentences: [Markup] = [dimensionSentence]
    sentences += [
      locusSentence, verdictSentence, weightsSentence, learningCoefficientSentence,
    ].compactMap { $0 }
    let items = Markup(sentences.map { .element("li", [:], $0) + "\n" })
    return .section("summary", "Summary", .element("ul", ["class": "findings"], items))
  }

  private var dimensionSentence: Markup {
    let count = counted(architecture.parameterCount, "parameter")
    guard let rank = analysis.genericRank else {
      return "The network has \(count). The rank of its Jacobian is not known."
    }
    let filling: Markup =
      rank.isFilling
      ? "; it fills the whole space of polynomials"
      : ", in a space of polynomials of dimension \(architecture.ambientDimension)"
    let defect: Markup =
      rank.defect == 0
      ? ", as expected" : ", \(rank.defect) less than expected"
    return "The network has \(count), and the Jacobian of its polynomial map has rank "
      + .element("strong", [:], "\(rank.dimension)")
      + " at general weights: the functions it computes form a set of dimension \(rank.dimension)"
      + defect + filling + ". " + .badge(rank.evidence)
  }

  private var locusSentence: Markup? {
    guard let locus = analysis.locus.value else { return nil }
    let components = locus.realComponents
    let total = components.reduce(Integer(0)) { $0 + $1.orbitSize }
    if total == 0 {
      guard locus.completeness.isProven else { return nil }
      return "The rank drops nowhere: there are no critical weights. " + .badge(locus.completeness)
    }
    let exotic = components.filter { $0.kind == .exotic }
    let kinds: Markup =
      exotic.isEmpty
      ? "each explained by a subnetwork"
      : .element(
        "strong", [:],
        "\(exotic.count) of them exotic, explained by no subnetwork")
    let orbits = components.count
    let count =
      Integer(orbits) == total
      ? counted(total, "component")
      : "\(counted(total, "component")), \(orbits) up to permutations of neurons"
    return
      "The weights at which the rank drops have \(count), \(kinds). \(.badge(locus.completeness))"
  }

  private var verdictSentence: Markup? {
    var sentence: Markup
    if let theorem = analysis.equalityTheorem {
      let proof = Evidence.proven(detail: theorem.statement)
      sentence =
        "The critical weights are exactly the subnetworks, by a theorem: \(typeset(proof.detail)). \(.badge(proof))"
    } else if let locus = analysis.locus.value, let equality = locus.equality {
      sentence =
        "The critical weights are \(equality.value ? "" : "not ")exactly the subnetworks. "
        + .badge(equality.evidence)
      if !locus.nonCriticalStrata.isEmpty {
        let strata = locus.nonCriticalStrata.map { Markup.code($0.label) }
        sentence += " Subnetworks that are not critical: \(.joined(strata, separator: ", "))."
      }
    } else if let question = analysis.locus.value?.openQuestion {
      sentence =
        "Whether the critical weights are exactly the subnetworks is not decided: \(question)."
    } else {
      return nil
    }
    if let degree = provenFromDegree {
      let power = MathML.formula(
        .element("msup", [:], MathML.identifier("t") + MathML.identifier("r")))
      let bound = MathML.formula(
        MathML.identifier("r") + MathML.symbol("≥") + MathML.number("\(degree)"))
      sentence +=
        " For these widths and the activation \(power), critical weights and subnetworks are the same "
        + "in every degree \(bound)."
    }
    return sentence
  }

  private var weightsSentence: Markup? {
    if let diagnosis = numericalDiagnosis { return sentence(on: diagnosis) }
    guard let weights = exactWeights, let rank = weights.rank, let diagnosis = weights.diagnosis
    else { return nil }
    let consequence = weights.isCritical == true ? ": they are critical" : ""
    let place: Markup = "At the given weights the rank is \(rank.rank)\(consequence)"
    let reduced = diagnosis.reduced.architecture
    let explanation: Markup =
      diagnosis.isSubnetwork
      ? ". The network is a subnetwork; the same function is computed with "
        + Markup(counted(reduced.parameterCount, "parameter")) + " instead of "
        + "\(architecture.parameterCount)."
      : ". No hidden neuron is inactive or redundant there."
    return place + explanation + " " + (weights.evidence.map { .badge($0) } ?? .empty)
  }

  private func sentence(on diagnosis: NumericalDiagnosis) -> Markup? {
    guard let rank = diagnosis.rank else { return nil }
    let value = rank.rank.map { "is \($0)" } ?? "is not decided"
    let state =
      diagnosis.isSubnetwork
      ? "some neurons are inactive or redundant within the tolerance"
      : "no hidden neuron is inactive or redundant within the tolerance"
    return "At the given weights the numerical rank \(value); \(state). \(.badge(rank.evidence))"
  }

  private var provenFromDegree: Int? {
    let isPlain =
      architecture.activations.allSatisfy(\.isPlainPower) && architecture.hasUniformActivation
      && !architecture.hasBias && architecture.layerCount > 1
    return isPlain ? EqualityTheorem.provenFromDegree(widths: architecture.widths) : nil
  }
}
