import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// The critical locus of a network: its components, each with the subnetwork that explains it or the
/// statement that none does.
public struct LocusReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// What is known of the locus.
  public let analysis: LocusAnalysis

  /// A report on what `locusAnalysis(of:)` has returned.
  public init(name: String?, analysis: LocusAnalysis) {
    self.name = name
    self.analysis = analysis
  }

  private var components: [CriticalComponent] { analysis.components }
  private var complexComponents: [CriticalComponent] { analysis.complexComponents }

  /// The components with what is known of all of them; `criticalEqualsSubnetworks` is over ℝ.
  public var document: Document { Document(name: name, analysis.architecture, body) }

  func body(_ document: inout Document) {
    let (locus, sliceCheck) = (analysis.locus, analysis.sliceCheck)
    document.data("genericRank", locus?.genericRank.dimension)
    document.data("components", components)
    document.data("complexComponents", complexComponents)
    document.data("criticalEqualsSubnetworks", JSONValue.verdict(locus?.criticalEqualsSubnetworks))
    if let locus {
      document.data("equalityEvidence", locus.equality?.evidence)
      document.data("openQuestion", ifAny: locus.openQuestion)
      document.data("completeness", locus.completeness)
      document.data("nonCriticalSubnetworks", locus.nonCriticalStrata.map(\.label))
      document.data("evidence", locus.genericRank.evidence)
    } else {
      document.data("completeness", Completeness.searched(detail: "nothing was searched"))
    }
    document.data("sliceCheck", ifAny: sliceCheck)
    document.data("seed", analysis.seed)
    document.stopped(analysis.stop)
    guard let locus else {
      return document.line(
        "The critical locus is not known\(analysis.stop.map { ": \($0)" } ?? "").")
    }
    addFields(of: locus, to: &document)
    if !components.isEmpty {
      document.space()
      document.table(components, columns(for: components))
    }
    if !complexComponents.isEmpty {
      document.paragraph("Components without real points, which are no weights:")
      document.table(complexComponents, columns(for: complexComponents))
    }
    document.remarks(on: components)
    if let sliceCheck {
      document.space()
      sliceCheck.body(&document)
    }
  }

  func addFields(of locus: CriticalLocus, to document: inout Document) {
    document.say("generic rank", "\(locus.genericRank.dimension)")
    document.say("critical locus", "\(summary(of: locus))")
    document.say("critical = subnetwork", verdict(of: locus))
    document.say("completeness", "\(locus.completeness)")
  }

  private func summary(of locus: CriticalLocus) -> String {
    let exotic = components.count { $0.kind == .exotic }
    let real = locus.realComponents
    let total = real.reduce(Integer(0)) { $0 + $1.orbitSize }
    if total == 0 && !locus.completeness.isProven { return "no component known" }
    let complex = locus.complexComponents.count
    let isComplete = locus.completeness.isProven
    return "\(total) component\(total == 1 ? "" : "s")\(isComplete ? "" : " found so far"), "
      + "\(real.count) up to permutation"
      + (exotic == 0
        ? isComplete ? "; none is exotic" : "; none of these is exotic" : "; \(exotic) exotic")
      + (complex == 0 ? "" : "; \(complex) without real points")
  }

  private func verdict(of locus: CriticalLocus) -> Phrase {
    guard let equality = locus.equality else {
      let question = locus.completeness.isProven ? locus.openQuestion : nil
      return "not decided\(question.map { ": " + $0 } ?? "")"
    }
    var reasons: [String] = []
    if !equality.value {
      if locus.components.contains(where: { $0.realPoints.leavesSubnetworks == true }) {
        reasons.append("some critical points are no subnetworks")
      }
      if !locus.nonCriticalStrata.isEmpty {
        reasons.append(
          "not critical: " + locus.nonCriticalStrata.map(\.label).joined(separator: ", "))
      }
    }
    let answer: Phrase =
      "\(equality.value)\(reasons.isEmpty ? "" : ": " + reasons.joined(separator: "; "))"
    return equality.evidence.isProven ? answer : answer + "; \(equality.evidence)"
  }

  private func columns(for components: [CriticalComponent]) -> [TableColumn<CriticalComponent>] {
    // Where all real points are as many as usual the table is silent about them.
    let namesReal = components.contains { $0.realPoints.extent != .dense }
    return [
      .number("codim") { "\($0.codimension)" }, .number("degree") { "\($0.degree)" },
      .number("rank") { "\($0.rank)" }, .number("orbit") { "\($0.orbitSize)" },
      .words("kind") { "\($0.kind)" },
    ] + (namesReal ? [.words("real points") { "\($0.realPoints.text)" }] : []) + [
      .words("at its general point") { "\($0.label)" }, .words("known") { "\($0.evidence.badge)" },
    ]
  }
}

extension RealPoints {
  /// How many there are, for a table.
  var text: String {
    extent.rawValue + (extent == .lowerDimensional ? dimension.map { ": \($0)" } ?? "" : "")
  }
}

extension Document {
  /// What could not be found out about components.
  mutating func remarks(on components: [CriticalComponent]) {
    let unknown = components.filter {
      $0.realPoints.extent == .unknown && $0.realPoints.point == nil
    }
    let unseen = components.filter { $0.witnessSearch != nil }
    if !unknown.isEmpty || !unseen.isEmpty { space() }
    for component in unknown {
      line(
        "No real point is known on '\(component.label)': \(component.realPoints.evidence.detail).")
    }
    for component in unseen {
      line("No witness of '\(component.label)': \(component.witnessSearch ?? "").")
    }
  }
}
